"""One set of objects serves a bot, made in one place from its settings."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bot as package
from bot.app.local_state import LocalState
from bot.app.wiring import asker_of, corpus_rules_of, wire
from bot.ground.place import DIRECT
from bot.settings import WorkerSettings
from index.errors import SettingsError
from tests.support.bot import WHEN, FakeOracle, settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(package.__file__).parent
WIRING = "app/wiring.py"
MADE_ONCE = dict.fromkeys(("Asker", "HouseRules", "Admission", "Service", "Desk"), WIRING) | {
    "AuditLog": "app/local_state.py",
    "SharedAuditLog": "app/shared_state.py",
}


async def test_a_bot_is_wired_from_its_settings(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, direct=False, maintainers="5, 6", maintained_by="7")
    wiring = wire(settings, FakeOracle)
    service, desk = wiring.service, wiring.desk
    try:
        assert (
            service.house.file,
            desk.corpus_rules.file,
            Path(service.ledger.name),
            Path(desk.audit.name),
        ) == (
            tmp_path / "customs.json",
            tmp_path / "corpora.json",
            tmp_path / "ledger.sqlite",
            tmp_path / "audit.jsonl",
        )
        assert not service.direct
        assert desk.roles == {5, 6}
        assert desk.upkeep is not None
        assert desk.upkeep.servers == {7}
        await service.asker.open()
        assert (await service.asker.answer(WHEN, DIRECT)).quotes
    finally:
        await wiring.close()


def test_rules_that_cannot_be_read_stop_the_start_before_anything_is_opened(
    tmp_path: Path,
) -> None:
    settings = settings_in(tmp_path)
    settings.discord.corpora.write_text("{", "utf-8")
    with pytest.raises(SettingsError):
        wire(settings)
    assert not settings.discord.ledger.exists()


def test_a_bot_that_is_to_ask_workers_needs_the_database_in_which_it_meets_them(
    tmp_path: Path,
) -> None:
    workers = WorkerSettings(answer=True)
    with pytest.raises(SettingsError, match="QUOTH_STORE__URL is not set") as error:
        wire(settings_in(tmp_path).model_copy(update={"workers": workers}))
    assert "docs/how-to/workers.md" in error.value.hint


async def test_a_preview_asks_by_the_rules_of_the_bot_and_writes_nothing(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    asker = asker_of(
        settings, corpus_rules_of(settings, LocalState(settings)), FakeOracle, deadline=9
    )
    try:
        await asker.open()
        assert (await asker.answer(WHEN, DIRECT)).quotes
    finally:
        asker.close()
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240


def test_no_other_file_makes_the_objects_of_a_bot() -> None:
    makers = {
        (call, file.relative_to(ROOT).as_posix())
        for file in ROOT.rglob("*.py")
        for call in _made_in(file)
    }
    assert makers == set(MADE_ONCE.items())


def _made_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MADE_ONCE:
            yield getattr(node.func, "id", "")
