"""Make the judge: MPNet with the changes that ``train_judge.py`` kept, in ONNX and eight bits.

    python -m index.training.export_judge all-mpnet-base-v2 --output var/judge

``quoth judge`` does the same. It takes a minute and two gigabytes of memory.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path

import onnx
import torch

from index.files import replace_file
from index.training.eight_bits import in_eight_bits
from index.training.train_judge import Judge

CHANGES = Path(__file__).parents[1] / "models/mpnet-judge/changes.safetensors"


def export_judge(base: Path, output: Path, changes: Path = CHANGES) -> None:
    """Write ``reader.onnx`` and ``tokenizer.json`` to ``output``, from the folder of the base."""
    judge = Judge(base)
    judge.load(changes)
    judge.changes.merge()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        _to_onnx(judge.model.eval(), whole)
        made = in_eight_bits(onnx.load(whole)).SerializeToString()
    replace_file(output / "tokenizer.json", (base / "tokenizer.json").read_bytes())
    replace_file(output / "reader.onnx", made)


def _to_onnx(model: torch.nn.Module, path: Path) -> None:
    ids = torch.randint(1_000, 20_000, (1, 32))
    with warnings.catch_warnings(action="ignore"):  # of the exporter that is kept for such models
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(path),
            input_names=["ids", "mask", "types"],
            output_names=["start", "end", "answers"],
            dynamic_axes={name: {1: "length"} for name in ("ids", "mask", "start", "end")},
            opset_version=17,
            dynamo=False,
        )


def main() -> None:
    """Make the judge of the base that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("--output", type=Path, default=Path("var/judge"))
    parser.add_argument("--changes", type=Path, default=CHANGES)
    options = parser.parse_args()
    export_judge(options.base, options.output, options.changes)
    print(f"{options.output}: made")


if __name__ == "__main__":
    main()
