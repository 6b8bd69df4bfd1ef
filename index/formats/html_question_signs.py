"""Tell by which signs an element of an HTML tree is a question: its words, its marks, its answer.

A question mark, a class or schema.org's words speak for it; so does an answer right below it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from index.formats.html_tree import (
    HEADINGS,
    LEFT_OUT,
    all_text_of,
    inside,
    line_of,
    tag_of,
    text_of,
)
from index.text.question_lines import GREEK, is_question_line

# Attributes of what opens and closes the text below it.
TOGGLES = frozenset(
    ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")
)
QUESTION_CLASS = re.compile(
    r"(?:.*[-_])?(?:questions?|faq-?q|faq-?(?:title|heading|header|item-title)"
    r"|accordion[-_]{0,2}(?:title|header|heading|button|toggle|trigger|label|summary)"
    r"|toggle-?(?:title|header)|collapsible-?(?:header|title))(?:[-_](?:text|title|heading))?"
)
AROUND = frozenset(("div", "header", "span", "td", "tr", "p"))
QUESTION_MARKS = "?\uff1f\u061f;"  # the last is one in Greek
FEWEST_ANSWER_WORDS = 2


def elements_that_ask(root: etree._Element) -> set[etree._Element]:
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


def asks(line: str, known: frozenset[str]) -> bool:
    """Return whether a line reads like a question, or is one of those that the page lists."""
    return is_question_line(line) or line.casefold() in known


def is_marked(element: etree._Element) -> bool:
    """Return whether the page says that the line is a question, by its class or by schema.org."""
    if names_question(element.get("class", "")):
        return True
    return element.get("itemprop") is not None and is_schema_question(element)


@lru_cache(maxsize=4096)
def names_question(classes: str) -> bool:
    """Return whether classes name a question, or the head of an accordion."""
    return any(map(QUESTION_CLASS.fullmatch, classes.lower().split()))


def is_schema_question(element: etree._Element) -> bool:
    """Return whether an element is the name of a question in schema.org's words."""
    if "name" not in element.get("itemprop", "").split():
        return False
    scope = next((above for above in element.iterancestors() if above.get("itemtype")), None)
    return scope is not None and scope.get("itemtype", "").rstrip("/").endswith("/Question")


def has_panel(element: etree._Element) -> bool:
    """Return whether something that reads like an answer comes right after ``element``."""
    panel = _next_element(element)
    if panel is None or tag_of(panel) in LEFT_OUT or tag_of(panel) in HEADINGS:
        return False
    words = text_of(panel).split()
    linked = sum(len(text_of(link).split()) for link in panel.iter("{*}a"))
    return len(words) >= FEWEST_ANSWER_WORDS and linked * 2 < len(words)


def is_answered(element: etree._Element) -> bool:
    """Return whether text that is not a question comes right after the line."""
    following = _next_element(element)
    if following is None and (above := element.getparent()) is not None and _only(element):
        return is_answered(above) if tag_of(above) in AROUND else False
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
