"""Make the judge for an operator: get its base, check it, and export it with the changes."""

from __future__ import annotations

from pathlib import Path

from index.errors import ReaderError
from index.files import file_digest
from index.models.model import silence

BASE = "sentence-transformers/all-mpnet-base-v2"
BASE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def make_judge(base: str, folder: Path) -> None:
    """Make the judge in ``folder``, from a folder of its base or from its name on the hub.

    :raises ReaderError: a package is missing, the base cannot be had, or is another model.
    """
    try:
        from transformers.utils import logging

        from index.training.export_judge import export_judge
    except ImportError as error:
        raise ReaderError(
            f"the judge cannot be made without the package {error.name}",
            hint="Install it: pip install 'quoth[judge]', or, in a checkout, "
            "pip install -c constraints.txt -e '.[judge]'.",
        ) from None
    found = _folder_of(base)
    silence()
    # Not of weights that the judge does not use.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    export_judge(found, folder)


def _folder_of(base: str) -> Path:
    """Return the folder of the base, downloaded if it is a name on the hub, and checked."""
    folder = Path(base)
    if not folder.is_dir():
        folder = _downloaded(base)
    weights = folder / "model.safetensors"
    if not weights.is_file() or file_digest(weights) != BASE_SHA256:
        raise ReaderError(
            f"{base} is not the model that the judge is made of",
            hint=f"Name a folder with {BASE}: model.safetensors with sha256 {BASE_SHA256}.",
        )
    return folder


def _downloaded(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", "model.safetensors"]))
    except Exception as error:  # the hub, the network and the disk each raise their own errors
        raise ReaderError(
            f"{name} cannot be downloaded ({type(error).__name__})",
            hint="Name a folder instead: quoth judge --base FOLDER.",
        ) from error
