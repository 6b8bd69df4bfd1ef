"""Read web pages: only the article, as trafilatura finds it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from index.errors import SourceError
from index.formats.canonical_text import Composition
from index.formats.decoding import one_line, parse_day, unix_lines, web_address
from index.formats.parsed import Parsed

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
XML_ENCODING = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
LEVEL = re.compile(r"h([1-6])")
# Like browsers: pages that declare Latin-1 or ASCII are really in windows-1252.
AS_WINDOWS_1252 = ("iso8859-1", "ascii")


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a web page.

    :raises SourceError: its encoding is unknown or wrong, or it has no main content.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        XML_ENCODING.sub("", decode_page(data, name)),
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,  # otherwise it loses lists of blogs: tests/benchmarks/extraction.py
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or found.body is None:
        raise _nothing(name)
    text = Composition()
    _compose(found.body, text)
    parsed = text.parsed(
        title=one_line(found.title),
        url=web_address(found.url),
        author=one_line((found.author or "").replace(";", ",")),
        published=parse_day(found.date),
        language=one_line(found.language) or _language(data),
    )
    if not parsed.blocks:
        raise _nothing(name)
    yield parsed


def decode_page(data: bytes, name: str) -> str:
    """Decode a page by its byte-order mark, or the encoding that it declares, or as UTF-8.

    :raises SourceError: the page is not in that encoding, or the encoding is unknown.
    """
    encoding = _encoding(data, name)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        raise SourceError(
            f"{name}: not in the encoding {encoding}, though "
            + ("nothing else is declared" if encoding == "utf-8" else "it is declared"),
            hint='Save it as UTF-8, or declare what it is: <meta charset="windows-1252">.',
        ) from None
    return unix_lines(text.removeprefix("\ufeff").replace("\0", ""))


def _encoding(data: bytes, name: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    declared = CHARSET.search(data[:4096])
    label = declared[1].decode("ascii", "replace") if declared else "utf-8"
    try:
        known = codecs.lookup(label)
    except LookupError:
        known = None
    if known is None or not known._is_text_encoding:  # such as "rot13"
        raise SourceError(
            f"{name}: declares the encoding {label!r}, which is unknown",
            hint="Save it as UTF-8.",
        )
    if known.name in AS_WINDOWS_1252:
        return "windows-1252"
    return "utf-8" if known.name.startswith("utf-16") else known.name  # UTF-16 would hide the tag


def _language(data: bytes) -> str | None:
    found = re.search(rb"""<html[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z-]{2,12})""", data[:4096])
    return found[1].decode("ascii") if found else None


def _compose(body: etree._Element, into: Composition) -> None:
    """Write trafilatura's result, a small part of TEI: head, p, list, table, quote, code."""
    for element in body:
        match element.tag:
            case "head":
                level = LEVEL.search(element.get("rend") or "")
                into.heading(_text(element), int(level[1]) if level else 2)
            case "list":
                into.items(_items(element, 0))
            case "table":
                into.rows([_text(cell) for cell in row.iter("cell")] for row in element.iter("row"))
            case "code":
                into.verbatim(_text(element, "\n"))
            case "quote" | "div" if len(element):
                if element.text and element.text.strip():
                    into.paragraph(element.text)
                _compose(element, into)
            case "graphic" | "figure":
                pass
            case _:
                into.paragraph(_text(element))
        if element.tail and element.tail.strip():
            into.paragraph(element.tail)


def _items(element: etree._Element, depth: int) -> Iterator[tuple[int, str, str]]:
    ordered = element.get("rend") == "ol"
    for number, item in enumerate(element.iterchildren("item"), 1):
        yield depth, f"{number}." if ordered else "-", _text(item, without="list")
        for inner in item.iterchildren("list"):
            yield from _items(inner, depth + 1)


def _text(element: etree._Element, line_break: str = " ", without: str = "") -> str:
    """Return all text of ``element``, with ``line_break`` for each break."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag != without:
            if child.tag == "lb":
                parts.append(line_break)
            spaced = " " if child.tag in ("p", "item", "row", "cell") else ""
            parts.append(spaced + _text(child, line_break, without) + spaced)
        parts.append(child.tail or "")
    return "".join(parts)


def _nothing(name: str) -> SourceError:
    return SourceError(
        f"{name}: the page has no main content",
        hint="Save the page after it has loaded, or copy its text into a .md or .txt file.",
    )
