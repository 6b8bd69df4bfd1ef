"""What a body is, by what its server says of it and by how it begins, and the suffix for it.

The suffix is what the readers go by, so a wrong type is refused here, before it takes the place
of a good copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.errors import FetchError
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
XML = ("application/xml", "text/xml", "application/rss+xml", "application/atom+xml",
       "application/rdf+xml")  # fmt: skip
UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/zip", "text/plain")
BY_NAME = {".html", ".htm", ".pdf", ".md", ".markdown", ".txt", ".rst", ".docx", ".epub"}
SAME = {".htm": ".html", ".markdown": ".md"}
BEGINS = {".pdf": re.compile(rb".{0,1024}?%PDF-", re.DOTALL), ".docx": re.compile(rb"PK\x03\x04"),
          ".epub": re.compile(rb"PK\x03\x04")}  # fmt: skip
TEXTS = {".html", ".md", ".txt", ".rst"}
UTF_8 = {"utf-8", "utf8", "us-ascii", "ascii"}


@dataclass(frozen=True, slots=True)
class ContentType:
    """``text/html; charset=latin-1``, taken apart."""

    name: str
    charset: str | None


def content_type_of(response: Response) -> ContentType:
    message = Message()
    message["content-type"] = response.headers.get("content-type", "")
    said = "content-type" in response.headers
    charset = message.get_param("charset")
    return ContentType(
        message.get_content_type() if said else "", charset if isinstance(charset, str) else None
    )


def page_of(response: Response) -> tuple[str, bytes]:
    """The suffix under which a page is kept, and its bytes: of texts, in UTF-8.

    A charset that is said only in the header would be lost with the header.

    :raises FetchError: it is nothing that Quoth reads, or not what it says that it is.
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
    by_name = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
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
        return response.body  # the reader finds out, and says so
    # With the mark, which wins over what the page's own <meta> says of the old bytes.
    return text.encode("utf-8-sig", "replace")


def _is_utf_16(charset: str | None) -> bool:
    return (charset or "").lower().startswith(("utf-16", "utf16", "utf-32"))
