"""Read reStructuredText with docutils; of Sphinx's own directives and roles, only the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import en
from docutils.utils import SystemMessage

from index.errors import SourceError
from index.formats.canonical_text import Composition
from index.formats.decoding import decode, one_line, parse_day
from index.formats.front_matter import read_fields, split_front_matter
from index.formats.parsed import Parsed

SETTINGS = {
    "file_insertion_enabled": False,  # neither `include` nor `csv-table :file:`
    "raw_enabled": False,
    "_disable_config": True,
    "halt_level": 5,
    "report_level": 5,
    "input_encoding": "unicode",
    "doctitle_xform": True,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "line_length_limit": 100_000,
}
ROLE = re.compile(r":([a-zA-Z][\w.+:-]{0,60}):`")
DIRECTIVE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([a-zA-Z][\w.+:-]{0,60})[ \t]*::", re.M
)
TARGET = re.compile(r"(?s)(.+?)\s*<[^<>]+>\Z")
TREES = frozenset(("toctree", "contents", "index", "tabularcolumns"))
CODE = frozenset(
    ("code-block", "sourcecode", "literalinclude", "prompt", "doctest", "productionlist")
)
LEFT_OUT = (
    nodes.comment, nodes.substitution_definition, nodes.target, nodes.system_message, nodes.image,
    nodes.figure, nodes.topic, nodes.header, nodes.footer, nodes.docinfo, nodes.raw, nodes.pending,
    nodes.problematic, nodes.meta, nodes.title, nodes.subtitle, nodes.decoration,
    nodes.label,
)  # fmt: skip


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a reStructuredText file.

    :raises SourceError: it is not UTF-8, or docutils cannot read it.
    """
    front, source, notes = split_front_matter(decode(data, name), name)
    _know_all_names(source)
    try:
        tree = publish_doctree(source, settings_overrides=SETTINGS)
    except (RecursionError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - SystemMessage, or a bug in docutils: fuzzing found some
        why = "" if isinstance(error, SystemMessage) else f" ({type(error).__name__})"
        raise SourceError(
            f"{name}: docutils cannot read it{why}", hint="Run `docutils` on the file to see why."
        ) from None
    text = Composition()
    if title := _title(tree):
        text.heading(title, 1)
    _compose(tree, text, 1)
    known: dict[str, Any] = {
        key: value for key, value in read_fields(front, name, notes).items() if value
    }
    yield text.parsed(**_docinfo(tree) | known)


def _title(tree: nodes.document) -> str:
    found = next(iter(tree.findall(nodes.title)), None)
    return found.astext() if found is not None and found.parent is tree else ""


def _docinfo(tree: nodes.document) -> dict[str, Any]:
    """Return the author and the date from the fields at the top."""
    info = next(iter(tree.findall(nodes.docinfo)), None)
    if info is None:
        return {}
    authors = ", ".join(node.astext() for node in info.findall(nodes.author))
    when = next(iter(info.findall(nodes.date)), None)
    return {"author": one_line(authors), "published": parse_day(when.astext()) if when else None}


def _compose(parent: nodes.Element, into: Composition, level: int) -> None:
    for node in parent.children:
        if isinstance(node, nodes.section):
            heading = next((c for c in node.children if isinstance(c, nodes.title)), None)
            into.heading(heading.astext() if heading is not None else "", level + 1)
            _compose(node, into, level + 1)
        elif isinstance(node, nodes.rubric):
            into.heading(node.astext(), 7)
        elif isinstance(node, LEFT_OUT):
            continue
        elif isinstance(node, nodes.literal_block | nodes.doctest_block | nodes.math_block):
            into.verbatim(node.astext())
        elif isinstance(node, nodes.bullet_list | nodes.enumerated_list):
            into.items(_items(node, 0))
        elif isinstance(node, nodes.table):
            rows = node.findall(nodes.row)
            into.rows([cell.astext() for cell in row.children] for row in rows)
        elif isinstance(node, (nodes.line_block, nodes.TextElement)):
            into.paragraph(node.astext())
        elif isinstance(node, nodes.Element):
            _compose(node, into, level)


def _items(listing: nodes.Element, depth: int) -> Iterator[tuple[int, str, str]]:
    ordered = isinstance(listing, nodes.enumerated_list)
    first = int(listing.get("start", 1)) if ordered else 1
    for number, item in enumerate(listing.children, first):
        lists = (nodes.bullet_list, nodes.enumerated_list)
        own = [c for c in item.children if not isinstance(c, (*lists, *LEFT_OUT))]
        yield depth, f"{number}." if ordered else "-", " ".join(child.astext() for child in own)
        for inner in item.children:
            if isinstance(inner, lists):
                yield from _items(inner, min(depth + 1, 20))


class _Unknown(Directive):
    """A directive of Sphinx or of an extension, of which only the text is kept."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the text within the directive, as docutils nodes."""
        if self.name in TREES:
            return []
        if self.name in CODE:
            return [nodes.literal_block("", "\n".join(self.content))]
        body = list(self.content)
        start = 0
        while start < len(body) and re.match(r":[\w-]+:", body[start]):  # its options
            start += 1
        container = nodes.container()
        if self.arguments and self.name in ("versionadded", "versionchanged", "deprecated"):
            container += nodes.paragraph("", self.arguments[0])
        self.state.nested_parse(self.content[start:], self.content_offset + start, container)
        return [container]


def _unknown_role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,
    options: Any = None,
    content: Any = None,
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return the words of a role that docutils lacks: its title, or the end of its target."""
    del name, rawtext, lineno, inliner, options, content
    titled = TARGET.match(text)
    words = titled[1] if titled else text.lstrip("!")
    if words.startswith("~"):
        words = words[1:].rsplit(".", 1)[-1]
    return [nodes.inline("", words)], []


def _know_all_names(source: str) -> None:
    """Register every unknown role and directive in ``source``, so that no text is lost."""
    for role in {found.lower() for found in ROLE.findall(source)}:
        if role not in roles._role_registry and role not in en.roles:
            roles.register_local_role(role, _unknown_role)
    known = directives._directive_registry.keys() | en.directives.keys()
    for directive in {found.lower() for found in DIRECTIVE.findall(source)}:
        if directive not in known or directive in CODE:
            directives.register_directive(directive, _Unknown)
