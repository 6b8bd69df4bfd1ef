"""``quoth forget`` deletes what is kept of a person, also while the bot is running."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import bot.cli.forget  # noqa: F401 - it adds its command
from bot.admin.audit import Act, AuditLog
from bot.settings import BotSettings
from index.cli import cli
from index.cli.group import Front
from tests.standin import Standin
from tests.support.bot import UNKNOWN, Running

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from tests.standin.people import Person

    Quoth: TypeAlias = Callable[..., Result]

pytest_plugins = ["tests.support.bot_fixtures"]


@pytest.fixture
def quoth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    monkeypatch.chdir(tmp_path)
    for name in ("ledger", "customs", "audit", "corpora"):
        ending = {"ledger": "sqlite", "audit": "jsonl"}.get(name, "json")
        monkeypatch.setenv(f"QUOTH_DISCORD__{name.upper()}", str(tmp_path / f"{name}.{ending}"))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, obj=Front(settings=lambda: BotSettings))

    return run


async def test_the_operator_deletes_the_questions_of_one_person_while_the_bot_runs(
    discord: Standin, bot: Running, ada: Person, quoth: Quoth
) -> None:
    server, bob = int(discord.world.guild_id), discord.person("Bob")
    bot.house.change(server, lambda customs: replace(customs, keep_days=30))
    for person in (ada, bob):
        await (await discord.slash(person, "ask", question=UNKNOWN)).message()
    bot.ledger.settled().result(5)
    assert len(bot.ledger.read(server).result(5).kept) == 2
    done = quoth("forget", ada.id)
    assert done.exit_code == 0, done.output
    assert "deleted: 1 kept questions" in done.stdout
    assert len(bot.ledger.read(server).result(5).kept) == 1
    assert "deleted: 0" in quoth("forget", ada.id).stdout


def test_the_audit_log_keeps_the_acts_and_loses_the_person(tmp_path: Path, quoth: Quoth) -> None:
    log = AuditLog(tmp_path / "audit.jsonl", most_bytes=300, kept_files=5)
    for number in range(8):
        log.append(Act("corpus use", f"now {number}", 7 + number % 2, 9))
    before = [act.outcome for act in log.acts()]
    done = quoth("forget", "7")
    assert "4 entries of the audit log" in done.stdout
    assert [act.outcome for act in log.acts()] == before
    assert {act.user for act in log.acts()} == {0, 8}
    assert "user (forgotten)" in quoth("audit").stdout


def test_a_ledger_that_another_process_holds_gives_one_line_with_the_remedy(
    tmp_path: Path, quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Held:
        """A ledger whose deletion never comes to an end."""

        def forget(self, _person: int) -> Future[int]:
            return Future()

        def close(self) -> None: ...

    (tmp_path / "ledger.sqlite").touch()
    held = SimpleNamespace(service=SimpleNamespace(ledger=Held()), state=Held())
    monkeypatch.setattr("bot.app.wiring.wire", lambda _settings: held)
    monkeypatch.setattr("bot.cli.forget.SECONDS", 0.01)
    done = quoth("forget", "7")
    assert done.exit_code == 1
    assert "nothing was deleted" in done.stderr
    assert "stop the bot" in done.stderr


def test_without_a_ledger_nothing_is_made(tmp_path: Path, quoth: Quoth) -> None:
    assert quoth("forget", "7").exit_code == 0
    assert not (tmp_path / "ledger.sqlite").exists()
