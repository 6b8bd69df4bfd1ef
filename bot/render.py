"""What Quoth says on Discord: an answer, a refusal, a notice, the sources, the help.

Every message is of Components V2, as ``docs/explanation/messages.md`` explains. An answer is a
framed panel of block quotes; everything else is plain text without frame or quote, so that
nothing can be mistaken for an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypedDict

import discord
from discord import ui

from bot.citing import packed
from bot.excerpt import Excerpt, excerpt, need
from bot.limits import MESSAGE_TEXT, shares, units
from bot.links import link_to
from bot.markdown import ELLIPSIS, label
from index.conflicts import differ_line
from index.refusals import NEAREST, NO_ANSWER, WHY, nearest_places, refusal_of
from index.staleness import State, citation_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from index.staleness import Standing
    from index.types import Answer, Passage, Quote, Reason, Span

QUOTES = 5  # the most that settings allow
COLOUR = discord.Colour(0x2E7D6B)
MORE = f"-# [{ELLIPSIS}]"
SHORTENED = f"-# [{ELLIPSIS}] shortened here: the sentence goes on in the source"
SEPARATOR = " › "
QUESTION, TITLE, HEADING, WORD = 240, 120, 80, 40  # units of markup
HEADINGS = 2  # the innermost
MISSING = 5
NEXT = "Other words may help. `/sources` shows what I can quote from."
STILL = "Still so?"
CUT = "-# and more, which does not fit here"
STANDS = {
    State.UNCHANGED: "The source has not changed.",
    State.QUOTE_STANDS: "The source has changed; these words still stand in it.",
    State.QUOTE_GONE: "The source has changed, and these words stand in it no longer.",
    State.SOURCE_GONE: "The source is no longer among those that I can quote for you here.",
}
WITH_BUTTON = 9  # each such source takes four of the 40 components


class Rendered(TypedDict, total=False):
    """What discord.py's ``send`` and ``edit`` take, as keyword arguments.

    Components V2 exclude content and embeds, and a message cannot go back from them.
    """

    view: ui.LayoutView


class Source(Protocol):
    """What is said of a document in the list of sources."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...


def render_answer(answer: Answer) -> Rendered:
    """The quotes, best first, each with the place where it stands; or that there is none.

    :raises QuoteAltered: a quote that would be sent is not what its source says.
    """
    if answer.abstained:
        return _refusal(answer)
    panel: ui.Container[ui.LayoutView] = ui.Container(accent_colour=COLOUR)
    panel.add_item(text_item(_asked(answer)))
    if answer.conflict:
        panel.add_item(text_item(_differ(answer)))
    for number, shown in enumerate(_excerpts(answer)):
        if number:
            panel.add_item(ui.Separator())
        panel.add_item(text_item(_with_marks(shown)))
        panel.add_item(linked(place_line(shown.quote), _link(shown.quote), "Source"))
    return message(panel, _still(answer))


def verify(answer: Answer) -> None:
    """Check that each quote, as it would be sent, is what stands in its document.

    ``render_answer`` does so too; the store's checksum is checked where the store is read.

    :raises QuoteAltered: one is not.
    """
    for shown in _excerpts(answer):
        shown.written()


def render_notice(text: str) -> Rendered:
    """One calm sentence that is no answer: an error, a hint."""
    return message(text_item(label(text, MESSAGE_TEXT) or ELLIPSIS))


def render_sources(sources: Sequence[Source], passages: int | None = None) -> Rendered:
    """What Quoth can quote from; ``passages`` is how many pieces of text those are."""
    if not sources:
        return render_notice("There are no sources yet, so there is nothing that I could quote.")
    count = _counted(len(sources), "source")
    if passages is not None:
        count += f", {_counted(passages, 'passage')}"
    items: list[ui.Item[ui.LayoutView]] = [text_item(f"**What I can quote from**\n-# {count}")]
    for source in sources[:WITH_BUTTON]:
        items.append(linked(_described(source), link_to(source.url), "Open"))
    room = MESSAGE_TEXT - _length(items)
    if rest := _listed(sources[WITH_BUTTON:], room):
        items.append(text_item(rest))
    return message(*items)


