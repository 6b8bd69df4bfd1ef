"""Read the text of a Word paragraph or cell: what is seen of it when all changes are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from index.formats.docx_styles import WordStyles
from index.formats.docx_xml import M, W, is_placeholder, number, switched, value
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
SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


class WordText:
    """Reads text, and counts the passages that it leaves out."""

    def __init__(self, styles: WordStyles) -> None:
        self._styles = styles
        self.left_out: Counter[str] = Counter()

    def of(self, block: etree._Element) -> str:
        """Return the visible text of a paragraph or cell; line breaks are kept."""
        parts: list[str] = []
        stack = [block]
        style: str | None = None
        while stack:
            node = stack.pop()
            if node.tag == f"{W}r":
                parts.append(self._run(node, "".join(parts[-2:]), style))
            elif node.tag in (f"{M}oMath", f"{M}oMathPara"):
                parts.append(equation_text(node))
            elif node.tag == f"{W}del":
                self.left_out["struck"] += next(node.iter(f"{W}delText"), None) is not None
            elif node.tag not in LEFT_OUT and not is_placeholder(node):
                if node.tag == f"{W}p":
                    style = value(node, "pPr/pStyle")
                    parts += [" "] if parts else []
                stack.extend(reversed(node))
        return "".join(parts)

    def _run(self, run: etree._Element, before: str, style: str | None) -> str:
        """Return the text of one run, with raised and lowered text as Unicode has it.

        ``style`` is that of its paragraph.
        """
        text = "".join(_pieces(run))
        if not text:
            return ""
        properties = run.find(f"{W}rPr")
        plain = properties is None or not len(properties)
        if plain and style is None:
            return text
        if (kind := self._unseen(run, style)) is not None:
            self.left_out[kind] += bool(text.strip())
            return ""
        return text if plain else self._placed(run, text, before)

    def _placed(self, run: etree._Element, text: str, before: str) -> str:
        position = value(run, "rPr/vertAlign") or self._styles.position(run)
        if position is None and (number(run, "rPr/position") or 0) >= HIGH:
            position = "superscript"
        if position == "superscript":
            return "" if is_note_mark(text, before) else raised(text)
        return lowered(text) if position == "subscript" else text

    def _unseen(self, run: etree._Element, style: str | None) -> str | None:
        """Return "hidden" or "struck" if the run is, by its own properties or by a style."""
        for name, kind in UNSEEN.items():
            own = switched(run, f"rPr/{name}")
            if own or (own is None and self._styles.switches(run, name, style)):
                return kind
        return None


def _pieces(run: etree._Element) -> Iterator[str]:
    """Yield the letters of a run, without those of text boxes in it."""
    stack = [run]
    while stack:
        node = stack.pop()
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag == f"{W}sym":
            yield symbol(node.get(f"{W}font", ""), node.get(f"{W}char", ""))
        elif node.tag in SPACES:
            yield SPACES[node.tag]
        elif node.tag not in LEFT_OUT:
            stack.extend(reversed(node))
