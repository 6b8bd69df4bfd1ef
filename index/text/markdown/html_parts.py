"""Read the HTML within a Markdown text: its headings, questions, tables and code."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.code_regions import Regions
from index.text.markdown.admonition_titles import own_title
from index.text.markdown.directives import LIST_END, MADE_TARGET, SHORT_CODE, tab_label
from index.text.markdown.tags import HTML, Element, Tag, comments, elements, layout, tags, unseen
from index.text.stretches import blanked, trimmed
from index.types import Block, BlockKind, Stretch

SCRIPT = re.compile(r"<(?:script|style)\b")
STRUCK_BEGIN = re.compile(r"~~|<(?:del|s|strike)\b", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^<>]*>")
HEADING = re.compile(r"h([1-6])")
TAB = frozenset(("Tab", "TabItem", "TabPanel"))  # components of Docusaurus, Starlight, Mintlify
SECTIONED = frozenset(("details", "dl", "Tabs", "TabGroup", "TabbedContent", "CodeGroup"))
LANGUAGE = re.compile(r"\b(?:language|lang|highlight)-([\w+#.-]+)")
LONGEST_HEADING = 2_000  # characters; those within each other would be copied again and again
SHORT_TAB = re.compile(r"\{\{[<%]\s*+(?P<closes>/?+)\s*+(?P<kind>tab|tabs|tabpane)\b")
# What a component shows above its text, such as an accordion, a card, or an entry of an FAQ.
TITLED = re.compile(
    r"(?<![\w-])(?:title|question|summary)\s*=\s*\{?(?P<mark>[\"'])"
    r"(?P<title>(?:(?!(?P=mark))[^<>\n]){1,200}+)(?P=mark)"
)
ALONE = re.compile(r"[ \t]*(?:\n|\Z)")  # what is behind a tag that ends its line
# A summary that only says that there is more is no heading of it.
SUMMARY_OF_NOTHING = re.compile(
    r"(?:click|details|show|expand|see|view|more|open|toggle|tap)\b[^?]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class HtmlHeading:
    """A heading of HTML, a summary or a term (level 0); a stretch of nothing ends the last one."""

    stretch: Stretch
    text: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class HtmlParts:
    """What the HTML of a Markdown text holds.

    ``hidden`` are the stretches that no reader sees, tags of the layout among them. ``blocks`` are
    tables, code and paragraphs between tags. ``items`` are the tags that begin an item of a list,
    with its marker, or a tab, which ends the list before it. ``left_out`` are the kinds of what the
    site takes from elsewhere, and ``taken_out`` counts the struck and hidden passages.
    """

    hidden: Sequence[Stretch]
    headings: Sequence[HtmlHeading]
    blocks: Sequence[Block]
    items: Sequence[tuple[Tag, str]]
    left_out: frozenset[str]
    taken_out: Mapping[str, int]


def html_parts(text: str, code: Regions) -> HtmlParts:
    """Read the HTML of ``text`` outside its code."""
    remarks = list(comments(text, code))
    short = [one.span() for one in SHORT_CODE.finditer(text) if _is_dropped(one, text, code)]
    found = tags(text, code, Regions(_apart([*remarks, *short])))
    whole = elements(found)
    passages = list(unseen(text, code, whole))
    gone = [*remarks, *short, *passages]
    unread = Regions(_apart(gone))
    shown = [element for element in whole if not unread.cover(element.opening.start)]
    placed = list(layout(text, found, whole))
    hidden = [*gone, *((tag.start, tag.end) for tag in placed)]
    return HtmlParts(
        hidden=hidden,
        headings=[*_headings(shown, text, blanked(text, hidden)), *_short_tabs(text, short)],
        blocks=list(_blocks(shown, placed, blanked(text, hidden))),
        items=list(_items(placed)),
        left_out=_taken_from_elsewhere(placed, short),
        taken_out=Counter(filter(None, (_taken_out(text[slice(*one)]) for one in passages))),
    )


def _is_dropped(short_code: re.Match[str], text: str, code: Regions) -> bool:
    """Return whether nothing stands for a short code: it is neither code nor where a link leads."""
    begins, end = text.rfind("\n", 0, short_code.start()) + 1, short_code.end()
    leads = MADE_TARGET.fullmatch(text[begins:end].strip(" \t>")) is not None
    return not (leads or code.cover(short_code.start()))


def _taken_from_elsewhere(placed: Sequence[Tag], short: Sequence[Stretch]) -> frozenset[str]:
    components = any(tag.alone and tag.name not in HTML for tag in placed)
    kinds = {"components": components, "template tags": bool(short)}
    return frozenset(kind for kind, there in kinds.items() if there)


def _taken_out(passage: str) -> str:
    """Return whether a passage that nobody sees is "struck" or "hidden" text, or ""."""
    if SCRIPT.match(passage) or not any(map(str.isalnum, ANY_TAG.sub("", passage))):
        return ""
    return "struck" if STRUCK_BEGIN.match(passage) else "hidden"


def _apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join the stretches that overlap."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _headings(whole: Sequence[Element], text: str, seen: str) -> Iterator[HtmlHeading]:
    for element in whole:
        if heading := HEADING.fullmatch(element.name):
            written = _written(element, seen)
            yield HtmlHeading(element.stretch, written, int(heading[1]))
        elif element.name in ("summary", "dt"):
            written = _written(element, seen)
            nothing = SUMMARY_OF_NOTHING.fullmatch(written)
            yield HtmlHeading(element.stretch, "" if nothing else written)
        else:
            yield from _titles(element, text)


def _titles(element: Element, text: str) -> Iterator[HtmlHeading]:
    """Yield the label of a tab or the title of a component, and where a section ends."""
    opening, end = element.opening, element.closing.start
    is_tab = element.name in TAB
    title = tab_label(opening.attributes) if is_tab else _title_of(opening, text)
    if title:
        yield HtmlHeading((opening.start, opening.end), title)
    if element.name in SECTIONED or (title and not is_tab):
        yield HtmlHeading((end, end))


def _title_of(tag: Tag, text: str) -> str:
    """Return the title that a component shows above its text, or "".

    The tag has its line for itself; within a line, a title is what a pointer shows.
    """
    line = text.rfind("\n", 0, tag.start) + 1
    alone = not text[line : tag.start].strip() and ALONE.match(text, tag.end)
    if not (alone and text[tag.start + 1].isupper()):
        return ""
    titled = TITLED.search(tag.attributes)
    return own_title(tag.name, titled["title"], marked=True) if titled else ""


def _written(element: Element, seen: str) -> str:
    start, end = element.inside
    return seen[start : min(end, start + LONGEST_HEADING)].strip()


def _short_tabs(text: str, short: Sequence[Stretch]) -> Iterator[HtmlHeading]:
    """Yield the labels of the tabs of Hugo's themes, and where their sections end."""
    for start, end in short:
        found = SHORT_TAB.match(text, start, end)
        if found and found["closes"] and found["kind"] != "tab":
            yield HtmlHeading((end, end))
        elif found and found["kind"] == "tab" and not found["closes"]:
            yield HtmlHeading((start, end), tab_label(text[start:end]))


