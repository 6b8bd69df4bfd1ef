"""Say the bot's own texts in the asker's language. Quotes are never translated.

The texts are in ``bot/speech/texts/LANGUAGE/*.ftl``, in the format of Project Fluent: one file for
each part of the bot, an identifier for each text. The code adds markdown emphasis around them.
Call ``speak_to`` once, when an event comes in, to set the language; ``say`` then uses it.
A text names commands in English, as `` `/ask` ``; readers see the name that Discord shows them.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import discord

    from index.errors import QuestionError

log = logging.getLogger(__name__)

ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "fr", "es", "pt", "ja")
LONG = 1_000  # code points of a value; fluent.runtime takes 2,500
PLACEHOLDER = re.compile("\ufdd0([a-z_]+)\ufdd1")  # noncharacters, which no text contains
COMMAND = re.compile(r"`/([a-z][a-z-]*(?: [a-z][a-z-]*)*)`")
COMMAND_TEXTS = ("command-", "menu-", "choice-")  # what Discord shows of commands
COMMAND_FILES = "commands"
NAME = re.compile(r"^command-([a-z-]+)-name *= *(\S+) *$", re.MULTILINE)
# The only ambient value of a reply: every text needs it, however deep in a reply it is said.
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language_of(locale: discord.Locale | str | None) -> str:
    """Return the bot's language for a Discord locale, as "es" for "es-419"; else English."""
    language = str(locale or "").partition("-")[0]
    return language if language in LANGUAGES else ENGLISH


def speak_to(locale: discord.Locale | str | None) -> None:
    """Set the language for the rest of this task; each event has its own task."""
    _spoken.set(language_of(locale))


@contextmanager
def speaking(locale: discord.Locale | str | None) -> Iterator[None]:
    """Use the language of ``locale`` for the texts within a ``with`` block."""
    token = _spoken.set(language_of(locale))
    try:
        yield
    finally:
        _spoken.reset(token)


@contextmanager
def speaking_as(language: str) -> Iterator[None]:
    """Use ``language`` within a ``with`` block if the bot speaks it; else the current one."""
    with speaking(language if language in LANGUAGES else _spoken.get()):
        yield


def say(text: str, /, **values: str | int) -> str:
    """Return the text with the identifier ``text`` in the language of the current task.

    English replaces a missing translation; ``tests/bot/speech/test_say.py`` checks that none is
    missing. ``values`` fill the text's variables.

    :raises LookupError: there is no such text.
    """
    return said_in(_spoken.get(), text, **values)


def said_in(language: str, text: str, /, **values: str | int) -> str:
    """Return the text with the identifier ``text`` in ``language``, or in English if need be.

    ``values`` fill the text's variables.

    :raises LookupError: there is no such text.
    """
    brief = {name: _shortened(name, value) for name, value in values.items()}
    for bundle in (_bundle_of(language, text), _bundle_of(ENGLISH, text)):
        if bundle.has_message(text) and (pattern := bundle.get_message(text).value):
            written, errors = bundle.format_pattern(pattern, brief)
            if not errors:
                return PLACEHOLDER.sub(
                    lambda found: str(values.get(found[1], found[0])), str(written)
                )
            log.error("the text %s cannot be said in %s: %s", text, bundle.locales, errors)
    raise LookupError(f"no text {text!r}")


def _shortened(name: str, value: str | int) -> str | int:
    """Replace a long value, which Fluent refuses, by a short placeholder."""
    long = isinstance(value, str) and len(value) > LONG
    return f"\ufdd0{name}\ufdd1" if long else value


def spoken(language: str, text: str) -> bool:
    """Return whether ``language`` has a text with the identifier ``text``."""
    return bool(_bundle_of(language, text).has_message(text))


def listed(things: Sequence[str]) -> str:
    """Join ``things`` as "a, b and c" in the language of the current task."""
    return str(format_list(list(things), locale=_list_locale()))


def either(things: Sequence[str]) -> str:
    """Join ``things`` as "a, b or c" in the language of the current task."""
    return str(format_list(list(things), style="or", locale=_list_locale()))


def language_named(code: str) -> str:
    """Return the name of a language in the language of the current task: "English", "anglais"."""
    return str(Locale.parse(code).get_language_name(_list_locale()) or code)


def objected(error: QuestionError) -> str:
    """Explain ``error`` to the asker, and what to do; in English if there is no translation."""
    text = f"error-{error.kind}"
    if not error.kind or not spoken(ENGLISH, text):
        return f"{error.message} {error.hint}".strip()
    return say(text, **error.values)


def _list_locale() -> str:
    """Return the locale for lists and names; British English has no comma before "or"."""
    language = _spoken.get()
    return "en_GB" if language == ENGLISH else language


def _bundle_of(language: str, text: str) -> FluentBundle:
    return _bundle(language, of_commands=text.startswith(COMMAND_TEXTS))


@cache
def _bundle(language: str, *, of_commands: bool) -> FluentBundle:
    """Parse the texts of commands, which a start needs in each language, or all other texts."""
    bundle = FluentBundle([language], use_isolating=False)
    files_of = texts(language)
    names = dict(NAME.findall("\n".join(files_of.values())))
    for name, text in sorted(files_of.items()):
        if name.startswith(COMMAND_FILES) == of_commands:
            bundle.add_resource(FluentResource(_with_names(text, names)))
            log.debug("%s: read %s", language, name)
    return bundle


def _with_names(text: str, names: dict[str, str]) -> str:
    """Replace the English names of commands in ``text`` by those that Discord shows."""

    def named(command: re.Match[str]) -> str:
        steps = command[1].split()
        paths = ["-".join(steps[: last + 1]) for last in range(len(steps))]
        return (
            f"`/{' '.join(names.get(path, step) for path, step in zip(paths, steps, strict=True))}`"
        )

    return COMMAND.sub(named, text)


def texts(language: str) -> dict[str, str]:
    """Read the files of a language: text by file name; empty for an unknown language."""
    folder: Any = files("bot.speech") / "texts" / language
    if not folder.is_dir():
        return {}
    return {
        file.name: file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".ftl")
    }
