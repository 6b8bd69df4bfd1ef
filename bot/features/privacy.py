"""`/privacy` says what is kept here, and `/forget-me` deletes what is kept of its user."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asking.reply import calmly
from bot.features.feature import Feature, everywhere
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.render.button_kinds import FORGET, PRIVACY_MORE
from bot.render.layout import bold, render_lines
from bot.speech.say import listed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.features.feature import Command, Press
    from bot.ground.place import Place
    from bot.render.button_kinds import Button, ButtonKind
    from bot.render.layout import Rendered
    from bot.servers.house_rules import Customs

FORGET_TIMEOUT_SECONDS = 20.0
MAX_NAMED_CHANNELS = 8


class Privacy(Feature):
    """Say what is kept, and delete what is kept of the person who asks."""

    def commands(self) -> Sequence[Command]:
        """Make `/privacy` and `/forget-me`."""

        @app_commands.command(
            name="privacy",
            description="What I keep here, and what I don't",
            extras=costs(Cost.RIGHT),
        )
        async def privacy(interaction: discord.Interaction) -> None:
            await self.host.serve(
                interaction, partial(self._told, interaction, render_privacy), True
            )

        @app_commands.command(
            name="forget-me",
            description="Delete your questions, on every server",
            extras=costs(Cost.RIGHT),
        )
        async def forget_me(interaction: discord.Interaction) -> None:
            async def asked() -> Rendered:
                return render_really()

            await self.host.serve(interaction, asked, True)

        return [everywhere(privacy), everywhere(forget_me)]

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """*Delete* below `/forget-me`, and *More* below `/privacy`."""
        return {FORGET: self.privately(self._forget), PRIVACY_MORE: self.privately(self._more)}

    async def _more(self, interaction: discord.Interaction, _custom_id: str) -> Rendered:
        return await self._told(interaction, render_more)

    async def _told(
        self, interaction: discord.Interaction, render: Callable[[Place, Customs], Rendered]
    ) -> Rendered:
        place = place_of(interaction, private=True)

        async def told() -> Rendered:
            return render(place, await asyncio.to_thread(self.service.house.customs, place.server))

        return await calmly(told)

    async def _forget(self, interaction: discord.Interaction, _custom_id: str) -> Rendered:
        """Delete what is kept of the person who pressed, and say how much it was."""

        async def forgetting() -> Rendered:
            forget = asyncio.wrap_future(self.service.ledger.forget(interaction.user.id))
            self.service.asker.forget()
            self.service.recent.forget(interaction.user.id)
            count = await asyncio.wait_for(forget, FORGET_TIMEOUT_SECONDS)
            return render_lines([say("forget-done", count=count)])

        return await calmly(forgetting)


def render_privacy(place: Place, customs: Customs) -> Rendered:
    """Say what is kept in ``place``, whose server has these ``customs``, and how to delete it."""
    return _listed(
        _first(place, customs),
        PRIVACY_MORE.button(name=f"{PRIVACY_MORE.prefix}all"),
    )


def render_more(place: Place, customs: Customs) -> Rendered:
    """Say all that is kept, down to what is only counted or held in memory."""
    return _listed([*_first(place, customs), *_rest(place, customs)])


def _listed(lines: Iterable[str], *buttons: Button) -> Rendered:
    return render_lines([bold(say("privacy-heading")), *(f"- {it}" for it in lines)], *buttons)


def render_really() -> Rendered:
    """Ask for confirmation, and say what is deleted and what stays."""
    button = FORGET.danger(name=f"{FORGET.prefix}yes")
    return render_lines([say("forget-what"), say("forget-stays")], button)


def _first(place: Place, customs: Customs) -> Iterator[str]:
    """Say what matters most: what is kept and for how long, what is read, how to delete it."""
    if place.server is None:
        yield say("privacy-direct")
    elif customs.keep_days:
        yield say("privacy-kept", days=customs.keep_days)
    else:
        yield say("privacy-nothing")
    if rooms := sorted(customs.channels | customs.forums):
        yield say(
            "privacy-read", channels=listed([f"<#{room}>" for room in rooms[:MAX_NAMED_CHANNELS]])
        )
    yield say("privacy-forget")


def _rest(place: Place, customs: Customs) -> Iterator[str]:
    if place.server is not None and customs.keep_days:
        yield say("privacy-code")
    yield say("privacy-counted")
    yield say("privacy-answers")
    yield say("privacy-memory")
    if place.server is not None:
        yield say("privacy-maintainers")
        yield say("privacy-blocked")