def render_standings(standings: Sequence[Standing], asked_on: date) -> Rendered:
    """What has become of the sources of an earlier answer, each with its link."""
    if not standings:
        return render_notice("I cannot tell: that is no answer of mine, or it quotes nothing.")
    items: list[ui.Item[ui.LayoutView]] = [text_item(f"**{_summed(standings, asked_on)}**")]
    for standing in standings:
        url = standing.locator.url if standing.locator else None
        items.append(linked(_standing(standing), link_to(url), "Open"))
    return message(*items)


def render_lines(lines: Sequence[str], *buttons: ui.Button[ui.LayoutView]) -> Rendered:
    """Lines of our own, markdown and all; as many as fit."""
    kept, room = [], MESSAGE_TEXT - len(CUT)
    for line in lines:
        room -= units(line) + 1
        if room < 0:
            kept.append(CUT)
            break
        kept.append(line)
    text = text_item("\n".join(kept))
    return message(text, ui.ActionRow(*buttons)) if buttons else message(text)


def render_help(examples: Sequence[str] = ()) -> Rendered:
    """How to ask, and what an answer is worth."""
    lines = [
        "**I answer in the words of my sources, and in no others.**",
        "Ask with `/ask`, mention me, or reply to one of my messages. "
        "I show the sentences that answer, with the place where they stand; "
        "the answering sentence is in bold, and where I can tell them, "
        "the words in it that answer are underlined.",
        "When the sources do not answer, I say so. I add nothing of my own, "
        "but a source can be wrong, or old: read it where it stands.",
        "`/sources` lists what I can quote from.",
    ]
    if examples:
        lines.append("For example:")
        lines += [f"- {label(example, QUESTION)}" for example in examples[:5]]
    return message(text_item("\n".join(lines)))


def _excerpts(answer: Answer) -> list[Excerpt]:
    """Each quote whole where a message allows it, and the room that is left for their context."""
    quotes = answer.quotes[:QUOTES]
    if not quotes:
        return []
    frame = (
        units(_asked(answer))
        + units(_differ(answer))
        + sum(units(place_line(quote)) + units(MORE) + units(SHORTENED) + 2 for quote in quotes)
    )
    room = MESSAGE_TEXT - frame
    given = shares([need(quote) for quote in quotes], room)
    spare = (room - sum(given)) // len(quotes)
    return [excerpt(quote, own + spare) for quote, own in zip(quotes, given, strict=True)]


def _with_marks(shown: Excerpt) -> str:
    """The block quote, and outside it, in small type, what of it is left out."""
    lines = [MORE] if shown.more_before else []
    lines.append(shown.written())
    if shown.shortened:
        lines.append(SHORTENED)
    elif shown.more_after:
        lines.append(MORE)
    return "\n".join(lines)


def _asked(answer: Answer) -> str:
    """The question: Discord shows who used a command, but not what they asked."""
    return f"-# {label(answer.question, QUESTION) or ELLIPSIS}"


def _differ(answer: Answer) -> str:
    return f"**{differ_line(answer.conflict)}**" if answer.conflict else ""


def _still(answer: Answer) -> ui.ActionRow[ui.LayoutView]:
    """A button whose name holds what was cited, so that anyone can ask later whether it stands."""
    cited = packed([citation_of(quote) for quote in answer.quotes[:QUOTES]])
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(ui.Button(label=STILL, custom_id=cited))
    return row


def _summed(standings: Sequence[Standing], asked_on: date) -> str:
    if all(standing.state is State.UNCHANGED for standing in standings):
        return f"Nothing has changed since {asked_on.isoformat()}."
    return f"Not everything is as it was on {asked_on.isoformat()}."


