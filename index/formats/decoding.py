"""Bytes to text, and lines that are lines: what every format does with its text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

from index.errors import SourceError

HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes, name: str) -> str:
    """UTF-8 without its byte-order mark, each line end LF.

    :raises SourceError: it is binary, or not UTF-8, or there is nothing in it.
    """
    if b"\0" in data:
        raise SourceError(
            f"{name}: a binary file, not text", hint="Export it as UTF-8 text, or remove it."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: not UTF-8 (byte 0x{data[error.start]:02x} at {error.start:,})",
            hint=f"Save it as UTF-8, e.g. `iconv -f WINDOWS-1252 -t UTF-8 {name}`.",
        ) from None
    if not text.strip():
        raise SourceError(f"{name}: empty", hint="Add text to it, or remove it from the folder.")
    return unix_lines(text)


def unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def folded(text: str) -> str:
    """``text`` on one line: every run of white space one space; what has no glyph is gone.

    That is control characters and soft hyphens (a hint where a word may be parted, no letter).
    """
    return " ".join(HIDDEN.sub("", text).split())


def one_line(text: object) -> str | None:
    """What a file says of itself (title, author …), on one line; None if that is nothing."""
    return (folded(text) or None) if isinstance(text, str) else None


def unprintable(text: str) -> bool:
    """Whether there is a control character in it, or half of a character."""
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "http://["
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url


def web_address(url: object) -> str | None:
    """An address that a file gives of itself, if it is one of the web."""
    line = one_line(url)
    return line if line and is_web_address(line) else None


def day(written: object) -> date | None:
    """The day that a date or time in ISO 8601 names; None if there is none in it."""
    try:
        return date.fromisoformat(str(written).strip()[:10]) if written else None
    except ValueError:
        return None
