"""Give the references of Sphinx the titles that a reader of the site sees.

``:ref:`the-lamp``` is shown as the title of the section below the label, and ``:doc:`lamp``` as
that of the page. Both are mostly in another file than the reference.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import PurePosixPath

from index.formats.registry import suffix_of
from index.formats.rst_references import REFERENCE, reference
from index.sources.documents import SourceFile

RST = ".rst"
LABEL = re.compile(r"[ \t]*\.\.[ \t]+_(?:`(?P<quoted>[^`]+)`|(?P<plain>(?:\\.|[^:`\\])+)):[ \t]*")
RULE = re.compile(r"(?P<mark>[!-/:-@\[-`{-~])(?P=mark)+[ \t]*")
SHORTEST_RULE = 4  # of a longer title
# What a title is written with, and no reader sees.
MARKUP = re.compile(
    r":[\w.+-]{1,40}(?::[\w.+-]{1,40})?:(?=`)|`{2}|\*+|\\"
    r"|`(?P<text>[^`<>]{1,200})(?:<[^`<>]{0,200}>)?`_{0,2}"
)


@dataclass(frozen=True, slots=True)
class _SphinxPage:
    """The titles of a file, each with the labels above it, and the roles that refer to titles."""

    titles: Sequence[tuple[Sequence[str], str]]
    refers_to: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _SphinxSite:
    """The titles of sections by the reference to their labels, and of pages by their paths."""

    sections: Mapping[str, str]
    heads: Mapping[str, str]

    def titles_for(self, name: str, page: _SphinxPage) -> tuple[tuple[str, str], ...]:
        """Return the titles that the file ``name`` refers to, by the references."""
        found = {reference(*one): self._title(*one, name) for one in page.refers_to}
        return tuple(sorted((one, title) for one, title in found.items() if title))

    def _title(self, role: str, to: str, name: str) -> str:
        if role == "ref":
            return self.sections.get(reference(role, to), "")
        here, *above = PurePosixPath(name).parents
        folders = [here, *above] if to.startswith("/") else [here]  # the site's root is not known
        places = (posixpath.normpath(f"{folder}/{to.strip().lstrip('/')}") for folder in folders)
        return next((self.heads[place] for place in places if place in self.heads), "")


def with_titles(files: Sequence[SourceFile], max_bytes: int) -> list[SourceFile]:
    """Return ``files``, those in reStructuredText with the titles that they refer to.

    A file that cannot be read has no titles here; reading it as a source says why.
    """
    pages = {file.name: _page(file, max_bytes) for file in files if suffix_of(file.path) == RST}
    site = _site(pages)
    return [
        replace(file, titles=site.titles_for(file.name, pages[file.name]))
        if file.name in pages
        else file
        for file in files
    ]


def _site(pages: Mapping[str, _SphinxPage]) -> _SphinxSite:
    sections: dict[str, str] = {}
    for labels, title in chain.from_iterable(page.titles for page in pages.values()):
        for label in labels:
            sections.setdefault(label, title)
    titled = ((name.partition(RST)[0], page.titles) for name, page in pages.items())
    heads = {name: titles[0][1] for name, titles in titled if titles}
    return _SphinxSite(sections, heads)


def _page(file: SourceFile, max_bytes: int) -> _SphinxPage:
    try:
        small = file.path.stat().st_size <= max_bytes
        text = file.path.read_text("utf-8", errors="replace") if small else ""
    except OSError:
        text = ""
    found = ((match["role"], match["to"]) for match in REFERENCE.finditer(text))
    return _SphinxPage(list(_titles(text.splitlines())), frozenset(found))


def _titles(lines: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    """Yield each title with the references to the labels right above it."""
    labels: list[str] = []
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        if label := LABEL.fullmatch(line):
            labels.append(reference("ref", label["quoted"] or label["plain"].replace("\\", "")))
        elif _is_title(line, below):
            yield labels, " ".join(MARKUP.sub(lambda mark: mark["text"] or "", line).split())
            labels = []
        elif line.strip() and not RULE.fullmatch(line):
            labels = []


def _is_title(line: str, below: str) -> bool:
    if not line.strip() or RULE.fullmatch(line) or not RULE.fullmatch(below):
        return False
    return len(below.rstrip()) >= min(SHORTEST_RULE, len(line.strip()))
