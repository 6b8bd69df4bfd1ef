"""Write the blocks of a reStructuredText document into a text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docutils import nodes

from index.formats.canonical_text import Composition, Item
from index.formats.list_numbers import BULLET, in_form
from index.formats.rst_directives import TITLED_TEXT
from index.formats.rst_left_out import is_malformed_table, source_of
from index.formats.rst_text import RstText, formula
from index.formats.spanned_cells import SpannedCell, laid_out
from index.text.question_lines import is_question_line

DEEPEST_LEVEL = 7
DEEPEST_LIST = 20
LONGEST_DEFINITION = 500  # characters; a longer one is a section under its term
LISTS = (nodes.bullet_list, nodes.enumerated_list)
PAIRS = (nodes.definition_list, nodes.field_list, nodes.option_list)
LEFT_OUT = (
    nodes.comment, nodes.substitution_definition, nodes.target, nodes.system_message, nodes.image,
    nodes.figure, nodes.header, nodes.footer, nodes.docinfo, nodes.raw, nodes.pending, nodes.meta,
    nodes.title, nodes.subtitle, nodes.decoration, nodes.label,
)  # fmt: skip
FORMS = {
    "loweralpha": "lowerLetter", "upperalpha": "upperLetter", "lowerroman": "lowerRoman",
    "upperroman": "upperRoman",
}  # fmt: skip
TITLED = (nodes.topic, nodes.sidebar)


class RstBlocks:
    """The blocks of a document, written in order."""

    def __init__(self, text: RstText, into: Composition) -> None:
        self._text, self._into = text, into

    def compose(self, parent: nodes.Element, level: int, lead: str = "") -> None:
        """Write all blocks below ``parent``; ``lead`` is put before the first paragraph."""
        children = [child for child in parent.children if is_read(child)]
        if lead and not (children and isinstance(children[0], nodes.paragraph)):
            self._into.paragraph(lead)
            lead = ""
        for node, following in pairwise([*children, None]):
            if isinstance(node, nodes.paragraph):
                self._paragraph(f"{lead} {self._text.of(node)}".strip(), following)
            elif isinstance(node, nodes.Element):
                self._block(node, level)
            lead = ""

    def _paragraph(self, text: str, following: nodes.Node | None) -> None:
        """Write a paragraph, or a heading if it is a question and its answer comes after it."""
        answer = None if isinstance(following, nodes.section | nodes.rubric) else following
        asked = answer is not None and is_question_line(text)
        if asked and not is_question_line(str(answer.astext() if answer else "")):
            self._into.heading(text, DEEPEST_LEVEL)
        else:
            self._into.paragraph(text)

    def _block(self, node: nodes.Element, level: int) -> None:
        if isinstance(node, nodes.section):
            heading = next((c for c in node.children if isinstance(c, nodes.title)), None)
            self._into.heading(self._text.of(heading) if heading is not None else "", level + 1)
            self.compose(node, level + 1)
        elif isinstance(node, nodes.rubric):
            self._into.heading(self._text.of(node), DEEPEST_LEVEL)
        elif isinstance(node, TITLED):
            self._titled(node, level)
        elif isinstance(node, nodes.Admonition):
            self.compose(node, level, _admonition_title(node, self._text))
        elif isinstance(node, nodes.literal_block | nodes.doctest_block):
            self._into.verbatim(node.astext(), _language(node))
        elif isinstance(node, nodes.system_message):
            self._into.verbatim(source_of(node) or "")
        elif isinstance(node, nodes.math_block):
            self._into.paragraph(formula(node.astext()))
        else:
            self._listed(node, level)

    def _listed(self, node: nodes.Element, level: int) -> None:
        if isinstance(node, LISTS):
            self._into.items(self._items(node, 0))
        elif isinstance(node, PAIRS):
            self._pairs(node, level)
        elif isinstance(node, nodes.table):
            for title in node.findall(nodes.title):
                self._into.paragraph(self._text.of(title))
            headed = next(node.findall(nodes.thead), None) is not None
            self._into.rows(self._grid(node), headed=headed)
        elif isinstance(node, (nodes.line_block, nodes.TextElement)):
            self._into.paragraph(self._text.of(node))
        else:
            self.compose(node, level)
            if TITLED_TEXT in node["classes"]:
                self._into.resume(DEEPEST_LEVEL)

    def _titled(self, node: nodes.Element, level: int) -> None:
        """Write a topic or sidebar as a section; a table of contents is left out."""
        if "contents" in node["classes"]:
            return
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if title is not None:
            self._into.heading(self._text.of(title), DEEPEST_LEVEL)
        self.compose(node, level)
        self._into.resume(DEEPEST_LEVEL)

    def _items(self, listing: nodes.Element, depth: int) -> Iterator[Item]:
        for number, item in enumerate(listing.children, int(listing.get("start", 1))):
            marker = _marker(listing, number)
            for child in item.children:
                for line in self._lines(child, depth):
                    yield line if line.marker else line._replace(marker=marker)
                    marker = marker if line.marker else ""

    def _lines(self, node: nodes.Node, depth: int) -> Iterator[Item]:
        """Yield the lines of a block within an item; only those of a list within have markers."""
        if not is_read(node):
            return
        if isinstance(node, LISTS):
            yield from self._items(node, min(depth + 1, DEEPEST_LIST))
        elif isinstance(node, nodes.literal_block | nodes.doctest_block | nodes.system_message):
            code = source_of(node) if isinstance(node, nodes.system_message) else node.astext()
            for line in (code or "").split("\n"):
                yield Item(depth, "", line, verbatim=True)
        elif isinstance(node, nodes.row):
            yield Item(depth, "", " ".join(map(self._text.of, node.children)))
        elif isinstance(node, nodes.TextElement | nodes.line_block):
            yield Item(depth, "", self._text.of(node))
        else:
            if isinstance(node, nodes.Admonition):
                yield Item(depth, "", _admonition_title(node, self._text))
            for child in node.children:
                yield from self._lines(child, depth)

    def _pairs(self, listing: nodes.Element, level: int) -> None:
        """Write terms, fields or options: short ones as a list, others as sections."""
        pairs = [(self._term(item), item.children[-1]) for item in listing.children]
        if all(_is_short(below) and not is_question_line(term) for term, below in pairs):
            self._into.items(self._pair_lines(pairs))
            return
        for term, below in pairs:
            self._into.heading(term, DEEPEST_LEVEL)
            self.compose(below, level)

    def _term(self, item: nodes.Element) -> str:
        options = list(item.findall(nodes.option))
        if options:
            return ", ".join(map(_option, options))
        return " ".join(self._text.of(child) for child in item.children[:-1])

    def _pair_lines(self, pairs: list[tuple[str, nodes.Element]]) -> Iterator[Item]:
        for term, below in pairs:
            yield Item(0, "-", term)
            for child in below.children:
                yield Item(0, "", self._text.of(child))

    def _grid(self, table: nodes.table) -> Iterator[list[str]]:
        """Return the texts of each row; a cell that covers several rows is repeated in each."""
        return laid_out(map(self._cell, row.children) for row in table.findall(nodes.row))

    def _cell(self, cell: nodes.Element) -> SpannedCell:
        columns, rows = (1 + int(cell.get(more, 0)) for more in ("morecols", "morerows"))
        lines = (line for child in cell.children for line in self._lines(child, 0))
        return SpannedCell(" ".join(map(_in_a_row, lines)), columns, rows)


def _in_a_row(line: Item) -> str:
    """Return a line of a cell with the mark that browsers draw, since a row is one line."""
    mark = line.marker.replace("-", BULLET)
    return f"{mark} {line.text}" if mark else line.text


def is_read(child: nodes.Node) -> bool:
    """Return whether a block is written out; a malformed table is, as the file has it."""
    if isinstance(child, nodes.system_message):
        return is_malformed_table(child)
    return not isinstance(child, LEFT_OUT)


def _option(option: nodes.option) -> str:
    """Return an option of a command with its argument, as it is written."""
    return "".join(str(part.astext()) for part in option.children)


def _is_short(below: nodes.Element) -> bool:
    plain = all(isinstance(child, nodes.paragraph) for child in below.children)
    return plain and len(below.astext()) <= LONGEST_DEFINITION


def _marker(listing: nodes.Element, number: int) -> str:
    if not isinstance(listing, nodes.enumerated_list):
        return "-"
    form = FORMS.get(listing.get("enumtype", ""), "decimal")
    return f"{listing.get('prefix', '')}{in_form(number, form)}{listing.get('suffix', '.') or '.'}"


def _admonition_title(node: nodes.Element, text: RstText) -> str:
    """Return the title as Sphinx writes it into plain text: "Note:"."""
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    written = text.of(title) if title is not None else node.tagname.replace("_", " ").capitalize()
    return written if written[-1:] in (".", ":", "!", "?") else f"{written}:"


def _language(node: nodes.Element) -> str:
    """Return the language of a code block, if the source names it."""
    classes = [name for name in node["classes"] if name != "code"]
    named = node.get("language") or (classes[0] if "code" in node["classes"] and classes else "")
    return "" if named in ("none", "text", "default") else str(named).lower()
