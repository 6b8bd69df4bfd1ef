"""Who asked, as a keyed hash: so that a person's questions can be deleted, and nobody be named."""

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
        return self._key is not None or self._read()

    def make(self) -> None:
        """
        :raises OSError: it cannot be written.
        """
        key = secrets.token_bytes(BYTES)
        replace_file(self.file, key, mode=OWNER_ONLY)
        self._key = key

    def hash(self, server: int, person: int) -> bytes:
        """What stands for ``person`` there; in another server it is another, so none can be met."""
        if self._key is None:  # pragma: no cover - whoever keeps a question has looked
            raise RuntimeError("no key")
        return hmac.digest(self._key, f"{server}:{person}".encode(), "sha256")[:HASH]

    def _read(self) -> bool:
        try:
            key = self.file.read_bytes()
        except FileNotFoundError:
            return False
        self._key = key if len(key) == BYTES else None  # cut short by a crash: it opens nothing
        return self._key is not None
