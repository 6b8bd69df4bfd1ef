"""Which reader reads: the shipped one, any CrossEncoder, or none."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from index.errors import ReaderError
from index.models.cross_encoder import CrossReader
from index.models.encoder import folder_fingerprint
from index.models.reader import Reader
from index.models.span_reader import SpanReader
from index.settings import NO_READER, SHIPPED_READER, ReaderSettings
from index.types import UNREAD

SHIPPED = Path(__file__).parent / SHIPPED_READER
SHA256 = {
    "reader.onnx": "81c2c1485321c46efe2225e53561b3d276a1f6366cb7a9884915de58a9fec48f",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def load_reader(settings: ReaderSettings) -> Reader | None:
    """Find the reader and check its bytes; the model is loaded when the first page is read.

    :raises ReaderError: it is not there, or not the one that we know.
    """
    if settings.model == NO_READER:
        return None
    if settings.model == SHIPPED_READER:
        _check_bytes(SHIPPED)
        fingerprint = f"{SHIPPED_READER}@{SHA256['reader.onnx']}"
        return SpanReader(SHIPPED, SHIPPED_READER, fingerprint, threads=settings.threads)
    folder = Path(settings.model)
    if folder.exists():
        return CrossReader(settings.model, folder_fingerprint(folder), offline=True)
    if settings.model.startswith((".", "/", "~")) or settings.model.count("/") > 1:
        raise ReaderError(
            f"no model folder at {settings.model}",
            hint=f"Set QUOTH_READER__MODEL to a folder, a hub name, {SHIPPED_READER} or none.",
        )
    return CrossReader(settings.model, f"{settings.model}@hub", offline=False)


def reader_fingerprint(settings: ReaderSettings) -> str:
    """What tells this reader's evidence from another's.

    :raises ReaderError: see ``load_reader``.
    """
    reader = load_reader(settings)
    return reader.fingerprint if reader else UNREAD


def _check_bytes(folder: Path) -> None:
    for name, known in SHA256.items():
        try:
            with (folder / name).open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
        except OSError:
            found = "nothing"
        if found != known:
            raise ReaderError(
                f"the shipped reader is not the one Quoth expects: {folder / name} has "
                f"sha256 {found}",
                hint="Install Quoth again, or set QUOTH_READER__MODEL=none.",
            )
