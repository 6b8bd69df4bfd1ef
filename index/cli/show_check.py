"""A checked quote for the eye, in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from index.citations.check import Checked, CheckVerdict
from index.cli.show_answer import SOURCE_STYLE, source_line, visible
from index.types import Span

CHANGED_STYLE = "bold underline"
NOTHING = "[nothing]"


def show_checked(checked: Checked, console: Console) -> None:
    """Print the verdict, then where the words stand, or what differs from what is there."""
    console.print(Text(says(checked)))
    if checked.changes:
        console.print("The quote:")
        console.print(Padding(_marked(checked), (0, 2)))
        console.print("The source:")
    for place in checked.places:
        console.print(Padding(_source(place, checked), (0, 2)))
        console.print(Padding(Text(source_line(place.locator), style=SOURCE_STYLE), (0, 4)))


def says(checked: Checked) -> str:
    """The verdict, in the words of a person who compared the two."""
    if checked.verdict is CheckVerdict.ABSENT:
        return "NOT IN THE SOURCES. Nothing in them comes near these words."
    if checked.stitched or (checked.verdict is CheckVerdict.CHANGED and not checked.changes):
        return "CHANGED. Each part is in the sources, but they do not stand together there."
    if checked.verdict is CheckVerdict.CHANGED:
        return "CHANGED. " + "; ".join(_differences(checked)) + "."
    lines = ["EXACT. The sources hold these words."]
    if checked.typography:
        lines.append(f"Only the typography differs: {', '.join(checked.typography)}.")
    if checked.partial:
        lines.append("It is a part of a sentence: read the whole one.")
    return " ".join(lines)


def _differences(checked: Checked) -> list[str]:
    return [
        f"“{visible(checked.claim[change.start : change.end]) or NOTHING}” stands for "
        f"“{visible(change.there.text) if change.there else NOTHING}”"
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


def _source(place: Span, checked: Checked) -> Text:
    text, at = Text(), place.start
    whole = place.document.text
    for there in (change.there for change in checked.changes if change.there):
        if place.start <= at <= there.start and there.end <= place.end:
            text.append(visible(whole[at : there.start]))
            text.append(visible(there.text), style=CHANGED_STYLE)
            at = there.end
    text.append(visible(whole[at : place.end]))
    return text
