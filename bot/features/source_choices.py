"""Suggest sources while a person types the name of one: only those that they may ask."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from discord import app_commands

from bot.features.closed_ways import is_open
from bot.ground.place import place_of
from bot.render.limits import units
from bot.render.markdown import BIDI_CONTROLS, ELLIPSIS, shown
from bot.servers.house_rules import Way
from index.answering.source_picker import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import discord

    from bot.features.services import Service
    from index.answering.source_picker import Titled

MAX_CHOICES = 25  # Discord's limits
MAX_CHOICE_CHARACTERS = 100
INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u200b\u2060-\u2064\u3164\ufeff\uffa0]"
)


async def source_choices(
    interaction: discord.Interaction, typed: str, service: Service
) -> list[app_commands.Choice[str]]:
    """Suggest the sources that the answer may be restricted to, given what is filled in so far.

    Where this way to ask is closed, there are none: the question would not be answered.
    """
    if not is_open(interaction, Way.COMMAND, service):
        return []
    private = getattr(interaction.namespace, "private", False) is True
    place = place_of(interaction, private=private)
    found = await service.asker.suggest(typed, place, MAX_CHOICES)
    names = distinct(choice_name(source) for source in found)
    return [
        app_commands.Choice(name=name, value=key_of(source))
        for name, source in zip(names, found, strict=True)
    ]


def choice_name(source: Titled) -> str:
    """Shorten a title for a list of choices: one visible line of at most 100 characters."""
    name = _line(source.title) or _line(source.id) or ELLIPSIS
    return _cut(name, MAX_CHOICE_CHARACTERS)


def distinct(names: Iterable[str]) -> list[str]:
    """Make ``names`` distinct: a number follows each that came before."""
    given: list[str] = []
    for name in names:
        number, one = 1, name
        while one in given:
            number += 1
            mark = f" ({number})"
            one = _cut(name, MAX_CHOICE_CHARACTERS - len(mark)) + mark
        given.append(one)
    return given


def _line(text: str) -> str:
    """Remove from ``text`` what cannot be seen; "" where nothing else is left."""
    seen = INVISIBLE.sub("", BIDI_CONTROLS.sub("", shown(text)))
    line = " ".join(seen.split())
    drawn = any(unicodedata.category(character)[0] in "LNPS" for character in line)
    return line if drawn else ""


def _cut(text: str, most: int) -> str:
    if units(text) <= most:
        return text
    while units(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
