"""The model that reads, what it is trained on, and by which loss.

It is MiniLM, or another base, with a span head (start and end; position 0 means "no answer") and an
answerability head. A positive passage may hold the answer several times; the likelihood is summed
over them, since the set does not say which one was meant. The passages of one question are in one
batch, and the right ones among them must get the higher odds of an answer: that is how passages
compete when Quoth reads. There is no dropout: on two cores it costs a quarter of the speed, and
there are few epochs.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from index.training.examples import Group, TrainingExample

if TYPE_CHECKING:
    from torch import Tensor

STEP = 32  # lengths are padded to multiples of it
ANSWERABILITY = 0.5  # the weight of the second loss
CHOICE = 1.0  # the weight of the third
NO_LOGIT = -1e4


@dataclass(frozen=True, slots=True)
class Lengths:
    """The most tokens of an example, and about how many a batch has."""

    example: int
    batch: int


READER = Lengths(288, 4_096)


class ReadingModel(nn.Module):
    """A model with a span head and an answerability head on top."""

    def __init__(self, folder: Path, attention: str = "eager") -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(folder), add_pooling_layer=False, attn_implementation=attention
        )
        self._typed = (
            "token_type_ids" in AutoTokenizer.from_pretrained(str(folder)).model_input_names
        )
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        width = self.encoder.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.answers = nn.Linear(width, 1)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return ``(b, l)`` start and end logits, and ``(b,)`` answerability logits."""
        given = {"token_type_ids": types} if self._typed else {}
        hidden = self.encoder(input_ids=ids, attention_mask=mask, **given).last_hidden_state
        start, end = self.span(hidden).unbind(-1)
        return start, end, self.answers(hidden[:, 0]).squeeze(-1)


def encode(tokenizer: Any, packed: Sequence[Group], length: int) -> dict[str, Tensor]:
    """Encode groups as token ids, with masks of the allowed and the gold starts and ends."""
    batch = [example for group in packed for example in group]
    encoded = _tokenized(tokenizer, batch, length)
    mask = encoded["attention_mask"]
    parts = [encoded.sequence_ids(row) for row in range(len(batch))]
    types = torch.tensor([[int(part == 1) for part in row] for row in parts])
    lengths = torch.tensor([len(_prefix(example)) for example in batch])
    text = (types == 1) & (encoded["offset_mapping"][..., 1] > lengths[:, None])
    starts, ends = _answer_tokens(batch, encoded["offset_mapping"], lengths, text)
    answerable = starts.any(1) & ends.any(1)
    for gold in (starts, ends):
        gold[~answerable] = False
        gold[~answerable, 0] = True
    allowed = text.clone()
    allowed[:, 0] = True
    return {
        "ids": encoded["input_ids"], "mask": mask, "types": types,
        "allowed": allowed, "starts": starts, "ends": ends, "answerable": answerable,
        "groups": torch.repeat_interleave(torch.tensor([len(group) for group in packed])),
    }  # fmt: skip


def _prefix(example: TrainingExample) -> str:
    """Return what the model reads before a text."""
    return f"{example.title}\n"


def _tokenized(tokenizer: Any, batch: Sequence[TrainingExample], length: int) -> Any:
    return tokenizer(
        [example.question for example in batch],
        [_prefix(example) + example.text for example in batch],
        truncation="only_second",
        max_length=length,
        padding="max_length",
        return_offsets_mapping=True,
        return_tensors="pt",
    )


def _answer_tokens(
    batch: Sequence[TrainingExample], offsets: Tensor, lengths: Tensor, text: Tensor
) -> tuple[Tensor, Tensor]:
    """Return (b, l) masks of the tokens at which an answer starts, and at which one ends.

    ``lengths`` are those of the prefixes; ``text`` masks the tokens after them.
    """
    starts, ends = torch.zeros_like(text), torch.zeros_like(text)
    for row, example in enumerate(batch):
        for start, end in example.spans:
            first, last = start + lengths[row], end + lengths[row]
            inside = text[row] & (offsets[row, :, 0] < last) & (offsets[row, :, 1] > first)
            starts[row] |= inside & (example.loose | (offsets[row, :, 0] <= first))
            ends[row] |= inside & (example.loose | (offsets[row, :, 1] >= last))
    return starts, ends


def likelihoods(
    model: ReadingModel, batch: dict[str, Tensor], *, half: bool = False
) -> tuple[list[Tensor], Tensor]:
    """Return (b, l) log probabilities of a start and of an end, and (b,) answerability logits."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        start, end, answers = model(batch["ids"], batch["mask"], batch["types"])
    spans = (logits.float().masked_fill(~batch["allowed"], NO_LOGIT) for logits in (start, end))
    return [logits.log_softmax(-1) for logits in spans], answers.float()


def odds_of(likely: Sequence[Tensor]) -> Tensor:
    """Return (b,) log odds of an answer, from the log probabilities of its start and end."""
    first, last = (each[:, 1:].logsumexp(-1) - each[:, 0] for each in likely)
    return (first + last) / 2


def loss_of(model: ReadingModel, batch: dict[str, Tensor], *, half: bool = False) -> Tensor:
    """Return the span's negative log likelihood plus the weighted losses of the two judgements."""
    return hard_loss(*likelihoods(model, batch, half=half), batch)


def hard_loss(likely: Sequence[Tensor], answers: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Return the loss of what ``likelihoods`` gave, against the marked answers."""
    losses = [
        -each.masked_fill(~gold, NO_LOGIT).logsumexp(-1).mean()
        for each, gold in zip(likely, (batch["starts"], batch["ends"]), strict=True)
    ]
    certain = nn.functional.binary_cross_entropy_with_logits(answers, batch["answerable"].float())
    choice = choice_loss(odds_of(likely), batch["answerable"], batch["groups"])
    loss: Tensor = (losses[0] + losses[1]) / 2 + ANSWERABILITY * certain + CHOICE * choice
    return loss


def choice_loss(odds: Tensor, answerable: Tensor, groups: Tensor) -> Tensor:
    """Return the mean negative log likelihood that a right passage is chosen in its group.

    ``odds`` are (n,) log odds of an answer; ``groups`` has the number of each passage's group. A
    group counts if it has right and wrong passages.
    """
    count = int(groups.max()) + 1
    loss = odds.new_zeros(())
    for group in range(count):
        inside = groups == group
        right = inside & answerable
        if right.any() and bool((inside & ~answerable).any()):
            loss = loss + odds[inside].logsumexp(0) - odds[right].logsumexp(0)
    return loss / count


def batches(
    pool: Sequence[Group], tokenizer: Any, pick: random.Random, most: Lengths = READER
) -> Iterator[tuple[Sequence[Group], int]]:
    """Cut a shuffled epoch into batches of one length each, about ``most.batch`` tokens in size.

    A group is never cut. Few different lengths occur, because oneDNN compiles its kernels again
    for each new shape, which cost a third of the time.
    """
    order = [group for group in pool if group]
    pick.shuffle(order)
    waiting: dict[int, list[Group]] = defaultdict(list)
    for group in order:
        length = min(most.example, max(_length(example, tokenizer) for example in group))
        waiting[length].append(group)
        if sum(map(len, waiting[length])) >= most.batch // length:
            yield waiting.pop(length), length


def _length(example: TrainingExample, tokenizer: Any) -> int:
    """Return the number of tokens of the example, rounded up to a multiple of ``STEP``."""
    ids = tokenizer(example.question, _prefix(example) + example.text, verbose=False).input_ids
    return -(-len(ids) // STEP) * STEP
