"""Determine the type of a response from its headers and its first bytes.

The type decides the suffix of the stored file, and the suffix decides the reader. So a wrong type
is refused here, before it replaces a good copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.errors import FetchError
from index.formats.registry import suffix_of
from index.sources.web.pinned_http import Response

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
    "text/x-rst": ".rst",
    "text/prs.fallenstein.rst": ".rst",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
}
UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/zip", "text/plain")
BY_NAME = {".html", ".htm", ".pdf", ".md", ".markdown", ".txt", ".rst", ".docx", ".epub"}
SAME = {".htm": ".html", ".markdown": ".md"}
BEGINS = {".pdf": re.compile(rb".{0,1024}?%PDF-", re.DOTALL), ".docx": re.compile(rb"PK\x03\x04"),
          ".epub": re.compile(rb"PK\x03\x04")}  # fmt: skip
TEXTS = {".html", ".md", ".txt", ".rst"}
UTF_8 = {"utf-8", "utf8", "us-ascii", "ascii"}


@dataclass(frozen=True, slots=True)
class ContentType:
    """The parts of a Content-Type header such as ``text/html; charset=latin-1``."""

    name: str
    charset: str | None


def content_type_of(response: Response) -> ContentType:
    """Parse the Content-Type header of a response; its name is "" if there is none."""
    message = Message()
    message["content-type"] = response.headers.get("content-type", "")
    given = "content-type" in response.headers
    charset = message.get_param("charset")
    return ContentType(
        message.get_content_type() if given else "", charset if isinstance(charset, str) else None
    )


def page_of(response: Response) -> tuple[str, bytes]:
    """Return the suffix and the bytes to store a page under; texts are converted to UTF-8.

    The header is not stored, so a charset that only it gives would be lost.

    :raises FetchError: Quoth does not read this type, or the body is not of it.
    """
    kind = content_type_of(response)
    suffix = _suffix(response.url, kind.name)
    begins = BEGINS.get(suffix)
    if not response.body.strip():
        raise FetchError(f"{response.url}: empty", hint="Open it in a browser.")
    if (begins and not begins.match(response.body)) or (
        suffix in TEXTS and b"\0" in response.body and not _is_utf_16(kind.charset)
    ):
        raise FetchError(
            f"{response.url}: claims to be {kind.name or suffix}, but is not",
            hint="Open it in a browser; the earlier copy is kept.",
        )
    return suffix, _in_utf_8(response, kind, suffix)


def _suffix(url: str, name: str) -> str:
    by_name = suffix_of(PurePosixPath(unquote(urlsplit(url).path)))
    if name in UNSAID and by_name in BY_NAME:
        return SAME.get(by_name, by_name)
    if name not in SUFFIXES:
        raise FetchError(
            f"{url}: is {name[:60] or 'of no type'}, which Quoth cannot read",
            hint=f"Quoth reads {', '.join(sorted(set(SUFFIXES.values())))}.",
        )
    return SUFFIXES[name]


def _in_utf_8(response: Response, kind: ContentType, suffix: str) -> bytes:
    charset = (kind.charset or "utf-8").lower().strip("\"' ")
    if suffix not in TEXTS or charset in UTF_8:
        return response.body
    try:
        text = response.body.decode(charset)
    except (LookupError, ValueError):
        return response.body  # the reader will report it
    # The byte-order mark overrides the page's <meta>, which still names the old charset.
    return text.encode("utf-8-sig", "replace")


def _is_utf_16(charset: str | None) -> bool:
    return (charset or "").lower().startswith(("utf-16", "utf16", "utf-32"))
