"""Find the HTML and JSX in a Markdown text, and what of it no reader of the site sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.text.code_regions import Regions
from index.types import Stretch

TAG = re.compile(
    r"""(?<!\\)<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*+)
    (?P<attributes>(?:\s(?: [^<>"'{}] | "[^"]*+" | '[^']*+'
        | \{(?: [^{}] | \{(?: [^{}] | \{[^{}]*+\} )*+ \} )*+ \} )*+)?)>""",
    re.VERBOSE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Tags within a line of text; they stay in it, as emphasis does. All others lay out the page.
INLINE = _words(
    "a abbr b bdi bdo br cite code data dfn em font i img input ins kbd label mark q ruby rt rp "
    "samp small span strong sub sup time tt u var wbr"
)
STRUCK = frozenset(["del", "s", "strike"])
UNSEEN = _words("script style template svg noscript iframe object")
HTML = _words(
    "address article aside audio blockquote body button canvas caption center col colgroup dd "
    "details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head "
    "header hgroup hr html legend li link main menu meta nav ol optgroup option p picture pre "
    "search section select source summary table tbody td textarea tfoot th thead title tr track "
    "ul video"
)
HIDDEN = re.compile(r"\shidden(?=[\s=/]|\Z)|display:\s*none|aria-hidden=\"true\"")
STRUCK_TEXT = re.compile(r"(?<![\\~])~~(?=[^\s~])(?:[^~\n]|\n(?![ \t]*\n))*?[^\s~]~~(?!~)")
# Each form begins with its character, for which the engine then looks; that is ten times as fast.
COMMENT = re.compile(
    r"<(?<!\\<)!--|\{/\*|%(?<=^%)%|\[//\]:\s*#.*$|\[comment\]:\s*#.*$", re.MULTILINE
)
COMMENT_ENDS = {"<!--": "-->", "{/*": "*/}", "%%": "%%"}


class Tag(NamedTuple):
    """One tag of HTML or JSX."""

    name: str
    start: int
    end: int
    closes: bool
    attributes: str

    @property
    def alone(self) -> bool:
        """Return whether the tag needs no closing one."""
        return self.attributes.endswith("/")


class Element(NamedTuple):
    """An opening tag with its closing one."""

    opening: Tag
    closing: Tag

    @property
    def name(self) -> str:
        """Return the name of both tags."""
        return self.opening.name

    @property
    def stretch(self) -> Stretch:
        """Return the offsets of the element with its tags."""
        return self.opening.start, self.closing.end

    @property
    def inside(self) -> Stretch:
        """Return the offsets of what is between the tags."""
        return self.opening.end, self.closing.start


def comments(text: str, code: Regions) -> Iterator[Stretch]:
    """Yield the comments of HTML, MDX, Markdown and Obsidian; one that does not end is text."""
    done = 0
    never_end = set()
    for begin in COMMENT.finditer(text):
        ending = COMMENT_ENDS.get(begin[0])
        if begin.start() < done or ending in never_end or code.cover(begin.start()):
            continue
        end = text.find(ending, begin.end()) if ending else begin.end()
        if end < 0:
            never_end.add(ending)
        else:
            done = end + len(ending or "")
            yield begin.start(), done


def tags(text: str, code: Regions, hidden: Regions) -> list[Tag]:
    """Return the tags of ``text`` that are neither in code nor in hidden stretches."""
    return [
        Tag(_name(found["name"]), *found.span(), bool(found["close"]), found["attributes"])
        for found in TAG.finditer(text)
        if not code.cover(found.start()) and not hidden.cover(found.start())
    ]


def _name(written: str) -> str:
    return written.lower() if written.lower() in HTML | INLINE | STRUCK | UNSEEN else written


def elements(found: Sequence[Tag]) -> list[Element]:
    """Return the elements that are closed, in the order in which they begin."""
    open_: dict[str, list[Tag]] = defaultdict(list)
    whole = []
    for tag in found:
        if tag.closes and open_[tag.name]:
            whole.append(Element(open_[tag.name].pop(), tag))
        elif not tag.closes and not tag.alone:
            open_[tag.name].append(tag)
    return sorted(whole, key=lambda element: element.opening.start)


def unseen(text: str, code: Regions, whole: Sequence[Element]) -> Iterator[Stretch]:
    """Yield what is struck or hidden, and scripts, styles and pictures."""
    for element in whole:
        dropped = element.name in STRUCK or element.name in UNSEEN
        if dropped or HIDDEN.search(element.opening.attributes):
            yield element.stretch
    for struck in STRUCK_TEXT.finditer(text) if "~~" in text else ():
        if not code.cover(struck.start()):
            yield struck.span()


def layout(text: str, found: Sequence[Tag], whole: Sequence[Element]) -> Iterator[Tag]:
    """Yield the tags that lay out the page: those of HTML's blocks, and components.

    What only looks like a component (``List<String>``, ``<your-name>``) is text: a component begins
    its line, and is closed.
    """
    closed = {element.name for element in whole}
    at, worded = 0, False  # whether a word is on the line before ``at``
    for tag in found:
        if tag.name in HTML:
            yield tag
        elif tag.name not in INLINE and (tag.name in closed or tag.alone):
            line = text.rfind("\n", at, tag.start)
            at, worded = (line + 1, False) if line >= 0 else (at, worded)
            worded = worded or re.search(r"\w", TAG.sub("", text[at : tag.start])) is not None
            at = tag.start
            if tag.closes or not worded:
                yield tag
