"""List what a bot keeps: each part has one name in every backup, wherever its path is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger.database import FILE_ENDINGS
from bot.servers.departures import FILE as LEFT_SERVERS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import BotSettings

LEDGER, SOURCES, FETCHED, INDEX = "ledger.sqlite", "sources", "fetched", "index"
OLD_AUDIT_LOGS = range(1, 5)


@dataclass(frozen=True, slots=True)
class BackupPart:
    """A file or, with ``folder``, a folder that the bot keeps.

    ``private``: only its owner may read it. ``endings`` are those of files that belong to it.
    """

    name: str
    path: Path
    folder: bool = False
    private: bool = False
    endings: tuple[str, ...] = ("",)


def parts_of(settings: BotSettings) -> list[BackupPart]:
    """List all parts, whether they exist or not, at the paths that ``settings`` names."""
    discord, library = settings.discord, settings.library
    audit = discord.audit
    files = {
        "ledger.key": discord.ledger.with_suffix(".key"),
        "customs.json": discord.customs,
        LEFT_SERVERS: discord.customs.with_name(LEFT_SERVERS),
        "corpora.json": discord.corpora,
        "blocked.json": discord.blocked,
        "audit.jsonl": audit,
        **{f"audit.jsonl.{n}": audit.with_name(f"{audit.name}.{n}") for n in OLD_AUDIT_LOGS},
    }
    return [
        BackupPart(LEDGER, discord.ledger, private=True, endings=FILE_ENDINGS),
        *(BackupPart(name, path, private=True) for name, path in files.items()),
        BackupPart("sources.toml", library.register_path),
        BackupPart(SOURCES, library.sources, folder=True),
        BackupPart(FETCHED, library.fetched, folder=True),
        BackupPart(INDEX, library.index, folder=True),
    ]
