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


class Pseudonyms:
    """The names that a key gives to people."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hash(self, server: int, person: int) -> bytes:
        """Return the pseudonym of ``person`` in ``server``.

        It differs between servers, so that it cannot be followed from one to another.
        """
        return self._digest(f"{server}:{person}")

    def tombstone(self, person: int) -> bytes:
        """Return the name under which ``person`` is forgotten; no kept question has it."""
        return self._digest(f"forgotten:{person}")

    def ballot(self, person: int, message: int) -> bytes:
        """Return the name of the vote of ``person`` on ``message``."""
        return self._digest(f"vote:{person}:{message}")

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), "sha256")[:HASH]


class Key:
    """A random key in a file of its own, made when the first question is kept."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._names: Pseudonyms | None = None

    def is_there(self) -> bool:
        """Return whether there is a usable key, reading it from its file if necessary."""
        return self.names() is not None

    def names(self) -> Pseudonyms | None:
        """Return the names that the key gives; None if there is no usable key."""
        self._names = self._names or self._read()
        return self._names

    def make(self) -> Pseudonyms:
        """Make a new key and write it to its file; hashes of an earlier key match no more.

        :raises OSError: the file cannot be written.
        """
        key = secrets.token_bytes(BYTES)
        replace_file(self.file, key, mode=OWNER_ONLY)
        self._names = Pseudonyms(key)
        return self._names

    def _read(self) -> Pseudonyms | None:
        try:
            key = self.file.read_bytes()
        except FileNotFoundError:
            return None
        return Pseudonyms(key) if len(key) == BYTES else None  # a crash can cut it short
