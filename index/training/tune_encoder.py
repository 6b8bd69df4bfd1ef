"""Tune the encoder to questions as people ask them: a question is to be near what answers it.

    python -m index.training.tune_encoder var/soft --output var/encoder.safetensors

It learns from the labels that ``index/training/soft_labels.py`` made for the reader. Of the
passages of its question and of all others in the batch, the encoder is to choose what is marked as
the answer, and what the judge prefers. The same is learned for quotes and for headings. Half a
batch is of one source, so that its passages are hard to tell apart. The loss is that of A. van den
Oord and others, "Representation Learning with Contrastive Predictive Coding", 2018, with several
that are right to a share.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn
from transformers import AutoTokenizer, BertModel

from index.training import variations
from index.training.distil import CLEAREST, Labels, read_labels
from index.training.examples import Group, TrainingExample
from index.training.low_rank import Changes
from index.training.packaged import packaged_model
from index.training.train import learning_rate

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

TEMPERATURE = 0.05
MARKED = 0.5  # what the marks of the answers count beside the labels
LEAST = -1e4  # of what is not compared; the loss of minus infinity has no gradient
QUOTE_CHARACTERS = 400
SECTION_CHARACTERS = 200  # of a section that its heading asks for, which marks no answer
QUESTION_TOKENS = 48


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of text that a question is compared with, cut to ``tokens``."""

    tokens: int
    weight: float  # of its loss


PASSAGE, QUOTE, HEADINGS = FIELDS = Field(128, 1.0), Field(64, 1.0), Field(32, 0.3)


@dataclass(frozen=True, slots=True)
class Compared:
    """A text that a question is compared with, and to what share it is the one to choose."""

    row: int  # of the question in its batch
    text: str
    share: float


def compared(field: Field, batch: Sequence[Group], labels: Labels, pick: Random) -> list[Compared]:
    """Return what the questions of ``batch`` are compared with: groups that have an answer.

    These are all passages of the group; of quotes and headings, a right one and a wrong one.
    """
    found: list[Compared] = []
    for row, group in enumerate(batch):
        if field is PASSAGE:
            shares = shares_of(group, labels)
            found += [Compared(row, *each) for each in shares.items()]
        else:
            found += [Compared(row, *each) for each in _pair(field, group, pick).items()]
    return found


def shares_of(group: Group, labels: Labels) -> Mapping[str, float]:
    """Return to what share each passage is to be chosen, by marks and labels; the sum is 1."""
    marked = np.array([float(one.answerable) for one in group])
    judged = np.exp([_odds(labels[one]) for one in group])
    shares = MARKED * marked / marked.sum() + (1 - MARKED) * judged / judged.sum()
    found: dict[str, float] = defaultdict(float)
    for one, share in zip(group, shares.tolist(), strict=True):
        found[one.text] += share
    return found


def _odds(label: NDArray[np.float16]) -> float:
    """Return the log odds of an answer, the mean of those of its start and of its end."""
    nothing = label[:, 0].astype(np.float64).clip(CLEAREST, 1 - CLEAREST)
    return float(np.log((1 - nothing) / nothing).mean())


def _pair(field: Field, group: Group, pick: Random) -> Mapping[str, float]:
    right = _text(field, pick.choice([one for one in group if one.answerable]), pick)
    others = [one for one in group if not one.answerable]
    wrong = _text(field, pick.choice(others), pick) if others else ""
    return {text: float(text == right) for text in (right, wrong) if right and text}


def _text(field: Field, example: TrainingExample, pick: Random) -> str:
    """Return the quote of ``example`` or its headings, if they are not its question."""
    of_section = example.source.startswith("headings/")
    if field is HEADINGS:
        return "" if of_section or "›" not in example.title else example.title
    if of_section:
        return example.text[:SECTION_CHARACTERS]
    return variations.cropped(example, pick).text[:QUOTE_CHARACTERS]


