"""Use any sentence-transformers CrossEncoder as a reader.

It scores windows, but does not find the words that answer.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from index.errors import ReaderError
from index.models.model import Model, ModelKind, silence
from index.models.reader import Found, ReaderInput
from index.settings import NO_READER, SHIPPED_READER
from index.types import Reading

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

DECIMALS = 4
READER = ModelKind(
    "a CrossEncoder",
    ReaderError,
    f"Set QUOTH_READER__MODEL to a folder, a hub name, {SHIPPED_READER} or {NO_READER}.",
)


class CrossReader:
    """A reader that scores windows with a sentence-transformers CrossEncoder."""

    def __init__(self, model: Model) -> None:
        self.name = model.place
        self.fingerprint = model.fingerprint
        self.sure = inf  # scales differ between models, so no score is certain enough
        self._found = model
        self._lock = threading.Lock()  # a tokenizer of transformers fails where threads share it

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        """Score each window of each page.

        :raises ReaderError: the model cannot be loaded.
        """
        pairs = [(question, page.text[slice(*window)]) for page in pages for window in page.windows]
        if not pairs:
            return [[] for _ in pages]
        model = self._model
        with self._lock:
            scores = model.predict(pairs, show_progress_bar=False).reshape(len(pairs), -1)
        rest = iter(round(float(row[-1]), DECIMALS) for row in scores)
        return [[Found(Reading(next(rest))) for _ in page.windows] for page in pages]

    @cached_property
    def _model(self) -> CrossEncoder:
        silence()
        from sentence_transformers import CrossEncoder
        from torch import nn

        place, local, plain = self._found.place, self._found.local, nn.Identity()

        def load() -> CrossEncoder:
            model: CrossEncoder = CrossEncoder(
                place, device="cpu", local_files_only=local, activation_fn=plain
            )
            return model

        return READER.load(self._found, load)
