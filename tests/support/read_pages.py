"""Pages and chapters in a few lines, read as a build would read them."""

from __future__ import annotations

from index.formats.canonical_text import Composition
from index.formats.html_blocks import open_up, write_out
from index.formats.parsed import Parsed
from index.formats.web_page import read

INTRODUCTION = (
    "<p>The hall stands at the harbour, and the town rents it to anybody for a day or a week.</p>"
)


def read_page(body: str, head: str = "", name: str = "page.html") -> Parsed:
    """Read a page with this body and head."""
    page = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    (parsed,) = read(page.encode(), name)
    return parsed


def read_article(body: str, head: str = "") -> Parsed:
    """Read a page whose article has a title, a paragraph, and then this body."""
    return read_page(f"<main><h1>The hall</h1>{INTRODUCTION}{body}</main>", head)


def read_fragment(body: str) -> Parsed:
    """Read a part of a book, of which everything is content."""
    from lxml import html

    root = html.document_fromstring(f"<html><body>{body}</body></html>")
    text = Composition()
    open_up(root)
    write_out(root.find("body"), text)
    return text.parsed()


def quotable(parsed: Parsed) -> list[str]:
    """Return the text of each block."""
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


def headings(parsed: Parsed) -> list[str]:
    """Return all headings."""
    return [mark.heading for mark in parsed.landmarks]