def batches(pool: Sequence[Group], size: int, pick: Random) -> Iterator[list[Group]]:
    """Cut a shuffled epoch into batches of two halves, each of one source."""
    sources: dict[str, list[Group]] = defaultdict(list)
    for group in pool:
        sources["/".join(group[0].source.split("/")[:2])].append(group)
    halves: list[list[Group]] = []
    for groups in sources.values():
        pick.shuffle(groups)
        halves += [groups[at : at + size // 2] for at in range(0, len(groups), size // 2)]
    pick.shuffle(halves)
    for at in range(0, len(halves), 2):
        yield [group for half in halves[at : at + 2] for group in half]


class Tuned(nn.Module):
    """The encoder with changes of low rank, in 32 bits."""

    def __init__(self) -> None:
        super().__init__()
        folder = str(packaged_model())
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
        for module in self.bert.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        self.changes = Changes(self.bert)

    def forward(self, texts: Sequence[str], tokens: int) -> Tensor:
        """Encode texts, cut to ``tokens``, as ``(n, d)`` unit rows."""
        encoded = self._tokenizer(
            list(texts), truncation=True, max_length=tokens, padding=True, return_tensors="pt"
        )
        ids, mask = encoded["input_ids"], encoded["attention_mask"]
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        kept = mask.unsqueeze(-1).to(hidden.dtype)
        mean: Tensor = (hidden * kept).sum(1) / kept.sum(1)
        return nn.functional.normalize(mean, dim=-1)


def loss_of(model: Tuned, batch: Sequence[Group], labels: Labels, pick: Random) -> Tensor:
    """Return the weighted sum of the losses of all fields, of groups that have an answer."""
    questions = model([group[0].question for group in batch], QUESTION_TOKENS)
    loss: Tensor = questions.new_zeros((), dtype=torch.float32)
    for field in FIELDS:
        some = compared(field, batch, labels, pick)
        if some:
            cosines = questions @ model([one.text for one in some], field.tokens).T
            loss = loss + field.weight * contrastive(cosines.float(), some)
    return loss


def contrastive(cosines: Tensor, texts: Sequence[Compared]) -> Tensor:
    """Return the mean cross entropy of the choice of each question among ``texts``.

    ``cosines`` are (n, m), of n questions and m texts. A text of a question that another question
    has too is not compared with it once more.
    """
    rows = torch.tensor([one.row for one in texts])
    own = rows == torch.arange(len(cosines)).unsqueeze(1)
    same = torch.tensor([[one.text == other.text for other in texts] for one in texts])
    again = (own.float() @ same.float() > 0) & ~own
    likely = (cosines / TEMPERATURE).masked_fill(again, LEAST).log_softmax(-1)
    shares = own * torch.tensor([one.share for one in texts])
    loss: Tensor = -(shares * likely).sum() / own.any(1).sum()
    return loss


def tune(model: Tuned, pool: Sequence[Group], labels: Labels, plan: TuningPlan) -> None:
    """Train the changes of ``model`` on the groups that have an answer."""
    pick = Random(plan.seed)
    answered = [group for group in pool if any(one.answerable for one in group)]
    optimizer = torch.optim.AdamW(model.changes.parameters(), lr=0.0, weight_decay=0.01)
    began, done = time.monotonic(), 0.0
    for step, groups in enumerate(_forever(answered, plan.batch, pick)):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.half):
            loss = loss_of(model, groups, labels, pick)
        done = (time.monotonic() - began) / 60 / plan.minutes
        for each in optimizer.param_groups:
            each["lr"] = learning_rate(done, plan.highest)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.changes.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 20 == 0:
            print(f"{done:4.0%}  {step:5d} batches  loss {loss.item():.3f}", flush=True)
        if done >= 1:
            return


def _forever(pool: Sequence[Group], size: int, pick: Random) -> Iterator[list[Group]]:
    while True:
        yield from batches(pool, size, pick)


@dataclass(frozen=True)
class TuningPlan:
    """The length and the speed of tuning."""

    seed: int
    minutes: float
    highest: float  # learning rate
    batch: int  # questions
    half: bool  # in 16 bits


def main() -> None:
    """Tune on the labels in the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--output", type=Path, default=Path("var/encoder.safetensors"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--learning-rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--resume", type=Path, help="begin with the changes of this file")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--half", action="store_true", help="in 16 bits: with AMX or AVX-512 BF16")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    model = Tuned()
    if options.resume:
        model.changes.load(options.resume)
    pool, labels = read_labels(options.labels)
    plan = TuningPlan(
        options.seed, options.minutes, options.learning_rate, options.batch, options.half
    )
    tune(model, pool, labels, plan)
    model.changes.save(options.output)


if __name__ == "__main__":
    main()
