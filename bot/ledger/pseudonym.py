"""Hash askers with a key, so that a person's questions can be deleted but name no one."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from index.files import OWNER_ONLY, replace_file

if TYPE_CHECKING:
    from pathlib import Path

BYTES = 32
HASH = 16  # bytes: enough to tell people apart


class Key:
    """A random key in a file of its own, made when the first question is kept."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._key: bytes | None = None

    def is_there(self) -> bool:
        """Return whether there is a usable key, reading it from its file if necessary."""
        return self._key is not None or self._read()

    def make(self) -> None:
        """Make a new key and write it to its file; hashes of an earlier key match no more.

        :raises OSError: the file cannot be written.
        """
        key = secrets.token_bytes(BYTES)
        replace_file(self.file, key, mode=OWNER_ONLY)
        self._key = key

    def hash(self, server: int, person: int) -> bytes:
        """Return the pseudonym of ``person`` in ``server``.

        It differs between servers, so that it cannot be followed from one to another.
        """
        if self._key is None:  # pragma: no cover - callers check with is_there
            raise RuntimeError("no key")
        return hmac.digest(self._key, f"{server}:{person}".encode(), "sha256")[:HASH]

    def _read(self) -> bool:
        try:
            key = self.file.read_bytes()
        except FileNotFoundError:
            return False
        self._key = key if len(key) == BYTES else None  # a crash can cut it short
        return self._key is not None
