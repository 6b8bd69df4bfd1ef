"""What a text file says of itself: YAML between two lines of ``---`` at its beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

import yaml

from index.errors import SourceError
from index.formats.decoding import is_web_address, unprintable

NOTHING = ("", "~", "null")  # what YAML calls null
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class Said(TypedDict):
    """The fields of a ``Parsed`` that front matter can give."""

    id: str | None
    title: str | None
    url: str | None
    author: str | None
    published: date | None
    language: str | None
    licence: str | None


def split_front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    """The front matter and the text after it.

    :raises SourceError: what stands there is not YAML, or not ``key: value`` lines.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        # Every value stays the text that it is: the title `Yes` is not `True`, nor is `007` 7.
        front = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 - it makes text only
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        raise SourceError(
            f"{name}: its front matter is not YAML{where}",
            hint="Write `key: value` lines between the two `---`; quote values that hold a colon.",
        ) from None
    if not isinstance(front, dict) and front not in (None, ""):
        kind = "list" if isinstance(front, list) else "text"
        raise SourceError(
            f"{name}: its front matter is a {kind}, not `key: value` lines",
            hint="Write `key: value` lines between the two `---`.",
        )
    return front or {}, text[match.end() :]


def said(front: Mapping[str, Any], name: str) -> Said:
    """What ``front`` says, checked; ``name`` is what an error speaks of.

    :raises SourceError: a value makes no sense.
    """
    return Said(
        id=_one_line(front.get("id"), name),
        title=_one_line(front.get("title"), name),
        url=_url(front.get("url"), name),
        author=_one_line(front.get("author"), name),
        published=_date(front.get("date"), name),
        language=_one_line(front.get("language"), name),
        licence=_one_line(front.get("licence") or front.get("license"), name),
    )


def _one_line(value: object, name: str) -> str | None:
    """A value of the front matter; of a list of texts (authors, say), one after the other."""
    parts = value if isinstance(value, list) else [value or ""]
    lines = [" ".join(part.split()) if isinstance(part, str) else "\0" for part in parts]
    if any(map(unprintable, lines)):
        raise SourceError(
            f"{name}: a value in its front matter is no line of text",
            hint="Write `key: value`, without control characters.",
        )
    line = ", ".join(lines)
    return None if line in NOTHING else line


def _url(value: object, name: str) -> str | None:
    url = _one_line(value, name)
    if url is not None and not is_web_address(url):
        raise SourceError(
            f"{name}: its url is not a web address: {url!r}",
            hint="Write it as https://…, or leave `url:` out.",
        )
    return url


def _date(value: object, name: str) -> date | None:
    written = _one_line(value, name)
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        raise SourceError(
            f"{name}: its date is not a date: {written!r}", hint="Write it as `date: 2026-11-24`."
        ) from None
