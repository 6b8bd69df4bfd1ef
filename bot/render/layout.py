"""Build the parts of messages in Discord's Components V2: texts, links, rows of buttons."""

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
HEADINGS = 2  # how many of the innermost headings to show


class Rendered(TypedDict, total=False):
    """A message, as keyword arguments for discord.py's ``send`` and ``edit``.

    A message of Components V2 can have neither content nor embeds, and cannot be changed back.
    """

    view: ui.LayoutView


def message(*items: ui.Item[ui.LayoutView]) -> Rendered:
    """Make a message of ``items``, from top to bottom."""
    view = _MessageView(timeout=None)
    for item in items:
        view.add_item(item)
    return Rendered(view=view)


class _MessageView(ui.LayoutView):
    """A view that discord.py does not keep: the client handles presses by custom id."""

    def is_finished(self) -> bool:
        """Return True, also for a view that was made in a thread without an event loop."""
        return True


def with_file(text: ui.TextDisplay[ui.LayoutView], name: str, data: bytes) -> Rendered:
    """Make a message of ``text`` with a file below it, for its readers to download."""
    rendered = message(text, ui.File(f"attachment://{name}"))
    rendered["view"].attached = {name: data}  # type: ignore[attr-defined]  # for bot.sending.delivery
    return rendered


def files_of(rendered: Rendered) -> list[discord.File]:
    """Return the attached files, new and unread: each attempt to send needs its own."""
    attached: dict[str, bytes] = getattr(rendered.get("view"), "attached", {})
    return [discord.File(BytesIO(data), name) for name, data in attached.items()]


def text_item(text: str) -> ui.TextDisplay[ui.LayoutView]:
    """Make a paragraph of ``text``, which is markdown already."""
    return ui.TextDisplay(text)


def linked(text: str, link: str | None, button: str) -> ui.Item[ui.LayoutView]:
    """Put a button that opens ``link`` next to ``text``; without a link, return the text alone.

    It is a button because Discord refuses some percent-encoded addresses in markdown links.
    """
    if link is None:
        return text_item(text)
    return ui.Section(text_item(text), accessory=ui.Button(label=button, url=link))


def small(text: str) -> str:
    """Mark one line as small type ("subtext")."""
    return f"-# {text}"


def bold(text: str) -> str:
    """Mark ``text``, which is markdown already, as bold."""
    return f"**{text}**"


def render_notice(text: str) -> Rendered:
    """Render one plain sentence that is not an answer, such as an error or a hint."""
    return message(text_item(label(text, MESSAGE_TEXT) or ELLIPSIS))


def render_lines(lines: Sequence[str], *buttons: ui.Button[ui.LayoutView]) -> Rendered:
    """Render as many ``lines`` of our own markdown as fit, with ``buttons`` in a row below."""
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
    """Write where ``span`` is: title › section › page › paragraph and date, to find it again.

    ``others`` are further places in the same source; its title and date are written once.
    """
    where = span.locator
    places = dict.fromkeys(map(_place_within, (span, *others)))
    place = SEPARATOR.join([titled(where.title, span.document.id), "; ".join(places)])
    return small(f"{place}{dated(where.published)}")


def _place_within(span: Span) -> str:
    where = span.locator
    headings = [label(name, HEADING) for name in where.section_names if name != where.title]
    parts = [heading for heading in headings[-HEADINGS:] if heading]
    if where.page is not None:
        parts.append(say("page", number=where.page))
    return SEPARATOR.join([*parts, say("paragraph", number=where.paragraph)])


def titled(title: str, id: str) -> str:
    """Return a source's title, or its id if it has none, as plain text on one line."""
    return label(title, TITLE) or label(id, TITLE) or ELLIPSIS


def dated(published: date | None) -> str:
    """Return the date of publication to append to a title; "" if there is none."""
    return f" · {published.isoformat()}" if published else ""


def length(items: Sequence[ui.Item[ui.LayoutView]]) -> int:
    """Measure the text of all ``items`` together, in units."""
    texts = [item for item in items if isinstance(item, ui.TextDisplay)]
    for item in items:
        if isinstance(item, ui.Section):
            texts += [child for child in item.children if isinstance(child, ui.TextDisplay)]
    return sum(units(text.content) for text in texts)
