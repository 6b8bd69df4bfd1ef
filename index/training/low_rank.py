"""Tune a BERT model by matrices of low rank, which are added to its weights.

They are a hundredth of the model in size, so the repository keeps them, and whoever has the
package of the weights can make the tuned model again. After E. Hu and others, "LoRA: Low-Rank
Adaptation of Large Language Models", 2021.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

if TYPE_CHECKING:
    from torch import Tensor

RANK = 16


class LowRank(nn.Module):
    """A change of rank ``rank`` to a weight matrix; at first it changes nothing."""

    def __init__(self, weight: Tensor, rank: int = RANK) -> None:
        super().__init__()
        rows, columns = weight.shape
        self.down = nn.Parameter(torch.randn(rank, columns) / math.sqrt(columns))
        self.up = nn.Parameter(torch.zeros(rows, rank))

    def forward(self, layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        """Return what ``layer`` gives with the changed weight, as a hook of it.

        The change is applied to the inputs. So no gradient of the whole matrix is computed, which
        is a third of a training step.
        """
        del layer
        changed: Tensor = output + (inputs[0] @ self.down.T) @ self.up.T
        return changed


class Changes(nn.ModuleDict):
    """The changes to the matrices of a model's layers; what they do not change is frozen."""

    def __init__(self, model: Any, first: int = 0) -> None:
        super().__init__()
        model.requires_grad_(requires_grad=False)
        self._changed: list[tuple[nn.Linear, LowRank, Any]] = []
        for name, layer in _matrices(model, first):
            change = LowRank(layer.weight)
            self._changed.append((layer, change, layer.register_forward_hook(change)))
            self[name.replace(".", "/")] = change  # a name in a ModuleDict has no dots

    def save(self, path: Path) -> None:
        """Save the changes in 16 bits."""
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file({name: one.half() for name, one in self.state_dict().items()}, path)

    def load(self, path: Path) -> None:
        """Load the changes that ``save`` kept."""
        self.load_state_dict(load_file(path))

    def merge(self) -> None:
        """Change the weights of the model for good."""
        for layer, change, hook in self._changed:
            hook.remove()
            layer.weight.data += (change.up @ change.down).data


def merge(model: Any, path: Path) -> None:
    """Change the weights of ``model`` for good, by what ``Changes.save`` kept."""
    changes = Changes(model)
    changes.load(path)
    changes.merge()


def _matrices(model: Any, first: int) -> list[tuple[str, nn.Linear]]:
    """Return the matrices of the layers from number ``first`` on, by name."""
    found = [each for each in model.encoder.named_modules() if isinstance(each[1], nn.Linear)]
    return [(name, one) for name, one in found if int(name.split(".")[1]) >= first]
