"""Find the questions of an HTML tree, and make each a heading above its answer.

Lists of frequently asked questions write them as buttons, as links or summaries that open the
answer, as terms, as bold lines, or say in schema.org's words what a question is.
"""

from __future__ import annotations

import re

from lxml import etree

from index.formats.html_question_signs import (
    TOGGLES,
    asks,
    elements_that_ask,
    has_panel,
    is_answered,
    is_marked,
    is_schema_question,
    names_question,
)
from index.formats.html_tree import (
    HEADINGS,
    QUESTION,
    Attributes,
    drop,
    holds_blocks,
    inside,
    is_block,
    line_of,
    named,
    tag_of,
    text_before,
    text_of,
    writable,
)
from index.text.question_lines import ANSWER_MARKER, LONGEST_QUESTION, asked

STRONG = frozenset(("b", "strong"))
LINES = frozenset(("p", "div", "li", "span", "td"))
ALWAYS = (*HEADINGS, "summary", "button")
MAY_ASK = (*ALWAYS, "a", "dt", *STRONG, *LINES)
ANY_MARKER = re.compile(rf"(?:{ANSWER_MARKER.pattern})|A\d{{0,3}}[.)][ ]+")  # below "Q."


def mark_questions(
    root: etree._Element, there: Attributes, known: frozenset[str] = frozenset()
) -> None:
    """Make each question of the tree a heading; ``known`` are those that the page itself lists."""
    asking = elements_that_ask(root)
    marks = any(map(names_question, there.classes))
    opens = marks or not TOGGLES.isdisjoint(there.names)
    marks = marks or "itemprop" in there.names
    for element in named(root, *(MAY_ASK if asking or known or opens or marks else ALWAYS)):
        tag = tag_of(element)
        if tag in HEADINGS:
            _open_up(element)
        elif tag == "summary":
            _summary(element)
        elif tag in ("button", "a"):
            if opens or tag == "button":
                _control(element, known)
        elif known or element in asking or (marks and tag in LINES and is_marked(element)):
            _text(element, tag, known)
    _take_out_markers(root)


def _text(element: etree._Element, tag: str, known: frozenset[str]) -> None:
    if tag in STRONG:
        _bold(element, known)
    elif tag in LINES:
        _line(element, known)
    elif asks(line_of(element), known):
        element.tag = QUESTION


def _take_out_markers(root: etree._Element) -> None:
    """Take out "Q:" before questions and "A:" before their answers."""
    for heading in root.iter(f"{{*}}{QUESTION}"):
        line = line_of(heading)
        question = asked(line)
        if question and question != line:
            del heading[:]
            heading.text = writable(question)
        answer = _first_text(heading)
        if answer is not None:
            _take_out_marker(answer, ANY_MARKER if question != line else ANSWER_MARKER)


def _first_text(heading: etree._Element) -> etree._Element | None:
    """Return the block below a question, or the bold beginning of it."""
    below = heading.getnext()
    while below is not None and tag_of(below) in ("div", "dd", "blockquote", "span", "br", "p"):
        inner = next(iter(below), None)
        if (below.text or "").strip() or inner is None:
            return below
        below = inner
    return below if below is not None and tag_of(below) in STRONG else None


def _take_out_marker(answer: etree._Element, form: re.Pattern[str]) -> None:
    written = (answer.text or "").lstrip()
    if tag_of(answer) in STRONG and form.fullmatch(f"{written.strip()} "):
        drop(answer)
    elif (marker := form.match(written)) and marker.end() < len(written):
        answer.text = writable(written[marker.end() :])


def _open_up(heading: etree._Element) -> None:
    """Keep the words of a heading that are on a button, as the heads of accordions have it."""
    if len(heading) and not line_of(heading):
        for button in heading.iter("{*}button"):
            button.tag = "span"


def _summary(element: etree._Element) -> None:
    if any(tag_of(node) in HEADINGS for node in element.iterdescendants()):
        element.tag = "div"
    elif len(line_of(element)) <= LONGEST_QUESTION:
        element.tag = QUESTION


def _control(element: etree._Element, known: frozenset[str]) -> None:
    """Make a button or link a heading if it opens the answer that is beneath it."""
    opens = not TOGGLES.isdisjoint(element.keys()) or names_question(element.get("class", ""))
    if (tag_of(element) == "a" and not opens) or _within_heading(element):
        return
    line = " ".join("".join(map(str, element.itertext())).split())
    if not line or len(line) > LONGEST_QUESTION or _in_navigation(element):
        return
    alone = _alone(element)
    if tag_of(element) == "a" and alone is None:
        return
    if asks(line, known) or (opens and has_panel(element if alone is None else alone)):
        headed = any(tag_of(node) in HEADINGS for node in element.iterdescendants("*"))
        element.tag = "div" if headed else QUESTION


def _within_heading(element: etree._Element) -> bool:
    return any(tag_of(above) in HEADINGS for above in element.iterancestors())


def _in_navigation(element: etree._Element) -> bool:
    return any(
        tag_of(above) in ("nav", "form") or above.get("role") in ("navigation", "menu", "tablist")
        for above in element.iterancestors()
    )


def _alone(element: etree._Element) -> etree._Element | None:
    """Return the outermost element that holds nothing but ``element``, itself if none does."""
    found, above = element, element.getparent()
    while above is not None and tag_of(above) not in ("body", "li", "details", "section"):
        others = [part for part in inside(above) if part is not found]
        if any((part if isinstance(part, str) else text_of(part)).strip() for part in others):
            return found if found is element or is_block(found) else None
        found, above = above, above.getparent()
    return found


def _line(element: etree._Element, known: frozenset[str]) -> None:
    """Make a line a heading if it is a question, or begins with one in bold type."""
    marked = is_marked(element)
    if (tag_of(element) == "span" and not marked) or holds_blocks(element):
        return
    if _within_heading(element):
        return
    line = line_of(element)
    if 0 < len(line) <= LONGEST_QUESTION and marked:
        if asks(line, known) or is_schema_question(element) or has_panel(element):
            element.tag = QUESTION
    elif asks(line, known):
        if tag_of(element) != "li" and (line.casefold() in known or is_answered(element)):
            element.tag = QUESTION
    else:
        _bold_beginning(element, known)


def _bold(element: etree._Element, known: frozenset[str]) -> None:
    """Make a question in bold type a heading if the block below it is its answer."""
    following = element.getnext()
    loose = (element.tail or "").strip() or text_before(element).strip()
    if loose or following is None or not is_block(following) or _within_heading(element):
        return
    if asks(line_of(element), known) and is_answered(element):
        element.tag = QUESTION


def _bold_beginning(element: etree._Element, known: frozenset[str]) -> None:
    """Put a question in bold type, with which a paragraph begins, above the paragraph."""
    first = element[0] if len(element) and not (element.text or "").strip() else None
    if first is None or tag_of(first) not in STRONG or not asks(line_of(first), known):
        return
    second = first.getnext()
    if second is not None and tag_of(second) == "br" and not (first.tail or "").strip():
        drop(second)
    heading = etree.Element(QUESTION)
    heading.text = writable(line_of(first))
    if tag_of(element) in ("li", "td"):
        drop(first)
        answer = etree.Element("p")
        answer.text, element.text = writable(element.text), None
        answer.extend(list(element))
        element.extend([heading, answer])
    else:
        above = element.getparent()
        if above is not None:
            above.insert(above.index(element), heading)
            drop(first)
