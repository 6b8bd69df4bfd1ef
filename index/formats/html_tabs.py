"""Put the label of each tab of an HTML tree above its panel.

A page shows one panel at a time, and the labels of all in a row. Who reads "apt install" has
pressed "Linux"; without the label nobody knows for which system it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, takewhile
from typing import NamedTuple

from lxml import etree

from index.formats.html_tree import (
    HEADINGS,
    LISTS,
    RESUME,
    Attributes,
    all_text_of,
    drop,
    named,
    tag_of,
    writable,
)

TABS = etree.XPath(
    "descendant::*[@role='tab' or @data-toggle='tab' or @data-toggle='pill'"
    " or @data-bs-toggle='tab' or @data-bs-toggle='pill'"
    " or (@class='tab' and contains(../../@class, 'tablist'))]"
)
LABELS = etree.XPath(
    "descendant::*[local-name()='label'][@for]"
    "[contains(@class, 'tab') or contains(../@class, 'tab')]"
)
SWITCHED = re.compile(r"tab(?!le)", re.IGNORECASE)
WITH_ID = etree.XPath("descendant::*[@id]")
WITH_LABEL = etree.XPath("descendant::*[@aria-labelledby]")
FIRST_PANEL = etree.XPath("descendant-or-self::*[@role='tabpanel'][1]")
TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")
LONGEST_LABEL = 100  # characters
WITHIN_A_LINE = frozenset(("li", "td", "th", "dd"))  # of which a heading would make sections
DEEPEST = max(HEADINGS.values())
USUAL = DEEPEST - 1  # above the questions of a panel


class Tab(NamedTuple):
    """The element that shows the label of a tab, and the one that shows the rest."""

    label: etree._Element
    panel: etree._Element


def name_tabs(root: etree._Element, there: Attributes) -> None:
    """Make the label of each tab a heading of its panel, whose section ends after the last one."""
    if SWITCHED.search(" ".join((*there.classes, *there.roles))) is None:
        return
    for tabs in reversed([*_switched(root), *_chosen(root)]):  # tabs within tabs first
        within = any(tag_of(above) in WITHIN_A_LINE for above in tabs[0].panel.iterancestors())
        level = min(map(_highest, tabs))
        for tab in tabs:
            _name(tab, "" if within else f"h{level}")
        if not within:
            tabs[-1].panel.addnext(etree.Element(RESUME, level=str(level)))


def _highest(tab: Tab) -> int:
    """Return the level of the outermost heading of a panel, 2 to 6."""
    levels = [HEADINGS[tag_of(heading)] for heading in named(tab.panel, *HEADINGS)]
    return max(2, min([*levels, USUAL]))


def _name(tab: Tab, heading: str) -> None:
    """Write the label at the beginning of the panel, as a heading or as "Linux:"."""
    words = " ".join(all_text_of(tab.label).split())
    if words and len(words) <= LONGEST_LABEL:
        for inner in named(tab.panel, *HEADINGS) if heading else ():
            inner.tag = f"h{min(DEEPEST, HEADINGS[tag_of(inner)] + 1)}"
        written = etree.Element(heading or "p")
        written.text = writable(words if heading else f"{words}:")
        written.tail, tab.panel.text = writable(tab.panel.text), None
        tab.panel.insert(0, written)
    drop(tab.label)


def _switched(root: etree._Element) -> Iterator[list[Tab]]:
    """Yield the tabs that a script switches, row by row."""
    labels = TABS(root)
    panels = _panels_by_name(root) if labels else {}
    for row, group in groupby(labels, _row):
        some = list(group)
        found = [_named_panel(label, panels) for label in some]
        if not any(panel is not None for panel in found):
            found = _panels_beside(row, len(some))
        yield from _tabs(some, found)


def _panels_by_name(root: etree._Element) -> dict[str, etree._Element]:
    """Return the elements by their ids, and by those of the tabs that label them."""
    by_label = {f"by {node.get('aria-labelledby')}": node for node in WITH_LABEL(root)}
    return by_label | {f"#{node.get('id')}": node for node in WITH_ID(root)}


def _row(label: etree._Element) -> etree._Element:
    """Return the element that holds the labels of all tabs of one kind."""
    above = takewhile(lambda node: tag_of(node) != "body", label.iterancestors())
    return next((node for node in above if _is_row(node)), label.getparent())


def _is_row(element: etree._Element) -> bool:
    return element.get("role") == "tablist" or tag_of(element) in LISTS


def _named_panel(label: etree._Element, panels: dict[str, etree._Element]) -> etree._Element | None:
    names = [f"#{(label.get(target) or '').removeprefix('#')}" for target in TARGETS]
    names.append(f"by {label.get('id')}")
    return next((panels[name] for name in names if name in panels), None)


def _panels_beside(row: etree._Element, count: int) -> list[etree._Element | None]:
    """Return the panels that come right after a row of labels, if there are as many."""
    for node in (row, *islice(row.iterancestors(), 2)):
        after = node.getnext()
        first = FIRST_PANEL(after) if after is not None else []
        if first:
            beside = [first[0], *first[0].itersiblings()]
            panels = [one for one in beside if one.get("role") == "tabpanel"]
            return panels if len(panels) == count else []
    return []


def _chosen(root: etree._Element) -> Iterator[list[Tab]]:
    """Yield the tabs that a style sheet switches, by the labels of radio buttons."""
    for row, group in groupby(LABELS(root), lambda label: label.getparent()):
        some = list(group)
        after = [label.getnext() for label in some]
        if any(node is None or tag_of(node) in ("label", "input") for node in after):
            beside = row.getnext()
            after = list(beside) if beside is not None and len(beside) == len(some) else []
        yield from _tabs(some, after)


def _tabs(
    labels: Sequence[etree._Element], panels: Sequence[etree._Element | None]
) -> Iterator[list[Tab]]:
    """Yield the labels with their panels, unless two of them have the same one."""
    found = [
        Tab(label, panel)
        for label, panel in zip(labels, panels, strict=False)
        if panel is not None and panel not in label.iterancestors()
    ]
    if found and len({tab.panel for tab in found}) == len(found):
        yield found
