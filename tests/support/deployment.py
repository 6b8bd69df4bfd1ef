"""A bot in several processes with workers, on the stand-in: its settings, index and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.shared_state import SharedState
from bot.servers.house_rules import HouseRules
from index.building.build import build
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.standin import Standin
from tests.support.hashing_encoder import HashingEncoder
from tests.support.postgres import KEY, secrets_of
from tests.support.process import UNLIMITED

if TYPE_CHECKING:
    from pathlib import Path

PLACES = {"QUOTH_LIBRARY__INDEX": "index", "QUOTH_LIBRARY__SOURCES": "sources"}
ASKING = UNLIMITED | {"QUOTH_WORKERS__ANSWER": "true", "QUOTH_DISCORD__DEADLINE": "15"}
WORKING = {"QUOTH_WORKERS__THREADS": "2"}
SOURCE = "# The lamp\n\nThe lamp was first lit in 1867. It was automated in 1983.\n"


def everyone(address: str) -> dict[str, str]:
    """The settings of every process that shares the database at ``address``."""
    return PLACES | {"QUOTH_STORE__URL": address, "QUOTH_STORE__KEY": KEY}


def standin() -> Standin:
    """Make one whose server is on the second process; direct messages are on the first."""
    while True:
        discord = Standin(shards=3)
        if (int(discord.world.guild_id) >> 22) % 3 == 2:
            return discord


def prepare(home: Path, server: int, address: str) -> None:
    """Build the index, make the tables, and have the server keep questions."""
    (home / "sources").mkdir()
    (home / "sources" / "lamp.md").write_text(SOURCE, "utf-8")
    sources = find_sources(home / "sources")
    library = Library(home / "index")
    build(library, "default", sources, encoder=HashingEncoder(), max_bytes=1_000_000)
    state = SharedState(secrets_of(address), None)
    house = HouseRules(home / "none.json", kept=state.kept("customs"))
    house.change(server, lambda customs: replace(customs, keep_days=30))
    state.close()
