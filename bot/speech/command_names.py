"""Translate the names and descriptions of the bot's commands."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.speech.say import ENGLISH, language_of, said_in, spoken

if TYPE_CHECKING:
    import discord
    from discord.app_commands import TranslationContextTypes, locale_str


class Names(app_commands.Translator):
    """The names in ``bot/speech/texts/LANGUAGE/commands*.ftl``; the English ones are in the code.

    A start asks for thousands: each text in each locale of Discord, of which most are not spoken.
    """

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return the translation of ``string``; None leaves the English text."""
        language = _translated_to(locale)
        if language is None:
            return None
        text = text_of(string.message, context)
        return _name_in(language, text) if text else None


def text_of(english: str, context: TranslationContextTypes) -> str | None:
    """Return the identifier of the text that names or describes the subject of ``context``.

    None if ``context`` is of a kind that has no text. ``english`` identifies a choice.
    """
    kind = "description" if context.location.name.endswith("description") else "name"
    about: Any = context.data
    if context.location in (Location.parameter_name, Location.parameter_description):
        return f"command-{_slug(about.command.qualified_name)}-{_slug(about.name)}-{kind}"
    if context.location is Location.choice_name:
        return f"choice-{_slug(english)}"
    if context.location is Location.other:
        return None
    menu = isinstance(about, app_commands.ContextMenu)
    name = about.name if menu else about.qualified_name
    return f"{'menu' if menu else 'command'}-{_slug(name)}-{kind}"


@cache
def _translated_to(locale: discord.Locale) -> str | None:
    """Return the language of the names in ``locale``; None if these are the English ones."""
    language = language_of(locale)
    return None if language == ENGLISH else language


@cache
def _name_in(language: str, text: str) -> str | None:
    return said_in(language, text) if spoken(language, text) else None


@cache
def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
