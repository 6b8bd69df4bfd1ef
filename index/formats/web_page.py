"""Read web pages: only the article, as trafilatura finds it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from copy import copy
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from index.errors import NoTextError, SourceError
from index.formats.canonical_text import Composition
from index.formats.decoding import one_line, parse_day, unix_lines, web_address
from index.formats.html_blocks import DEEPEST_LEVEL, open_forms, open_up, write_out
from index.formats.html_chat import chat_title
from index.formats.html_producers import content_of_producer
from index.formats.html_stylesheets import style_sheet_of
from index.formats.html_tree import tag_of
from index.formats.html_weights import ContentWeights, letters_of, weigh
from index.formats.left_out import notes_of
from index.formats.page_title import page_title
from index.formats.parsed import Parsed
from index.formats.schema_questions import listed_questions
from index.formats.web_content import main_content, prune, texts_around

FIRST_DATE = {"extensive_search": False, "original_date": True}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
XML_ENCODING = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
# Like browsers: pages that declare Latin-1 or ASCII are really in windows-1252.
AS_WINDOWS_1252 = ("iso8859-1", "ascii")


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a web page.

    :raises SourceError: its encoding is unknown or wrong, or it has no main content.
    """
    root = _tree(decode_page(data, name), name)
    alive = list(root.iter())  # else lxml makes each element anew whenever it is asked for
    questions = listed_questions(root)
    sheet = style_sheet_of(root)
    known = content_of_producer(root)
    found = _article(root) if known is None else _known_of(root)
    content, weights = _content(root, found, known)
    left_out = open_up(content, frozenset(question.casefold() for question in questions), sheet)
    left_out["outlying"] = texts_around(content, weights) + prune(content, weights)
    text = Composition()
    left_out += write_out(content, text)
    chat = chat_title(root)
    title = chat or page_title(root, content, found.title if found else None)
    _add_missing(questions, text)
    parsed = text.parsed(
        title=one_line(title),
        notes=notes_of(name, left_out, text.text),
        language=one_line(found.language if found else None) or _language(data),
        **_metadata(None if chat else found),  # its messages say who wrote them when
    )
    if not parsed.blocks:
        raise _nothing(name) if known is None else _only_contents(name)
    del alive
    yield parsed


def _content(
    root: etree._Element, found: Any, known: etree._Element | None
) -> tuple[etree._Element, ContentWeights]:
    """Return the element that holds the main content, and what the parts of the page weigh.

    ``known``: the element of which all is content but furniture, where the page says so.
    """
    open_forms(root)
    body = next((node for node in root if tag_of(node) == "body"), root)
    if known is not None:
        return known, weigh(body, None)
    voted = found.body.itertext() if found and found.body is not None else ()
    weights = weigh(body, letters_of("".join(map(str, voted))))
    return main_content(body, weights), weights


def _metadata(found: Any) -> dict[str, object]:
    if found is None:
        return {}
    return {
        "url": web_address(found.url),
        "author": one_line((found.author or "").replace(";", ",")),
        "published": parse_day(found.date),
    }


def _add_missing(questions: dict[str, str], into: Composition) -> None:
    """Add the questions that only a script of the page writes: a saved page lacks them."""
    for question, answer in questions.items():
        if not into.has(question):
            into.heading(question, DEEPEST_LEVEL)
            into.paragraph(answer)


def _tree(page: str, name: str) -> etree._Element:
    try:
        return lxml_html.document_fromstring(XML_ENCODING.sub("", page))
    except (etree.ParserError, ValueError):
        raise _nothing(name) from None


def _article(root: etree._Element) -> Any:
    """Return what trafilatura finds: the words of the article, its title, author and date."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        root,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        fast=True,
        date_extraction_params=FIRST_DATE,
    )
    return found if isinstance(found, Document) else None


def _known_of(root: etree._Element) -> Any:
    """Return the title, author and date that trafilatura finds; the article needs no search."""
    from trafilatura import extract_metadata

    return extract_metadata(copy(root), date_config=FIRST_DATE)


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
    found = re.search(
        rb"""<html[^>]{0,500}?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z-]{2,12})""", data[:4096]
    )
    return found[1].decode("ascii") if found else None


def _only_contents(name: str) -> SourceError:
    return NoTextError(
        f"{name}: the page has only a table of contents",
        hint="Remove it: the other pages have the text.",
    )


def _nothing(name: str) -> SourceError:
    return SourceError(
        f"{name}: the page has no main content",
        hint="Save the page after it has loaded, or copy its text into a .md or .txt file.",
    )
