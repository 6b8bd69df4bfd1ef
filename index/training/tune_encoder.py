"""Tune the encoder to questions as people ask them: a question is to be near what answers it.

    python -m index.training.tune_encoder var/mixture.jsonl --output var/encoder.safetensors

The examples are those of the reader. A question must be nearer to the passage, the quote and the
headings that answer it than to those that rank high and do not, and than to those of the other
questions of the batch. Half a batch is of one source, so that these are hard to tell apart too. The
loss is that of A. van den Oord and others, "Representation Learning with Contrastive Predictive
Coding", 2018.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from transformers import AutoTokenizer, BertModel

from index.training import variations
from index.training.examples import Group, TrainingExample, grouped, read
from index.training.low_rank import Changes
from index.training.packaged import packaged_model
from index.training.train import learning_rate

if TYPE_CHECKING:
    from torch import Tensor

TEMPERATURE = 0.05
VARIED = 0.2  # the share of questions that are misspelt, chatty, or cut down to keywords
QUOTE_CHARACTERS = 400
SECTION_CHARACTERS = 200  # of a section that its heading asks for, which marks no answer
QUESTION_TOKENS = 48


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of text that a question is compared with, cut to ``tokens``."""

    name: str
    tokens: int
    weight: float  # of its loss


FIELDS = (Field("passage", 128, 1.0), Field("quote", 64, 1.0), Field("headings", 32, 0.3))


@dataclass(frozen=True, slots=True)
class Texts:
    """A passage, the part of it to quote, and the title and headings above it."""

    passage: str
    quote: str
    headings: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A question, the texts that answer it, and some that do not."""

    question: str
    right: Texts
    wrong: Texts

    def differs(self, field: str) -> bool:
        """Return whether the texts of ``field`` are there, and are not the same."""
        right, wrong = getattr(self.right, field), getattr(self.wrong, field)
        return bool(right) and right != wrong


def contrast(group: Group, pick: random.Random) -> Contrast:
    """Choose a passage that answers and one that does not, of a group that has both."""
    right = pick.choice([one for one in group if one.answerable])
    wrong = pick.choice([one for one in group if not one.answerable])
    question = right.question
    if pick.random() < VARIED:
        ways = (variations.misspelt, variations.keywords, variations.chatty)
        question = pick.choice(ways)(question, pick)
    return Contrast(question, _texts(right, pick), _texts(wrong, pick))


def _texts(example: TrainingExample, pick: random.Random) -> Texts:
    if example.source.startswith("headings/"):  # the headings are the question
        return Texts(example.text, example.text[:SECTION_CHARACTERS], "")
    quote = variations.cropped(example, pick).text[:QUOTE_CHARACTERS]
    return Texts(example.text, quote, example.title if "›" in example.title else "")


def batches(pool: Sequence[Group], size: int, pick: random.Random) -> Iterator[list[Group]]:
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


def loss_of(model: Tuned, batch: Sequence[Contrast]) -> Tensor:
    """Return the weighted sum of the losses of all fields."""
    questions = model([one.question for one in batch], QUESTION_TOKENS)
    loss: Tensor = questions.new_zeros(())
    for field in FIELDS:
        rows = [at for at, one in enumerate(batch) if one.differs(field.name)]
        if rows:
            some = [batch[at] for at in rows]
            right = [getattr(one.right, field.name) for one in some]
            texts = right + [getattr(one.wrong, field.name) for one in some]
            cosines = questions[rows] @ model(texts, field.tokens).T
            loss = loss + field.weight * contrastive(cosines, texts)
    return loss


def contrastive(cosines: Tensor, texts: Sequence[str]) -> Tensor:
    """Return the mean negative log likelihood that each question chooses the text of its row.

    ``cosines`` are (n, m), of n questions and ``texts``, whose first n are the right ones in order.
    A text that is the right one of a question once more is no wrong one for it.
    """
    count = len(cosines)
    again = torch.tensor([
        [text == texts[row] and row != column for column, text in enumerate(texts)]
        for row in range(count)
    ])  # fmt: skip
    odds = (cosines / TEMPERATURE).masked_fill(again, float("-inf"))
    loss: Tensor = nn.functional.cross_entropy(odds, torch.arange(count))
    return loss


def tune(model: Tuned, pool: Sequence[Group], plan: TuningPlan) -> None:
    """Train the changes of ``model`` on the groups that have right and wrong passages."""
    pick = random.Random(plan.seed)
    both = [group for group in pool if len({one.answerable for one in group}) > 1]
    optimizer = torch.optim.AdamW(model.changes.parameters(), lr=0.0, weight_decay=0.01)
    began, done = time.monotonic(), 0.0
    for step, groups in enumerate(_forever(both, plan.batch, pick)):
        loss = loss_of(model, [contrast(group, pick) for group in groups])
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


def _forever(pool: Sequence[Group], size: int, pick: random.Random) -> Iterator[list[Group]]:
    while True:
        yield from batches(pool, size, pick)


@dataclass(frozen=True)
class TuningPlan:
    """The length and the speed of tuning."""

    seed: int
    minutes: float
    highest: float  # learning rate
    batch: int  # questions


def main() -> None:
    """Tune on the examples that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, default=Path("var/encoder.safetensors"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--learning-rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--resume", type=Path, help="begin with the changes of this file")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    model = Tuned()
    if options.resume:
        model.changes.load(options.resume)
    pool = grouped(one for path in options.examples for one in read(path))
    plan = TuningPlan(options.seed, options.minutes, options.learning_rate, options.batch)
    tune(model, pool, plan)
    model.changes.save(options.output)


if __name__ == "__main__":
    main()
