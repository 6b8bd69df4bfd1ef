"""Cut texts into the word pieces that the models read; each tokenizer is loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOKENIZERS = 3  # the shipped models share one; the judge, and a test, have others
TEXTS = 1_000  # of sources, whose pieces are kept; a question is what somebody typed, and is not


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: ``ids`` (n,), and ``offsets`` (n, 2) into the text."""

    ids: NDArray[np.int64]
    offsets: NDArray[np.int64]

    def cut(self, most: int) -> Pieces:
        """Return the first ``most`` pieces."""
        return Pieces(self.ids[:most], self.offsets[:most])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts as one row: ``ids`` and ``types``, both (n,), and the pieces of the second text.

    ``begins`` is where the second text begins in the row.
    """

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    second: Pieces
    begins: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a tokenizer puts before, between and after two texts, and the types of all five."""

    before: NDArray[np.int64]
    between: NDArray[np.int64]
    after: NDArray[np.int64]
    types: NDArray[np.int64]

    @property
    def size(self) -> int:
        return len(self.before) + len(self.between) + len(self.after)

    def around(self, first: Pieces, second: Pieces) -> Pair:
        parts = self.before, first.ids, self.between, second.ids, self.after
        types = np.repeat(self.types, [*map(len, parts)])
        begins = len(self.before) + len(first.ids) + len(self.between)
        return Pair(np.concatenate(parts), types, second, begins)


@lru_cache(maxsize=TOKENIZERS)
def tokenizer_of(file: Path) -> Any:
    """Load the tokenizer that keeps every piece of a text."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encoded_pair(file: Path, first: str, second: str, most: int) -> Pair:
    """Encode two texts as one row of at most ``most`` pieces; the end of the second is cut off.

    A first text that would leave no piece of the second is cut to half of the row.
    """
    frame, one, other = _frame(file), _pieces(file, first), _kept_pieces(file, second)
    room = most - frame.size
    if len(one.ids) >= room and len(other.ids):
        one = one.cut(room // 2)
    return frame.around(one.cut(room), other.cut(room - len(one.ids)))


@lru_cache(maxsize=TEXTS)
def _kept_pieces(file: Path, text: str) -> Pieces:
    return _pieces(file, text)


def _pieces(file: Path, text: str) -> Pieces:
    encoding = tokenizer_of(file).encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    return Pieces(np.array(encoding.ids, dtype=np.int64), offsets)


@lru_cache(maxsize=TOKENIZERS)
def _frame(file: Path) -> _Frame:
    """Find out by an example how the tokenizer joins two texts."""
    encoding = tokenizer_of(file).encode("a", "b")
    ids, types = (np.array(each, dtype=np.int64) for each in (encoding.ids, encoding.type_ids))
    first, second = encoding.sequence_ids.index(0), encoding.sequence_ids.index(1)
    at = [0, first, first + 1, second, len(ids) - 1]
    return _Frame(ids[:first], ids[first + 1 : second], ids[second + 1 :], types[at])
