"""Decode bytes, and normalise lines, fields and dates, in the same way for every format."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

from index.errors import NoTextError, SourceError

HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ud800-\udfff\ufffe\uffff]")
# Japanese and Chinese letters and their punctuation; Korean has spaces.
CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f"
UNSPACED = re.compile(f"[{CJK}]")
UNSPACED_BREAK = re.compile(rf"(?<=[{CJK}])[ \t]*\n\s*(?=[{CJK}])")


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, without a byte-order mark and with LF line ends.

    :raises SourceError: the data is binary, not UTF-8, or empty.
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
        raise NoTextError(f"{name}: empty", hint="Add text to it, or remove it from the folder.")
    return unix_lines(text)


def unix_lines(text: str) -> str:
    """Return ``text`` with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_unspaced_breaks(text: str) -> str:
    """Return ``text`` without the line breaks within Japanese and Chinese, which has no spaces."""
    if "\n" not in text or text.isascii():
        return text
    return UNSPACED_BREAK.sub("", text)


def folded(text: str) -> str:
    """Return ``text`` on one line, with white space folded and invisible characters removed.

    Invisible are control characters, and soft hyphens, which only mark where a word can be broken.
    """
    return " ".join(HIDDEN.sub("", text).split())


def one_line(text: object) -> str | None:
    """Return a field that a file gives (title, author …) on one line, or None if it is empty."""
    return (folded(text) or None) if isinstance(text, str) else None


def unprintable(text: str) -> bool:
    """Return whether ``text`` has a control character or a lone surrogate."""
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def is_web_address(url: str) -> bool:
    """Return whether ``url`` is an http or https address with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "http://["
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url


def web_address(url: object) -> str | None:
    """Return an address that a file gives, or None if it is not a web address."""
    line = one_line(url)
    return line if line and is_web_address(line) else None


def parse_day(written: object) -> date | None:
    """Parse the day of a date or time in ISO 8601; return None if there is none."""
    try:
        return date.fromisoformat(str(written).strip()[:10]) if written else None
    except ValueError:
        return None
