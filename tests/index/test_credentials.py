"""A secret has one place, which is told; no error, repr or mode gives it away."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

import index.credentials
from index.credentials import MOST_BYTES, Credential, credential
from index.errors import SettingsError
from index.settings import IndexSettings, load_settings

NAME, SECRET = "QUOTH_DISCORD__TOKEN", "a-token.of-a.bot"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a service manager, nor a container engine, nor an ``.env``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(index.credentials, "CONTAINER_SECRETS", tmp_path / "run-secrets")


def secret_in(folder: Path, content: bytes = SECRET.encode() + b"\n", name: str = NAME) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def found(given: str | None = None, file: Path | None = None) -> Credential:
    credentials = credential(NAME, SecretStr(given) if given is not None else None, file)
    assert credentials is not None
    return credentials


def test_a_secret_is_found_in_each_place_which_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert credential(NAME, None, None) is None
    assert credential(NAME, SecretStr(" "), None) is None, "as `.env.example` has it"

    assert found(SECRET).origin == ".env"
    monkeypatch.setenv(NAME.lower(), SECRET)
    assert found(SECRET).origin == "the environment"

    file = secret_in(tmp_path / "etc", name="token")
    assert (found(file=file).value, found(file=file).origin) == (SECRET, str(file))
    assert found("", file).value == SECRET

    engine = secret_in(tmp_path / "run-secrets")
    assert (found().value, found().origin) == (SECRET, str(engine))
    engine.unlink()
    systemd = secret_in(tmp_path / "credentials")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(systemd.parent))
    assert (found().value, found().origin) == (SECRET, str(systemd))


def test_a_secret_that_is_in_two_places_is_refused_with_both(tmp_path: Path) -> None:
    file = secret_in(tmp_path / "etc", name="token")
    with pytest.raises(SettingsError, match=rf"twice: in \.env and in {file}"):
        credential(NAME, SecretStr(SECRET), file)
    engine = secret_in(tmp_path / "run-secrets")
    with pytest.raises(SettingsError, match=f"twice: in {file} and in {engine}"):
        credential(NAME, None, file)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "has no secret in it"),
        (b" \r\n", "has no secret in it"),
        (b"\xff\xfes3cret", "is not UTF-8 text"),
        (b"s3cret" * MOST_BYTES, "is too long"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_without_what_is_in_it(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "etc" / "token"
    if content is not None:
        secret_in(tmp_path / "etc", content, "token")
    with pytest.raises(SettingsError, match=why) as refusal:
        credential(NAME, None, file)
    said = refusal.value.message + refusal.value.hint
    assert refusal.value.message.startswith(str(file))
    assert NAME in said
    assert "s3cret" not in said


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_white_space_around_a_secret_is_no_part_of_it_and_its_repr_has_none_of_it(
    value: str,
) -> None:
    if not value.strip():
        return
    credentials = credential(NAME, SecretStr(f" {value}\r\n"), None)
    assert credentials == Credential(value.strip(), ".env", Path(".env"))
    assert repr(credentials) == f"Credential(origin='.env', file={Path('.env')!r})"


def test_a_file_is_open_if_its_mode_and_all_folders_above_let_everybody_read_it(
    tmp_path: Path,
) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)
        if folder.name.startswith("pytest-of"):
            break
    file = secret_in(tmp_path / "etc", name="token")
    file.parent.chmod(0o755)
    file.chmod(0o644)
    assert found(file=file).is_open
    file.parent.chmod(0o750)
    assert not found(file=file).is_open
    file.parent.chmod(0o755)
    file.chmod(0o640)
    assert not found(file=file).is_open


def test_what_a_container_engine_or_systemd_hands_over_has_the_mode_that_they_chose(
    tmp_path: Path,
) -> None:
    secret_in(tmp_path / "run-secrets").chmod(0o444)
    assert found().file is None
    assert not found().is_open


def test_a_file_that_nobody_needs_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_WEBHOOK__SECRET_FILE", str(tmp_path / "nowhere"))
    assert load_settings(IndexSettings).webhook.secret is None
