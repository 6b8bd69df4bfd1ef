"""A little memory of ids, which forgets what it has not been asked about for longest."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")
MAX_REMEMBERED = 4_096


class Remembered(Generic[Value]):
    """What is known of the latest ids; nothing here is needed that could not be found out again."""

    def __init__(self, most: int = MAX_REMEMBERED) -> None:
        self._most = most
        self._known: OrderedDict[int, Value] = OrderedDict()

    def __contains__(self, id: int) -> bool:
        return id in self._known

    def __len__(self) -> int:
        return len(self._known)

    def get(self, id: int) -> Value | None:
        if id in self._known:
            self._known.move_to_end(id)
        return self._known.get(id)

    def put(self, id: int, value: Value) -> None:
        self._known[id] = value
        self._known.move_to_end(id)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
