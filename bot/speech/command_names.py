"""Translate the names and descriptions of the bot's commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.speech.say import ENGLISH, LANGUAGES, language_of, said_in, spoken

if TYPE_CHECKING:
    import discord
    from discord.app_commands import TranslationContextTypes, locale_str


class Names(app_commands.Translator):
    """The names in ``bot/speech/texts/LANGUAGE/commands.ftl``; the English ones are in the code."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return the translation of ``string``; None leaves the English text."""
        language = language_of(locale)
        if str(locale).partition("-")[0] not in LANGUAGES or language == ENGLISH:
            return None
        text = text_of(string.message, context)
        return said_in(language, text) if text and spoken(language, text) else None


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


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
