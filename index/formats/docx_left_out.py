"""Count the parts of a Word document that are never read, so that a build can name them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from index.formats.docx_xml import W
from index.formats.html_tree import tag_of
from index.formats.zip_safety import member, xml_of

if TYPE_CHECKING:
    from zipfile import ZipFile

# The parts of the archive, and the element of which each part has one or more.
PARTS = (
    (re.compile(r"word/(?:header|footer)\d*\.xml"), "headers and footers", None),
    (re.compile(r"word/comments\.xml"), "comments", "comment"),
    (re.compile(r"word/diagrams/data\d*\.xml"), "diagrams", None),
    (re.compile(r"word/charts/chart\d*\.xml"), "charts", None),
)
TEXTS = frozenset(("t", "v"))  # of a paragraph or drawing, and of the values of a chart


def parts_left_out(archive: ZipFile, name: str, body: etree._Element) -> Counter[str]:
    """Count the headers, comments, diagrams and the like of a document that have words."""
    found: Counter[str] = Counter()
    for path in archive.namelist():
        for form, kind, element in PARTS:
            if form.fullmatch(path):
                root = xml_of(member(archive, path, name, "DOCX"), name, "DOCX")
                parts = root.iter(f"{{*}}{element}") if element else (root,)
                found[kind] += sum(map(_has_words, parts))
    found["embedded documents"] += sum(1 for _ in body.iter(f"{W}altChunk", f"{W}object"))
    return found


def _has_words(part: etree._Element) -> bool:
    """Return whether a part has letters; the number of a page is no word."""
    texts = ("".join(node.itertext()) for node in part.iter("*") if tag_of(node) in TEXTS)
    return any(map(str.isalpha, "".join(texts)))
