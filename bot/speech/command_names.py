"""The names and descriptions of our commands in the languages of those who see them."""

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
    """Names from ``texts/LANGUAGE/commands.ftl``; the English ones stand in the code."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        language = language_of(locale)
        if str(locale).partition("-")[0] not in LANGUAGES or language == ENGLISH:
            return None
        text = text_of(string.message, context)
        return said_in(language, text) if text and spoken(language, text) else None


def text_of(english: str, context: TranslationContextTypes) -> str | None:
    """What the text is called that names, or describes, what ``context`` is about."""
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
