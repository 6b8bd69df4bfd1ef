"""Define the settings of the bot, in addition to those of the index."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from index.settings import IndexSettings, Section

MOST_SHARDS = 10_000
SHARDS = re.compile(r"(?P<first>\d{1,5})(?:(?:-(?P<last>\d{1,5}))?/(?P<total>\d{1,5}))?", re.ASCII)


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
    shard_lease: float = Field(
        default=5.0,
        ge=0.1,
        le=60,
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
    maintainers: str | None = Field(
        default=None,
        pattern=r"^\d+( *, *\d+)*$",
        description="Ids of roles that may maintain a server, besides those with Manage Server; "
        "separated by commas. With it, Discord shows `/corpus` to everybody.",
    )
    blocked: Path = Field(
        default=Path("var/blocked.json"),
        description="The file of people and servers that are blocked: see "
        "docs/reference/files.md#blocklist.",
    )
    operators: str | None = Field(
        default=None,
        pattern=r"^\d+( *, *\d+)*$",
        description="Ids of people who may use `/block`, separated by commas. They are never "
        "blocked. Without them, there is no such command.",
    )
    maintained_by: str | None = Field(
        default=None,
        pattern=r"^\d+( *, *\d+)*$",
        description="Ids of servers whose maintainers may change the default corpus, "
        "separated by commas.",
    )
    audit: Path = Field(
        default=Path("var/audit.jsonl"), description="The log of what maintainers do."
    )

    @property
    def maintaining_roles(self) -> frozenset[int]:
        """Return the ids of the roles in ``maintainers``."""
        return frozenset(int(role) for role in (self.maintainers or "").split(",") if role.strip())

    @property
    def operator_ids(self) -> frozenset[int]:
        """Return the ids of the people in ``operators``."""
        return frozenset(int(id_) for id_ in (self.operators or "").split(",") if id_.strip())

    @property
    def upkeep_servers(self) -> frozenset[int]:
        """Return the ids of the servers in ``maintained_by``."""
        return frozenset(int(id_) for id_ in (self.maintained_by or "").split(",") if id_.strip())

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


class LimitSettings(Section):
    """Limits on how fast people may ask.

    A limit of 5 in 30 seconds allows five questions at once, and another every six seconds. It
    covers `/ask`, `/check`, right-clicks, messages and buttons that
    ask again; not maintainers' commands, `/help`, `/privacy`, `/forget-me` or votes. Anyone over a
    limit gets a private message that says when to ask again.
    """

    person: int = Field(
        default=5, ge=0, description="Questions of one person at once. 0: no limit."
    )
    person_seconds: float = Field(
        default=30.0, gt=0, le=86_400, description="Seconds until a person may ask that many again."
    )
    channel: int = Field(
        default=60, ge=0, description="Questions in one channel at once. 0: no limit."
    )
    channel_seconds: float = Field(
        default=60.0,
        gt=0,
        le=86_400,
        description="Seconds until that many may be asked there again.",
    )
    server: int = Field(
        default=120, ge=0, description="Questions in one server at once. 0: no limit."
    )
    server_seconds: float = Field(
        default=60.0,
        gt=0,
        le=86_400,
        description="Seconds until that many may be asked there again.",
    )
    human_person: int = Field(
        default=3,
        ge=0,
        description="How many times one person can use “Ask a human” at once. 0: no limit.",
    )
    human_person_seconds: float = Field(
        default=3_600.0,
        gt=0,
        le=86_400,
        description="Seconds until they can use it as often again.",
    )
    human_channel: int = Field(
        default=6,
        ge=0,
        description="How many times it can be used in one channel, with its threads. 0: no limit.",
    )
    human_channel_seconds: float = Field(
        default=3_600.0, gt=0, le=86_400, description="Seconds until it can be used as often again."
    )
    human_server: int = Field(
        default=12,
        ge=0,
        description="How many times it can be used on one server at once. 0: no limit.",
    )
    human_server_seconds: float = Field(
        default=3_600.0, gt=0, le=86_400, description="Seconds until it can be used as often again."
    )
    block_after: int = Field(
        default=20,
        ge=0,
        description="How many times in ten minutes somebody may be over their own limit before "
        "they are blocked for a time. 0: nobody is.",
    )
    block_seconds: float = Field(
        default=3_600.0, gt=0, le=86_400, description="For how many seconds they are blocked."
    )


class HealthSettings(Section):
    """The pages for operators: `/livez`, `/readyz` and `/metrics`."""

    port: int = Field(
        default=0, ge=0, le=65_535, description="The port of the pages. 0: there are none."
    )
    host: str = Field(
        default="127.0.0.1",
        description="The address on which they are served. They need no password: open it to "
        "trusted networks only.",
    )
    shared: bool = Field(
        default=False,
        description="Whether the process that replaces this one may use the port too, until this "
        "one leaves. `quoth run --processes` sets it.",
    )


class StoreSettings(Section):
    """The PostgreSQL that several processes share: see docs/how-to/several-processes.md.

    Without it, all is in files of this machine, and nothing is imported for it.
    """

    url: SecretStr | None = Field(
        default=None,
        description="Its address, as in `postgresql://USER:PASSWORD@HOST/DATABASE`. Needs "
        "`pip install 'quoth[postgres]'`. Never logged or printed.",
    )
    url_file: Path | None = Field(
        default=None, description="A file with the address, in place of `QUOTH_STORE__URL`."
    )
    key: SecretStr | None = Field(
        default=None,
        description="The key that names people in it, 32 characters at least, the same for every "
        "process. Never logged or printed.",
    )
    key_file: Path | None = Field(
        default=None, description="A file with the key, in place of `QUOTH_STORE__KEY`."
    )


class WorkerSettings(Section):
    """Workers that answer for bots (`quoth work`): see docs/how-to/workers.md.

    They need `QUOTH_STORE__URL`. Without them, each bot answers by itself.
    """

    answer: bool = Field(
        default=False,
        description="Whether workers find the answers, so that the bot loads no model.",
    )
    threads: int = Field(
        default=0,
        ge=0,
        le=256,
        description="How many questions a worker answers at a time. 0: as many as there are cores.",
    )
    lease: float = Field(
        default=5.0,
        ge=0.1,
        le=60,
        description="Seconds after which another worker takes the question of one that was killed. "
        "A worker that is alive renews this time while it answers.",
    )


class LogSettings(Section):
    """The log on stderr. It has no secrets, and no words of questions."""

    format: Literal["lines", "json"] = Field(
        default="lines",
        description="`lines` for people, or `json`: one object a line, with `at`, `level`, "
        "`logger`, `message` and, of a failure, `trace`.",
    )
    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least important events that are logged."
    )


class PreviewSettings(Section):
    """The drawing of `quoth preview`."""

    browser: str | None = Field(
        default=None,
        description="The Chromium, Chrome or Edge that draws PNGs. If not set, Quoth looks for it.",
    )


class BotSettings(IndexSettings):
    """All settings of Quoth: those of the index and those of the bot."""

    discord: DiscordSettings = Field(default_factory=DiscordSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    health: HealthSettings = Field(default_factory=HealthSettings)
    log: LogSettings = Field(default_factory=LogSettings)
    preview: PreviewSettings = Field(default_factory=PreviewSettings)
    store: StoreSettings = Field(default_factory=StoreSettings)
    workers: WorkerSettings = Field(default_factory=WorkerSettings)


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
