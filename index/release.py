"""Find out which release of Quoth this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """Return the version of Quoth that is installed; "0" where it only runs from a folder."""
    try:
        return version("quoth")
    except PackageNotFoundError:
        return "0"
