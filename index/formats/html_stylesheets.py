"""Find what the style sheets of an HTML page or book hide, strike out, raise or lower.

A name that another rule shows again, as scripts have it for tabs and menus, hides nothing. Longer
selectors than ``p.old`` hide and strike out only, and only what they name by a class or an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from index.formats.html_selectors import (
    Selector,
    names_of,
    selector_of,
    subject_names,
    weight,
)
from index.formats.html_tree import tag_of

HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
STRIKES = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
# Word and LibreOffice move what they raise or lower from its place.
MOVED = r"|\A(?=.*position\s*:\s*relative)(?:.*;)?\s*top\s*:\s*{}(?=[\d.]*[1-9])[\d.]+(?:em|ex|pt)"
RAISES = re.compile(
    r"(?:^|;)\s*vertical-align\s*:\s*(?:super|text-top)" + MOVED.format("-"),
    re.IGNORECASE | re.DOTALL,
)
LOWERS = re.compile(
    r"(?:^|;)\s*vertical-align\s*:\s*(?:sub|text-bottom)\b" + MOVED.format(r"\+?"),
    re.IGNORECASE | re.DOTALL,
)
SHOWS = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:(?!\s*(?:none|hidden))", re.IGNORECASE)
MATTERS = ("display", "visibility", "text-decoration", "vertical-align", "relative")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
BRACE = re.compile(r"[{}]")
SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<mark>[.#])?(?P<name>[\w-]+)?", re.IGNORECASE)
NAMES = re.compile(r"[.#][\w-]+")
LONGEST = 200_000  # characters that are read of the style sheets of a page
LAID_OUT = frozenset(("html", "body", "main", "article", "div", "section", "p", "*"))


LONGER = ("struck", "hidden")
FORMS = {"struck": STRIKES, "hidden": HIDES, "sup": RAISES, "sub": LOWERS}
INLINE = ("{*}span", "{*}font", "{*}a", "{*}small")


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """What the selectors of a page or book do: "hidden", "struck", "sup" or "sub".

    ``longer`` are the selectors that name elements within others, by a name that they ask for.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    longer: Mapping[str, Sequence[tuple[Selector, str]]] = field(default_factory=dict)
    _said: dict[tuple[str, str, str], str] = field(default_factory=dict, init=False, compare=False)

    def said_of(self, element: etree._Element) -> str:
        """Return what a rule does to an element, or ""."""
        if not self.rules and not self.longer:
            return ""
        named = (tag_of(element), element.get("class", "").lower(), element.get("id", "").lower())
        if named not in self._said:
            found = next(filter(None, map(self.rules.get, _selectors_of(*named))), "")
            self._said[named] = found
        return self._said[named] or (self._said_within(element) if self.longer else "")

    def _said_within(self, element: etree._Element) -> str:
        rules = (rule for name in names_of(element) for rule in self.longer.get(name, ()))
        return next((kind for selector, kind in rules if selector.fits(element)), "")

    def touched(self, root: etree._Element) -> Iterator[etree._Element]:
        """Yield the elements to which a rule may say something."""
        tags = [SIMPLE.fullmatch(selector) for selector in self.rules]
        names = [tag["tag"] for tag in tags if tag] + [""] * bool(self.longer)
        yield from root.iter(*(f"{{*}}{name}" if name else "*" for name in names)) if names else ()


def style_sheet_of(root: etree._Element) -> StyleSheet:
    """Read the ``style`` elements of a page."""
    sheets = [sheet for sheet in root.iter("{*}style") if "print" not in (sheet.get("media") or "")]
    return style_sheet("\n".join("".join(map(str, sheet.itertext())) for sheet in sheets))


def style_sheet(written: str) -> StyleSheet:
    """Read a style sheet."""
    rules = list(_rules(written[:LONGEST]))
    shown = {name for selector, body in rules if SHOWS.search(body) for name in _named(selector)}
    most = _shown_most(rules)
    found: dict[str, str] = {}
    longer: dict[str, list[tuple[Selector, str]]] = {}
    for selector, body in rules:
        kind = next((kind for kind, form in FORMS.items() if form.search(body)), None)
        if kind is None:
            continue
        if _is_simple(selector):
            if kind != "hidden" or shown.isdisjoint(_named(selector)):
                found.setdefault(selector.lower(), kind)
        elif kind in LONGER and (read := selector_of(selector)) and read.names:
            # A rule that is as specific shows it in some state; one that is less is outdone.
            again = any(most.get(name, (-1, 0)) >= weight(selector) for name in read.names)
            if not (again and kind == "hidden"):
                longer.setdefault(min(read.names), []).append((read, kind))
    return StyleSheet(found, longer)


def _shown_most(rules: Sequence[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return how specific the rules are that show the elements of a name."""
    most: dict[str, tuple[int, int]] = {}
    for selector, body in rules:
        for name in subject_names(selector) if SHOWS.search(body) else ():
            most[name] = max(most.get(name, (0, 0)), weight(selector))
    return most


def raise_and_lower(root: etree._Element, sheet: StyleSheet) -> None:
    """Make ``sup`` and ``sub`` of what a style raises or lowers, as word processors write it."""
    for element in list(root.iter(*INLINE)):
        style, said = element.get("style", ""), sheet.said_of(element)
        if said == "sup" or RAISES.search(style):
            element.tag = "sup"
        elif said == "sub" or LOWERS.search(style):
            element.tag = "sub"


def _rules(written: str) -> Iterator[tuple[str, str]]:
    """Yield each selector with declarations that matter, unless it holds under a condition."""
    plain = COMMENT.sub(" ", written).lower()
    selectors, depth, at = "", 0, 0
    for brace in BRACE.finditer(plain):
        between, at = plain[at : brace.start()], brace.end()
        if brace[0] == "{":
            selectors = between.rpartition(";")[2] if not depth else selectors
            depth += 1
            continue
        matters = depth == 1 and any(name in between for name in MATTERS)
        if matters and not selectors.lstrip().startswith("@"):
            yield from ((selector.strip(), between) for selector in selectors.split(","))
        depth = max(0, depth - 1)


def _is_simple(selector: str) -> bool:
    found = SIMPLE.fullmatch(selector)
    if found is None or bool(found["mark"]) != bool(found["name"]):
        return False
    return bool(found["mark"]) or (found["tag"] or "*").lower() not in LAID_OUT


def _named(selector: str) -> list[str]:
    return [name.lower() for name in NAMES.findall(selector)]


def _selectors_of(tag: str, classes: str, ident: str) -> Iterator[str]:
    """Yield the simple selectors that an element with these names matches."""
    names = [f".{name}" for name in classes.split()]
    if ident:
        names.append(f"#{ident}")
    yield tag
    for name in names:
        yield name
        yield tag + name
