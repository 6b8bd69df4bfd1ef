"""The shipped reader: MiniLM with a span head, in ONNX Runtime. The one home of onnxruntime.

For each token of a passage the model gives the odds that the answer begins, and that it ends,
there; position 0 stands for "it does not answer". A window's share of both is what speaks for
quoting it. ``index/training`` says how the model was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import ReaderError
from index.models.reader import Found, ReaderInput, Stretch
from index.types import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_TOKENS = 288  # of a question with its passage: what the model was trained to read
LONGEST_ANSWER = 30  # tokens
READER_CERTAIN_LOG_ODDS = (
    3.0  # log odds: of 300 questions as many were quoted rightly as with every page read
)
CLEAREST = 1e-4  # no share is nearer to 0 or 1 than this
DECIMALS = 4  # of a score: below them lies only the noise of other thread counts


class SpanReader:
    """Reads with the model in ``folder``: ``reader.onnx`` and ``tokenizer.json``."""

    def __init__(self, folder: Path, name: str, fingerprint: str, *, threads: int = 0) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.sure = READER_CERTAIN_LOG_ODDS
        self._folder = folder
        self._threads = threads

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        # One page at a time: eight-bit arithmetic is scaled by all that it is given at once, so
        # that a page would read otherwise beside another one; and no time goes into padding.
        return [self._read(question, page) for page in pages]

    def _read(self, question: str, page: ReaderInput) -> list[Found]:
        encoding = self._tokenizer.encode(question, f"{page.title}\n{page.text}")
        start, end = self._session.run(
            ["start", "end"],
            {
                "ids": _row(encoding.ids),
                "mask": _row(encoding.attention_mask),
                "types": _row(encoding.type_ids),
            },
        )
        return _found(page, encoding, start[0], end[0])

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin while they wait take the cores from the encoder, which works in turn.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises many kinds, none of them documented
            raise ReaderError(
                f"{self._folder} contains no reader that can be loaded ({type(error).__name__})",
                hint="Install Quoth again, or set QUOTH_READER__MODEL=none.",
            ) from error

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
        tokenizer.no_padding()
        return tokenizer


def _row(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array([values], dtype=np.int64)


def _found(page: ReaderInput, encoding: Any, start: NDArray[Any], end: NDArray[Any]) -> list[Found]:
    offsets = np.array(encoding.offsets, dtype=np.int64) - (len(page.title) + 1)
    readable = (np.array(encoding.type_ids) == 1) & (offsets[:, 1] > 0)
    readable &= offsets[:, 1] > offsets[:, 0]
    begins, stops = _shares(start, readable), _shares(end, readable)
    return [_of_window(window, offsets, readable, begins, stops) for window in page.windows]


def _shares(logits: NDArray[Any], readable: NDArray[np.bool_]) -> NDArray[np.float64]:
    """A softmax over the readable tokens and position 0, which stands for no answer."""
    allowed = readable.copy()
    allowed[0] = True
    powers = np.where(allowed, np.exp(logits.astype(np.float64) - logits[allowed].max()), 0.0)
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares


def _of_window(
    window: Stretch,
    offsets: NDArray[np.int64],
    readable: NDArray[np.bool_],
    begins: NDArray[np.float64],
    stops: NDArray[np.float64],
) -> Found:
    tokens = np.flatnonzero(readable & (offsets[:, 0] >= window[0]) & (offsets[:, 1] <= window[1]))
    share = float(np.sqrt(begins[tokens].sum() * stops[tokens].sum()))
    share = min(max(share, CLEAREST), 1 - CLEAREST)
    reading = Reading(round(log(share / (1 - share)), DECIMALS))
    return Found(reading, _best(tokens, offsets, begins, stops))


def _best(
    tokens: NDArray[np.int64],
    offsets: NDArray[np.int64],
    begins: NDArray[np.float64],
    stops: NDArray[np.float64],
) -> Stretch | None:
    """The likeliest run of tokens, from its first character to its last."""
    if not len(tokens):
        return None
    pairs = np.triu(np.outer(begins[tokens], stops[tokens]))
    pairs -= np.triu(pairs, LONGEST_ANSWER)
    first, last = divmod(int(pairs.argmax()), len(tokens))
    return max(0, int(offsets[tokens[first], 0])), int(offsets[tokens[last], 1])
