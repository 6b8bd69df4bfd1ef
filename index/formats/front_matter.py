"""Read front matter: YAML or TOML between two rules at the beginning of a text file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict, TypeVar

import yaml

from index.formats.decoding import is_web_address, unprintable
from index.formats.field_lines import page_below_fields
from index.formats.lektor import lektor_page
from index.text.furniture import ENDS_A_SENTENCE

NOTHING = ("", "~", "null")  # the spellings of null in YAML
KEY_LINE = re.compile(r"\s*(?:#.*\n\s*)*[\w-]+[ \t]*:(?:\s|\Z)")
LONGEST_SHOWN = 60
LONGEST_FOR_C = 2_000  # characters, and so many levels at most
READ_AS_TEXT = "{name}: the text between its two `---` {problem}, and is read as text"
T = TypeVar("T")
YAML = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A rule with an empty line below it begins no front matter, unless a page of a site begins so.
EMPTY_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
OF_A_PAGE = re.compile(r"^(?:title|layout)[ \t]*:", re.MULTILINE)
TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# The title block of pandoc: lines that begin with "%", at least two, with an empty line below.
TITLE_BLOCK = re.compile(
    r"\A%[ \t]+(\S.*(?:\n[ \t]+\S.*)*)\n%[ \t]*(.*(?:\n[ \t]+\S.*)*)\n"
    r"(?:%[ \t]*(.*)\n)?[ \t]*(?:\n|\Z)"
)
# Each of the months of the languages that Quoth speaks is known; other days are not guessed.
LANGUAGES = ["en", "de", "fr", "es", "pt", "ja"]
WHOLE_DAY = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
}
DAY_OR_MONTH = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b")


Split = tuple[Mapping[str, Any], str, tuple[str, ...]]
"""Front matter, the text after it, and notes on what is invalid."""


class DocumentFields(TypedDict):
    """The fields of a ``Parsed`` that front matter can give."""

    id: str | None
    title: str | None
    url: str | None
    author: str | None
    published: date | None
    language: str | None
    licence: str | None
    slug: str | None
    notes: tuple[str, ...]


class _Unusable(Exception):  # noqa: N818 - never leaves this module
    """A value that cannot be used; the message says why, and what to write instead."""


def split_front_matter(text: str, name: str) -> Split:
    """Split a text into its front matter, the text after it, and notes on invalid front matter.

    Invalid front matter never costs text: it is left out only if it begins like ``key: value``.
    Otherwise the lines between the two rules are read as text.
    """
    if toml := TOML.match(text):
        return _toml(toml, name)
    if block := TITLE_BLOCK.match(text):
        return _title_block(block), text[block.end() :], ()
    if page := lektor_page(text):
        return page.fields, page.text, ()
    if below := page_below_fields(text):
        return below.fields, below.text, ()
    match = YAML.match(text)
    if not match or _is_between_rules(match[1]):
        return {}, text, ()
    return _yaml(match, name)


def _yaml(match: re.Match[str], name: str) -> Split:
    text = match.string
    try:
        front = yaml.load(match[1], Loader=_loader(match[1]))  # noqa: S506 - it makes only text
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"is not YAML{f' (line {mark.line + 2})' if mark else ''}"
    else:
        if front in (None, "") or (isinstance(front, dict) and not _is_prose(front)):
            return front or {}, text[match.end() :], ()
        kind = "list" if isinstance(front, list) else "text"
        return {}, text, (READ_AS_TEXT.format(name=name, problem=f"is a {kind}"),)
    if KEY_LINE.match(match[1]):
        note = f"{name}: its front matter {problem}, and is left out (quote values with a colon)"
        return {}, text[match.end() :], (note,)
    return {}, text, (READ_AS_TEXT.format(name=name, problem=problem),)


def _loader(lines: str) -> Any:
    """Return a loader that keeps each value as text: "Yes" is not True, and "007" is not 7.

    The loader in C is several times faster, but has no bound on how deep values are nested.
    """
    fast = getattr(yaml, "CBaseLoader", None)
    return fast if fast and len(lines) <= LONGEST_FOR_C else yaml.BaseLoader


def _toml(match: re.Match[str], name: str) -> Split:
    rest = match.string[match.end() :]
    try:
        found = tomllib.loads(match[1])
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, rest, (f"{name}: its front matter is not TOML, and is left out (correct it)",)
    front = {key: str(value) if isinstance(value, date) else value for key, value in found.items()}
    return front, rest, ()


def _title_block(match: re.Match[str]) -> Mapping[str, Any]:
    """Read the title, the authors, which a ";" or a new line parts, and the date."""
    title, authors, day = (found or "" for found in match.groups())
    return {
        "title": " ".join(title.split()),
        "author": [name.strip() for name in re.split(r"[;\n]", authors) if name.strip()],
        "date": day.strip(),
    }


def _is_between_rules(lines: str) -> bool:
    return bool(EMPTY_LINE.match(lines)) and not OF_A_PAGE.search(lines)


def _is_prose(front: Mapping[str, Any]) -> bool:
    """Return whether lines between two rules are a sentence such as "Note: It opens at nine."."""
    return all(
        isinstance(value, str) and key[:1].isupper() and ENDS_A_SENTENCE.search(value)
        for key, value in front.items()
    )


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
        language=value("language", front.get("language") or front.get("lang"), _one_line),
        licence=value("licence", licence, _one_line),
        slug=_path(front.get("permalink")) or _path(front.get("slug")),
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


def _path(value: object) -> str | None:
    """Return the path of a page on its site; what is none is of no concern here."""
    path = value.strip() if isinstance(value, str) else ""
    return None if unprintable(path) else path or None


def _date(value: object) -> date | None:
    written = _one_line(value)
    if not written:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return _written_date(written)


def _written_date(written: str) -> date:
    """Read a date as people write it, such as "31 January 2015" or "31.1.2015"."""
    import dateparser

    either = DAY_OR_MONTH.match(written)
    if either and max(map(int, either.groups())) <= 12 and either[1] != either[2]:
        raise _Unusable("could be two days (write 2015-01-31)")
    order = "MDY" if either and int(either[2]) > 12 else "DMY"
    settings: Any = WHOLE_DAY | {"DATE_ORDER": order}
    found: datetime | None = dateparser.parse(
        written[:LONGEST_SHOWN], languages=LANGUAGES, settings=settings
    )
    if found is None:
        raise _Unusable("is not a full date (write 2015-01-31)")
    return found.date()
