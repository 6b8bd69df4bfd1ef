"""Export multilingual-e5-small: ONNX with pooling, and weights and vocabulary of eight bits.

    python -m index.training.export_multilingual multilingual-e5-small --output var/multilingual

``quoth multilingual`` does the same, and checks the weights first. It takes a minute and three
gigabytes of memory.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path

import onnx
from transformers import BertModel

from index.files import replace_file
from index.models.multilingual import FILES
from index.training.eight_bits import in_eight_bits
from index.training.export_encoder import Pooled, to_onnx


def export_multilingual(base: Path, output: Path) -> None:
    """Write ``encoder.onnx`` and ``tokenizer.json`` to ``output``, from the folder of the base."""
    model = Pooled(BertModel.from_pretrained(base, add_pooling_layer=False)).eval()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        with warnings.catch_warnings(action="ignore"):  # of the exporter kept for such models
            to_onnx(model, whole)
        made = in_eight_bits(onnx.load(whole)).SerializeToString()
    encoder, tokenizer = FILES
    replace_file(output / tokenizer, (base / tokenizer).read_bytes())
    replace_file(output / encoder, made)


def main() -> None:
    """Export the model in the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("--output", type=Path, default=Path("var/multilingual"))
    options = parser.parse_args()
    export_multilingual(options.base, options.output)
    print(f"{options.output}: made")


if __name__ == "__main__":
    main()
