"""Read the text within a block of reStructuredText: raised digits, equations, marks of notes."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from docutils import nodes

from index.formats.left_out import HOLE
from index.formats.raised_text import lowered, raised

# How pandoc writes struck text, for which reStructuredText has no markup.
STRUCK = re.compile(r"\[STRIKEOUT:([^\[\]]*)\]")
STRUCK_ROLES = frozenset(("del", "strike", "strikethrough", "s"))
POWER = re.compile(r"\^(\w|\{[^{}]*\})")
INDEX = re.compile(r"_(\w|\{[^{}]*\})")
# The role `raw` is switched off; what people write with it is mostly HTML's raised digits.
RAW_ROLE = re.compile(r":([\w.-]+):`(.*)`", re.DOTALL)
FOR_HTML = re.compile(r"raw|html", re.IGNORECASE)
RAW_SMALL = re.compile(r"<(su[pb])>([^<>]*)</\1>", re.IGNORECASE)
RAW_TAG = re.compile(r"<[^<>]*>")
# Jinja's and Liquid's, which a site carries out; whoever documents them writes them as code.
TEMPLATE_TAG = re.compile(r"\{%[^{}]*%\}\s*")
SILENT = (
    nodes.footnote_reference,
    nodes.comment,
    nodes.raw,
    nodes.image,
    nodes.system_message,
    nodes.label,
)


class RstText:
    """Reads text, and counts the passages that it leaves out."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()

    def of(self, node: nodes.Node) -> str:
        """Return the text that a reader of the page sees of ``node``."""
        text, count = STRUCK.subn("", self._of(node))
        self.left_out["struck"] += count
        return text

    def _of(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return self._plain(node)
        if isinstance(node, SILENT):
            return ""
        if isinstance(node, nodes.inline) and not STRUCK_ROLES.isdisjoint(node["classes"]):
            self.left_out["struck"] += 1
            return ""
        if isinstance(node, nodes.math):
            return formula(node.astext())
        if isinstance(node, nodes.problematic):  # a reference to nothing, as it is written
            raw = RAW_ROLE.fullmatch(node.astext())
            if raw and FOR_HTML.search(raw[1]):
                return text_of_html(raw[2])
            return str(node.astext()).strip("`_|")
        space = "\n" if isinstance(node, nodes.line_block | nodes.entry) else ""
        inner = space.join(self._parts(node))
        if isinstance(node, nodes.superscript):
            return raised(inner)
        return lowered(inner) if isinstance(node, nodes.subscript) else inner

    def _plain(self, node: nodes.Text) -> str:
        if isinstance(node.parent, nodes.literal):
            return str(node.astext())
        text, count = TEMPLATE_TAG.subn("", node.astext())
        self.left_out["template tags"] += count
        return text

    def _parts(self, node: nodes.Node) -> list[str]:
        """Return the texts of the children; the space before the mark of a note goes with it."""
        parts: list[str] = []
        for child in node.children:
            if isinstance(child, nodes.footnote_reference) and parts:
                parts[-1] = parts[-1].rstrip()
            parts.append(self._of(child))
        return parts


def text_of_html(html: str) -> str:
    """Return the text of what a role for HTML holds."""

    def small(found: re.Match[str]) -> str:
        return (raised if found[1].lower() == "sup" else lowered)(found[2])

    return unescape(RAW_TAG.sub(" ", RAW_SMALL.sub(small, html)).rstrip())


def formula(tex: str) -> str:
    """Return a formula of TeX as text if it is simple, or a hole."""
    if "\\" in tex:
        return HOLE
    line = POWER.sub(lambda found: raised(found[1].strip("{}")), tex)
    line = INDEX.sub(lambda found: lowered(found[1].strip("{}")), line)
    return HOLE if "{" in line or "}" in line else line
