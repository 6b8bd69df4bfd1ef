"""Train the judge: MPNet reads as the reader does, better and more slowly, where it is in doubt.

    python -m index.training.train_judge var/mixture.jsonl --base all-mpnet-base-v2 \
        --output var/judge.safetensors

Only changes of low rank to the upper layers are trained, and the heads: the repository keeps them,
and whoever has the base can make the judge again. Everything else is as in
``index/training/reading_model.py``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import AutoTokenizer

from index.training import variations
from index.training.examples import Group, grouped, read
from index.training.low_rank import Changes
from index.training.reading_model import Lengths, ReadingModel, batches, encode, loss_of
from index.training.train import Plan, Progress, step

FIRST = 3  # the lowest layer that is changed
JUDGE = Lengths(192, 2_048)
CHECKPOINT = 100  # steps


class Judge(nn.Module):
    """A base with changes of low rank, and the heads of a reader."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.model = ReadingModel(base)
        self.changes = Changes(self.model.encoder, FIRST)

    def trained(self) -> nn.ModuleDict:
        """Return what is trained, by the names under which it is kept."""
        return nn.ModuleDict({
            "changes": self.changes, "span": self.model.span, "answers": self.model.answers,
        })  # fmt: skip

    def save(self, path: Path) -> None:
        """Save what is trained, in 16 bits."""
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file({name: one.half() for name, one in self.trained().state_dict().items()}, path)

    def load(self, path: Path) -> None:
        """Load what ``save`` kept."""
        self.trained().load_state_dict(load_file(path))


def train_judge(
    pool: Sequence[Group], plan: Plan, base: Path, output: Path, resume: Path | None = None
) -> None:
    """Train as planned from ``resume`` on, and keep a checkpoint in ``output`` meanwhile."""
    torch.manual_seed(plan.seed)
    pick = random.Random(plan.seed)
    judge = Judge(base).train()
    if resume:
        judge.load(resume)
    tokenizer = AutoTokenizer.from_pretrained(str(base))
    optimizer = torch.optim.AdamW(judge.trained().parameters(), lr=0.0, weight_decay=0.01)
    epochs = [list(variations.epoch(pool, pick)) for _ in range(plan.epochs)]
    progress = Progress(sum(len(group) for epoch in epochs for group in epoch), plan)
    cut = (each for epoch in epochs for each in batches(epoch, tokenizer, pick, JUDGE))
    for batch, length in cut:
        if progress.done >= 1:
            break
        loss = loss_of(judge.model, encode(tokenizer, batch, length), half=plan.half)
        step(judge.trained(), optimizer, loss, progress.rate)
        progress.took(sum(map(len, batch)), loss.item())
        if progress.steps % CHECKPOINT == 0:
            judge.save(output)
    judge.save(output)


def main() -> None:
    """Train on the examples that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("var/judge.safetensors"))
    parser.add_argument("--resume", type=Path, help="begin with these changes")
    parser.add_argument("--minutes", type=float, default=85.0)
    parser.add_argument("--learning-rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    pool = [example for path in options.examples for example in read(path)]
    print(f"{len(pool)} examples, {sum(e.answerable for e in pool)} with an answer", flush=True)
    plan = Plan(options.seed, 1, options.minutes, options.learning_rate, half=True)
    train_judge(grouped(pool), plan, options.base, options.output, options.resume)


if __name__ == "__main__":
    main()
