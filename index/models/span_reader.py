"""Read with the shipped reader, MiniLM with a span head, in ONNX Runtime.

For each token of a passage, the model gives the odds that the answer begins there, and that it ends
there. Position 0 means "no answer". A window is scored by its share of both. ``index/training``
says how the model was made. Outside training, only this module imports onnxruntime.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import ReaderError
from index.models.reader import Found, ReaderInput, Stretch
from index.models.word_pieces import Pair, encoded_pair
from index.types import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_TOKENS = 288  # of a question with its passage, as in training
LONGEST_ANSWER = 30  # tokens
READER_CERTAIN_LOG_ODDS = (
    3.0  # on 300 questions, stopping here gave as many right quotes as reading every page
)
CLEAREST = 1e-4  # shares are kept at least this far from 0 and 1
REMEDY = "Install Quoth again, or set QUOTH_READER__MODEL=none."
MORE = np.arange(LONGEST_ANSWER)  # how many tokens an answer has after its first
FITS = MORE + MORE[:, None] < LONGEST_ANSWER  # which answers end within the last tokens of a window
DECIMALS = 4  # of a score; further digits vary with the number of threads


class SpanReader:
    """A reader that runs ``reader.onnx`` and ``tokenizer.json`` from ``folder``."""

    def __init__(
        self,
        folder: Path,
        name: str,
        fingerprint: str,
        *,
        threads: int = 1,
        max_tokens: int = MAX_TOKENS,
        remedy: str = REMEDY,
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.sure = READER_CERTAIN_LOG_ODDS
        self._folder = folder
        self._threads = threads
        self._max_tokens = max_tokens
        self._remedy = remedy

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        """Score each window of each page, and find the words in it that answer.

        :raises ReaderError: the model cannot be loaded.
        """
        # One page at a time: eight-bit arithmetic is scaled by the whole batch, so the scores of
        # a page would depend on the other pages. It also saves padding.
        return [self._read(question, page) for page in pages]

    def logits(self, question: str, title: str, text: str) -> tuple[Pair, NDArray[np.float32]]:
        """Return the pieces of a question with a page, and (2, length) logits.

        The second text is the title and, on the next line, the text of the page. The logits are
        those that the answer begins, and ends, at each token.

        :raises ReaderError: the model cannot be loaded.
        """
        tokenizer, page = self._folder / "tokenizer.json", f"{title}\n{text}"
        pair = encoded_pair(tokenizer, question, page, self._max_tokens)
        given = {"ids": pair.ids, "mask": np.ones_like(pair.ids), "types": pair.types}
        taken = {name: given[name][np.newaxis] for name in self._inputs}
        return pair, np.concatenate(self._session.run(["start", "end"], taken))

    def _read(self, question: str, page: ReaderInput) -> list[Found]:
        pair, (start, end) = self.logits(question, page.title, page.text)
        return _found(page, pair, start, end)

    @cached_property
    def _inputs(self) -> Sequence[str]:
        """Return what the model takes: not every one tells the two texts apart by their types."""
        return [one.name for one in self._session.get_inputs()]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin while they wait would take the cores from the encoder.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises many undocumented kinds of errors
            raise ReaderError(
                f"{self._folder} contains no reader that can be loaded ({type(error).__name__})",
                hint=self._remedy,
            ) from error


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of a page that can be quoted, in order, and how likely an answer is of them."""

    offsets: NDArray[np.int64]  # (n, 2), into the text of the page
    begins: NDArray[np.float64]  # (n,), the share of each in where the answer begins
    ends: NDArray[np.float64]  # (n,), and in where it ends

    def inside(self, window: Stretch) -> tuple[int, int]:
        """Return the first token that lies in the window whole, and the one after the last."""
        first = int(self.offsets[:, 0].searchsorted(window[0]))
        last = int(self.offsets[:, 1].searchsorted(window[1], side="right"))
        return first, max(first, last)

    def runs(self) -> NDArray[np.float64]:
        """Return ``(n, LONGEST_ANSWER)``: how likely the answer is each token and so many more."""
        room = np.append(self.ends, np.zeros(LONGEST_ANSWER))
        shape = len(self.ends), LONGEST_ANSWER
        ends = np.ndarray(shape, room.dtype, room, strides=room.strides * 2)  # sliding windows
        runs: NDArray[np.float64] = self.begins[:, None] * ends
        return runs


def _found(page: ReaderInput, pair: Pair, start: NDArray[Any], end: NDArray[Any]) -> list[Found]:
    offsets = pair.second.offsets - (len(page.title) + 1)
    inside = np.flatnonzero((offsets[:, 1] > offsets[:, 0]) & (offsets[:, 1] > 0))
    readable = pair.begins + inside
    tokens = _Tokens(offsets[inside], _shares(start, readable), _shares(end, readable))
    runs = tokens.runs()
    return [_of_window(tokens.inside(window), tokens, runs) for window in page.windows]


def _shares(logits: NDArray[Any], readable: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return a softmax over the readable tokens and position 0, which means "no answer"."""
    allowed = logits[np.append(0, readable)].astype(np.float64)
    powers = np.exp(allowed - allowed.max())
    shares: NDArray[np.float64] = powers[1:] / powers.sum()
    return shares


def _of_window(inside: tuple[int, int], tokens: _Tokens, runs: NDArray[np.float64]) -> Found:
    first, last = inside
    begins, ends = (np.add.reduce(each[first:last]) for each in (tokens.begins, tokens.ends))
    share = sqrt(begins * ends)
    share = min(max(share, CLEAREST), 1 - CLEAREST)
    reading = Reading(round(log(share / (1 - share)), DECIMALS))
    return Found(reading, _best(inside, tokens, runs))


def _best(inside: tuple[int, int], tokens: _Tokens, runs: NDArray[np.float64]) -> Stretch | None:
    """Return the offsets of the likeliest run of tokens, or None if there is no token."""
    first, last = inside
    if first == last:
        return None
    within = runs[first:last].copy()
    near_end = within[-LONGEST_ANSWER:]
    near_end *= FITS[-len(near_end) :]
    at, more = divmod(int(within.argmax()), LONGEST_ANSWER)
    start, end = tokens.offsets[first + at, 0], tokens.offsets[first + at + more, 1]
    return max(0, int(start)), int(end)
