"""The operator's settings, read once in a ``__main__`` and passed down from there.

They are environment variables, or lines of ``.env``. Each name is ``QUOTH_``, the section, ``__``
and the setting: ``QUOTH_LIBRARY__SOURCES=handbook``. ``docs/reference/settings.md`` lists them all.
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
# Sections of the bot, which are in the same environment.
OTHER_FRONTS = ("discord", "health", "limits", "log", "preview", "store", "workers")
DEFAULT_MODEL = "minilm-encoder"
SHIPPED_READER = "minilm-reader"
NO_READER = "none"
SHORTEST_SECRET = 16  # characters
LISTED = "docs/reference/settings.md lists the settings, and what each may be."
CORPUS_NAME = r"^[a-z0-9][a-z0-9_-]{0,63}$"


class Section(BaseModel):
    """One section of the settings: frozen, and without unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LibrarySettings(Section):
    """The places of the sources and of the index."""

    sources: Path = Field(
        default=Path("docs/articles"),
        description="The folder of sources. docs/reference/files.md#sources lists the formats.",
    )
    index: Path = Field(default=Path("var/index"), description="The folder of snapshots.")
    url: SecretStr | None = Field(
        default=None,
        description="A PostgreSQL in which several machines share the snapshots, and the sources "
        "since `quoth import --share-sources`, as in "
        "`postgresql://USER:PASSWORD@HOST/DATABASE`; the folder then has copies. Needs "
        "`pip install 'quoth[postgres]'`: see docs/how-to/several-processes.md#share-the-index. "
        "Never logged or printed.",
    )
    url_file: Path | None = Field(
        default=None,
        description="A file with that address, in place of `QUOTH_LIBRARY__URL`: see "
        "docs/how-to/run-as-a-service.md#where-the-token-is.",
    )
    copies_bytes: int = Field(
        default=20_000_000_000,
        gt=0,
        description="How many bytes of copies of a shared index to keep on this machine; those "
        "opened least recently are removed first, never one that is open.",
    )
    corpus: str = Field(
        default="default",
        pattern=CORPUS_NAME,
        description="The corpus to build and to ask. On Discord, everybody may ask it, unless "
        "`QUOTH_DISCORD__CORPORA` names other default corpora.",
    )
    max_file_bytes: int = Field(
        default=50_000_000, gt=0, description="The largest source file that is read, in bytes."
    )
    keep: int = Field(default=5, ge=1, description="How many snapshots to keep.")
    gate: Path | None = Field(
        default=None,
        description="A file of judged questions that a new index must pass before it serves: see "
        "docs/how-to/re-index-and-roll-back.md#questions-that-must-go-right.",
    )
    register_file: Path | None = Field(
        default=None,
        description="The register of sources. If not set: `sources.toml` beside their folder.",
    )
    fetched: Path = Field(
        default=Path("var/fetched"), description="The folder of pages fetched from the web."
    )

    @property
    def register_path(self) -> Path:
        """Return the path of the register, which need not exist."""
        return self.register_file or self.sources.parent / "sources.toml"


class FetchSettings(Section):
    """The fetching of pages from the web.

    Only `quoth sources add`, `refresh` and `quoth build --refresh` use these: see
    docs/how-to/web-sources.md.
    """

    contact: str | None = Field(
        default=None,
        description="Your web or mail address, sent to each site so that its owner can reach you.",
    )
    allowed_hosts: str | None = Field(
        default=None,
        description="Hosts of your own network that may be fetched, separated by commas, as in "
        "`wiki.example.lan,10.0.0.7`. Anyone who may add sources can read all of them.",
    )
    delay: float = Field(
        default=1.0, ge=0, le=60, description="Seconds between two requests to one host."
    )
    timeout: float = Field(
        default=30.0, gt=0, le=600, description="Seconds for one request, including its body."
    )
    max_bytes: int = Field(
        default=20_000_000, gt=0, description="The largest unpacked page, in bytes."
    )
    redirects: int = Field(default=5, ge=0, le=20, description="How many redirects to follow.")
    retries: int = Field(default=3, ge=0, le=10, description="How often to retry a failed request.")

    @property
    def hosts(self) -> frozenset[str]:
        """Return the hosts of ``allowed_hosts``, in lower case and without brackets."""
        names = (self.allowed_hosts or "").split(",")
        return frozenset(name.strip().lower().strip("[]") for name in names if name.strip())


