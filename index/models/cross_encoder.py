"""Any sentence-transformers CrossEncoder as a reader: it scores windows, and finds no words."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from index.errors import ReaderError
from index.models.reader import Found, ReaderInput
from index.types import Reading

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

DECIMALS = 4


class CrossReader:
    """Reads with the CrossEncoder at ``place``: a folder, or a name on the hub."""

    def __init__(self, place: str, fingerprint: str, *, offline: bool) -> None:
        self.name = place
        self.fingerprint = fingerprint
        self.sure = inf  # each model has its own scale
        self._place = place
        self._offline = offline

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        pairs = [(question, page.text[slice(*window)]) for page in pages for window in page.windows]
        if not pairs:
            return [[] for _ in pages]
        scores = self._model.predict(pairs, show_progress_bar=False).reshape(len(pairs), -1)
        rest = iter(round(float(row[-1]), DECIMALS) for row in scores)
        return [[Found(Reading(next(rest))) for _ in page.windows] for page in pages]

    @cached_property
    def _model(self) -> CrossEncoder:
        if self._offline:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder
        from torch import nn

        try:
            model: CrossEncoder = CrossEncoder(
                self._place,
                device="cpu",
                local_files_only=self._offline,
                activation_fn=nn.Identity(),
            )
        except Exception as error:  # the hub, torch and safetensors each raise their own kinds
            raise ReaderError(
                f"{self._place} cannot be loaded as a CrossEncoder ({type(error).__name__})",
                hint="Set QUOTH_READER__MODEL to a folder, a hub name, minilm-reader or none.",
            ) from error
        return model
