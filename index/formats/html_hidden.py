"""Take out of an HTML tree what no reader of the page sees as valid: hidden and struck text."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from index.formats.html_tree import classes_of, drop, elements, tag_of

STRUCK = frozenset(("del", "s", "strike"))
KEPT = frozenset(("html", "body", "head", "script", "style", "meta", "link"))
UNSEEN = frozenset(("template", "noscript"))
STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
STRUCK_STYLE = re.compile(
    r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE
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
# A control that opens a part of the page names it in one of these.
OPENS = ("aria-controls", "data-target", "data-bs-target")
TOGGLES = ("aria-expanded", "data-toggle", "data-bs-toggle")


def take_out_hidden(root: etree._Element) -> Counter[str]:
    """Take hidden and struck text out of the tree, and count how many passages of each were there.

    What a button of the page opens is not hidden: anybody can read it.
    """
    marked = [element for element in elements(root) if element.attrib or _is_mark(element)]
    opened = _opened(marked)
    found: Counter[str] = Counter()
    for element in marked:
        if tag_of(element) in KEPT or _is_equation(element):
            continue
        kind = _kind(element, opened)
        if kind is None:
            continue
        if any(text.strip() for text in element.itertext()):
            found[kind] += 1
        drop(element)
    return found


def _is_equation(element: etree._Element) -> bool:
    """Return whether an element is an equation that a picture or drawing beside it shows."""
    return any(name.startswith(("mwe-math-mathml", "katex-mathml")) for name in classes_of(element))


def _is_mark(element: etree._Element) -> bool:
    return tag_of(element) in STRUCK | UNSEEN or tag_of(element) == "dialog"


def _opened(marked: list[etree._Element]) -> frozenset[str]:
    """Return the ids of the parts of a page that can be opened: panels, tabs, answers."""
    ids: set[str] = set()
    for element in marked:
        named = element.attrib
        for key in OPENS:
            if key in named:
                ids.update(name.lstrip("#") for name in named[key].split())
        if named.get("role") in ("button", "tab") or any(key in named for key in TOGGLES):
            ids.add(named.get("href", "").lstrip("#"))
    return frozenset(ids - {""})


def _kind(element: etree._Element, opened: frozenset[str]) -> str | None:
    """Return "struck" or "hidden", or None for what is seen."""
    classes, style = classes_of(element), element.get("style") or ""
    if tag_of(element) in STRUCK or STRUCK_STYLE.search(style):
        return "struck"
    if classes and not STRUCK_CLASSES.isdisjoint(classes):
        return "struck"
    if tag_of(element) in UNSEEN or any(map(ICONS.fullmatch, classes)):
        return "hidden"
    hidden = _is_hidden(element, classes, style)
    return "hidden" if hidden and not _can_be_opened(element, opened) else None


def _is_hidden(element: etree._Element, classes: list[str], style: str) -> bool:
    if element.get("aria-hidden", "").strip().lower() == "true":
        return True
    hidden = element.get("hidden")
    if hidden is not None and hidden.strip().lower() not in ("until-found", "false"):
        return True
    if style and STYLE.search(style):
        return True
    if tag_of(element) == "dialog" and element.get("open") is None:
        return True
    if not classes:
        return False
    if not FOR_SCREEN_READERS.isdisjoint(classes):
        return not _says_what_is_drawn(element)
    if NOT_SHOWN.isdisjoint(classes):
        return False
    wide = any(re.search(r":(?!hidden)|-(?:block|flex|inline|table)$", name) for name in classes)
    return not wide


def _says_what_is_drawn(element: etree._Element) -> bool:
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
        tag_of(node) in ("button", "summary") or any(map(node.get, TOGGLES))
        for node in before.iter()
        if isinstance(node.tag, str)
    )
