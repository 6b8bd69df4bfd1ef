"""What the bot says in its own voice, in the asker's language. Quotes are never translated.

The texts are in ``bot/speech/texts/LANGUAGE/*.ftl``, in the format of Project Fluent: one file for
each part of the bot, an identifier for each text. Markdown emphasis is put around them in the code.
Who is spoken to is said once, where an event comes in, with ``speak_to``; ``say`` needs no more.
A text names our commands in English, as `` `/ask` ``; it is said with the name that Discord shows.
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
STAND_IN = re.compile("\ufdd0([a-z_]+)\ufdd1")  # noncharacters
COMMAND = re.compile(r"`/([a-z][a-z-]*(?: [a-z][a-z-]*)*)`")
NAME = re.compile(r"^command-([a-z-]+)-name *= *(\S+) *$", re.MULTILINE)
# The only ambient value of the bot: every text needs it, however deep in a reply it is said.
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language_of(locale: discord.Locale | str | None) -> str:
    """Which of our languages a locale of Discord's means: "es-419" is "es"; English, if none."""
    language = str(locale or "").partition("-")[0]
    return language if language in LANGUAGES else ENGLISH


def speak_to(locale: discord.Locale | str | None) -> None:
    """From here on, this task speaks the language of ``locale``: each event has its own task."""
    _spoken.set(language_of(locale))


@contextmanager
def speaking(locale: discord.Locale | str | None) -> Iterator[None]:
    """Whatever is said within is said in the language of ``locale``."""
    token = _spoken.set(language_of(locale))
    try:
        yield
    finally:
        _spoken.reset(token)


def say(text: str, /, **values: str | int) -> str:
    """The text of that name, in the language of whoever is spoken to.

    A text that is missing there is said in English; ``tests/bot/speech/test_say.py``
    holds that none is.

    :raises LookupError: there is no such text.
    """
    return said_in(_spoken.get(), text, **values)


def said_in(language: str, text: str, /, **values: str | int) -> str:
    """The same in a given language."""
    brief = {name: _stand_in(name, value) for name, value in values.items()}
    for bundle in (_bundle(language), _bundle(ENGLISH)):
        if bundle.has_message(text) and (pattern := bundle.get_message(text).value):
            written, errors = bundle.format_pattern(pattern, brief)
            if not errors:
                return STAND_IN.sub(lambda found: str(values.get(found[1], found[0])), str(written))
            log.error("the text %s cannot be said in %s: %s", text, bundle.locales, errors)
    raise LookupError(f"no text {text!r}")


def _stand_in(name: str, value: str | int) -> str | int:
    """Fluent refuses what is long, so something short goes through it instead."""
    long = isinstance(value, str) and len(value) > LONG
    return f"\ufdd0{name}\ufdd1" if long else value


def spoken(language: str, text: str) -> bool:
    """Whether there is a text of that name in that language."""
    return bool(_bundle(language).has_message(text))


def listed(things: Sequence[str]) -> str:
    """ "a, b and c", as the language of whoever is spoken to puts it."""
    return str(format_list(list(things), locale=_written()))


def either(things: Sequence[str]) -> str:
    """ "a, b or c", as the language of whoever is spoken to puts it."""
    return str(format_list(list(things), style="or", locale=_written()))


def language_named(code: str) -> str:
    """What a language is called in the language that is spoken: "English", "anglais"."""
    return str(Locale.parse(code).get_language_name(_written()) or code)


def objected(error: QuestionError) -> str:
    """What is wrong with what somebody asked, and what to do; untranslated, where we cannot."""
    text = f"error-{error.kind}"
    if not error.kind or not spoken(ENGLISH, text):
        return f"{error.message} {error.hint}".strip()
    return say(text, **error.values)


def _written() -> str:
    """English lists as this house writes them: no comma before "or"."""
    language = _spoken.get()
    return "en_GB" if language == ENGLISH else language


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    files_of = texts(language)
    names = dict(NAME.findall("\n".join(files_of.values())))
    for name, text in sorted(files_of.items()):
        bundle.add_resource(FluentResource(_with_names(text, names)))
        log.debug("%s: read %s", language, name)
    return bundle


def _with_names(text: str, names: dict[str, str]) -> str:
    """``text`` with our commands called as they are called in its language: there is no other."""

    def named(command: re.Match[str]) -> str:
        steps = command[1].split()
        paths = ["-".join(steps[: last + 1]) for last in range(len(steps))]
        return (
            f"`/{' '.join(names.get(path, step) for path, step in zip(paths, steps, strict=True))}`"
        )

    return COMMAND.sub(named, text)


def texts(language: str) -> dict[str, str]:
    """The files of a language, by name."""
    folder: Any = files("bot.speech") / "texts" / language
    if not folder.is_dir():
        return {}
    return {
        file.name: file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".ftl")
    }
