"""Read front matter: YAML between two lines of ``---`` at the beginning of a text file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypedDict, TypeVar

import yaml

from index.formats.decoding import is_web_address, unprintable

NOTHING = ("", "~", "null")  # the spellings of null in YAML
KEY_LINE = re.compile(r"\s*(?:#.*\n\s*)*[\w-]+[ \t]*:(?:\s|\Z)")
LONGEST_SHOWN = 60
T = TypeVar("T")
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class DocumentFields(TypedDict):
    """The fields of a ``Parsed`` that front matter can give."""

    id: str | None
    title: str | None
    url: str | None
    author: str | None
    published: date | None
    language: str | None
    licence: str | None
    notes: tuple[str, ...]


class _Unusable(Exception):  # noqa: N818 - never leaves this module
    """A value that cannot be used; the message says why, and what to write instead."""


def split_front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str, tuple[str, ...]]:
    """Split a text into its front matter, the text after it, and notes on invalid front matter.

    Invalid front matter never costs text: it is left out only if it begins like ``key: value``.
    Otherwise the lines between the two rules are read as text.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return {}, text, ()
    try:
        # BaseLoader keeps every value as text: the title `Yes` is not `True`, and `007` is not 7.
        front = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 - it makes only text
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"is not YAML{f' (line {mark.line + 2})' if mark else ''}"
    else:
        if isinstance(front, dict) or front in (None, ""):
            return front or {}, text[match.end() :], ()
        problem = f"is a {'list' if isinstance(front, list) else 'text'}"
    if KEY_LINE.match(match[1]):
        note = f"{name}: its front matter {problem}, and is left out (quote values with a colon)"
        return {}, text[match.end() :], (note,)
    note = f"{name}: the text between its two `---` {problem}, and is read as text"
    return {}, text, (note,)


def read_fields(front: Mapping[str, Any], name: str, notes: tuple[str, ...] = ()) -> DocumentFields:
    """Read the known fields of ``front``; leave out invalid values, and add a note for each.

    ``name`` begins each note. ``notes`` are the notes on the front matter so far.
    """
    found = list(notes)

    def value(key: str, written: object, read: Callable[[object], T | None]) -> T | None:
        try:
            return read(written)
        except _Unusable as error:
            found.append(f"{name}: {key}: {_shown(written)} {error}")
            return None

    licence = front.get("licence") or front.get("license")
    return DocumentFields(
        id=value("id", front.get("id"), _one_line),
        title=value("title", front.get("title"), _one_line),
        url=value("url", front.get("url"), _url),
        author=value("author", front.get("author"), _one_line),
        published=value("date", front.get("date"), _date),
        language=value("language", front.get("language"), _one_line),
        licence=value("licence", licence, _one_line),
        notes=tuple(found),
    )


def _shown(value: object) -> str:
    """Return a value as notes show it: short, and on one line."""
    if isinstance(value, dict | list):
        return "a map" if isinstance(value, dict) else "a list"
    line = " ".join(str(value).split())
    if unprintable(line):
        return "it"
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def _one_line(value: object) -> str | None:
    """Return a value on one line, or None if it is empty; join a list, such as authors."""
    line = ", ".join(map(_text, value if isinstance(value, list) else [value]))
    return None if line in NOTHING else line


def _text(value: object) -> str:
    """Return a text or a number as one line of text."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Unusable("is no line of text (write one line, or a list of lines)")
    line = " ".join(str(value).split())
    if unprintable(line):
        raise _Unusable("holds a control character (take it out)")
    return line


def _url(value: object) -> str | None:
    url = _one_line(value)
    if url is not None and not is_web_address(url):
        raise _Unusable("is not a web address (write https://…)")
    return url


def _date(value: object) -> date | None:
    written = _one_line(value)
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        raise _Unusable("is not a full date (write 2015-01-31)") from None
