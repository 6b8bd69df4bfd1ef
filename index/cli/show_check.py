"""Print a checked quote for people, in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from index.citations.check import Checked, CheckVerdict, in_sentences
from index.cli.show_answer import show_source
from index.cli.show_quote import visible
from index.types import Span

CHANGED_STYLE = "bold underline"
NOTHING = "[nothing]"
PARTIAL = "This is only part of a sentence. The whole sentence:"
STITCHED = (
    "Put together from different places: each part is in the sources, but not next to each other."
)


def show_checked(checked: Checked, console: Console) -> None:
    """Print the verdict, then the places of the words or the differences."""
    console.print(Text(says(checked)))
    if checked.changes:
        console.print("The quote:")
        console.print(Padding(_marked(checked), (0, 2)))
    if checked.partial:
        console.print(PARTIAL)
    elif checked.changes or checked.left_out:
        console.print("The source:")
    for place in _places(checked):
        console.print(Padding(_source(place, _stretches(checked)), (0, 2)))
        show_source(place.locator, console, 4)


def says(checked: Checked) -> str:
    """Write the verdict as a person would who compared the two texts."""
    return " ".join([_verdict(checked), *_remarks(checked)])


def _verdict(checked: Checked) -> str:
    if checked.verdict is CheckVerdict.ABSENT:
        return "NOT IN THE SOURCES. I found nothing like it."
    if checked.stitched or (checked.verdict is CheckVerdict.CHANGED and not checked.changes):
        return f"CHANGED. {STITCHED}"
    if checked.verdict is CheckVerdict.CHANGED:
        return "CHANGED. " + ". ".join(_differences(checked)) + "."
    if checked.verdict is CheckVerdict.SHORTENED:
        return "SHORTENED. " + " ".join(_left_out(checked))
    return "EXACT. The sources hold these words."


def _left_out(checked: Checked) -> Iterator[str]:
    """Yield the critical words first, then all that was left out, if that is more."""
    slices = _quoted(one.there for one in checked.left_out)
    matters = _quoted(matter.there for matter in checked.matters)
    yield f"Left out: {', '.join(matters or slices)}."
    if matters and set(slices) - set(matters):
        yield f"In full: {', '.join(slices)}."


def _quoted(spans: Iterable[Span]) -> list[str]:
    return list(dict.fromkeys(f"“{visible(span.text)}”" for span in spans))


def _remarks(checked: Checked) -> Iterator[str]:
    """Yield remarks on the typography, and on what was not compared."""
    kinds = ", ".join(checked.typography)
    if kinds and checked.verdict is CheckVerdict.EXACT:
        yield f"Only the typography differs: {kinds}."
    elif kinds:
        yield f"The typography differs too: {kinds}."
    if checked.attribution:
        yield f"Not compared: “{visible(checked.attribution)}”."


def _places(checked: Checked) -> list[Span]:
    """Return the sentences of the sources to show, whole if the quote is not."""
    if checked.left_out:
        first, last = checked.places[0], checked.places[-1]
        return [in_sentences(Span(first.document, first.start, last.end))]
    if checked.partial:
        return [in_sentences(place) for place in checked.places]
    return list(checked.places)


def _stretches(checked: Checked) -> list[Span]:
    """Return the stretches of the source to emphasise: what differs or was left out."""
    differing = [change.there for change in checked.changes if change.there]
    return differing + [one.there for one in checked.left_out]


def _differences(checked: Checked) -> list[str]:
    return [
        f"The quote has “{visible(checked.claim[change.start : change.end]) or NOTHING}”, "
        f"the source “{visible(change.there.text) if change.there else NOTHING}”"
        for change in checked.changes
    ]


def _marked(checked: Checked) -> Text:
    text = Text()
    at = 0
    for change in checked.changes:
        text.append(visible(checked.claim[at : change.start]))
        text.append(visible(checked.claim[change.start : change.end]), style=CHANGED_STYLE)
        at = change.end
    text.append(visible(checked.claim[at:]))
    return text


def _source(place: Span, stretches: Sequence[Span]) -> Text:
    text, at = Text(), place.start
    whole = place.document.text
    for there in stretches:
        if there.document.id == place.document.id and at <= there.start and there.end <= place.end:
            text.append(visible(whole[at : there.start]))
            text.append(visible(there.text), style=CHANGED_STYLE)
            at = there.end
    text.append(visible(whole[at : place.end]))
    return text
