"""Find the tables of contents of a Word document, which Word keeps in fields or in controls."""

from __future__ import annotations

import re

from lxml import etree

from index.formats.docx_xml import AROUND, W, has_words, value

CONTENTS_FIELD = re.compile(r"\s*(?:TOC|INDEX)\b")


class ContentsField:
    """Follows the fields of a document from paragraph to paragraph, to know a table of contents."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def hold(self, block: etree._Element) -> bool:
        """Read on over a paragraph, and return whether a table of contents has a part of it."""
        within = self._within()
        for node in block.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
            if node.tag == f"{W}instrText":
                if self._open:
                    self._open[-1] += node.text or ""
            elif node.tag == f"{W}fldSimple":
                within = within or CONTENTS_FIELD.match(node.get(f"{W}instr", "")) is not None
            elif node.get(f"{W}fldCharType") == "begin":
                self._open.append("")
            elif node.get(f"{W}fldCharType") == "end" and self._open:
                self._open.pop()
            within = within or self._within()
        return within

    def _within(self) -> bool:
        return any(CONTENTS_FIELD.match(code) for code in self._open)


def lines_of_contents(body: etree._Element) -> int:
    """Count the lines of the contents that Word keeps in a control of their own."""
    controls = (node for node in body if node.tag in AROUND and holds_contents(node))
    return sum(has_words(line) for control in controls for line in control.iter(f"{W}p"))


def holds_contents(control: etree._Element) -> bool:
    """Return whether a content control is a table of contents, which is never quoted."""
    gallery = value(control, "sdtPr/docPartObj/docPartGallery") or ""
    return gallery.lower() in ("table of contents", "table of figures")
