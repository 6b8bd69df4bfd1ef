"""Find the main content of a web page, and take away what is around it and between its parts.

trafilatura says which lines belong to the article, but leaves out lists of links, tables, boxes and
answers that a button opens. So its lines only vote: the content is the smallest element that holds
nearly all of them, without the parts for which nothing speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from index.formats.html_tree import (
    BLOCKS,
    HEADINGS,
    QUESTION,
    classes_of,
    drop,
    elements,
    holds_blocks,
    is_left_out,
    line_of,
    tag_of,
)
from index.text.question_lines import is_question_line

WORD = re.compile(r"\w+")
NEARLY_ALL = 0.85  # of the words that were voted for: the share that the content must hold
# What holds text itself; the content of a page is something around these.
LEAVES = frozenset(
    "p ul ol li dl dt dd pre blockquote figure h1 h2 h3 h4 h5 h6 h7 a span b i em strong".split()  # noqa: SIM905
)
FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu"))
FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:advert\w*|ads?|ad-?slot|breadcrumbs?|comments?|comment-?list|respond|cookies?"
    r"|consent|disqus\w*|feedback|footer|hat-?note|masthead|menu|mw-jump-link|nav|navbar|navbox"
    r"|navigation|newsletter|outbrain|pager|pagination|pagenav|popular|popup|print-?only|promo"
    r"|recommend\w*|related\w*|rss|share|sharing|shar(?:e|ing)[-_]?\w*|shoutbox|sidebar|sidenav"
    r"|site-?header|skip-?link|social\w*|sponsor\w*|subscribe\w*|subscription|taboola|tags?|tag-?list"
    r"|teaser|toc|table-?of-?contents|toolbar|trending|vertical-?navbox|widget|most-?read|read-?more"
    r"|more-?stories|signup|sign-?up|login|catlinks|printfooter|authorbox|author-?box|byline|meta)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)
FEWEST_WORDS = 5  # of a line that votes: shorter ones are also in menus
ANSWERS = frozenset((QUESTION, "table", "dl", "pre"))
LINKED = 0.5  # a part with more of its words in links is a menu
LISTS = frozenset(("ul", "ol", "dl", "table", "p", "pre"))


@dataclass(slots=True)
class _Weight:
    """The words of an element and of all below it."""

    words: int = 0
    linked: int = 0
    voted: int = 0

    def add(self, other: _Weight) -> None:
        self.words += other.words
        self.linked += other.linked
        self.voted += other.voted


@dataclass(slots=True)
class ContentWeights:
    """How many words each element has, how many are links, and how many were voted for."""

    of: dict[etree._Element, _Weight] = field(default_factory=dict)

    def __getitem__(self, element: etree._Element) -> _Weight:
        return self.of.get(element) or _Weight()


def letters_of(text: str) -> str:
    """Return only the letters of ``text``, to find lines in it however they are spaced."""
    return "".join(filter(str.isalpha, text.casefold()))


def weigh(root: etree._Element, votes: str) -> ContentWeights:
    """Weigh all elements below ``root``; ``votes`` are text as from ``letters_of``."""
    weights = ContentWeights()
    lines: dict[etree._Element, list[str]] = {}
    linked: dict[etree._Element, int] = {}
    order: list[etree._Element] = []
    home: dict[etree._Element, tuple[etree._Element, bool]] = {}
    for node in elements(root):
        above = node.getparent()
        outer = home.get(above, (root, False)) if above is not None else (root, False)
        if node is not root and (above not in home or is_left_out(node)):
            if above in home:
                _note(lines, linked, outer[0], node.tail, outer[1])
            continue
        order.append(node)
        block = node if tag_of(node) in BLOCKS or node is root else outer[0]
        link = outer[1] or tag_of(node) == "a"
        home[node] = (block, link)
        _note(lines, linked, block, " " if tag_of(node) == "br" else node.text, link)
        if node is not root:
            _note(lines, linked, outer[0], node.tail, outer[1])
    for block, parts in lines.items():
        words = WORD.findall("".join(parts).casefold())
        letters = letters_of("".join(words))
        text = linked.get(block, 0) <= LINKED * len(words)
        voted = text and len(words) >= FEWEST_WORDS and letters != "" and letters in votes
        weights.of[block] = _Weight(
            len(words), min(linked.get(block, 0), len(words)), len(words) if voted else 0
        )
    for node in reversed(order):
        above = node.getparent()
        if above is not None and node is not root and node in weights.of:
            weights.of.setdefault(above, _Weight()).add(weights.of[node])
    return weights


def _note(
    lines: dict[etree._Element, list[str]],
    linked: dict[etree._Element, int],
    block: etree._Element,
    text: str | None,
    link: bool,
) -> None:
    if text and text.strip():
        lines.setdefault(block, []).append(text)
        if link:
            linked[block] = linked.get(block, 0) + len(WORD.findall(text))
    elif text:
        lines.setdefault(block, []).append(" ")


def main_content(root: etree._Element, weights: ContentWeights) -> etree._Element:
    """Return the smallest element that holds nearly all words that were voted for."""
    enough = NEARLY_ALL * weights[root].voted
    node = root
    while enough:
        best = max(filter(tag_of, node), key=lambda child: weights[child].voted, default=None)
        if best is None or tag_of(best) in LEAVES or weights[best].voted < enough:
            break
        if not holds_blocks(best):  # a line of text, which may have others beside it
            break
        node = best
    return node


def prune(content: etree._Element, weights: ContentWeights) -> None:
    """Take away the parts for which nothing speaks: menus, sharing, related links."""
    order = {node: at for at, node in enumerate(elements(content))}
    voted = [at for node, at in order.items() if weights[node].voted]
    first, last = (voted[0], voted[-1]) if voted else (-1, len(order))
    stack = [content]
    while stack:
        node = stack.pop()
        flow = not voted or any(weights[child].voted for child in node if tag_of(child) in LEAVES)
        for child in [child for child in node if tag_of(child)]:
            if weights[child].voted:
                if tag_of(child) not in LEAVES or tag_of(child) in ("ul", "ol", "li"):
                    stack.append(child)
            elif not _speaks_for(child, weights[child], first < order[child] < last, flow):
                drop(child)
    _drop_empty_headings(content)


def _drop_empty_headings(content: etree._Element) -> None:
    """Take away headings whose whole section was taken away."""
    pending: list[etree._Element] = []
    empty: list[etree._Element] = []
    within = 0
    for event, node in etree.iterwalk(content, events=("start", "end")):
        level = HEADINGS.get(tag_of(node))
        if level is not None:
            within += 1 if event == "start" else -1
        if level is not None and event == "start":
            empty += [head for head in pending if HEADINGS[tag_of(head)] >= level]
            pending = [head for head in pending if HEADINGS[tag_of(head)] < level] + [node]
            continue
        text = node.text if event == "start" else node.tail
        if not within and node is not content and text and text.strip():
            pending.clear()
    for head in [*empty, *pending]:
        drop(head)


def _speaks_for(part: etree._Element, weight: _Weight, between: bool, flow: bool) -> bool:
    """Return whether a part without votes is content: text, a table, or a list in the text."""
    tag = tag_of(part)
    if tag in HEADINGS or not weight.words:
        return True
    if _is_furniture(part):
        return False
    if _is_all_heading(part, weight):
        return True
    dense = weight.linked > LINKED * weight.words
    if dense:
        return flow and (between or tag == "table") and tag in LISTS
    if flow or (between and weight.words >= FEWEST_WORDS):
        return True
    return any(tag_of(node) in ANSWERS or _asks(node) for node in part.iter("*"))


def _is_all_heading(part: etree._Element, weight: _Weight) -> bool:
    """Return whether a part is a heading with something around it, such as a link."""
    heads = [node for node in part.iter("*") if tag_of(node) in HEADINGS]
    return len(heads) == 1 and len(WORD.findall(line_of(heads[0]))) >= weight.words


def _asks(heading: etree._Element) -> bool:
    return tag_of(heading) in HEADINGS and is_question_line(line_of(heading))


def _is_section(part: etree._Element) -> bool:
    """Return whether a part is a section of a manual, which begins with its heading."""
    first = next(filter(tag_of, part), None)
    return tag_of(part) == "section" or (first is not None and tag_of(first) in HEADINGS)


def _is_furniture(part: etree._Element) -> bool:
    named = " ".join(classes_of(part))
    if not _is_section(part):  # whose id is made of its heading, such as "comments"
        named += f" {part.get('id') or ''}"
    if re.search(r"admonition|aside|callout|infobox|note|warning|tip\b", named):
        return False
    if tag_of(part) in FURNITURE_TAGS or part.get("role") in FURNITURE_ROLES:
        return True
    return FURNITURE.search(named) is not None
