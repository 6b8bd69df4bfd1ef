"""Define the settings of the connection to Discord, and of the files that the bot keeps."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from bot.settings.bounds import LeaseSeconds
from index.settings import Section

MOST_SHARDS = 10_000
SHARDS = re.compile(r"(?P<first>\d{1,5})(?:(?:-(?P<last>\d{1,5}))?/(?P<total>\d{1,5}))?", re.ASCII)
Ids = Annotated[str | None, Field(pattern=r"^\d+( *, *\d+)*$")]


class DiscordSettings(Section):
    """The connection to Discord, and the files that the bot keeps."""

    token: SecretStr | None = Field(
        default=None, description="The bot's token. Never logged or printed."
    )
    token_file: Path | None = Field(
        default=None,
        description="A file with the token, in place of `QUOTH_DISCORD__TOKEN`: see "
        "docs/how-to/run-as-a-service.md#where-the-token-is.",
    )
    api_base: str | None = Field(
        default=None,
        description="For tests: the REST address of a stand-in for Discord, loopback only, as in "
        "`http://127.0.0.1:PORT/api/v10`.",
    )
    gateway_url: str | None = Field(
        default=None,
        description="For tests: the gateway of a stand-in for Discord, loopback only, as in "
        "`ws://127.0.0.1:PORT/gateway/`.",
    )
    deadline: float = Field(
        default=30.0,
        gt=0,
        le=600,
        description="Seconds after which the bot gives up on a question.",
    )
    shards: str = Field(
        default="0",
        coerce_numbers_to_str=True,
        description="How many connections to Discord's gateway this process keeps. 0: as many as "
        "Discord recommends, which is one for each thousand servers. `0-1/4`: the first two of "
        "four, and others while nobody else keeps them: see docs/how-to/shards.md.",
    )
    shard_lease: LeaseSeconds = Field(
        default=5.0,
        description="Seconds after which the shards of a process that was killed are free for its "
        "successor, and after as many more for any other process.",
    )
    corpora: Path = Field(
        default=Path("var/corpora.json"),
        description="The file of rules that say which corpora answer where: see "
        "docs/how-to/several-corpora.md.",
    )
    customs: Path = Field(
        default=Path("var/customs.json"),
        description="The file of each server's house rules: see "
        "docs/reference/files.md#house-rules.",
    )
    direct: bool = Field(default=True, description="Whether to answer direct messages.")
    ledger: Path = Field(
        default=Path("var/ledger.sqlite"),
        description="The file that counts questions, answers and votes: see "
        "docs/reference/files.md#ledger. If it cannot be written, counting goes on in memory.",
    )
    maintainers: Ids = Field(
        default=None,
        description="Ids of roles that may maintain a server, besides those with Manage Server; "
        "separated by commas. With it, Discord shows `/corpus` to everybody.",
    )
    blocked: Path = Field(
        default=Path("var/blocked.json"),
        description="The file of people and servers that are blocked: see "
        "docs/reference/files.md#blocklist.",
    )
    operators: Ids = Field(
        default=None,
        description="Ids of people who may use `/block`, separated by commas. They are never "
        "blocked. Without them, there is no such command.",
    )
    maintained_by: Ids = Field(
        default=None,
        description="Ids of servers whose maintainers may change the default corpus, "
        "separated by commas.",
    )
    audit: Path = Field(
        default=Path("var/audit.jsonl"), description="The log of what maintainers do."
    )

    @property
    def maintaining_roles(self) -> frozenset[int]:
        """Return the ids of the roles in ``maintainers``."""
        return _ids_in(self.maintainers)

    @property
    def operator_ids(self) -> frozenset[int]:
        """Return the ids of the people in ``operators``."""
        return _ids_in(self.operators)

    @property
    def upkeep_servers(self) -> frozenset[int]:
        """Return the ids of the servers in ``maintained_by``."""
        return _ids_in(self.maintained_by)

    @property
    def shard_count(self) -> int | None:
        """Return how many shards the bot has; None: as many as Discord recommends."""
        return int(self.shards.partition("/")[2] or self.shards) or None

    @property
    def own_shards(self) -> range | None:
        """Return the shards of this process, if other processes keep the rest."""
        own, _, total = self.shards.partition("/")
        first, _, last = own.partition("-")
        return range(int(first), int(last or first) + 1) if total else None

    @field_validator("shards")
    @classmethod
    def _shards_that_are(cls, shards: str) -> str:
        found = SHARDS.fullmatch(shards)
        if found is None:
            raise ValueError("write a number, as 4, or some of a number, as 0-1/4")
        first, last, total = found["first"], found["last"] or found["first"], found["total"]
        if int(total or last) > MOST_SHARDS:
            raise ValueError(f"at most {MOST_SHARDS} shards are allowed")
        if total and not int(first) <= int(last) < int(total):
            raise ValueError(f"the shards of {total} are numbered from 0 to {int(total) - 1}")
        return shards

    @field_validator("api_base", "gateway_url")
    @classmethod
    def _loopback_only(cls, url: str | None) -> str | None:
        if url is not None and not _is_loopback(url):
            raise ValueError("only a loopback address is allowed: your token would go there")
        return url


def _ids_in(ids: str | None) -> frozenset[int]:
    return frozenset(int(id_) for id_ in (ids or "").split(",") if id_.strip())


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
