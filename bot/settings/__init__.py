"""Define the settings of the bot, in addition to those of the index."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from bot.settings.bounds import LeaseSeconds
from bot.settings.discord_section import DiscordSettings
from bot.settings.limits_section import LimitSettings
from index.settings import IndexSettings, Section

__all__ = [
    "BotSettings",
    "DiscordSettings",
    "HealthSettings",
    "LimitSettings",
    "LogSettings",
    "PreviewSettings",
    "StoreSettings",
    "WorkerSettings",
]


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
    lease: LeaseSeconds = Field(
        default=5.0,
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