class EncoderSettings(Section):
    """The model that encodes texts as vectors: see docs/how-to/use-another-model.md."""

    model: str = Field(
        default=DEFAULT_MODEL,
        min_length=1,
        description="The shipped model, the folder that `quoth multilingual` made, another folder, "
        "or a name on the Hugging Face hub. After a change, build the index again.",
    )
    batch: int = Field(
        default=8,
        ge=1,
        le=1024,
        description="How many texts to encode at once. The default model ignores it.",
    )
    threads: int = Field(
        default=0, ge=0, description="CPU threads. 0: one for each core, or what torch decides."
    )


class ReaderSettings(Section):
    """The model that reads the best passages with the question: see docs/explanation/reading.md."""

    model: str = Field(
        default=SHIPPED_READER,
        min_length=1,
        description="The shipped reader, the folder or hub name of a CrossEncoder, or `none`.",
    )
    judge: Path | None = Field(
        default=None,
        description="The folder of a judge, which `quoth judge` makes: a larger model that reads "
        "again what the reader is in doubt about. See docs/how-to/use-another-model.md#a-judge.",
    )
    passages: int = Field(default=3, ge=1, le=10, description="How many passages to read at most.")
    threads: int = Field(
        default=1,
        ge=0,
        description="CPU threads that read one passage. The bot answers as many questions at once "
        "as there are cores, so more threads help only while few people ask. 0: ONNX Runtime "
        "decides.",
    )


class AnswerSettings(Section):
    """The length of answers, and the confidence below which Quoth refuses."""

    quotes: int = Field(default=3, ge=1, le=5, description="How many quotes to show at most.")
    min_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Refuse below this probability; 0 never refuses. Overrides the threshold of "
        "`quoth calibrate`, and so ends its promise. If not set, the calibration decides.",
    )
    near_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Show the closest text, marked as no answer, from this probability on; 1 never "
        "shows it. If not set, the calibration decides.",
    )


class WebhookSettings(Section):
    """The webhook of `quoth build --listen`."""

    secret: SecretStr | None = Field(
        default=None,
        min_length=SHORTEST_SECRET,
        description="The key that signs calls, 16 characters at least. Never logged or printed.",
    )
    secret_file: Path | None = Field(
        default=None,
        description="A file with the key, in place of `QUOTH_WEBHOOK__SECRET`: see "
        "docs/how-to/run-as-a-service.md#where-the-token-is.",
    )


Settings = TypeVar("Settings", bound="IndexSettings")


class IndexSettings(BaseSettings):
    """The settings of the index. ``bot.settings`` adds those of Discord."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        frozen=True,
        extra="ignore",  # the bot's sections share the file; unknown ones are refused below
    )

    library: LibrarySettings = Field(default_factory=LibrarySettings)
    fetch: FetchSettings = Field(default_factory=FetchSettings)
    encoder: EncoderSettings = Field(default_factory=EncoderSettings)
    reader: ReaderSettings = Field(default_factory=ReaderSettings)
    answer: AnswerSettings = Field(default_factory=AnswerSettings)
    webhook: WebhookSettings = Field(default_factory=WebhookSettings)


def load_settings(kind: type[Settings], **sections: dict[str, Any]) -> Settings:
    """Read the settings from the environment and ``.env``; ``sections`` override both.

    ``sections`` come from the command line.

    :raises SettingsError: a value is invalid, or a name is unknown. Quoth checks the names of the
        sections itself, because pydantic-settings ignores a variable with an unknown section.
    """
    try:
        _refuse_unknown_sections(kind)
        return kind(**sections)  # type: ignore[arg-type]  # sections are merged into the fields
    except ValidationError as error:
        raise _refused(error) from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text", hint="Save it as UTF-8.") from None


def _refused(error: ValidationError) -> SettingsError:
    first = error.errors(include_input=False, include_url=False)[0]
    name = PREFIX + "__".join(str(part).upper() for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return SettingsError(f"{name} is not a setting of Quoth", hint=LISTED)
    return SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}", hint=LISTED)


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
    """Return the value of every setting, by the name of its variable; secrets are masked."""
    return {
        f"{PREFIX}{section.upper()}__{name.upper()}": "" if value is None else str(value)
        for section in type(settings).model_fields
        for name, value in getattr(settings, section)
    }
