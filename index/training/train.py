"""Train MiniLM to read: to find the words of a passage that answer, and whether any do.

    python -m index.training.train EXAMPLES… --output var/reader

``index/training/reading_model.py`` has the model and its loss.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import nn
from transformers import AutoTokenizer

from index.training import attention, examples, variations
from index.training.examples import Group
from index.training.packaged import packaged_model
from index.training.reading_model import ReadingModel, batches, encode, loss_of
from index.training.shipped import FROZEN, load_readers

if TYPE_CHECKING:
    from torch import Tensor

CHECKPOINT = 200  # steps


def learning_rate(done: float, highest: float) -> float:
    """Rise over the first twentieth, then fall in a cosine to a twentieth of ``highest``."""
    if done < 0.05:
        return highest * done / 0.05
    return highest * (0.05 + 0.95 * (1 + math.cos(math.pi * min(1.0, done))) / 2)


@dataclass(frozen=True)
class Plan:
    """The length and the speed of training, which ends after the epochs or the minutes."""

    seed: int
    epochs: int
    minutes: float
    highest: float  # learning rate
    half: bool = False  # in 16 bits: faster on processors that compute in them, slower on others


def begin(plan: Plan, resume: Sequence[Path]) -> tuple[ReadingModel, torch.optim.Optimizer]:
    """Return the model that is trained, beginning with the mean of ``resume``, and an optimizer."""
    torch.manual_seed(plan.seed)
    model = ReadingModel(packaged_model(), attention.register() if plan.half else "sdpa")
    if resume:
        load_readers(model, resume)
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(not name.startswith(FROZEN))  # a fifth faster
    learned = [one for one in model.parameters() if one.requires_grad]
    return model.train(), torch.optim.AdamW(learned, lr=0.0, weight_decay=0.01)


def train(pool: Sequence[Group], plan: Plan, output: Path, resume: Sequence[Path] = ()) -> None:
    """Train as planned, and keep a checkpoint in ``output`` meanwhile."""
    pick = random.Random(plan.seed)
    model, optimizer = begin(plan, resume)
    epochs = [list(variations.epoch(pool, pick)) for _ in range(plan.epochs)]
    progress = Progress(sum(len(group) for epoch in epochs for group in epoch), plan)
    tokenizer = AutoTokenizer.from_pretrained(str(packaged_model()))
    for batch, length in (each for epoch in epochs for each in batches(epoch, tokenizer, pick)):
        if progress.done >= 1:
            break
        loss = loss_of(model, encode(tokenizer, batch, length), half=plan.half)
        step(model, optimizer, loss, progress.rate)
        progress.took(sum(map(len, batch)), loss.item())
        if progress.steps % CHECKPOINT == 0:
            save(model, output)
    save(model, output)


def step(model: nn.Module, optimizer: torch.optim.Optimizer, loss: Tensor, rate: float) -> None:
    """Go one step down the gradient of ``loss``, at the learning rate ``rate``."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


class Progress:
    """The progress of training, and its learning rate; printed every fifty steps."""

    def __init__(self, total: int, plan: Plan) -> None:
        self._total, self._plan = total, plan
        self._began = time.monotonic()
        self._loss = 0.0
        self.seen = self.steps = 0

    @property
    def minutes(self) -> float:
        """Return the minutes since the start."""
        return (time.monotonic() - self._began) / 60

    @property
    def done(self) -> float:
        """Return the share of the plan that is done, 0 to 1."""
        return max(self.seen / self._total, self.minutes / self._plan.minutes)

    @property
    def rate(self) -> float:
        """Return the learning rate for the next step."""
        return learning_rate(self.done, self._plan.highest)

    def took(self, examples: int, loss: float) -> None:
        """Count a step, and print the progress every fifty steps."""
        self.seen += examples
        self.steps += 1
        self._loss = 0.98 * self._loss + 0.02 * loss if self.steps > 1 else loss
        if self.steps % 50 == 1:
            speed = self.seen / (60 * self.minutes)
            print(f"{self.minutes:5.1f} min  {self.seen:7d}/{self._total}  "
                  f"loss {self._loss:.3f}  {speed:.0f}/s", flush=True)  # fmt: skip


def save(model: ReadingModel, output: Path) -> None:
    """Save the weights as ``reader.pt``."""
    output.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), output / "reader.pt")


def options_of(
    description: str | None, output: Path, epochs: int, minutes: float
) -> argparse.ArgumentParser:
    """Return a parser of the options that each training of a reader has, with these defaults."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--output", type=Path, default=output)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--learning-rate", type=float, default=1e-4)
    parser.add_argument("--resume", type=Path, nargs="+", default=(), help="begin with their mean")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--half", action="store_true", help="in 16 bits: with AMX or AVX-512 BF16")
    return parser


def plan_of(options: argparse.Namespace) -> Plan:
    """Return the plan that the command line names."""
    return Plan(options.seed, options.epochs, options.minutes, options.learning_rate, options.half)


def main() -> None:
    """Train on the examples that the command line names."""
    parser = options_of(__doc__, Path("var/reader"), epochs=3, minutes=75.0)
    parser.add_argument("examples", type=Path, nargs="+")
    options = parser.parse_args()
    pool = [example for path in options.examples for example in examples.read(path)]
    print(f"{len(pool)} examples, {sum(e.answerable for e in pool)} with an answer", flush=True)
    train(examples.grouped(pool), plan_of(options), options.output, options.resume)


if __name__ == "__main__":
    main()
