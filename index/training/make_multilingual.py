"""Make the multilingual encoder for an operator: get multilingual-e5-small, check and export it."""

from __future__ import annotations

from pathlib import Path

from index.errors import EncoderError
from index.training.bases import Base, Export

BASE = Base(
    "intfloat/multilingual-e5-small",
    "1a55775f53449dac10a2bcbc312469fac40b96d53198c407081a831f81c98477",
    command="multilingual",
    noun="the multilingual encoder",
    error=EncoderError,
)


def make_multilingual(base: str, folder: Path) -> None:
    """Make the encoder in ``folder``, from a folder of its base or from its name on the hub.

    :raises EncoderError: a package is missing, the base cannot be had, or is another model.
    """
    BASE.make(base, folder, _exporter)


def _exporter() -> Export:
    from index.training.export_multilingual import export_multilingual

    return export_multilingual
