"""Load the reader that the settings name: the shipped one, any CrossEncoder, or none.

A judge, if there is one, reads again what the reader is in doubt about.
"""

from __future__ import annotations

from pathlib import Path

from index.errors import ReaderError
from index.models.cascade import CascadeReader
from index.models.cross_encoder import READER, CrossReader
from index.models.judge import load_judge
from index.models.reader import Reader
from index.models.span_reader import REMEDY, SpanReader
from index.settings import NO_READER, SHIPPED_READER, ReaderSettings
from index.types import UNREAD

SHIPPED = Path(__file__).parent / SHIPPED_READER
SHA256 = {
    "reader.onnx": "c036c48eab7aa252e89913e3602f50a50f28510362915c899d53ebaf348584fb",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def load_reader(settings: ReaderSettings) -> Reader | None:
    """Find the reader and check its bytes; the model is loaded when the first page is read.

    Return None if the settings say ``none``.

    :raises ReaderError: the model is missing, or not the one that Quoth expects.
    """
    if settings.judge is not None:
        return _judged(settings, settings.judge)
    return None if settings.model == NO_READER else _first(settings)


def _judged(settings: ReaderSettings, folder: Path) -> Reader:
    if settings.model != SHIPPED_READER:
        raise ReaderError(
            f"the judge goes with the reader {SHIPPED_READER}, and the settings name "
            f"{settings.model}",
            hint="Unset QUOTH_READER__JUDGE or QUOTH_READER__MODEL.",
        )
    return CascadeReader(_first(settings), load_judge(folder, settings.threads))


def _first(settings: ReaderSettings) -> Reader:
    if settings.model == SHIPPED_READER:
        READER.check(SHIPPED, SHA256, REMEDY)
        fingerprint = f"{SHIPPED_READER}@{SHA256['reader.onnx']}"
        return SpanReader(SHIPPED, SHIPPED_READER, fingerprint, threads=settings.threads)
    return CrossReader(READER.find(settings.model))


def reader_fingerprint(settings: ReaderSettings) -> str:
    """Return the fingerprint of the reader, which distinguishes its evidence from another's.

    :raises ReaderError: the model is missing, or not the one that Quoth expects.
    """
    reader = load_reader(settings)
    return reader.fingerprint if reader else UNREAD
