"""Make a larger model of Quoth: get the published one that it is made of, check it, and export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.errors import EncoderError, ReaderError
from index.files import file_digest
from index.models.model import silence

Export = Callable[[Path, Path], None]  # from the folder of the base, to the folder of what is made


@dataclass(frozen=True, slots=True)
class Base:
    """A model on the hub, by its name there, and what ``quoth COMMAND`` makes of it."""

    name: str
    sha256: str  # of model.safetensors
    command: str
    noun: str
    error: type[EncoderError | ReaderError]

    def make(self, place: str, folder: Path, exporter: Callable[[], Export]) -> None:
        """Export the model to ``folder``, from a folder of it or from its name on the hub.

        ``exporter`` imports what exports it, which may need a package that is not installed.

        :raises EncoderError, ReaderError: a package is missing, or the model, or it is another.
        """
        try:
            from transformers.utils import logging

            export = exporter()
        except ImportError as error:
            raise self._missing(error.name) from None
        found = self._folder_of(place)
        silence()
        # Otherwise, transformers warns of weights that are not used.
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        export(found, folder)

    def _missing(self, package: str | None) -> EncoderError | ReaderError:
        return self.error(
            f"{self.noun} cannot be made without the package {package}",
            hint=f"Install it: pip install 'quoth[{self.command}]', or, in a checkout, "
            f"pip install -c constraints.txt -e '.[{self.command}]'.",
        )

    def _folder_of(self, place: str) -> Path:
        """Return the folder of the model, downloaded if ``place`` is a name on the hub."""
        folder = Path(place)
        if not folder.is_dir():
            folder = self._downloaded(place)
        weights = folder / "model.safetensors"
        if not weights.is_file() or file_digest(weights) != self.sha256:
            raise self.error(
                f"{place} is not the model that {self.noun} is made of",
                hint=f"Name a folder with {self.name}: model.safetensors with sha256 "
                f"{self.sha256}.",
            )
        return folder

    def _downloaded(self, name: str) -> Path:
        from huggingface_hub import snapshot_download

        try:
            return Path(snapshot_download(name, allow_patterns=["*.json", "model.safetensors"]))
        except Exception as error:  # the hub, the network and the disk each raise their own errors
            raise self.error(
                f"{name} cannot be downloaded ({type(error).__name__})",
                hint=f"Name a folder instead: quoth {self.command} --base FOLDER.",
            ) from error
