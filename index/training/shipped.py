"""Load the weights of trained or shipped readers, to continue their training or to export them.

Those that are shipped were reduced to eight bits and so are less exact; a few training steps make
up for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from index.training.reader_graph import EIGHT, JOINED, SCALE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor, nn

FROZEN = ("encoder.embeddings.", "encoder.encoder.layer.0.")  # weights that are not trained


def load_readers(model: nn.Module, folders: Sequence[Path]) -> None:
    """Load the mean of the weights of the readers in ``folders`` into ``model``.

    A folder has ``reader.pt``, which training keeps, or else ``reader.onnx``, which is shipped.

    :raises ValueError: a weight is missing.
    """
    states = []
    for folder in folders:
        _load(model, folder)
        states.append({name: one.clone() for name, one in model.state_dict().items()})
    model.load_state_dict({
        name: torch.stack([state[name] for state in states]).mean(0) if one.is_floating_point()
        else one for name, one in states[0].items()
    })  # fmt: skip


def _load(model: nn.Module, folder: Path) -> None:
    checkpoint = folder / "reader.pt"
    if checkpoint.exists():
        model.load_state_dict(torch.load(checkpoint, weights_only=True))
        return
    found = _of_onnx(folder / "reader.onnx")
    learned = [name for name in model.state_dict() if not name.startswith(FROZEN)]
    missing = sorted(set(learned) - set(found))
    if missing:
        raise ValueError(f"{folder} lacks {', '.join(missing)}")
    model.load_state_dict({name: found[name] for name in learned}, strict=False)


def _of_onnx(path: Path) -> dict[str, Tensor]:
    """Return the weights that are trained, by their names in the model, from a shipped file."""
    import onnx

    graph = onnx.load(path).graph
    stored = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
    weights = {}
    for name in (each for each in stored if not each.startswith(FROZEN)):
        stem = name.removesuffix(EIGHT)
        if name != stem:
            weights[stem] = (stored[name] * stored[stem + SCALE]).T
        elif not name.endswith(SCALE):
            weights[name] = stored[name]
    parts = (part for name, array in weights.items() for part in _parts(name, array))
    return {name: torch.from_numpy(array.copy()) for name, array in parts}


def _parts(name: str, array: NDArray[Any]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield a weight with its name, or those that were joined in it."""
    if JOINED not in name:
        yield name, array
        return
    parts = JOINED.split("+")
    for part, piece in zip(parts, np.split(array, len(parts)), strict=True):
        yield name.replace(JOINED, part), piece
