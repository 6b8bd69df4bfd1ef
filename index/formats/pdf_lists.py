"""Put the items of a PDF together into lists and steps, with what is nested in them.

Each item is a block of lines that begins with a mark. Long ones, such as the numbered paragraphs of
a law, stay paragraphs: a list is quoted as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from index.formats.canonical_text import Composition, Item
from index.formats.decoding import folded
from index.formats.pdf_joints import Joints
from index.formats.pdf_lines import Line
from index.formats.pdf_marks import ItemMark, as_roman, mark_before

LONGEST_ITEM = 400  # characters
FEWEST_ITEMS = 2
DEEPER = 0.8  # times the letters' size, from the mark of an item to what is nested in it


@dataclass(slots=True)
class ListItem:
    """The lines of an item, its mark, and the blocks below it that have none."""

    mark: ItemMark
    lines: list[Line]
    depth: int = 0
    further: list[list[Line]] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Return where the mark stands."""
        return self.lines[0].left


class ListOfItems:
    """The items of a list so far, the outermost first."""

    def __init__(self, joints: Joints) -> None:
        self._joints = joints
        self._items: list[ListItem] = []
        self._open: list[ListItem] = []  # the last item, and those that it is nested in

    def takes(self, block: Sequence[Line]) -> bool:
        """Add a block if it goes on with the list; return whether it does."""
        if len(self._joints.text(block)) > LONGEST_ITEM:
            return False
        mark = _mark_of_item(block[0])
        if mark is None:
            return self._takes_further(block)
        item = ListItem(mark, list(block))
        depth = self._depth_of(item)
        if depth is None:
            return False
        item.depth = depth
        self._open = [*self._open[:depth], item]
        self._items.append(item)
        return True

    def _depth_of(self, item: ListItem) -> int | None:
        """Return how deep an item is in the list, or None if it begins another one."""
        size = item.lines[0].size
        for depth, before in reversed(list(enumerate(self._open))):
            if item.left > before.left + DEEPER * size:
                return depth + 1
            if abs(item.left - before.left) <= DEEPER * size and _follows(before.mark, item.mark):
                return depth
        # A new column or page begins elsewhere.
        for depth, before in enumerate(self._open):
            elsewhere = item.lines[0].column != before.lines[0].column
            if elsewhere and _follows(before.mark, item.mark):
                return depth
        return None if self._items else 0

    def _takes_further(self, block: Sequence[Line]) -> bool:
        """Add a block without a mark that is indented like the words of the last item."""
        if not self._open or block[0].column != self._open[-1].lines[0].column:
            return False
        item = self._open[-1]
        if item.lines[0].base < block[0].base and item.lines[0].page == block[0].page:
            return False
        if (
            block[0].left <= item.left + DEEPER * block[0].size
            or block[0].size != item.lines[0].size
        ):
            return False
        item.further.append(list(block))
        return True

    def blocks(self) -> Iterator[list[Line]]:
        """Yield all that was taken, block by block."""
        for item in self._items:
            yield item.lines
            yield from item.further

    def is_list(self) -> bool:
        """Return whether there are items enough."""
        return sum(item.depth == 0 for item in self._items) >= FEWEST_ITEMS

    def write(self, into: Composition) -> None:
        """Write the items as one list, with the page of each line."""
        written = [one for item in self._items for one in self._written(item)]
        ends = accumulate((len(line.line) + 1 for line, _ in written), initial=0)
        for at, (line, lines) in zip(ends, written, strict=False):
            parts = list(self._joints.parts(lines))
            before = len(line.line) - len(line.text)
            for part, page in zip(
                accumulate((len(p) for p, _ in parts), initial=0), parts, strict=False
            ):
                into.page(page[1], at + (before + part if part else 0))
        into.items(line for line, _ in written)

    def _written(self, item: ListItem) -> Iterator[tuple[Item, list[Line]]]:
        text = folded(self._joints.text(item.lines))
        marker, _, words = text.partition(" ")
        yield Item(item.depth, marker, words), item.lines
        for block in item.further:
            yield Item(item.depth, "", folded(self._joints.text(block))), block


def _mark_of_item(line: Line) -> ItemMark | None:
    """Return the mark of an item; the numbers of sections and paragraphs ("2.1") are none."""
    mark = mark_before(line)
    if mark is None or line.cells or line.backwards or " " not in line.text:
        return None
    return None if mark.kind[-1].isdigit() else mark


def _follows(before: ItemMark, mark: ItemMark) -> bool:
    if mark.kind != before.kind:
        one, other = as_roman(before), as_roman(mark)
        return one is not None and other is not None and other.value == one.value + 1
    return mark.value == before.value + 1 or (mark.value == 0 and not mark.kind[0].isdigit())
