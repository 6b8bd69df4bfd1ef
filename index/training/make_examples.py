"""Make the reading examples of evaluation sets, from most of their documents.

    python -m index.training.make_examples ../shared/eval/squad2-tune …

Every set is indexed as one corpus, so that the negatives are what retrieval finds there. The
documents of ``examples.held_out`` give no example.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from index.building.build import build
from index.models.encoder import Encoder, load_encoder
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.training.examples import TrainingExample, examples_of, held_out, read_questions, write

OTHER_DOCUMENTS = ("policy",)  # sets whose questions make sense only within their document


def of_set(folder: Path, snapshot: Snapshot, encoder: Encoder) -> Iterator[TrainingExample]:
    """Yield the training examples of one set, negatives included."""
    kept_back = held_out(source.id for source in snapshot.sources())
    for number, (judgement, document) in enumerate(read_questions(folder)):
        if document in kept_back or (document is None and number % 5 == 0):
            continue
        found = list(examples_of(judgement, document, snapshot, encoder, folder.name))
        if folder.name in OTHER_DOCUMENTS:
            found = found[:1]
        yield from found


def main() -> None:
    """Write the examples of the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, default=Path("var/reading"))
    parser.add_argument("--output", type=Path, default=Path("var/examples"))
    options = parser.parse_args()
    encoder = load_encoder(EncoderSettings())
    library = Library(options.index)
    options.output.mkdir(parents=True, exist_ok=True)
    for folder in options.folders:
        build(library, folder.name, find_sources(folder / "articles"), encoder, max_bytes=10**8)
        path = options.output / f"{folder.name}.jsonl"
        count = write(of_set(folder, library.get(folder.name), encoder), path)
        print(f"{path}: {count} examples", flush=True)


if __name__ == "__main__":
    main()
