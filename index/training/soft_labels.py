"""Label examples softly: how likely the judge and the shipped reader take each word for an answer.

    python -m index.training.soft_labels var/mixture.jsonl --judge var/judge --output var/soft

The passages are read once, in the wordings and crops of one epoch, and kept in pieces, so that
training can begin while others are still read (``index/training/distil.py``).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.models.loading import SHIPPED
from index.models.span_reader import SpanReader
from index.settings import SHIPPED_READER
from index.training import variations
from index.training.examples import Group, TrainingExample, grouped, read, write

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARE = 0.7  # of the judge, as in ``index/models/cascade.py``
LONGEST = 224  # pieces of a question with its passage, as the reader that learns cuts them
PIECE = 250  # groups in a file


def log_shares(
    reader: SpanReader, example: TrainingExample
) -> tuple[Sequence[int], NDArray[np.float64]]:
    """Return the pieces of title and passage, and (2, pieces + 1) log probabilities by a reader.

    The first of each row is that of no answer.
    """
    pair, logits = reader.logits(example.question, example.title, example.text)
    second = pair.begins + np.arange(len(pair.second.ids))
    inside = pair.second.offsets[:, 1] > len(example.title) + 1
    chosen = logits[:, np.append(0, second)].astype(np.float64)
    allowed = np.append(True, inside)
    return pair.second.ids.tolist(), _log_softmax(np.where(allowed, chosen, -np.inf))


def _log_softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    less = logits - logits.max(axis=1, keepdims=True)
    logs: NDArray[np.float64] = less - np.log(np.exp(less).sum(axis=1, keepdims=True))
    return logs


@dataclass(frozen=True, slots=True)
class Teachers:
    """The judge and the shipped reader, whose weighted mean is learned."""

    judge: SpanReader
    reader: SpanReader

    @classmethod
    def of(cls, judge: Path) -> Teachers:
        """Load the judge in this folder, and the shipped reader, each for one core."""
        # The judge puts one token more between the two texts.
        return cls(
            SpanReader(judge, "judge", "", max_tokens=LONGEST + 1),
            SpanReader(SHIPPED, SHIPPED_READER, "", max_tokens=LONGEST),
        )

    def label(self, example: TrainingExample) -> NDArray[np.float16] | None:
        """Return (2, pieces + 1) probabilities that the answer begins and ends at each piece.

        None if the two cut the passage differently, as they do where it names a token of theirs.
        """
        pieces, better = log_shares(self.judge, example)
        others, first = log_shares(self.reader, example)
        if len(pieces) != len(others):
            return None
        with np.errstate(invalid="ignore"):
            mean = SHARE * better + (1 - SHARE) * first
        return np.exp(_log_softmax(mean)).astype(np.float16)


def label(groups: Sequence[Group], teachers: Teachers, output: Path, number: int) -> int:
    """Label ``groups``, keep them as piece ``number`` in ``output``, and return how many."""
    labelled = [(one, teachers.label(one)) for group in groups for one in group]
    known = [(one, made) for one, made in labelled if made is not None]
    labels: dict[str, Any] = {str(at): made for at, (_, made) in enumerate(known)}
    output.mkdir(parents=True, exist_ok=True)
    write((one for one, _ in known), output / f"{number:04}.jsonl")
    np.savez_compressed(output / f"{number:04}.npz", **labels)
    return len(known)


def main() -> None:
    """Label the examples that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--judge", type=Path, default=Path("var/judge"))
    parser.add_argument("--output", type=Path, default=Path("var/soft"))
    parser.add_argument("--part", default="0/1", help="I/N: every Nth piece, from the Ith on")
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    pool = grouped(one for path in options.examples for one in read(path))
    first, parts = map(int, options.part.split("/"))
    teachers = Teachers.of(options.judge)
    done = 0
    epoch = one_epoch(pool, options.seed)
    for number in range(first, -(-len(epoch) // PIECE), parts):
        if (options.output / f"{number:04}.npz").exists():  # made before this was last ended
            continue
        piece = epoch[number * PIECE :][:PIECE]
        done += label(piece, teachers, options.output, number)
        print(f"{options.output}: {done} examples", flush=True)


def one_epoch(pool: Sequence[Group], seed: int) -> Sequence[Group]:
    """Return the groups of one epoch, in an order by chance."""
    pick = random.Random(seed)
    chosen = [group for group in variations.epoch(pool, pick) if group]
    pick.shuffle(chosen)
    return chosen


if __name__ == "__main__":
    main()
