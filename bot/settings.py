"""What Discord needs, on top of what the index needs."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from index.settings import IndexSettings, Section


class DiscordSettings(Section):
    token: SecretStr | None = Field(default=None, description="the bot's token; never logged")
    api_base: str | None = Field(default=None, description="REST base of a stand-in; loopback only")
    gateway_url: str | None = Field(
        default=None, description="gateway of a stand-in; loopback only"
    )
    deadline: float = Field(
        default=30.0, gt=0, le=600, description="seconds after which a question is given up"
    )
    corpora: Path = Field(
        default=Path("var/corpora.json"),
        description="file that says which corpora stand open where",
    )
    customs: Path = Field(
        default=Path("var/customs.json"),
        description="file that says how each server wants to be served",
    )
    direct: bool = Field(default=True, description="whether direct messages are answered")
    ledger: Path = Field(
        default=Path("var/ledger.sqlite"),
        description="file that counts questions, answers and votes; its key is beside it",
    )
    maintainers: str | None = Field(
        default=None,
        pattern=r"^\d+( *, *\d+)*$",
        description="ids of roles that may maintain, beside Manage Server; with commas between",
    )
    maintained_by: str | None = Field(
        default=None,
        pattern=r"^\d+( *, *\d+)*$",
        description="ids of servers whose maintainers may change the sources of the default corpus",
    )
    audit: Path = Field(
        default=Path("var/audit.jsonl"), description="file that records what maintainers do"
    )

    @property
    def maintaining_roles(self) -> frozenset[int]:
        return frozenset(int(role) for role in (self.maintainers or "").split(",") if role.strip())

    @property
    def upkeep_servers(self) -> frozenset[int]:
        return frozenset(int(id_) for id_ in (self.maintained_by or "").split(",") if id_.strip())

    @field_validator("api_base", "gateway_url")
    @classmethod
    def _loopback_only(cls, url: str | None) -> str | None:
        if url is not None and not _is_loopback(url):
            raise ValueError("only a loopback address is allowed: your token would go there")
        return url


class LimitSettings(Section):
    person: int = Field(
        default=5, ge=0, description="questions of one person at once; 0: as many as they like"
    )
    person_seconds: float = Field(
        default=30.0, gt=0, le=86_400, description="seconds until a person may ask as many again"
    )
    channel: int = Field(
        default=60, ge=0, description="questions in one channel at once; 0: no limit"
    )
    channel_seconds: float = Field(
        default=60.0, gt=0, le=86_400, description="seconds until as many may be asked there again"
    )
    server: int = Field(
        default=120, ge=0, description="questions in one server at once; 0: no limit"
    )
    server_seconds: float = Field(
        default=60.0, gt=0, le=86_400, description="seconds until as many may be asked there again"
    )
    human_person: int = Field(
        default=3, ge=0, description="calls of “Ask a human” by one person at once; 0: no limit"
    )
    human_person_seconds: float = Field(
        default=3_600.0, gt=0, le=86_400, description="seconds until they may call as often again"
    )
    human_channel: int = Field(
        default=6, ge=0, description="calls in one channel, its threads included; 0: no limit"
    )
    human_channel_seconds: float = Field(
        default=3_600.0, gt=0, le=86_400, description="seconds until as many can be made again"
    )
    human_server: int = Field(
        default=12, ge=0, description="calls in one server at once; 0: no limit"
    )
    human_server_seconds: float = Field(
        default=3_600.0, gt=0, le=86_400, description="seconds until as many can be made again"
    )


class PreviewSettings(Section):
    browser: str | None = Field(
        default=None, description="Chromium, Chrome or Edge for PNGs; without it, it is looked for"
    )


class BotSettings(IndexSettings):
    discord: DiscordSettings = Field(default_factory=DiscordSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    preview: PreviewSettings = Field(default_factory=PreviewSettings)


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