def _items(placed: Sequence[Tag]) -> Iterator[tuple[Tag, str]]:
    """Yield the tags of tabs and of the items of lists, with their marks in Markdown."""
    lists: list[str] = []
    for tag in placed:
        if tag.name in ("ol", "ul") and not tag.closes:
            lists.append(tag.name)
        elif tag.name in ("ol", "ul"):
            del lists[-1:]
        elif tag.name == "li" and not tag.closes:
            yield tag, "1. " if lists and lists[-1] == "ol" else "- "
        elif tag.name in TAB and not tag.closes:
            yield tag, LIST_END


def _blocks(whole: Sequence[Element], placed: Sequence[Tag], seen: str) -> Iterator[Block]:
    """Yield tables, code, and paragraphs that hold no other block."""
    done = 0
    starts = [tag.start for tag in placed]
    rows = Rows(placed)
    for element in whole:
        if element.opening.start < done:
            continue
        if element.name == "table":
            block = rows.table(element, seen)
        elif element.name == "pre":
            start, end = trimmed(seen, *element.inside)
            named = LANGUAGE.search(element.opening.attributes)
            block = Block(BlockKind.CODE, start, end, language=named[1] if named else "")
        elif element.name in ("p", "dd") and not _holds_tags(starts, element):
            block = Block(BlockKind.PARAGRAPH, *trimmed(seen, *element.inside))
        else:
            continue
        done = element.closing.end
        if block and block.start < block.end:
            yield block


def _holds_tags(starts: Sequence[int], element: Element) -> bool:
    start, end = element.inside
    return bisect_left(starts, start) < bisect_left(starts, end)


class Rows:
    """The rows of the tables of HTML."""

    def __init__(self, placed: Sequence[Tag]) -> None:
        self._rows = [tag.start for tag in placed if tag.name == "tr" and not tag.closes]
        self._heads = [tag.start for tag in placed if tag.name == "th" and not tag.closes]

    def table(self, element: Element, seen: str) -> Block | None:
        """Return a table as a block, None if it has no text; layout tables have one row."""
        start, end = element.inside
        begun = self._rows[bisect_left(self._rows, start) : bisect_left(self._rows, end)]
        bounds = [*(begun or [start]), end]  # text without rows is one row
        rows = [trimmed(seen, one, other) for one, other in pairwise(bounds)]
        parts = tuple(row for row in rows if re.search(r"\w", seen[slice(*row)]))
        if not parts:
            return None
        above = bisect_right(self._heads, parts[0][0] - 200)
        headed = above < bisect_left(self._heads, parts[0][1])
        whole = parts[0][0], parts[-1][1]
        if len(parts) == 1:
            return Block(BlockKind.PARAGRAPH, *whole)
        return Block(BlockKind.TABLE, *whole, parts, headed)
