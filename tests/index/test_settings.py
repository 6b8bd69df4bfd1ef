"""Settings: from the environment, each mistake named, no secret shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import BotSettings
from index.errors import SettingsError
from index.settings import IndexSettings, in_force, load_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where no .env is


@pytest.mark.parametrize("value", ["", "foo", "{}", '{"corpus": "x"}', "null"])
@pytest.mark.parametrize("name", ["QUOTH_LIBRARY", "QUOTH_DISCORD", "QUOTH_ANSWER__"])
def test_a_section_is_no_setting(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name} is a section, not a setting"):
        load_settings(IndexSettings)


def test_the_environment_wins_over_the_file_and_arguments_over_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("QUOTH_ANSWER__QUOTES=1\nQUOTH_LIBRARY__CORPUS=file\n", "utf-8")
    monkeypatch.setenv("QUOTH_LIBRARY__CORPUS", "environment")
    settings = load_settings(IndexSettings)
    assert (settings.answer.quotes, settings.library.corpus) == (1, "environment")
    settings = load_settings(IndexSettings, library={"corpus": "argument"})
    assert (settings.answer.quotes, settings.library.corpus) == (1, "argument")


def test_what_is_in_force_is_told_by_name_without_the_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUOTH_DISCORD__TOKEN", "very-secret")
    monkeypatch.setenv("QUOTH_LIBRARY__MAX_FILE_BYTES", "7")
    told = in_force(load_settings(BotSettings))
    assert told["QUOTH_LIBRARY__MAX_FILE_BYTES"] == "7"
    assert told["QUOTH_ENCODER__MODEL"] == "minilm-encoder"
    assert "very-secret" not in str(told)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUOTH_ANSWER__QUOTES", "0"),
        ("QUOTH_ANSWER__QUOTES", "six"),
        ("QUOTH_ANSWER__MIN_CONFIDENCE", "nan"),
        ("QUOTH_ANSWER__MIN_CONFIDENCE", "-0.1"),
        ("QUOTH_ENCODER__MODEL", ""),
        ("QUOTH_LIBRARY__CORPUS", "Üpper"),
        ("QUOTH_LIBRARY__SOURCES__DEEP", "x"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=r"\AQUOTH_\w+: .+\Z"):
        load_settings(IndexSettings)


@pytest.mark.parametrize("name", ["QUOTH_LIBRARY__SOURCE", "QUOTH_LIBARY__SOURCES"])
def test_a_misspelt_name_is_called_no_setting(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "handbook")
    with pytest.raises(SettingsError, match=f"{name} is not a setting of Quoth"):
        load_settings(IndexSettings)


@pytest.mark.parametrize(
    "section", sorted({*BotSettings.model_fields} - {*IndexSettings.model_fields})
)
def test_the_index_passes_over_each_section_of_the_bot(
    section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = next(iter(BotSettings.model_fields[section].annotation.model_fields))  # type: ignore[union-attr]
    monkeypatch.setenv(f"QUOTH_{section.upper()}__{name.upper()}", "1")
    load_settings(IndexSettings)
