"""Export a trained reader to the shipped form: ONNX, with weights of eight bits.

    python -m index.training.export var/reader --output index/models/minilm-reader

Two folders, one of a reader that was trained further from the other, give the mean of both's
weights, which forgets less of what the earlier one knew (M. Wortsman and others, "Robust
fine-tuning of zero-shot models", 2022). The same weights give the same bytes.

Prints the sha256 of the files, which ``index/models/loading.py`` checks.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import onnx

from index.files import file_digest
from index.training.packaged import packaged_model
from index.training.reader_graph import reader_graph
from index.training.reading_model import ReadingModel
from index.training.shipped import load_readers


def export(folders: Sequence[Path], output: Path) -> None:
    """Write ``reader.onnx`` and ``tokenizer.json`` of the mean of some readers to ``output``."""
    model = ReadingModel(packaged_model())
    load_readers(model, folders)
    weights = {name: weight.numpy() for name, weight in model.state_dict().items()}
    output.mkdir(parents=True, exist_ok=True)
    onnx.save(
        reader_graph(weights, model.encoder.config.num_attention_heads), output / "reader.onnx"
    )
    shutil.copy(packaged_model() / "tokenizer.json", output / "tokenizer.json")


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
