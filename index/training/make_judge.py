"""Make the judge for an operator: get its base, check it, and export it with the changes."""

from __future__ import annotations

from pathlib import Path

from index.errors import ReaderError
from index.training.bases import Base, Export

BASE = Base(
    "sentence-transformers/all-mpnet-base-v2",
    "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    command="judge",
    noun="the judge",
    error=ReaderError,
)


def make_judge(base: str, folder: Path) -> None:
    """Make the judge in ``folder``, from a folder of its base or from its name on the hub.

    :raises ReaderError: a package is missing, the base cannot be had, or is another model.
    """
    BASE.make(base, folder, _exporter)


def _exporter() -> Export:
    from index.training.export_judge import export_judge

    return export_judge
