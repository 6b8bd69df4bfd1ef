"""What messages are made of: texts, links, rows of buttons, as Discord's Components V2."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, TypedDict

import discord
from discord import ui

from bot.render.limits import MESSAGE_TEXT, units
from bot.render.markdown import ELLIPSIS, label
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from index.types import Span

COLOUR = discord.Colour(0x2E7D6B)
SEPARATOR = " › "
TITLE, HEADING = 120, 80  # units of markup
HEADINGS = 2  # the innermost


class Rendered(TypedDict, total=False):
    """What discord.py's ``send`` and ``edit`` take, as keyword arguments.

    Components V2 exclude content and embeds, and a message cannot go back from them.
    """

    view: ui.LayoutView


def message(*items: ui.Item[ui.LayoutView]) -> Rendered:
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()  # presses come to the client, by name: discord.py would keep each view for ever
    return Rendered(view=view)


def with_file(text: ui.TextDisplay[ui.LayoutView], name: str, data: bytes) -> Rendered:
    """A text with a file below it, which whoever sees the message can take away."""
    rendered = message(text, ui.File(f"attachment://{name}"))
    rendered["view"].attached = {name: data}  # type: ignore[attr-defined]  # for bot.sending.delivery
    return rendered


def files_of(rendered: Rendered) -> list[discord.File]:
    """What is attached, to be read from its beginning: made anew for each attempt to send it."""
    attached: dict[str, bytes] = getattr(rendered.get("view"), "attached", {})
    return [discord.File(BytesIO(data), name) for name, data in attached.items()]


def text_item(text: str) -> ui.TextDisplay[ui.LayoutView]:
    return ui.TextDisplay(text)


def linked(text: str, link: str | None, button: str) -> ui.Item[ui.LayoutView]:
    """``text`` with a button that opens ``link`` beside it.

    A button, because Discord refuses some percent-encoded addresses in markdown links.
    """
    if link is None:
        return text_item(text)
    return ui.Section(text_item(text), accessory=ui.Button(label=button, url=link))


def small(text: str) -> str:
    return f"-# {text}"


def bold(text: str) -> str:
    return f"**{text}**"


def render_notice(text: str) -> Rendered:
    """One calm sentence that is no answer: an error, a hint."""
    return message(text_item(label(text, MESSAGE_TEXT) or ELLIPSIS))


def render_lines(lines: Sequence[str], *buttons: ui.Button[ui.LayoutView]) -> Rendered:
    """Lines of our own, markdown and all; as many as fit."""
    cut = small(say("cut"))
    kept, room = [], MESSAGE_TEXT - units(cut)
    for line in lines:
        room -= units(line) + 1
        if room < 0:
            kept.append(cut)
            break
        kept.append(line)
    text = text_item("\n".join(kept))
    return message(text, ui.ActionRow(*buttons)) if buttons else message(text)


def place_line(span: Span, *others: Span) -> str:
    """Title › section › paragraph, page and date: enough to find the text again.

    ``others`` are further places in the same source, whose title and date are shown once.
    """
    where = span.locator
    places = dict.fromkeys(map(_place_within, (span, *others)))
    place = SEPARATOR.join([titled(where.title, span.document.id), "; ".join(places)])
    return small(f"{place}{dated(where.published)}")


def _place_within(span: Span) -> str:
    where = span.locator
    headings = [label(heading, HEADING) for heading in where.headings if heading != where.title]
    parts = [heading for heading in headings[-HEADINGS:] if heading]
    if where.page is not None:
        parts.append(say("page", number=where.page))
    return SEPARATOR.join([*parts, say("paragraph", number=where.paragraph)])


def titled(title: str, id: str) -> str:
    """A source's title, or else its id, without markup."""
    return label(title, TITLE) or label(id, TITLE) or ELLIPSIS


def dated(published: date | None) -> str:
    return f" · {published.isoformat()}" if published else ""


def length(items: Sequence[ui.Item[ui.LayoutView]]) -> int:
    """How many units of text ``items`` hold together."""
    texts = [item for item in items if isinstance(item, ui.TextDisplay)]
    for item in items:
        if isinstance(item, ui.Section):
            texts += [child for child in item.children if isinstance(child, ui.TextDisplay)]
    return sum(units(text.content) for text in texts)
