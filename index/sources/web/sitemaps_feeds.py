"""Read the pages that sitemaps and feeds list, row by row, so that large ones need little memory.

What is often wrong with them is mended first. defusedxml refuses entities, so a short file cannot
expand into a long one. This module limits the number of rows; the caller limits that of bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from index.errors import FetchError
from index.sources.web.lenient_xml import from_utf_16, mended
from index.sources.web.urls import joined

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOTS = {"urlset": "sitemap", "sitemapindex": "sitemap", "rss": "feed", "feed": "feed",
         "RDF": "feed"}  # fmt: skip
ROWS = {"url", "sitemap", "item", "entry"}
DAYS = ("published", "pubDate", "date", "issued", "updated")
BASE = "{http://www.w3.org/XML/1998/namespace}base"
DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: a page, or another sitemap (``is_list``). Only feeds give ``published``."""

    url: str
    is_list: bool = False
    published: date | None = None


def kind_of(body: bytes) -> str | None:
    """Return ``sitemap`` or ``feed``, by the first element, or None for any other body."""
    begin = from_utf_16(body[:65536])
    if not begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    try:
        for _, element in iterparse(io.BytesIO(mended(begin)), events=("start",)):
            return ROOTS.get(_local(element))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    return None


def rows_of(body: bytes, url: str, *, most: int) -> Iterator[Listed]:
    """Yield the first ``most`` rows of the sitemap or feed at ``url``.

    :raises FetchError: it is not XML, not a sitemap or feed, or defines entities.
    """
    try:
        yield from _rows(body, url, most)
    except DefusedXmlException:
        raise FetchError(
            f"{url}: defines entities, which no sitemap or feed needs",
            hint="Do not use this address; it may be malicious.",
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise FetchError(
            f"{url}: not a sitemap or feed that Quoth can read ({error})",
            hint="Give a sitemap.xml, an RSS or an Atom feed, or use another --kind.",
        ) from None


def _rows(body: bytes, url: str, most: int) -> Iterator[Listed]:
    depth, found, root = 0, 0, None
    for event, element in iterparse(io.BytesIO(mended(body)), events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise ValueError("nested too deep")
        if root is None:
            root = element
            url = _based(root, url)
            if _local(root) not in ROOTS:
                raise ValueError(f"it begins with <{_local(root)[:40]}>")
        if event == "end" and depth == (2 if _local(element) == "item" and _local(root) == "rss"
                                        else 1) and _local(element) in ROWS:  # fmt: skip
            if row := _row(element, url):
                found += 1
                yield row
            if found >= most:
                return
        if event == "end" and depth <= 2 and _local(element) in ROWS:
            element.clear()
            root.clear()  # otherwise the empty rows would pile up


def _row(element: Element, base: str) -> Listed | None:
    children = {_local(child): child for child in reversed(_own_first(element))}
    if _local(element) in ("url", "sitemap"):
        url = joined(base, _text(children.get("loc")))
        return Listed(url, is_list=_local(element) == "sitemap") if url else None
    link = _feed_link(element, _based(element, base))
    when = next((_text(children[name]) for name in DAYS if name in children), "")
    return Listed(link, published=_date(when)) if link else None


def _based(element: Element, base: str) -> str:
    """Return the address that the links within ``element`` are relative to."""
    return joined(base, element.get(BASE, "")) or base


def _own_first(element: Element) -> list[Element]:
    """Return the children, those of extensions last: a page's address is not its picture's."""
    return sorted(element, key=lambda child: _namespace(child) != _namespace(element))


def _namespace(element: Element) -> str:
    return str(element.tag).rpartition("}")[0]


def _feed_link(element: Element, base: str) -> str:
    """Return a row's address: Atom's alternate link, RSS's link, or a guid that is an address."""
    for child in _own_first(element):
        is_page = _local(child) == "link" and child.get("rel", "alternate") == "alternate"
        if is_page and (found := child.get("href") or _text(child)):
            return joined(_based(child, base), found)
    for child in element:
        if _local(child) == "guid" and child.get("isPermaLink") != "false":
            return joined(base, _text(child)) if _text(child).startswith("http") else ""
    return ""


def _text(element: Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _date(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
