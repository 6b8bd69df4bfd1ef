"""Find the address of the shared database, and the key that all its processes have."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.credentials import Credential, credential
from index.errors import SettingsError

if TYPE_CHECKING:
    from bot.settings import StoreSettings

URL, KEY = "QUOTH_STORE__URL", "QUOTH_STORE__KEY"
SHORTEST_KEY = 32  # characters
SCHEMES = ("postgresql://", "postgres://")
PAGE = "docs/how-to/several-processes.md"
MAKE_ONE = (
    "Make one with `openssl rand -hex 32`, and give the same one to every process: see " + PAGE
)


@dataclass(frozen=True, slots=True)
class StoreSecrets:
    """The address of the database, and the key for the names of people in it."""

    url: Credential
    key: Credential = field(repr=False)

    @property
    def key_bytes(self) -> bytes:
        """Return the key as HMAC takes it."""
        return self.key.value.encode()

    @property
    def key_mark(self) -> bytes:
        """Return what tells this key from others; nobody can compute the key from it."""
        return hmac.digest(self.key_bytes, b"quoth: which key", "sha256")[:8]


def store_secrets(store: StoreSettings) -> StoreSecrets | None:
    """Find both secrets; None if there is no shared database.

    :raises SettingsError: one of them is missing, in two places, or no such secret.
    """
    url = credential(URL, store.url, store.url_file)
    key = credential(KEY, store.key, store.key_file)
    if url is None and key is None:
        return None
    if url is None:
        raise SettingsError(
            f"{KEY} is set, but {URL} is not: nothing would be shared",
            hint=f"Set {URL}, or delete {KEY}: see {PAGE}.",
        )
    if not url.value.startswith(SCHEMES):
        raise SettingsError(
            f"{URL} is no address of PostgreSQL", hint="Begin it with postgresql://."
        )
    return StoreSecrets(url, _long_enough(key))


def _long_enough(key: Credential | None) -> Credential:
    """Refuse a missing key: one that is made here would name people as no other process does."""
    if key is None:
        raise SettingsError(
            f"{URL} is set, but {KEY} is not: without it nobody could be forgotten", hint=MAKE_ONE
        )
    if len(key.value) < SHORTEST_KEY:
        raise SettingsError(f"{KEY} has fewer than {SHORTEST_KEY} characters", hint=MAKE_ONE)
    return key
