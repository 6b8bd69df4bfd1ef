"""Load the weights of trained or shipped readers, to continue their training or to export them.

Those that are shipped were reduced to eight bits and so are less exact; a few training steps make
up for that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
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
    import onnx

    graph = onnx.load(path).graph
    stored = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
    weights = {name: torch.from_numpy(a.copy()) for name, a in stored.items() if "." in name}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            module = re.sub("/(Gemm_)?MatMul_quant$", "", node.name).strip("/").replace("/", ".")
            weights[f"{module}.weight"] = _whole(stored, node.input[1])
    return weights


def _whole(stored: dict[str, Any], name: str) -> Tensor:
    """Expand the matrix ``name`` from eight bits, with a scale for each of its columns."""
    stem = name.removesuffix("_quantized")
    steps = stored[name].astype("float32") - stored[f"{stem}_zero_point"].astype("float32")
    return torch.from_numpy((steps * stored[f"{stem}_scale"]).T.copy())
