"""Find the grids of rules on a PDF page: equally wide rules below one another, between rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from index.formats.pdf_lines import Line, Rule

SLACK = 4.0  # points, between the ends of two rules of a grid
THICK = 3.0  # points, between the two edges of one rule
FEWEST_RULES = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules of one width; ``ys`` are their places, the lowest first."""

    left: float
    right: float
    ys: tuple[float, ...]

    @property
    def width(self) -> float:
        """Return how wide the grid is."""
        return self.right - self.left

    def row_of(self, line: Line) -> int | None:
        """Return the number of the row that a line stands in, counted from below, or None."""
        middle = line.base + 0.3 * line.size
        inside = self.left - SLACK <= line.left and line.right <= self.right + SLACK
        if not inside or not self.ys[0] < middle < self.ys[-1]:
            return None
        return bisect_left(self.ys, middle)


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """Return the grids that the rules of a page make."""
    grids: dict[tuple[int, int], list[Rule]] = {}
    for rule in _joined(rules):
        key = next(
            (
                key
                for key in grids
                if abs(key[0] - rule.left) < SLACK and abs(key[1] - rule.right) < SLACK
            ),
            (round(rule.left), round(rule.right)),
        )
        grids.setdefault(key, []).append(rule)
    return [
        Grid(left, right, tuple(rule.y for rule in some))
        for (left, right), some in grids.items()
        if len(some) >= FEWEST_RULES
    ]


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules from below, with those at one height, of the cells of a row, as one."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.y):
        last = joined[-1] if joined else None
        if last and rule.y - last.y < THICK:
            ends = min(last.left, rule.left), max(last.right, rule.right)
            joined[-1] = Rule(*ends, last.y)
        else:
            joined.append(rule)
    return joined
