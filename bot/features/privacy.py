"""`/privacy` says what is kept here, and `/forget-me` deletes what is kept of whoever uses it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.asking.reply import calmly
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.render.button_kinds import FORGET, PRIVACY_MORE, Button, ButtonKind
from bot.render.layout import bold, render_lines
from bot.speech.say import listed, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator

    from bot.asking.serve import Command, Serve
    from bot.features.services import Service
    from bot.ground.place import Place
    from bot.ledger import Ledger
    from bot.render.layout import Rendered
    from bot.servers.house_rules import Customs

FORGET_TIMEOUT_SECONDS = 20.0  # seconds for the ledger to forget
MAX_NAMED_CHANNELS = 8  # channels that are named


def privacy_commands(service: Service, serve: Serve) -> list[Command]:
    """Both, for everybody and everywhere."""
    return [_privacy(service, serve), _forget_me(serve)]


def forget_presses(
    service: Service, serve: Serve
) -> dict[ButtonKind, Callable[[discord.Interaction, str], Awaitable[None]]]:
    """What the client does when *Delete* or *More* is pressed, by its kind."""

    async def pressed(interaction: discord.Interaction, _name: str) -> None:
        await serve(interaction, partial(forgotten, interaction, service.ledger), True)

    async def more(interaction: discord.Interaction, _name: str) -> None:
        await serve(interaction, _said(interaction, service, render_more), True)

    return {FORGET: pressed, PRIVACY_MORE: more}


def _privacy(service: Service, serve: Serve) -> Command:
    @app_commands.command(
        name="privacy",
        description="What I keep here, and what I don't",
        extras=costs(Cost.FREE),
    )
    async def privacy(interaction: discord.Interaction) -> None:
        await serve(interaction, _said(interaction, service, render_privacy), True)

    return privacy


def _said(
    interaction: discord.Interaction,
    service: Service,
    render: Callable[[Place, Customs], Rendered],
) -> Callable[[], Awaitable[Rendered]]:
    place = place_of(interaction, private=True)

    async def said() -> Rendered:
        customs = await asyncio.to_thread(service.house.customs, place.server)
        return render(place, customs)

    return partial(calmly, said)


def _forget_me(serve: Serve) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name="forget-me",
        description="Delete your questions, on every server",
        extras=costs(Cost.FREE),
    )
    async def forget_me(interaction: discord.Interaction) -> None:
        async def asked() -> Rendered:
            return render_really()

        await serve(interaction, asked, True)

    return forget_me


async def forgotten(interaction: discord.Interaction, ledger: Ledger) -> Rendered:
    """Delete what is kept of whoever pressed, and say how much it was."""

    async def forgetting() -> Rendered:
        forget = asyncio.wrap_future(ledger.forget(interaction.user.id))
        return render_lines(
            [say("forget-done", count=await asyncio.wait_for(forget, FORGET_TIMEOUT_SECONDS))]
        )

    return await calmly(forgetting)


def render_privacy(place: Place, customs: Customs) -> Rendered:
    """What is kept in ``place``, whose server has these ``customs``, and how to delete it."""
    return _listed(
        _first(place, customs),
        PRIVACY_MORE.button(say("privacy-more"), f"{PRIVACY_MORE.prefix}all"),
    )


def render_more(place: Place, customs: Customs) -> Rendered:
    """The same and all the rest, down to what is only counted or held in memory."""
    return _listed([*_first(place, customs), *_rest(place, customs)])


def _listed(lines: Iterable[str], *buttons: Button) -> Rendered:
    return render_lines([bold(say("privacy-heading")), *(f"- {it}" for it in lines)], *buttons)


def render_really() -> Rendered:
    button = FORGET.danger(say("forget-button"), f"{FORGET.prefix}yes")
    return render_lines([say("forget-what"), say("forget-stays")], button)


def _first(place: Place, customs: Customs) -> Iterator[str]:
    """What matters most: what is kept and for how long, what is read, how to delete it."""
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
