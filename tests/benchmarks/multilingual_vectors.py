"""Look at the vectors of the multilingual encoder: their range, their mean, and eight bits.

    python -m tests.benchmarks.multilingual_vectors FOLDER --model var/multilingual [--base FOLDER]

``FOLDER`` has the sets of ``tests/canned/foreign/README.md``. Prints, for each set for choosing,
the cosines of its questions with fifty of its paragraphs, before and after the mean is taken away.
With ``--base``, compares the vectors with those of the model in 32 bits. Prints the memory last.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.models.multilingual import FILES, MEAN, NAME, PASSAGE, QUESTION
from index.models.onnx_encoder import OnnxEncoder
from index.models.word_pieces import tokenizer_of
from index.training.mean_vector import paragraphs
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETS = ROOT / "tests/canned/foreign"


def resident() -> int:
    """Return how much memory the process has, in MiB; Linux only."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 // 2**20


def centred(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take the shipped mean away, as the encoder does."""
    return unit(vectors - np.load(MEAN))


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return unit rows, or a unit vector."""
    rows: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return rows


def spread(questions: NDArray[np.float32], passages: NDArray[np.float32]) -> str:
    """Write the median cosine, and the mean of each question's best."""
    cosines = questions @ passages.T
    return f"{np.median(cosines):.2f} and {cosines.max(axis=1).mean():.2f}"


def in_32_bits(base: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """Encode with the model that the eight bits were made from."""
    import torch
    from transformers import BertModel

    from index.training.export_encoder import Pooled

    model = Pooled(BertModel.from_pretrained(base, add_pooling_layer=False)).eval()
    tokens = [tokenizer_of(base / "tokenizer.json").encode(text).ids for text in texts]
    with torch.inference_mode():
        found = [model(torch.tensor([ids]))[0].numpy() for ids in tokens]
    return np.stack(found)


def main() -> None:
    """Print what the module says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--base", type=Path)
    options = parser.parse_args()
    before = resident()
    model, tokenizer = (options.model / name for name in FILES)
    encoder = OnnxEncoder(model, tokenizer, NAME, NAME)
    encoder.count_tokens(["Why?"])
    cut = resident()
    encoder.encode_question("Why?")
    print(f"memory: {cut - before} MiB of the tokenizer, {resident() - cut} of the model")
    for path in sorted(SETS.glob("certificates-*.jsonl")):
        asked = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
        read = paragraphs(options.folder / path.stem / "articles")
        questions = encoder.encode_passages([QUESTION + one for one in asked])
        passages = encoder.encode_passages([PASSAGE + one for one in read])
        toward = unit(passages.mean(axis=0)) @ unit(np.load(MEAN))
        print(
            f"{path.stem}: median and best {spread(questions, passages)}, without the mean "
            f"{spread(centred(questions), centred(passages))}; own mean by the mean {toward:.3f}"
        )
        if options.base:
            whole = in_32_bits(options.base, [PASSAGE + one for one in read[:10]])
            eight = passages[:10]
            raw, moved = (a * b for a, b in ((whole, eight), (centred(whole), centred(eight))))
            print(f"  eight bits by 32: {raw.sum(1).min():.4f}, {moved.sum(1).min():.3f} at least")


if __name__ == "__main__":
    main()
