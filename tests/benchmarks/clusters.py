"""Compare clusters of codes with codes that are read from end to end, over windows of real texts.

    python -m tests.benchmarks.clusters INDEX [INDEX …] --questions FILE [FILE …] --sample 300

``INDEX`` are folders of indexes that one encoder made; each window counts once. Clusters are
FAISS's, over codes of one bit for each number of what is left of a vector without its centroid.
Prints the share of the nearest windows that is nominated, milliseconds of the processor for one
question, and seconds of it for training and adding.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from index.models.encoder import Encoder, load_encoder
from index.retrieval.nomination import POOL
from index.retrieval.query import Query
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.snapshots.manifest import FORMAT
from index.snapshots.vectors import NOMINATED, _no_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


def main() -> None:
    """Compare the ways over the indexes that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--clusters", type=int, nargs="+", default=[512, 2048])
    parser.add_argument("--probed", type=int, nargs="+", default=[16, 8, 4], help="one of so many")
    given = parser.parse_args()
    faiss.omp_set_num_threads(1)
    encoder = load_encoder(EncoderSettings())
    windows = np.concatenate([*_windows(given.folders, encoder)])
    lines = [line for file in given.questions for line in file.read_text("utf-8").splitlines()]
    asked = [one["question"] for one in map(json.loads, lines) if one.get("answers")]
    random.Random(7).shuffle(asked)
    questions = np.stack([Query.of(one, encoder).vector for one in asked[: given.sample]])
    print(f"{len(windows):,} windows, {len(questions)} questions", flush=True)
    exact = faiss.IndexFlatIP(windows.shape[1])
    exact.add(windows)
    nearest = exact.search(questions, POOL)[1]
    print("| | s to train and add | ms | of the 200 nearest | worst | of the 10 nearest |")
    print("|---" * 6 + "|")
    for name, codes in (("signs", _no_codes(windows.shape[1])), ("RaBitQ", _rabitq(windows))):
        _show(name, codes, _filled(codes, windows), questions, nearest)
    for clusters in given.clusters:
        index = _clustered(windows.shape[1], clusters)
        took = _filled(index, windows)
        for part in given.probed:
            index.nprobe = clusters // part
            _show(f"{clusters} clusters, 1 of {part}", index, took, questions, nearest)


def _windows(folders: list[Path], encoder: Encoder) -> Iterator[Vectors]:
    """Yield the vectors of the windows of each index that are in none before."""
    seen: set[bytes] = set()
    for library in map(Library, folders):
        for one in map(library.get, library.corpora()):
            if one.fingerprint == encoder.fingerprint and one.manifest["format"] == FORMAT:
                keys = one.tables["windows"].keys.tolist()
                fresh = {key: row for row, key in enumerate(keys) if key not in seen}
                seen.update(fresh)
                yield one.window_vectors.vectors(np.array(sorted(fresh.values())))


def _rabitq(windows: Vectors) -> Any:
    codes = faiss.IndexRaBitQFastScan(windows.shape[1], faiss.METRIC_INNER_PRODUCT)
    codes.train(np.zeros((1, windows.shape[1]), dtype=np.float32))
    return codes


def _clustered(size: int, clusters: int) -> Any:
    index = faiss.IndexIVFRaBitQFastScan(
        faiss.IndexFlatIP(size), size, clusters, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.seed, index.cp.niter, index.cp.spherical = 7, 10, True
    index.cp.max_points_per_centroid = 64
    return index


def _filled(index: Any, windows: Vectors) -> float:
    began = time.process_time()
    if not index.is_trained:
        index.train(windows)
    index.add(windows)
    return time.process_time() - began


def _show(name: str, index: Any, took: float, questions: Vectors, nearest: Any) -> None:
    """Print a row of the table."""
    began = time.process_time()
    found = [index.search(one[np.newaxis], NOMINATED * POOL)[1][0] for one in questions]
    each = 1000 * (time.process_time() - began) / len(questions)
    pairs = [*zip(nearest, found, strict=True)]
    shares, ten = ([np.isin(near[:top], some).mean() for near, some in pairs] for top in (POOL, 10))
    print(
        f"| {name} | {took:.1f} | {each:.2f} | {np.mean(shares):.3f} | {np.min(shares):.3f} "
        f"| {np.mean(ten):.4f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
