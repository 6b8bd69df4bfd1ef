"""Find the questions of an HTML tree, and make each a heading above its answer.

Lists of frequently asked questions write them as buttons, as links or summaries that open the
answer, as terms, as bold lines, or say in schema.org's words what a question is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from index.formats.html_tree import (
    HEADINGS,
    LEFT_OUT,
    QUESTION,
    Attributes,
    all_text_of,
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
from index.text.question_lines import (
    ANSWER_MARKER,
    GREEK,
    LONGEST_QUESTION,
    asked,
    is_question_line,
)

TOGGLES = frozenset(
    ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")
)
QUESTION_CLASS = re.compile(
    r"(?:.*[-_])?(?:questions?|faq-?q|faq-?(?:title|heading|header|item-title)"
    r"|accordion[-_]{0,2}(?:title|header|heading|button|toggle|trigger|label|summary)"
    r"|toggle-?(?:title|header)|collapsible-?(?:header|title))(?:[-_](?:text|title|heading))?"
)
STRONG = frozenset(("b", "strong"))
AROUND = frozenset(("div", "header", "span", "td", "tr", "p"))
LINES = frozenset(("p", "div", "li", "span", "td"))
QUESTION_MARKS = "?\uff1f\u061f;"  # the last is one in Greek
ALWAYS = (*HEADINGS, "summary", "button")
MAY_ASK = (*ALWAYS, "a", "dt", *STRONG, *LINES)
FEWEST_ANSWER_WORDS = 2
ANY_MARKER = re.compile(rf"(?:{ANSWER_MARKER.pattern})|A\d{{0,3}}[.)][ ]+")  # below "Q."


def mark_questions(
    root: etree._Element, there: Attributes, known: frozenset[str] = frozenset()
) -> None:
    """Make each question of the tree a heading; ``known`` are those that the page itself lists."""
    asking = _asking(root)
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
        elif known or element in asking or (marks and tag in LINES and _is_marked(element)):
            _text(element, tag, known)
    _take_out_markers(root)


def _text(element: etree._Element, tag: str, known: frozenset[str]) -> None:
    if tag in STRONG:
        _bold(element, known)
    elif tag in LINES:
        _line(element, known)
    elif _asks(line_of(element), known):
        element.tag = QUESTION


def _asking(root: etree._Element) -> set[etree._Element]:
    """Return the elements with a question mark in their text, however deep."""
    whole = all_text_of(root)
    found: set[etree._Element] = set()
    greek = ";" in whole and not whole.isascii() and GREEK.search(whole)
    for mark in QUESTION_MARKS if greek else QUESTION_MARKS[:-1]:
        for node in root.iter() if mark in whole else ():
            if mark in (node.text or ""):
                _add_upwards(node, found)
            if mark in (node.tail or ""):
                _add_upwards(node.getparent(), found)
    return found


def _add_upwards(element: etree._Element | None, found: set[etree._Element]) -> None:
    while element is not None and element not in found:
        found.add(element)
        element = element.getparent()


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


def _asks(line: str, known: frozenset[str]) -> bool:
    return is_question_line(line) or line.casefold() in known


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
    if _asks(line, known) or (opens and _has_panel(element if alone is None else alone)):
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


def _has_panel(element: etree._Element) -> bool:
    """Return whether something that reads like an answer comes right after ``element``."""
    panel = _next_element(element)
    if panel is None or tag_of(panel) in LEFT_OUT or tag_of(panel) in HEADINGS:
        return False
    words = text_of(panel).split()
    linked = sum(len(text_of(link).split()) for link in panel.iter("{*}a"))
    return len(words) >= FEWEST_ANSWER_WORDS and linked * 2 < len(words)


def _line(element: etree._Element, known: frozenset[str]) -> None:
    """Make a line a heading if it is a question, or begins with one in bold type."""
    marked = _is_marked(element)
    if (tag_of(element) == "span" and not marked) or holds_blocks(element):
        return
    if _within_heading(element):
        return
    line = line_of(element)
    if 0 < len(line) <= LONGEST_QUESTION and marked:
        if _asks(line, known) or _is_schema_question(element) or _has_panel(element):
            element.tag = QUESTION
    elif _asks(line, known):
        if tag_of(element) != "li" and (line.casefold() in known or _is_answered(element)):
            element.tag = QUESTION
    else:
        _bold_beginning(element, known)


def _is_marked(element: etree._Element) -> bool:
    """Return whether the page says that the line is a question, by its class or by schema.org."""
    if names_question(element.get("class", "")):
        return True
    return element.get("itemprop") is not None and _is_schema_question(element)


@lru_cache(maxsize=4096)
def names_question(classes: str) -> bool:
    """Return whether classes name a question, or the head of an accordion."""
    return any(map(QUESTION_CLASS.fullmatch, classes.lower().split()))


def _is_schema_question(element: etree._Element) -> bool:
    if "name" not in element.get("itemprop", "").split():
        return False
    scope = next((above for above in element.iterancestors() if above.get("itemtype")), None)
    return scope is not None and scope.get("itemtype", "").rstrip("/").endswith("/Question")


def _is_answered(element: etree._Element) -> bool:
    """Return whether text that is not a question comes right after the line."""
    following = _next_element(element)
    if following is None and (above := element.getparent()) is not None and _only(element):
        return _is_answered(above) if tag_of(above) in AROUND else False
    if following is None or tag_of(following) in HEADINGS:
        return False
    line = line_of(following)
    return bool(line) and not is_question_line(line)


def _next_element(element: etree._Element) -> etree._Element | None:
    """Return what comes after ``element`` in the same parent, without comments."""
    return next(element.itersiblings("*"), None)


def _only(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and not any(
        (part if isinstance(part, str) else text_of(part)).strip()
        for part in inside(above)
        if part is not element
    )


def _bold(element: etree._Element, known: frozenset[str]) -> None:
    """Make a question in bold type a heading if the block below it is its answer."""
    following = element.getnext()
    loose = (element.tail or "").strip() or text_before(element).strip()
    if loose or following is None or not is_block(following) or _within_heading(element):
        return
    if _asks(line_of(element), known) and _is_answered(element):
        element.tag = QUESTION


def _bold_beginning(element: etree._Element, known: frozenset[str]) -> None:
    """Put a question in bold type, with which a paragraph begins, above the paragraph."""
    first = element[0] if len(element) and not (element.text or "").strip() else None
    if first is None or tag_of(first) not in STRONG or not _asks(line_of(first), known):
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
