"""Find the mean vector that the multilingual encoder takes from all others.

    python -m index.training.mean_vector FOLDERS --model var/multilingual

Each folder counts the same, whatever its size: give one for each language. Of each, fifty
paragraphs are drawn by chance. Writes ``index/models/multilingual-e5/mean.npy``.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np

from index.models.multilingual import FILES, MEAN, NAME, PASSAGE
from index.models.onnx_encoder import OnnxEncoder

DRAWN = 50  # paragraphs of each folder
SHORTEST, LONGEST = 40, 600  # characters
SEED = 1


def paragraphs(folder: Path) -> list[str]:
    """Return some paragraphs of the Markdown files in ``folder``, each cut to ``LONGEST``."""
    texts = (path.read_text("utf-8") for path in sorted(folder.rglob("*.md")))
    found = [part for text in texts for part in text.split("\n\n") if len(part) >= SHORTEST]
    drawn = random.Random(SEED).sample(found, min(DRAWN, len(found)))
    return [part[:LONGEST] for part in drawn]


def main() -> None:
    """Write the mean over the folders that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, default=Path("var/multilingual"))
    options = parser.parse_args()
    model, tokenizer = (options.model / name for name in FILES)
    encoder = OnnxEncoder(model, tokenizer, NAME, NAME)
    means = [
        encoder.encode_passages([PASSAGE + part for part in paragraphs(folder)]).mean(axis=0)
        for folder in options.folders
    ]
    mean = np.mean(means, axis=0).astype(np.float32)
    np.save(MEAN, mean)
    print(f"{MEAN}: length {np.linalg.norm(mean):.3f}")


if __name__ == "__main__":
    main()
