"""Compare what codes nominate with exact search, in tables of passages and headings of real texts.

    python -m tests.benchmarks.table_recall SOURCES --kept FOLDER --questions FILE [FILE …]

Only passages and headings are encoded: windows, which ``nomination`` has, would take several times
as long. Vectors are kept in ``FOLDER`` as they are made, so a run that is stopped goes on where it
was. Each text counts once. ``--rows`` cuts the tables, in an order drawn by chance. Prints the
share of the nearest rows that is found, and milliseconds of the processor for one search.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.building.rows import rows_of
from index.building.vector_log import VectorLog
from index.errors import SourceError
from index.models.encoder import Encoder, load_encoder
from index.retrieval.query import Query
from index.settings import EncoderSettings
from index.snapshots.row_table import as_keys, rows_with, text_key
from index.snapshots.vectors import FaissStore, FaissWriter
from index.sources.documents import find_sources, read_documents
from tests.benchmarks.nomination import recalls

if TYPE_CHECKING:
    from numpy.typing import NDArray

TABLES = ("passages", "sections")
AT_ONCE = 64


def main() -> None:
    """Encode the sources that the command line names, and ask."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("--kept", type=Path, required=True, help="a folder for the vectors")
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--nominated", type=int, nargs="+", default=[2, 5, 10])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 20_000, 50_000, 100_000])
    given = parser.parse_args()
    encoder = load_encoder(EncoderSettings())
    given.kept.mkdir(exist_ok=True)
    tables = texts_in(given.sources, encoder)
    log = VectorLog(given.kept, encoder.fingerprint)
    log.resume(as_keys(text_key(text) for table in TABLES for text in tables[table]))
    lines = [line for file in given.questions for line in file.read_text("utf-8").splitlines()]
    asked = [one["question"] for one in map(json.loads, lines) if one.get("answers")]
    random.Random(7).shuffle(asked)
    queries = [Query.of(question, encoder) for question in asked[: given.sample]]
    for table, texts in tables.items():
        vectors = vectors_of(texts, encoder, log)
        for rows in sorted({min(rows, len(texts)) for rows in given.rows}):
            print(f"{table}: {rows:,} of {len(texts):,}; {len(queries)} questions", flush=True)
            with tempfile.TemporaryDirectory() as folder:
                recalls(_coded(vectors[:rows], Path(folder)), queries, given.nominated)


def texts_in(sources: Path, encoder: Encoder) -> dict[str, list[str]]:
    """Return the texts of each table, each once, in an order drawn by chance."""
    found: dict[str, dict[str, None]] = {table: {} for table in TABLES}
    for document_rows in _cut(sources, encoder):
        for table, texts in found.items():
            texts.update(dict.fromkeys(document_rows[table]))
    shuffled = {table: list(texts) for table, texts in found.items()}
    for texts in shuffled.values():
        random.Random(7).shuffle(texts)
    return shuffled


def _cut(sources: Path, encoder: Encoder) -> Iterator[dict[str, list[str]]]:
    for file in find_sources(sources):
        try:
            documents = read_documents(file, max_bytes=10**7)
        except SourceError as error:
            print(f"left out: {error.message}")
            continue
        for document in documents:
            rows = rows_of(document, encoder)
            yield {table: [row.text for row in rows[table]] for table in TABLES}


def vectors_of(texts: Sequence[str], encoder: Encoder, log: VectorLog) -> NDArray[np.float32]:
    """Return the vectors of ``texts``, and encode those that ``log`` has not."""
    keys = as_keys(map(text_key, texts))
    missing = np.flatnonzero(rows_with(log.keys(), keys) < 0)
    print(f"{len(texts):,} texts, {len(missing):,} to encode", flush=True)
    for first in range(0, len(missing), AT_ONCE):
        some = missing[first : first + AT_ONCE]
        log.add(keys[some], encoder.encode_passages([texts[at] for at in some.tolist()]))
    return log.vectors(rows_with(log.keys(), keys))


def _coded(vectors: NDArray[np.float32], folder: Path) -> FaissStore:
    path, codes = folder / "table.faiss", folder / "table.codes.faiss"
    with FaissWriter(path, codes) as writer:
        writer.append(vectors)
    return FaissStore.load(path, codes)


if __name__ == "__main__":
    main()
