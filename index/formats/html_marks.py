"""Write raised and lowered text of an HTML tree in Unicode, and take out marks that are no text.

Such marks are those of notes ("long.1 It"), the links of headings to themselves ("¶"), and links
to edit a section.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from index.formats.decoding import UNSPACED, without_unspaced_breaks
from index.formats.equations import equation_text
from index.formats.html_tree import (
    HEADINGS,
    all_text_of,
    classes_of,
    drop,
    elements,
    inside,
    is_backlink,
    named,
    tag_of,
    text_before,
    text_of,
    writable,
)
from index.formats.left_out import HOLE
from index.formats.raised_text import BRACKETED, is_note_mark, lowered, raised

BEYOND_ALPHABETS = re.compile("[\u2e80-\U0010ffff]")  # one range is searched for faster
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NOTE_CLASSES = re.compile(
    r"(?:foot|end|side)-?note(?:s?-?(?:ref|reference|call|marker|link|anchor)(?:ence)?)?|noteref"
    r"|fn-?ref|reference|citation-ref",
)
MARK_CLASSES = frozenset(
    """
    editsection mw-editsection mw-cite-backlink headerlink header-anchor hash-link anchor-link
    anchorjs-link
    heading-anchor permalink heading-link footnote-backref footnote-back fn-backref
    footnote-backlink
    linenos lineno line-numbers-rows gutter copybtn viewcode-link viewcode-back
    """.split()  # noqa: SIM905 - it reads as a list of words
)
CAN_BE_MARKS = ("span", "td", "div")
MAY_BE_MARKS = ("sup", "sub", "math", "a", *CAN_BE_MARKS, "aside", "li", "p")
WORD_NOTE = re.compile(
    r"#(?:_(?:ftn|edn)(?:ref)?|ftnt(?:_ref)?)\d+"
)  # as Word and Google Docs write links of notes
EDIT = re.compile(
    r"\[\s*(?:edit(?: source)?|source|src|bearbeiten|modifier|editar|編集)\s*\]", re.I
)
NO_WORDS = re.compile(r"[\W_]*")
NUMBER = re.compile(r"\(?\d{1,3}\)?|[*†‡]")


def write_marks(root: etree._Element) -> None:
    """Write raised and lowered text in Unicode, and take out all marks that are no text."""
    for element in named(root, *MAY_BE_MARKS):
        tag = tag_of(element)
        if tag in ("sup", "sub"):
            _small(element, tag)
        elif tag == "math":
            drop(element, equation_text(element).strip() or _hole(element))
        elif tag == "a":
            _link(element)
        elif (keys := element.keys()) and _is_mark_itself(element, tag, keys):
            drop(element)


def _hole(equation: etree._Element) -> str:
    """Return a hole for an equation of which nothing could be written, "" if it has nothing."""
    return HOLE if all_text_of(equation).strip() else ""


def _is_mark_itself(element: etree._Element, tag: str, keys: list[str]) -> bool:
    if "class" in keys and tag in CAN_BE_MARKS and is_mark(element.get("class", "")):
        return True
    if "class" in keys and tag == "span" and classes_of(element) == ["lang"]:  # of VitePress
        beside = element.getnext()
        return beside is not None and tag_of(beside) == "pre"
    return "role" in keys and is_backlink(element)


@lru_cache(maxsize=4096)
def is_mark(classes: str) -> bool:
    """Return whether an element with these classes is a mark that is no text."""
    return not MARK_CLASSES.isdisjoint(classes.lower().split())


def join_unspaced_lines(root: etree._Element) -> None:
    """Join the lines that the source of a page breaks within Japanese and Chinese."""
    written = all_text_of(root)
    if BEYOND_ALPHABETS.search(written) is None or UNSPACED.search(written) is None:
        return
    for element in elements(root):
        for place in ("text", "tail") if tag_of(element) != "pre" else ("tail",):
            text = getattr(element, place) or ""
            joined = without_unspaced_breaks(text)
            if joined != text:
                setattr(element, place, writable(joined))


def _small(element: etree._Element, tag: str) -> None:
    """Replace raised or lowered text by what is written for it."""
    written = text_of(element)
    if tag == "sub":
        drop(element, lowered(written) if written.strip() else "")
    elif _refers_to_note(element) or is_note_mark(written, text_before(element)):
        drop(element)
    elif len(written) <= 20:
        drop(element, raised(written))


def _refers_to_note(element: etree._Element) -> bool:
    """Return whether a raised text is the mark of a note: it links within the book or page."""
    if any(map(NOTE_CLASSES.fullmatch, classes_of(element))) or _is_reference(element):
        return True
    parent = element.getparent()
    links = [*element.iter("{*}a"), *([parent] if parent is not None else [])]
    return any(
        tag_of(link) == "a" and ("#" in (link.get("href") or "") or _is_reference(link))
        for link in links
    )


def _is_reference(element: etree._Element) -> bool:
    kinds = (
        f"{element.get('role') or ''} {element.get(EPUB_TYPE) or element.get('epub:type') or ''}"
    )
    return not {"doc-noteref", "noteref"}.isdisjoint(kinds.split())


def _link(element: etree._Element) -> None:
    """Take out a link that is a mark: to a note, from a note, or from a heading to itself."""
    marked = is_mark(element.get("class", ""))
    if (
        _is_reference(element)
        or is_backlink(element)
        or (marked and not _is_whole(element))
        or _is_written_as_mark(element, " ".join(all_text_of(element).split()))
    ):
        drop(element)


def _is_written_as_mark(link: etree._Element, written: str) -> bool:
    """Return whether a link has the words of a mark, such as "[1]", and goes where one goes."""
    href = link.get("href") or ""
    bracketed = BRACKETED.fullmatch(written)
    if bracketed and WORD_NOTE.fullmatch(href):
        return True
    if (bracketed or NUMBER.fullmatch(written)) and any(
        map(NOTE_CLASSES.fullmatch, classes_of(link))
    ):
        return True
    if EDIT.fullmatch(written) and any(tag_of(above) in HEADINGS for above in link.iterancestors()):
        return True
    return bool(written) and "#" in href and NO_WORDS.fullmatch(written) is not None


def _is_whole(link: etree._Element) -> bool:
    """Return whether the link is all that its heading says."""
    above = link.getparent()
    if above is None or tag_of(above) not in HEADINGS:
        return False
    others = [part for part in inside(above) if part is not link]
    return not any((part if isinstance(part, str) else text_of(part)).strip() for part in others)
