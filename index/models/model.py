"""How any model is found, checked and loaded: one that came with Quoth, a folder, or the hub's.

Whether a model may be fetched is said for each one as it is loaded (``local_files_only``), and
never by ``HF_HUB_OFFLINE``: huggingface_hub reads that once, when it is imported, and it then holds
for every model of the process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from index.errors import EncoderError, ReaderError
from index.files import file_digest

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model is, and what tells it from any other.

    ``place`` is a folder, or a name on the hub; only a model that is not ``local`` is fetched.
    """

    place: str
    fingerprint: str
    local: bool = True


@dataclass(frozen=True, slots=True)
class ModelKind:
    """A kind of model, with what an operator is told where one cannot be had."""

    noun: str
    error: type[EncoderError | ReaderError]
    hint: str

    def find(self, name: str) -> Model:
        """Tell a folder from a name on the hub; nothing is fetched yet.

        :raises EncoderError, ReaderError: it can only be a folder, and there is none.
        """
        folder = Path(name)
        if folder.exists():
            return Model(str(folder), folder_fingerprint(folder))
        if name.startswith((".", "/", "~")) or name.count("/") > 1:
            raise self.error(f"no model folder at {name}", hint=self.hint)
        return Model(name, f"{name}@hub", local=False)

    def check(self, folder: Path, known: Mapping[str, str], remedy: str) -> None:
        """Compare the files of a model that came with Quoth with the sha256 that each must have.

        :raises EncoderError, ReaderError: a file is another one, or not there.
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
        """Give back what ``make`` makes of the model.

        :raises EncoderError, ReaderError: it is no such model, or cannot be fetched.
        """
        try:
            return make()
        except Exception as error:  # the hub, torch and safetensors each raise their own kinds
            raise self.error(
                f"{model.place} cannot be loaded as {self.noun} ({type(error).__name__})",
                hint=self.hint,
            ) from error


def silence() -> None:
    """Keep the libraries from drawing progress bars; to be called before they are imported.

    What an operator has set in the environment stays as it is.
    """
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def folder_fingerprint(folder: Path) -> str:
    """What tells a saved model from another: the bytes of its weights and of its settings."""
    weights = sorted(
        [*folder.rglob("*.safetensors"), *folder.rglob("*.bin"), *folder.rglob("*.json")]
    )
    digest = sha256("".join(map(file_digest, weights)).encode()).hexdigest()
    return f"folder@{digest}"
