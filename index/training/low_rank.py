"""Tune a BERT model by matrices of low rank, which are added to its weights.

They are a hundredth of the model in size, so the repository keeps them, and whoever has the
package of the weights can make the tuned model again. After E. Hu and others, "LoRA: Low-Rank
Adaptation of Large Language Models", 2021.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.utils import parametrize

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel

RANK = 16


class LowRank(nn.Module):
    """A change of rank ``rank`` to a weight matrix; at first it changes nothing."""

    def __init__(self, weight: Tensor, rank: int = RANK) -> None:
        super().__init__()
        rows, columns = weight.shape
        self.down = nn.Parameter(torch.randn(rank, columns) / math.sqrt(columns))
        self.up = nn.Parameter(torch.zeros(rows, rank))

    def forward(self, weight: Tensor) -> Tensor:
        """Return the changed weight, of the same shape."""
        return weight + self.up @ self.down


class Changes(nn.ModuleDict):
    """The changes to all matrices of a model's layers; what they do not change is frozen."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        model.requires_grad_(requires_grad=False)
        for name, layer in _matrices(model):
            change = LowRank(layer.weight)
            parametrize.register_parametrization(layer, "weight", change)
            self[name.replace(".", "/")] = change  # a name in a ModuleDict has no dots

    def save(self, path: Path) -> None:
        """Save the changes in 16 bits."""
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file({name: one.half() for name, one in self.state_dict().items()}, path)

    def load(self, path: Path) -> None:
        """Load the changes that ``save`` kept."""
        self.load_state_dict(load_file(path))


def merge(model: BertModel, path: Path) -> None:
    """Change the weights of ``model`` for good, by what ``Changes.save`` kept."""
    changes = Changes(model)
    changes.load(path)
    for _, layer in _matrices(model):
        parametrize.remove_parametrizations(layer, "weight")


def _matrices(model: BertModel) -> list[tuple[str, nn.Linear]]:
    return [each for each in model.encoder.named_modules() if isinstance(each[1], nn.Linear)]
