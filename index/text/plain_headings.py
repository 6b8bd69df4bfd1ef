"""Recognise headings of plain texts, and running heads of printed ones, by their shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from index.text.furniture import ENDS_A_SENTENCE

MAX_HEADING_CHARACTERS = 120
# Lines of a label and its value are content, or furniture, but never headings.
LABEL = re.compile(
    r"(?:credits?|categor(?:y|ies)|images?|photos?|pictures?|references?|sources?|tags?|via|videos?"
    r"|note|warning|caution|important|attention|tip|hint|n\.?b\.?|hinweis|achtung|wichtig)\s*:\s*\S",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]?[ \t]+(?=[^\W\d_a-zß-ÿ])")
ROMAN = re.compile(r"[IVX]{1,7}[.)][ \t]")
LETTERED = re.compile(r"[A-HJ-UWYZ][.)][ \t]")
UNDERLINED = re.compile(
    r"(?:(?P<over>([=\-~^*#])\2{2,})[ \t]*\n[ \t]*)?"
    r"(?P<heading>[^\W_][^\n]*)\n[ \t]*(?P<rule>([=\-~^*_#])\5{2,})[ \t]*(?:\n|\Z)"
)
RULES = tuple("=-~^*_#")  # of which one is above a heading, or below
# Such as "## Prices", "=== Prices ===" and "--- Prices ---".
MARKED = re.compile(
    r"(?P<marks>#{1,6}|={2,}|-{2,}|\*{2,})[ \t]++(?P<heading>\w[^\n]*?)(?<![ \t])[ \t]*+(?P=marks)?"
)
MARKS = "#=-*"
ITEM = re.compile(r"[-*+•|>]|[$%]\s|\d+[.)]\s|\(\w{1,4}\)\s")
PAGE_NUMBER = re.compile(
    r"(?:page\s+|p\.\s*|seite\s+|[-–—]\s*)?\d{1,4}(?:\s*[-–—]|\s+(?:of|von|/)\s+\d+)?", re.I
)
BETWEEN_DASHES = re.compile(r"([-–—])\s\d{1,4}\s\1")
RUNNING = re.compile(
    r"(?:\d{1,4}(?P<before>\s+))?(?P<words>[^\d\s](?:\D*?[^\d\s])?)"
    r"(?:(?P<after>\s+)(?:(?:page|seite|p\.)\s+)?\d{1,4})?",
    re.IGNORECASE,
)
FAR = re.compile(r"[ \t]{3,}")  # between the parts of a head
LEADS_IN = re.compile(r"\b(?:following|as follows|these|folgende[nrs]?|suivante?s?)\b", re.I)
REQUEST = re.compile(r"RFC \d+\b|INTERNET[- ]DRAFT\b", re.IGNORECASE)
ODD = ":$|+=~^\\"  # no heading begins so, but a caption, a formula or the frame of a table
UNFINISHED = re.compile(r"\b(?:and|or|the|an?|und|oder|et|ou)\Z")
LEADERS = re.compile(r"(?:[.·_][ ]?){4,}[ ]*(\d{1,4})[ ]*\Z")
# What is printed at the head and the foot of each page of an RFC.
PAGE_FOOT = re.compile(r"\S.*[ ]{2}\[Page \d{1,4}\]")
SET_APART = re.compile(r"(?>\S.*?[ ]{3}\S)(?>.*?[ ]{3}\S).*")
RECURS = 3
LONGEST_NUMBER = 40  # characters of a page number with its words


def running_heads(blocks: Sequence[str]) -> frozenset[int]:
    """Return which of ``blocks`` are page numbers, or the title of a book with a page number."""
    lines = [(n, block) for n, block in enumerate(blocks) if "\n" not in block]
    numbers = [
        n for n, block in lines if len(block) <= LONGEST_NUMBER and PAGE_NUMBER.fullmatch(block)
    ]
    alone = [n for n in numbers if BETWEEN_DASHES.fullmatch(blocks[n])]
    found = set(numbers if len(numbers) > 1 else alone)
    heads = [(n, head) for n, block in lines if (head := _running(block))]
    title = " ".join(title_of(blocks[0].partition("\n")[0]).casefold().split()) if blocks else ""
    found |= {n for n, block in lines if "[Page " in block and PAGE_FOOT.fullmatch(block)}
    apart = Counter(block for _, block in lines if "   " in block and SET_APART.fullmatch(block))
    found |= {n for n, block in lines if apart[block] >= RECURS}
    found |= {n for n, block in lines if n and block == blocks[0] and apart[block]}
    often = Counter(words for _, (words, _) in heads)
    for n, (words, far) in heads:
        if n and (words == title or (far and often[words] >= RECURS)):
            found.add(n)
    return frozenset(found)


def title_of(head: str) -> str:
    """Return the title in a line at the top, which may be printed twice, or have a page number."""
    parts = FAR.split(head)
    if len(parts) > 2:
        return parts[1] if REQUEST.match(head) else head
    same = len({part.casefold() for part in parts}) == 1
    return parts[0] if same or PAGE_NUMBER.fullmatch(parts[-1]) else head


def marked_heading(block: str) -> tuple[str, int] | None:
    """Return the words and the level of a line with marks of a heading; None if it is none."""
    found = MARKED.fullmatch(block) if block[0] in MARKS and "\n" not in block else None
    if found is None or not _is_line(found["heading"]):
        return None
    marks = found["marks"]
    if marks[0] != "#":
        return (found["heading"], 2) if block.endswith(marks) else None
    return found["heading"], len(marks)


def is_contents(block: str) -> bool:
    """Return whether a block is a table of contents: dot leaders to page numbers that grow."""
    if not (". ." in block or ".." in block or "·" in block or "_" in block):  # as most have not
        return False
    lines = block.split("\n")
    pages = [int(found[1]) for line in lines if (found := LEADERS.search(line))]
    return len(pages) > 1 and 2 * len(pages) >= len(lines) and pages == sorted(pages)


def _running(block: str) -> tuple[str, bool] | None:
    """Return the words of a line with a number at one end, and whether it is printed far apart."""
    if len(block) > MAX_HEADING_CHARACTERS or not (block[0].isdecimal() or block[-1].isdecimal()):
        return None
    head = RUNNING.fullmatch(block)
    if head is None or not (head["before"] or head["after"]):
        return None
    apart = max(len(head["before"] or ""), len(head["after"] or "")) >= 3
    return " ".join(head["words"].casefold().split()), apart


def headings_by_shape(blocks: Sequence[str]) -> Iterator[int]:
    """Yield which blocks are headings: short lines right before a paragraph, at most two in a row.

    Three or more in a row are a list with blank lines between its items, and only the last of them
    can be a heading.
    """
    numbered = {n for n in range(len(blocks)) if _is_numbered_heading(blocks, n)}
    numbered |= set(_numbered_questions(blocks, {_depth(blocks[n]) for n in numbered}))
    shapes = [(n in numbered or _is_short(block), n) for n, block in enumerate(blocks)]
    runs = [(short, [n for _, n in run]) for short, run in groupby(shapes, lambda one: one[0])]
    for position, (short, run) in enumerate(runs):
        if short and position + 1 < len(runs):
            first = position == 0  # the first block of a text is its title
            plain = run if len(run) <= 2 else (run[:1] if first else []) + run[-1:]
            yield from sorted({*_not_leading_in(plain, blocks), *numbered.intersection(run)})


def _numbered_questions(blocks: Sequence[str], depths: set[int]) -> Iterator[int]:
    """Yield the questions that are numbered as the sections of the text are."""
    for n, block in enumerate(blocks):
        asked = block.endswith("?") and NUMBERED.match(block) and _is_line(block.rstrip("?"))
        if asked and level_of(block) in depths:
            yield n


def _not_leading_in(candidates: Sequence[int], blocks: Sequence[str]) -> Iterator[int]:
    """Yield those of ``candidates`` that do not only announce the list below them."""
    for n in candidates:
        listed = n + 1 < len(blocks) and ITEM.match(blocks[n + 1]) is not None
        if not (listed and LEADS_IN.search(blocks[n])):
            yield n


def level_of(heading: str, *, below: int = 0, in_parts: bool = False) -> int:
    """Return the level of a heading: that of its number, or the next one under level ``below``.

    ``in_parts``: see ``are_in_parts``.
    """
    numbered = NUMBERED.match(heading)
    if numbered:
        return numbered["number"].count(".") + 1
    return below + (2 if in_parts and LETTERED.match(heading) else 1)


def are_in_parts(headings: Sequence[str]) -> bool:
    """Return whether Roman numbers count headings, below which letters count others."""
    return sum(ROMAN.match(heading) is not None for heading in headings) > 1


def _is_numbered_heading(blocks: Sequence[str], at: int) -> bool:
    """Return whether a block is a heading such as "2. Raids", and not an item of a list."""
    depth = _depth(blocks[at])
    beside = [blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(blocks)]
    return depth > 0 and depth not in map(_depth, beside)


def _depth(block: str) -> int:
    """Return how deep the number of a short line is, 0 without a number."""
    return level_of(block) if NUMBERED.match(block) and _is_line(block) else 0


def _is_line(block: str) -> bool:
    return (
        "\n" not in block
        and len(block) <= MAX_HEADING_CHARACTERS
        and not ENDS_A_SENTENCE.search(block)
        and block[-1] not in ",;:"
    )


def _is_short(block: str) -> bool:
    return (
        _is_line(block)
        and not block[0].islower()
        and block[0] not in ODD
        and not UNFINISHED.search(block)
        and not LABEL.match(block)
        and not ITEM.match(block)
    )
