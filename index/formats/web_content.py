"""Find the main content of a web page, and take away what is around it and between its parts.

trafilatura says which lines belong to the article, but leaves out lists of links, tables, boxes and
answers that a button opens. So its lines only vote: the content is the smallest element that holds
nearly all of them, without the parts for which nothing speaks.
"""

from __future__ import annotations

import re

from lxml import etree

from index.formats.html_admonitions import is_title
from index.formats.html_furniture import is_furniture_part
from index.formats.html_tables import is_layout
from index.formats.html_tree import (
    HEADINGS,
    QUESTION,
    classes_of,
    drop,
    elements,
    holds_blocks,
    line_of,
    tag_of,
)
from index.formats.html_weights import FEWEST_WORDS, LINKED, WORD, ContentWeights, PartWeight
from index.text.furniture import ENDS_A_SENTENCE
from index.text.question_lines import is_question_line

NEARLY_ALL = 0.85  # of the words that were voted for: the share that the content must hold
FEWEST_OF_SECTION = 20  # voted words of a part beside the longest that is content like it
# What holds text itself; the content of a page is something around these.
LEAVES = frozenset(
    "p ul ol li dl dt dd pre blockquote figure h1 h2 h3 h4 h5 h6 h7 a span b i em strong".split()  # noqa: SIM905
)
ELSEWHERE = re.compile(  # headings of links to other pages
    r"\b(?:related|see also|more|also|next|previous|recommended|popular|trending|latest|recent|news"
    r"|archives?|categor(?:y|ies)|tags?|topics?|share|follow|links?|references|navigation|menu"
    r"|contents|comments?|posts|stories|articles|author|subscribe|newsletter|sponsors?|about)\b",
    re.IGNORECASE,
)
ANSWERS = frozenset((QUESTION, "table", "dl", "pre"))
LISTS = frozenset(("ul", "ol", "dl", "table", "p", "pre"))


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
        if _is_one_of_several(best, weights):
            break
        node = best
    while _is_section(node) and (above := node.getparent()) is not None and _is_section(above):
        node = above
    return node


def _is_section(node: etree._Element) -> bool:
    return tag_of(node) == "section" or "section" in classes_of(node)


def _is_subsection(part: etree._Element, weight: PartWeight) -> bool:
    """Return whether a part is a section of text within another."""
    above = part.getparent()
    nested = _is_section(part) and above is not None and _is_section(above)
    return nested and weight.linked <= LINKED * weight.words


def _is_one_of_several(part: etree._Element, weights: ContentWeights) -> bool:
    """Return whether a part is a section beside others of its kind, or beside text."""
    return any(
        weights[beside].voted >= FEWEST_OF_SECTION
        and (tag_of(beside) in LEAVES or _are_alike(part, beside))
        for beside in (*part.itersiblings(preceding=True), *part.itersiblings())
    )


def _are_alike(part: etree._Element, beside: etree._Element) -> bool:
    """Return whether two parts are sections of one kind: by their class, or by their headings."""
    if part.tag != beside.tag or part.get("class") != beside.get("class"):
        return False
    first = next(filter(tag_of, part), None)
    begins = next(filter(tag_of, beside), None)
    if _is_section(part) or part.get("class"):
        return True
    return first is not None and begins is not None and tag_of(first) == tag_of(begins) in HEADINGS


def texts_around(content: etree._Element, weights: ContentWeights) -> int:
    """Return how many parts around the content are text, and neither links nor furniture."""
    count, node = 0, content
    while tag_of(node) != "body" and (above := node.getparent()) is not None:
        count += sum(_is_text(part, weights[part]) for part in above if part is not node)
        node = above
    return count


def prune(content: etree._Element, weights: ContentWeights) -> int:
    """Take away the parts for which nothing speaks: menus, sharing, related links.

    Return how many of them are text, which may be the article's, and neither links nor furniture.
    """
    order = {node: at for at, node in enumerate(elements(content))}
    voted = [at for node, at in order.items() if weights[node].voted]
    first, last = (voted[0], voted[-1]) if voted else (-1, len(order))
    stack = [content]
    texts = 0
    while stack:
        node = stack.pop()
        flow = not voted or any(weights[child].voted for child in node if tag_of(child) in LEAVES)
        for child in [child for child in node if tag_of(child)]:
            if weights[child].voted:
                if not _is_whole(child):
                    stack.append(child)
            elif not _speaks_for(child, weights[child], first < order[child] < last, flow):
                texts += _is_text(child, weights[child])
                drop(child)
    _drop_empty_headings(content)
    return texts


def _is_text(part: etree._Element, weight: PartWeight) -> bool:
    text = weight.words >= FEWEST_WORDS and weight.linked <= LINKED * weight.words
    return text and not is_furniture_part(part)


def _is_whole(part: etree._Element) -> bool:
    """Return whether a part with votes is kept as it is; a table of data loses no row."""
    tag = tag_of(part)
    if tag == "table":
        return not is_layout(part)
    return tag in LEAVES and tag not in ("ul", "ol", "li")


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


def _speaks_for(part: etree._Element, weight: PartWeight, between: bool, flow: bool) -> bool:
    """Return whether a part without votes is content: text, a table, or a list in the text."""
    tag = tag_of(part)
    if tag in HEADINGS or not weight.words or is_title(part):
        return True
    if is_furniture_part(part):
        return False
    if _is_all_heading(part, weight) or _is_subsection(part, weight):
        return True
    dense = weight.linked > LINKED * weight.words
    if dense:
        return flow and (between or tag == "table" or _is_headed(part)) and tag in LISTS
    if flow or (between and (weight.words >= FEWEST_WORDS or _is_sentence(part))):
        return True
    return any(tag_of(node) in ANSWERS or _asks(node) for node in part.iter("*"))


def _is_headed(part: etree._Element) -> bool:
    """Return whether a heading right above a list of links says that they are the page's own."""
    above = part.getprevious()
    if above is None or tag_of(above) not in HEADINGS:
        return False
    return ELSEWHERE.search(line_of(above)) is None


def _is_all_heading(part: etree._Element, weight: PartWeight) -> bool:
    """Return whether a part is a heading with something around it, such as a link."""
    heads = [node for node in part.iter("*") if tag_of(node) in HEADINGS]
    return len(heads) == 1 and len(WORD.findall(line_of(heads[0]))) >= weight.words


def _is_sentence(part: etree._Element) -> bool:
    return ENDS_A_SENTENCE.search(line_of(part)) is not None


def _asks(heading: etree._Element) -> bool:
    return tag_of(heading) in HEADINGS and is_question_line(line_of(heading))
