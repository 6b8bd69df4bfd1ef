"""Read EPUB books, chapter by chapter in the order of the spine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from index.formats.canonical_text import Composition
from index.formats.epub_package import open_package
from index.formats.html_blocks import open_up, write_out
from index.formats.html_inline import merge_plain
from index.formats.html_tree import HEADINGS, all_text_of, drop, elements, tag_of, text_of
from index.formats.left_out import notes_of
from index.formats.parsed import Parsed

PICTURES = ("{*}img", "{*}image", "{*}svg")
TYPE = "{http://www.idpf.org/2007/ops}type"
FEWEST_LINKS, MOSTLY = 4, 0.8  # of a table of contents: how many, and their share of its letters
FEWEST_BESIDE = 30  # words beside contents that are more than a title
LONGEST_ENTRY = 400  # characters for each link: what has more is surely text


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a book.

    :raises SourceError: it is not one, is copy-protected, or unpacks to too much.
    """
    book = open_package(data, name)
    text = Composition()
    labels, sheet = book.labels(), book.style_sheet()
    left_out: Counter[str] = Counter()
    for path in book.spine():
        body = book.body(path)
        if kind := _not_quoted(body):
            left_out[kind] += bool(text_of(body).strip())
            if kind != "contents" or not _without_contents(body):
                continue
        if path in labels and not any(tag_of(element) in HEADINGS for element in body.iter()):
            text.label(labels[path], 1)
        merge_plain(body, sheet)
        held = elements(body)  # lxml makes an element anew each time unless it is held
        left_out += open_up(body, sheet=sheet)
        begins = text.length
        left_out += write_out(body, text)
        left_out["pages of pictures"] += text.length == begins and _has_picture(body)
        del held
    left_out += book.unread()
    yield text.parsed(notes=notes_of(name, left_out, text.text), **book.known())


def _not_quoted(body: etree._Element) -> str:
    """Return what a part of the book is if it is not read, or ""."""
    types = {kind for element in (body, *body) for kind in (element.get(TYPE) or "").split()}
    if not types.isdisjoint(("titlepage", "cover")):
        return "title-page"  # the metadata has the title and the author
    return "contents" if "toc" in types or _is_contents(body) else ""


def _has_picture(body: etree._Element) -> bool:
    return next(body.iter(*PICTURES), None) is not None


def _is_contents(body: etree._Element) -> bool:
    """Return whether a part of the book is hardly more than links to other parts."""
    links = [link for link in body.iter("{*}a") if "://" not in (link.get("href") or "://")]
    if len(links) < FEWEST_LINKS:
        return False
    written = all_text_of(body)
    if len(written) > LONGEST_ENTRY * len(links):
        return False
    linked = sum(_letters(all_text_of(link)) for link in links if not _is_footnote(link))
    return linked >= MOSTLY * _letters(written)


def _without_contents(body: etree._Element) -> bool:
    """Take the lists of links out of a part, and return whether it has more to say than a title."""
    for listing in list(body.iter("{*}ul", "{*}ol")):
        drop(listing)
    return len(all_text_of(body).split()) >= FEWEST_BESIDE


def _letters(text: str) -> int:
    """Return how long a text is without its spaces."""
    return sum(map(len, text.split()))


def _is_footnote(link: etree._Element) -> bool:
    return "noteref" in (link.get(TYPE) or "")
