"""Write the blocks of an HTML or XHTML tree, such as a chapter of an EPUB, into a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from lxml import etree

from index.formats.canonical_text import Composition
from index.formats.html_admonitions import join_admonitions
from index.formats.html_chat import open_chat
from index.formats.html_code import code_of, language_of
from index.formats.html_definitions import make_lists_of_options, short_definitions
from index.formats.html_google_docs import open_document
from index.formats.html_hidden import take_out_hidden
from index.formats.html_infoboxes import make_tables_of_boxes
from index.formats.html_left_out import parts_left_out
from index.formats.html_lists import items_of, join_lists, open_lists
from index.formats.html_marks import join_unspaced_lines, write_marks
from index.formats.html_questions import mark_questions
from index.formats.html_stylesheets import StyleSheet, raise_and_lower
from index.formats.html_tables import grid_of, is_headed, is_layout, name_tables, strays_in
from index.formats.html_tabs import name_tabs
from index.formats.html_tree import (
    BLOCKS,
    HEADINGS,
    LEFT_OUT,
    PARAGRAPH_END,
    RESUME,
    attributes_in,
    inside,
    merge_inline,
    tag_of,
    text_of,
)

DEEPEST_LEVEL = max(HEADINGS.values())


def open_up(
    root: etree._Element,
    known: frozenset[str] = frozenset(),
    sheet: StyleSheet | None = None,
) -> Counter[str]:
    """Take out what is hidden or struck, make headings of questions, and count what was taken out.

    ``known`` are the questions that the page lists as its own, in lower case; ``sheet`` is its
    style sheet.
    """
    sheet = sheet or StyleSheet()
    there = attributes_in(root)
    taken_out = take_out_hidden(root, sheet, there)
    raise_and_lower(root, sheet)
    name_tabs(root, there)
    open_document(root)
    taken_out += open_chat(root, there)
    make_tables_of_boxes(root, there)
    make_lists_of_options(root, there)
    open_forms(root)
    mark_questions(root, there, known)
    return taken_out


def write_out(content: etree._Element, into: Composition) -> Counter[str]:
    """Write a tree that was opened up into a text, with its marks as Unicode has them.

    Return how many parts of which kinds were left out.
    """
    join_unspaced_lines(content)
    write_marks(content)
    join_admonitions(content)
    join_lists(content)
    open_lists(content)
    name_tables(content)
    left_out = parts_left_out(content)
    merge_inline(content)
    compose(content, into)
    return left_out


def compose(body: etree._Element, into: Composition) -> None:
    """Write all visible text below ``body``, without recursion, so that no nesting is too deep."""
    loose = _LooseText(into)
    stack = inside(body)[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            loose.add(node)
        elif node is FLUSH:
            loose.flush()
        elif (tag := tag_of(node)) == "br":
            loose.end_line()
        elif tag and tag not in LEFT_OUT:
            stack.extend(reversed(_parts(node, tag, loose, into)))
    loose.flush()


def _parts(
    node: etree._Element, tag: str, loose: _LooseText, into: Composition
) -> list[etree._Element | str]:
    """Write ``node`` as a whole if it can be, or return what is to be written one by one."""
    write = WHOLE.get(tag)
    if write is None and tag not in BLOCKS:
        return inside(node)
    loose.flush()
    if write is None and not len(node):
        into.paragraph(node.text or "")
        return []
    if write is not None and write(node, into):
        return []
    return [*inside(node), END if tag in SECTIONED else FLUSH]


class _LooseText:
    """The text since the last block: a paragraph that goes on until the next block begins."""

    def __init__(self, into: Composition) -> None:
        self._into = into
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        first, *others = text.split(PARAGRAPH_END)
        self._add(first)
        for line in others:
            self.flush()
            self._add(line)

    def _add(self, text: str) -> None:
        if self._parts or not text.isspace():
            self._parts.append(text)

    def end_line(self) -> None:
        """End a line; two line breaks in a row are how old pages end a paragraph."""
        for part in reversed(self._parts):
            if part == BREAK:
                self.flush()
                return
            if not part.isspace():
                break
        self._parts.append(BREAK)

    def flush(self) -> None:
        if self._parts:
            self._into.paragraph("".join(self._parts))
            self._parts.clear()


BREAK = "\v"  # white space, which no page has
FLUSH = etree.Element("flush")
SECTIONED = frozenset(("details", "dl"))  # whose headings say nothing of what comes after them
END = etree.Element(RESUME, level=str(DEEPEST_LEVEL))


def open_forms(root: etree._Element) -> None:
    """Keep the text of a form that is around a whole page, as ASP.NET has it."""
    for form in list(root.iter("{*}form")):
        if any(tag_of(below) in PAGE for below in form.iterdescendants()):
            form.tag = "div"


PAGE = frozenset(("p", "h1", "h2", "article", "main"))


def _heading(element: etree._Element, into: Composition) -> bool:
    into.heading(text_of(element), HEADINGS[tag_of(element)])
    return True


def _term(element: etree._Element, into: Composition) -> bool:
    """Write a term, whose definition is a section of its own, as a heading."""
    into.heading(text_of(element), DEEPEST_LEVEL)
    return True


def _preformatted(element: etree._Element, into: Composition) -> bool:
    into.verbatim(code_of(element), language_of(element))
    return True


def _resume(element: etree._Element, into: Composition) -> bool:
    into.resume(int(element.get("level", DEEPEST_LEVEL)))
    return True


def _list(element: etree._Element, into: Composition) -> bool:
    into.items(items_of(element))
    return True


def _definitions(element: etree._Element, into: Composition) -> bool:
    items = short_definitions(element)
    into.items(items)
    return bool(items)


def _table(element: etree._Element, into: Composition) -> bool:
    if is_layout(element):
        return False
    for caption in element.iterchildren("{*}caption"):
        into.paragraph(text_of(caption))
    for stray in strays_in(element):
        into.paragraph(stray)
    into.rows(grid_of(element), headed=is_headed(element))
    return True


# Each writes an element as a whole; False: its parts are to be written one by one.
WHOLE: dict[str, Callable[[etree._Element, Composition], bool]] = {
    **dict.fromkeys(HEADINGS, _heading),
    "dt": _term,
    "pre": _preformatted,
    RESUME: _resume,
    "ul": _list,
    "ol": _list,
    "menu": _list,
    "dl": _definitions,
    "table": _table,
}