def _standing(standing: Standing) -> str:
    said = STANDS[standing.state]
    if standing.locator is None:
        return f"- {said}"
    title = label(standing.title, TITLE) or ELLIPSIS
    where = f", paragraph {standing.locator.paragraph}"
    place = "" if standing.state is State.QUOTE_GONE else where
    return f"- {title}{place}: {said}"


def place_line(span: Span) -> str:
    """Title › section › paragraph, page and date: enough to find the text again."""
    where = span.locator
    headings = [label(heading, HEADING) for heading in where.headings if heading != where.title]
    parts = [_titled(span.document), *filter(None, headings[-HEADINGS:])]
    if where.page is not None:
        parts.append(f"page {where.page}")
    place = SEPARATOR.join([*parts, f"paragraph {where.paragraph}"])
    return f"-# {place}{_dated(where.published)}"


def _link(quote: Quote) -> str | None:
    return link_to(quote.locator.url, quote.text)


def _refusal(answer: Answer) -> Rendered:
    """That the sources do not answer, why, and where to look: of what comes nearest no text."""
    why = refusal_of(answer)
    lines = [_asked(answer), _no_answer(why.reason)]
    words = [word for word in (label(word, WORD) for word in why.missing) if word]
    if words:
        lines.append(f"None of them mentions {_either(_first(words))}.")
    if not (near := nearest_places(why)):
        return message(text_item("\n".join([*lines, NEXT])))
    said = text_item("\n".join([*lines, NEAREST]))
    return message(said, *map(_near, near), text_item(NEXT))


def _no_answer(reason: Reason) -> str:
    return f"**{NO_ANSWER}** {WHY[reason]}".rstrip()


def _near(passage: Passage) -> ui.Item[ui.LayoutView]:
    """The place of a passage that does not answer: not even its link holds words of it."""
    return linked(place_line(passage), link_to(passage.locator.url), "Open")


def _first(words: list[str]) -> list[str]:
    """The first few words in quotation marks, and how many more there are."""
    more = len(words) - MISSING
    named = [f"“{word}”" for word in words[:MISSING]]
    return [*named, _counted(more, "more word")] if more > 0 else named


def _either(named: list[str]) -> str:
    return " or ".join([", ".join(named[:-1]), named[-1]] if named[1:] else named)


def _described(source: Source) -> str:
    return f"- {_titled(source)}{_dated(source.published)}"


def _titled(source: Source) -> str:
    return label(source.title, TITLE) or label(source.id, TITLE) or ELLIPSIS


def _listed(sources: Sequence[Source], room: int) -> str:
    """As many of the sources as there is room for, and how many more there are."""
    lines: list[str] = []
    for number, source in enumerate(sources):
        line = _described(source)
        room -= units(line) + 1
        if room < len("-# and 9999999999 more"):
            lines.append(f"-# and {len(sources) - number} more")
            break
        lines.append(line)
    return "\n".join(lines)


def _dated(published: date | None) -> str:
    return f" · {published.isoformat()}" if published else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def linked(text: str, link: str | None, button: str) -> ui.Item[ui.LayoutView]:
    """``text`` with a button that opens ``link`` beside it.

    A button, because Discord refuses some percent-encoded addresses in markdown links.
    """
    if link is None:
        return text_item(text)
    return ui.Section(text_item(text), accessory=ui.Button(label=button, url=link))


def text_item(text: str) -> ui.TextDisplay[ui.LayoutView]:
    return ui.TextDisplay(text)


def _length(items: Sequence[ui.Item[ui.LayoutView]]) -> int:
    texts = [item for item in items if isinstance(item, ui.TextDisplay)]
    for item in items:
        if isinstance(item, ui.Section):
            texts += [child for child in item.children if isinstance(child, ui.TextDisplay)]
    return sum(units(text.content) for text in texts)


def message(*items: ui.Item[ui.LayoutView]) -> Rendered:
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()  # presses come to the client, by name: discord.py would keep each view for ever
    return Rendered(view=view)
