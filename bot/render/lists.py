"""Render the list of sources, the state of an earlier answer's sources, and the help text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.render.layout import (
    bold,
    dated,
    length,
    linked,
    message,
    render_notice,
    small,
    text_item,
    titled,
)
from bot.render.limits import MESSAGE_TEXT, units
from bot.render.links import link_to
from bot.render.markdown import label
from bot.speech.say import say
from index.citations.citation import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from discord import ui

    from bot.render.layout import Rendered
    from index.citations.citation import Standing

WITH_BUTTON = 9  # a source with a button takes four of the 40 components
EXAMPLE = 240  # units of markup
MAX_EXAMPLES = 5


class ListedSource(Protocol):
    """A document as the list of sources shows it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...


def render_sources(sources: Sequence[ListedSource]) -> Rendered:
    """Render the list of the sources that Quoth can quote."""
    if not sources:
        return render_notice(say("no-sources"))
    count = small(say("sources-counted", count=len(sources)))
    items: list[ui.Item[ui.LayoutView]] = [text_item(f"{bold(say('sources-heading'))}\n{count}")]
    items += [
        linked(_described(source), link_to(source.url), say("open"))
        for source in sources[:WITH_BUTTON]
    ]
    room = MESSAGE_TEXT - length(items)
    if rest := _listed(sources[WITH_BUTTON:], room):
        items.append(text_item(rest))
    return message(*items)


def render_standings(standings: Sequence[Standing], asked_on: date) -> Rendered:
    """Render whether each source of an earlier answer has changed, with its link."""
    if not standings:
        return render_notice(say("no-citation"))
    items: list[ui.Item[ui.LayoutView]] = [text_item(bold(_summed(standings, asked_on)))]
    for standing in standings:
        items += render_standing(standing)
    return message(*items)


def render_standing(standing: Standing) -> list[ui.Item[ui.LayoutView]]:
    """Render whether one cited source has changed, as part of a message."""
    url = standing.locator.url if standing.locator else None
    return [linked(_standing(standing), link_to(url), say("open"))]


def render_help(examples: Sequence[str] = ()) -> Rendered:
    """Render how to ask and what an answer is worth, with ``examples`` of questions."""
    lines = [
        bold(say("help-promise")),
        f"- {say('help-asking')}",
        f"- {say('help-marks')}",
        f"- {say('help-refusing')}",
        f"- {say('help-sources')}",
    ]
    if examples:
        lines.append(say("help-examples"))
        lines += [f"- {label(example, EXAMPLE)}" for example in examples[:MAX_EXAMPLES]]
    return message(text_item("\n".join(lines)))


def _described(source: ListedSource) -> str:
    return f"- {titled(source.title, source.id)}{dated(source.published)}"


def _listed(sources: Sequence[ListedSource], room: int) -> str:
    """Write as many sources as fit into ``room`` units, and the number of the others."""
    lines: list[str] = []
    for number, source in enumerate(sources):
        line = _described(source)
        more = small(say("sources-more", count=len(sources) - number))
        room -= units(line) + 1
        if room < units(more) + 8:
            lines.append(more)
            break
        lines.append(line)
    return "\n".join(lines)


def _summed(standings: Sequence[Standing], asked_on: date) -> str:
    same = all(standing.state is State.UNCHANGED for standing in standings)
    return say("unchanged-since" if same else "changed-since", day=asked_on.isoformat())


def _standing(standing: Standing) -> str:
    state = say(f"state-{standing.state}")
    if standing.locator is None:
        return f"- {state}"
    place = titled(standing.title, "")
    if standing.state is not State.QUOTE_GONE:
        place += f", {say('paragraph', number=standing.locator.paragraph)}"
    return f"- {place}: {state}"
