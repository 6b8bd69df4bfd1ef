"""Match elements with the longer selectors of style sheets, such as ``.page > p.old``.

Elements, classes and ids are read, within one another or directly so. A selector with anything
else, such as ``:hover``, depends on what a reader does, and matches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from index.formats.html_tree import classes_of, tag_of

COMPOUND = re.compile(r"(?P<tag>\*|[a-z][a-z0-9]*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
NAME = re.compile(r"[.#][\w-]+")
STEP = re.compile(r"[\s>+~]+")


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be: its tag, if any is named, and its names, such as ".old".

    ``is_child``: it must be directly within what the compound before it matches.
    """

    tag: str
    names: frozenset[str]
    is_child: bool = False

    def fits(self, element: etree._Element) -> bool:
        """Return whether an element is what the compound says."""
        return self.tag in ("", "*", tag_of(element)) and self.names <= names_of(element)


@dataclass(frozen=True, slots=True)
class Selector:
    """Compounds from the innermost outwards."""

    compounds: tuple[Compound, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return the classes and the id of the elements themselves that the selector matches."""
        return self.compounds[0].names

    def fits(self, element: etree._Element) -> bool:
        """Return whether the selector matches an element, in one walk to the root."""
        within, directly = _next_to(self.compounds, 0)
        if not self.compounds[0].fits(element):
            return False
        for around in element.iterancestors() if len(self.compounds) > 1 else ():
            found = [at for at in within | directly if self.compounds[at].fits(around)]
            directly = set()
            for at in found:
                if at + 1 == len(self.compounds):
                    return True
                further = _next_to(self.compounds, at)
                within, directly = within | further[0], directly | further[1]
        return len(self.compounds) == 1


def selector_of(written: str) -> Selector | None:
    """Return a selector, or None if it has more than elements, classes and ids."""
    compounds: list[Compound] = []
    is_child = False
    for part in written.lower().replace(">", " > ").split():
        if part == ">":
            is_child = True
            continue
        found = COMPOUND.fullmatch(part)
        if found is None:
            return None
        names = frozenset(NAME.findall(found["names"]))
        compounds.append(Compound(found["tag"] or "", names, is_child))
        is_child = False
    return Selector(tuple(reversed(compounds))) if compounds and not is_child else None


def names_of(element: etree._Element) -> frozenset[str]:
    """Return the classes and the id of an element, as selectors name them."""
    names = [f".{name}" for name in classes_of(element)]
    if ident := element.get("id"):
        names.append(f"#{ident.lower()}")
    return frozenset(names)


def subject_names(written: str) -> frozenset[str]:
    """Return the names of the elements that any selector is about."""
    return frozenset(NAME.findall(STEP.split(written.strip().lower())[-1]))


def weight(written: str) -> tuple[int, int]:
    """Return how specific a selector is: its ids, then its classes and states."""
    return written.count("#"), sum(map(written.count, ".[:"))


def _next_to(compounds: tuple[Compound, ...], at: int) -> tuple[set[int], set[int]]:
    """Return which compound must match around that at ``at``: somewhere, or directly."""
    following = {at + 1} if at + 1 < len(compounds) else set()
    return (set(), following) if compounds[at].is_child else (following, set())
