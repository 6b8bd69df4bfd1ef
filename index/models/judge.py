"""Find the judge, a second and better reader, which ``quoth judge`` makes in a folder.

It is MPNet, five times as large as the shipped reader, so it does not come with Quoth: only what
training changed of it does (``mpnet-judge``).
"""

from __future__ import annotations

from pathlib import Path

from index.errors import ReaderError
from index.files import file_digest
from index.models.span_reader import SpanReader

MAX_TOKENS = 224  # of a question with its passage; it was trained with at most 192
FILES = ("reader.onnx", "tokenizer.json")
REMEDY = "Run `quoth judge` to make it, or unset QUOTH_READER__JUDGE."


def load_judge(folder: Path, threads: int) -> SpanReader:
    """Find the judge in ``folder``; the model is loaded when the first page is read.

    :raises ReaderError: a file is missing.
    """
    for name in FILES:
        if not (folder / name).is_file():
            raise ReaderError(f"there is no judge in {folder}", hint=REMEDY)
    fingerprint = f"judge@{file_digest(folder / FILES[0])}"
    return SpanReader(
        folder, "judge", fingerprint, threads=threads, max_tokens=MAX_TOKENS, remedy=REMEDY
    )
