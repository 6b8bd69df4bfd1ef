"""Train the reader on soft labels: MiniLM learns what the judge thinks of each word.

So it learns how sure the judge is, and which passages of a question it prefers.

    python -m index.training.distil var/soft --output var/distilled \
        --resume index/models/minilm-reader

``index/training/soft_labels.py`` makes the labels. After G. Hinton and others, "Distilling the
Knowledge in a Neural Network", 2015.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import AutoTokenizer

from index.training.examples import Group, TrainingExample, grouped, read
from index.training.packaged import packaged_model
from index.training.reading_model import (
    Lengths,
    batches,
    encode,
    hard_loss,
    likelihoods,
    odds_of,
)
from index.training.soft_labels import LONGEST
from index.training.train import CHECKPOINT, Plan, Progress, begin, options_of, plan_of, save, step

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

LENGTHS = Lengths(LONGEST, 4_096)
HARD = 0.3  # the weight of the loss against the marked answers, beside that of the labels
CLEAREST = 1e-3  # the odds of labels in 16 bits are no better known

Labels = Mapping[TrainingExample, "NDArray[np.float16]"]


def read_labels(folder: Path) -> tuple[Sequence[Group], Labels]:
    """Read the pieces that ``soft_labels`` has finished: the groups, and the label of each example.

    A label has (2, pieces + 1) probabilities of a start and of an end; the first is "no answer".
    """
    groups: list[Group] = []
    labels: dict[TrainingExample, NDArray[np.float16]] = {}
    for path in sorted(folder.glob("*.npz")):
        examples = read(path.with_suffix(".jsonl"))
        groups += grouped(examples)
        with np.load(path) as stored:
            labels |= {one: stored[str(at)] for at, one in enumerate(examples)}
    return groups, labels


def targets(packed: Sequence[Group], labels: Labels, types: Tensor) -> list[Tensor]:
    """Return (b, l) probabilities of a start and of an end, for what ``encode`` gave."""
    made = torch.zeros(2, *types.shape)
    for row, example in enumerate(one for group in packed for one in group):
        label = torch.from_numpy(labels[example].astype(np.float32))
        places = torch.cat([torch.tensor([0]), types[row].nonzero().squeeze(-1)])
        made[:, row, places] = label[:, : len(places)]
    return list(made / made.sum(-1, keepdim=True))


def soft_loss(likely: Sequence[Tensor], wanted: Sequence[Tensor], groups: Tensor) -> Tensor:
    """Return the cross entropy to the labels: of the words, and of the passages of a question."""
    words = [-(each * known).sum(-1).mean() for known, each in zip(likely, wanted, strict=True)]
    nothing = torch.stack([each[:, 0] for each in wanted])
    judged = -torch.logit(nothing, CLEAREST).mean(0)
    return (words[0] + words[1]) / 2 + choice(odds_of(likely), judged, groups)


def choice(odds: Tensor, judged: Tensor, groups: Tensor) -> Tensor:
    """Return the mean cross entropy of the choice among the passages of each question.

    ``odds`` and ``judged`` are (n,) log odds, the reader's and the labels'; ``groups`` has the
    number of each passage's group.
    """
    count = int(groups.max()) + 1
    loss = odds.new_zeros(())
    for inside in (groups == group for group in range(count)):
        loss = loss - (judged[inside].softmax(0) * odds[inside].log_softmax(0)).sum()
    return loss / count


def distil(
    folder: Path, plan: Plan, output: Path, resume: Sequence[Path], hard: float = HARD
) -> None:
    """Train as planned, and keep a checkpoint in ``output`` meanwhile."""
    groups, labels = read_labels(folder)
    pick = random.Random(plan.seed)
    model, optimizer = begin(plan, resume)
    tokenizer = AutoTokenizer.from_pretrained(str(packaged_model()))
    progress = Progress(plan.epochs * sum(map(len, groups)), plan)
    epochs = (batches(groups, tokenizer, pick, LENGTHS) for _ in range(plan.epochs))
    for packed, length in (each for epoch in epochs for each in epoch):
        if progress.done >= 1:
            break
        batch = encode(tokenizer, packed, length)
        wanted = targets(packed, labels, batch["types"])
        loss = _loss(model, batch, wanted, hard, half=plan.half)
        step(model, optimizer, loss, progress.rate)
        progress.took(sum(map(len, packed)), loss.item())
        if progress.steps % CHECKPOINT == 0:
            save(model, output)
    save(model, output)


def _loss(
    model: Any, batch: dict[str, Tensor], wanted: Sequence[Tensor], hard: float, *, half: bool
) -> Tensor:
    likely, answers = likelihoods(model, batch, half=half)
    return soft_loss(likely, wanted, batch["groups"]) + hard * hard_loss(likely, answers, batch)


def main() -> None:
    """Train on the labels in the folder that the command line names."""
    parser = options_of(__doc__, Path("var/distilled"), epochs=1, minutes=40.0)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--hard", type=float, default=HARD, help="weight of the marked answers")
    options = parser.parse_args()
    distil(options.labels, plan_of(options), options.output, options.resume, options.hard)


if __name__ == "__main__":
    main()
