"""Read the text of a Word paragraph or cell: what is seen of it when all changes are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from index.formats.docx_styles import WordStyles
from index.formats.docx_xml import M, W, is_on, is_placeholder, value, whole_number
from index.formats.equations import equation_text
from index.formats.raised_text import is_note_mark, lowered, raised
from index.formats.symbol_fonts import symbol

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = f"{W}txbxContent"
# Not read: moved text at its old place, field codes and properties. Text boxes are read apart.
# Nor is how letters below are pronounced.
LEFT_OUT = frozenset(
    (FALLBACK, f"{W}moveFrom", BOX, f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}tcPr", f"{W}trPr",
     f"{W}rt")
)  # fmt: skip
HIGH = 4  # half points above the line, from which small letters count as raised
UNSEEN = {"vanish": "hidden", "strike": "struck", "dstrike": "struck"}
UNSEEN_TAGS = frozenset(f"{W}{name}" for name in UNSEEN)
# Names are put together once: a document has many thousand runs.
RUN, TEXT, PROPERTIES, PARAGRAPH = f"{W}r", f"{W}t", f"{W}rPr", f"{W}p"
DELETED, SYMBOL, VALUE = f"{W}del", f"{W}sym", f"{W}val"
EQUATIONS = frozenset((f"{M}oMath", f"{M}oMathPara"))
Said = Mapping[str, etree._Element]  # the properties of a run, by their names
SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


class WordText:
    """Reads text, and counts the passages that it leaves out."""

    def __init__(self, styles: WordStyles) -> None:
        self._styles = styles
        self.left_out: Counter[str] = Counter()
        self._by_style: dict[tuple[str | None, str | None], str | None] = {}

    def of(self, block: etree._Element) -> str:
        """Return the visible text of a paragraph or cell; line breaks are kept."""
        parts: list[str] = []
        stack = [block]
        style: str | None = None
        while stack:
            node = stack.pop()
            tag = node.tag
            if tag == RUN:
                parts.append(self._run(node, "".join(parts[-2:]), style))
            elif tag in EQUATIONS:
                parts.append(equation_text(node))
            elif tag == DELETED:
                self.left_out["struck"] += next(node.iter(f"{W}delText"), None) is not None
            elif tag not in LEFT_OUT and not is_placeholder(node):
                if tag == PARAGRAPH:
                    style = value(node, "pPr/pStyle")
                    parts += [" "] if parts else []
                stack.extend(reversed(node))
        return "".join(parts)

    def _run(self, run: etree._Element, before: str, style: str | None) -> str:
        """Return the text of one run, with raised and lowered text as Unicode has it.

        ``style`` is that of its paragraph.
        """
        text, properties = "", None
        for child in run:
            if child.tag == TEXT:
                text += child.text or ""
            elif child.tag == PROPERTIES:
                properties = child
            else:
                text += "".join(_pieces(child))
        said = {} if properties is None else {one.tag: one for one in reversed(properties)}
        if not text or not (said or style is not None):
            return text
        if (kind := self._unseen(said, style)) is not None:
            self.left_out[kind] += bool(text.strip())
            return ""
        return self._placed(said, text, before) if said else text

    def _placed(self, said: Said, text: str, before: str) -> str:
        position = _value(said, "vertAlign") or self._styles.position(_value(said, "rStyle"))
        if position is None and (whole_number(_value(said, "position")) or 0) >= HIGH:
            position = "superscript"
        if position == "superscript":
            return "" if is_note_mark(text, before) else raised(text)
        return lowered(text) if position == "subscript" else text

    def _unseen(self, said: Said, style: str | None) -> str | None:
        """Return "hidden" or "struck" if a run is, by its own properties or by a style."""
        own_style = _value(said, "rStyle")
        if not UNSEEN_TAGS.isdisjoint(said):
            return self._first_unseen(said, own_style, style)
        if (own_style, style) not in self._by_style:
            self._by_style[own_style, style] = self._first_unseen({}, own_style, style)
        return self._by_style[own_style, style]

    def _first_unseen(self, said: Said, own_style: str | None, style: str | None) -> str | None:
        for name, kind in UNSEEN.items():
            own = said.get(f"{W}{name}")
            if self._styles.switches(own_style, name, style) if own is None else is_on(own):
                return kind
        return None


def _value(said: Said, name: str) -> str | None:
    at = said.get(f"{W}{name}")
    return None if at is None else at.get(VALUE)


def _pieces(part: etree._Element) -> Iterator[str]:
    """Yield the letters of a part of a run, without those of text boxes in it."""
    stack = [part]
    while stack:
        node = stack.pop()
        if node.tag == TEXT:
            yield node.text or ""
        elif node.tag == SYMBOL:
            yield symbol(node.get(f"{W}font", ""), node.get(f"{W}char", ""))
        elif node.tag in SPACES:
            yield SPACES[node.tag]
        elif node.tag not in LEFT_OUT:
            stack.extend(reversed(node))
