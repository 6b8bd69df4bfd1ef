"""Export a trained reader to the shipped form: ONNX, with weights of eight bits.

    python -m index.training.export var/reader --output index/models/minilm-reader

Two folders, one of a reader that was trained further from the other, give the mean of both's
weights, which forgets less of what the earlier one knew (M. Wortsman and others, "Robust
fine-tuning of zero-shot models", 2022).

Prints the sha256 of the files, which ``index/models/loading.py`` checks.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from index.files import file_digest
from index.training.packaged import packaged_model
from index.training.shipped import load_readers
from index.training.train import ReadingModel

NAMES = ["ids", "mask", "types"]


def export(folders: Sequence[Path], output: Path) -> None:
    """Write ``reader.onnx`` and ``tokenizer.json`` of the mean of some readers to ``output``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = ReadingModel(packaged_model())
    load_readers(model, folders)
    model.eval()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        _to_onnx(model, whole)
        quantize_dynamic(
            whole, output / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
    shutil.copy(packaged_model() / "tokenizer.json", output / "tokenizer.json")


def _to_onnx(model: ReadingModel, path: Path) -> None:
    ids = torch.randint(1_000, 20_000, (2, 32))
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    axes = {name: {0: "batch", 1: "length"} for name in [*NAMES, "start", "end"]}
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=NAMES,
        output_names=["start", "end", "answers"],
        dynamic_axes=axes | {"answers": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export the readers that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    export(options.folders, options.output)
    for path in sorted(options.output.iterdir()):
        print(f"{file_digest(path)}  {path.name}  {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
