"""Count what a reStructuredText document has besides its text, so that a build can name it."""

from __future__ import annotations

import re
from collections import Counter

from docutils import nodes

KIND = "kind"  # the attribute of a comment that stands for what is left out
INCLUDED, DIAGRAMS = "included files", "diagrams"
FROM_CODE = re.compile(r"auto\w+|doxygen\w+|click|argparse|program-output|command-output")
DRAWN = frozenset(
    ("graphviz", "graph", "digraph", "inheritance-diagram", "mermaid", "uml", "plantuml")
)
MALFORMED_TABLE = "Malformed table"
# What docutils says of a directive that was not followed, and the kind of what it would have shown.
DISABLED = {
    '"include" directive disabled': INCLUDED,
    "File and URL access deactivated": INCLUDED,
    '"raw" directive disabled': "raw passages",
}


def kind_left_out(directive: str) -> str:
    """Return the kind of what a directive takes from elsewhere or draws, or ""."""
    if directive == "literalinclude":
        return INCLUDED
    if directive in DRAWN:
        return DIAGRAMS
    return "documentation made from code" if FROM_CODE.fullmatch(directive) else ""


def parts_left_out(tree: nodes.document) -> Counter[str]:
    """Count captions, headers, included files and whatever docutils could not read."""
    found: Counter[str] = Counter()
    for figure in tree.findall(nodes.figure):
        found["captions of pictures"] += bool(figure.astext().strip())
    for part in tree.findall(lambda node: isinstance(node, nodes.header | nodes.footer)):
        found["headers and footers"] += bool(part.astext().strip())
    for mark in tree.findall(nodes.comment):
        found[mark.get(KIND, "")] += KIND in mark
    for message in tree.findall(nodes.system_message):
        found[_kind_of(message)] += source_of(message) is not None
    return found


def source_of(message: nodes.system_message) -> str | None:
    """Return the lines that docutils could not read, None if the message is of no lines."""
    block = next(iter(message.findall(nodes.literal_block)), None)
    return None if block is None else str(block.astext())


def is_malformed_table(message: nodes.system_message) -> bool:
    """Return whether docutils could not read a table, whose words are there all the same."""
    return MALFORMED_TABLE in message.astext() and source_of(message) is not None


def _kind_of(message: nodes.system_message) -> str:
    if is_malformed_table(message):
        return "malformed tables, read as they are written"
    said = message.astext()
    return next((kind for words, kind in DISABLED.items() if words in said), "faulty directives")
