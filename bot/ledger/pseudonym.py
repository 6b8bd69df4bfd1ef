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

    def bucket(self, kind: str, person: int) -> bytes:
        """Return the name of the limit of ``person`` on what ``kind`` names."""
        return self._digest(f"limit:{kind}:{person}")

    def turned_away(self, person: int) -> bytes:
        """Return the name under which ``person`` is blocked for a time."""
        return self._digest(f"blocked:{person}")

    def noted(self, what: str) -> bytes:
        """Return the name under which it is noted that something was done."""
        return self._digest(f"noted:{what}")

    def imported(self, what: str) -> bytes:
        """Return the name by which something that was imported is known again."""
        return self._digest(f"imported:{what}")

    def sealed(self, key: bytes) -> tuple[bytes, bytes]:
        """Seal another ``key`` of ``BYTES``, so that only someone with ours can read it.

        Return its mark and the sealed key, which ``unsealed`` needs.
        """
        mark = hmac.digest(self._key, b"mark:" + key, "sha256")[:HASH]
        return mark, self._masked(mark, key)

    def unsealed(self, mark: bytes, sealed: bytes) -> Pseudonyms:
        """Return the names that a sealed key gives."""
        return Pseudonyms(self._masked(mark, sealed))

    def _masked(self, mark: bytes, key: bytes) -> bytes:
        """Add a mask to ``key`` that is used for it alone; adding it again takes it off."""
        mask = hmac.digest(self._key, b"seal:" + mark, "sha256")
        return bytes(one ^ other for one, other in zip(key, mask, strict=True))

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
        key = None if self._names else self.read()
        self._names = Pseudonyms(key) if key else self._names
        return self._names

    def make(self) -> Pseudonyms:
        """Make a new key and write it to its file; hashes of an earlier key no longer match.

        :raises OSError: the file cannot be written.
        """
        key = secrets.token_bytes(BYTES)
        replace_file(self.file, key, mode=OWNER_ONLY)
        self._names = Pseudonyms(key)
        return self._names

    def read(self) -> bytes | None:
        """Return the key itself; None if there is no usable one."""
        try:
            key = self.file.read_bytes()
        except FileNotFoundError:
            return None
        return key if len(key) == BYTES else None  # a crash can cut it short
