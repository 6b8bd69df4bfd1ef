"""Take out of an HTML tree what no reader of the page sees as valid: hidden and struck text."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lxml import etree

from index.formats.html_stylesheets import HIDES, STRIKES, StyleSheet
from index.formats.html_tree import (
    Attributes,
    drop,
    elements,
    named,
    tag_of,
    text_of,
    with_class,
)
from index.text.question_lines import is_question_line

STRUCK = frozenset(("del", "s", "strike"))
KEPT = frozenset(("html", "body", "head", "script", "style", "meta", "link"))
UNSEEN = frozenset(("template", "noscript"))
MARKS = STRUCK | UNSEEN | {"dialog"}
# Letters of no size, moved off the screen, or clipped to nothing.
UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:!important)?\s*(?:;|$)"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}(?:px|em|rem|%)"
    r"|clip\s*:\s*rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?"
    r"|clip-path\s*:\s*inset\((?:50|100)%)",
    re.IGNORECASE,
)
FOR_SCREEN_READERS = frozenset(
    """
    sr-only sr_only screen-reader-text screen-reader-only screenreader screenreader-text
    visually-hidden visuallyhidden visually_hidden u-visually-hidden a-offscreen
    usa-sr-only govuk-visually-hidden cdk-visually-hidden element-invisible
    """.split()  # noqa: SIM905 - it reads as a list of words
)
NOT_SHOWN = frozenset(("hidden", "d-none", "is-hidden", "u-hidden"))
STRUCK_CLASSES = frozenset(
    ("line-through", "strikethrough", "strike", "text-decoration-line-through")
)
ICONS = re.compile(r"material-(?:icons|symbols)[\w-]*")
AT_SOME_WIDTH = re.compile(r":(?!hidden)|-(?:block|flex|inline|table)$")
# A control that opens a part of the page names it.
OPENS = etree.XPath("//@aria-controls | //@data-target | //@data-bs-target")
OPENING_LINKS = etree.XPath(
    "//*[@role='button' or @role='tab' or @aria-expanded or @data-toggle or @data-bs-toggle]/@href"
)
SAYING_NAMES = ("style", "hidden", "aria-hidden")
SAYING = etree.XPath("descendant-or-self::*[@style or @hidden or @aria-hidden]")
MOST_HIDDEN = 0.5  # share of a page that a rule of a style sheet may hide
TOGGLES = ("aria-expanded", "data-toggle", "data-bs-toggle")


def take_out_hidden(root: etree._Element, sheet: StyleSheet, there: Attributes) -> Counter[str]:
    """Take hidden and struck text out of the tree, and count how many passages of each were there.

    What a button of the page opens is not hidden: anybody can read it. Nor is what a style sheet
    hides if that is most of the page, which a script shows when it has loaded, or an answer.
    """
    opened: frozenset[str] | None = None
    most: float | None = None
    found: Counter[str] = Counter()
    unusual, styled = _unusual(root, there), set(sheet.touched(root))
    for element in elements(root) if unusual or styled else ():
        kind = _kind(element) if element in unusual else None
        if kind is None and element not in styled:
            continue
        if kind is None and (said := sheet.said_of(element)) in ("hidden", "struck"):
            most = MOST_HIDDEN * len(text_of(root)) if most is None else most
            small = len(text_of(element)) <= most and not _is_answer(element)
            kind = said if said == "struck" or small else None
        if kind is None or tag_of(element) in KEPT:
            continue
        if kind == "hidden" and tag_of(element) not in UNSEEN:
            opened = _opened(root) if opened is None else opened
            if _can_be_opened(element, opened):
                continue
        if any(text.strip() for text in element.itertext()):
            found[kind] += 1
        drop(element)
    return found


def _opened(root: etree._Element) -> frozenset[str]:
    """Return the ids of the parts of a page that can be opened: panels, tabs, answers."""
    named = " ".join(map(str, [*OPENS(root), *OPENING_LINKS(root)]))
    return frozenset(name.lstrip("#") for name in named.split()) - {""}


def _unusual(root: etree._Element, there: Attributes) -> set[etree._Element]:
    """Return the elements that may say that they are not seen; most pages have few."""
    found = set(named(root, *MARKS))
    if not there.names.isdisjoint(SAYING_NAMES):
        found.update(SAYING(root))
    classes = {names for names in there.classes if said_by_class(names)}
    if classes:
        found.update(node for node in with_class(root) if node.get("class") in classes)
    return found


def _kind(element: etree._Element) -> str | None:
    """Return "struck" or "hidden", or None for what is seen."""
    tag = tag_of(element)
    if tag in STRUCK:
        return "struck"
    if tag in UNSEEN:
        return "hidden"
    said, style = said_by_class(element.get("class", "")), element.get("style", "")
    if said == "struck" or (style and STRIKES.search(style)):
        return "struck"
    hidden = said == "hidden" or (said == "for screen readers" and not _is_drawn_too(element))
    if hidden or (said != "equation" and _is_hidden(tag, element, style)):
        return "hidden"
    return None


@lru_cache(maxsize=4096)
def said_by_class(names: str) -> str:
    """Return what the classes of an element say of it, in one word or none."""
    classes = names.lower().split()
    if any(name.startswith(("mwe-math-mathml", "katex-mathml")) for name in classes):
        return "equation"  # which a picture or drawing beside it shows
    if not STRUCK_CLASSES.isdisjoint(classes):
        return "struck"
    if not FOR_SCREEN_READERS.isdisjoint(classes):
        return "for screen readers"
    wide = any(map(AT_SOME_WIDTH.search, classes))
    icon = any(map(ICONS.fullmatch, classes))
    return "hidden" if icon or not (wide or NOT_SHOWN.isdisjoint(classes)) else ""


def _is_hidden(tag: str, element: etree._Element, style: str) -> bool:
    if element.get("aria-hidden", "").strip().lower() == "true":
        return True
    hidden = element.get("hidden")
    if hidden is not None and hidden.strip().lower() not in ("until-found", "false"):
        return True
    if style and (HIDES.search(style) or UNSEEN_STYLE.search(style)):
        return True
    return tag == "dialog" and element.get("open") is None


def _is_drawn_too(element: etree._Element) -> bool:
    """Return whether the text for screen readers says what is drawn beside it, such as a price."""
    beside = (element.getprevious(), element.getnext())
    return any(
        other is not None and isinstance(other.tag, str) and other.get("aria-hidden") == "true"
        for other in beside
    )


def _can_be_opened(element: etree._Element, opened: frozenset[str]) -> bool:
    if element.get("id", "") in opened or element.get("role") == "tabpanel":
        return True
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return any(
        tag_of(node) == "button" or any(map(node.get, TOGGLES))
        for node in before.iter()
        if isinstance(node.tag, str)
    )


def _is_answer(element: etree._Element) -> bool:
    """Return whether an element is right below its question, whose click a script waits for."""
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    return before is not None and (tag_of(before) == "dt" or is_question_line(text_of(before)))
