"""What holds of every audit log: that in a file, and that in a database which is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.admin.audit import Act, AuditLog
from bot.admin.shared_audit import SharedAuditLog
from bot.postgres.connection import SharedDatabase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.admin.audit import AuditTrail

pytest_plugins = ["tests.support.postgres_server"]

ADA, BOB = 41771983423143936, 41771983423143937


@pytest.fixture(params=["file", "postgres"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], AuditTrail]:
    """Open the same log once more, as another process does."""
    if request.param == "file":
        return lambda: AuditLog(tmp_path / "audit.jsonl")
    connect = request.getfixturevalue("connect")
    return lambda: SharedAuditLog(connect())


def act(number: int = 1, user: int | None = ADA, **arguments: str) -> Act:
    return Act("corpus use", f"now {number}", user, 9, arguments, f"2026-11-29T17:00:0{number}Z")


def test_what_is_done_in_one_process_is_listed_in_another_in_order(
    log: Callable[[], AuditTrail],
) -> None:
    one, two = log(), log()
    one.append(act(1, name="handbook"))
    two.append(act(2, user=None))
    one.append(act(3))
    expected = [act(1, name="handbook"), act(2, user=None), act(3)]
    assert list(one.acts()) == list(two.acts()) == expected


@pytest.mark.parametrize("text", ["Who\0won?", "half \ud83d of it", "a\nline", "x" * 4_000])
def test_any_text_comes_back_or_is_shortened(log: Callable[[], AuditTrail], text: str) -> None:
    log().append(act(1, name=text))
    (found,) = log().acts()
    assert found.arguments["name"] == text[:500]


def test_a_person_is_made_nameless_in_what_every_process_wrote_and_nobody_else_is(
    log: Callable[[], AuditTrail],
) -> None:
    one, two = log(), log()
    one.append(act(1))
    two.append(act(2, user=BOB))
    two.append(act(3, user=BOB, person=f"<@{ADA}>"))
    two.append(act(4, user=BOB, name=str(ADA)))  # a corpus of that name
    assert one.forget(ADA) == 2
    assert [(it.user, it.arguments.get("person")) for it in two.acts()] == [
        (0, None),
        (BOB, None),
        (BOB, "0"),
        (BOB, None),
    ]
    assert two.forget(ADA) == 0


def test_an_act_is_written_once_though_the_connection_is_lost_before_it_is_confirmed(
    connect: Callable[[], SharedDatabase], monkeypatch: pytest.MonkeyPatch
) -> None:
    log, cuts = SharedAuditLog(connect()), []
    log.append(act(1))
    leaving = psycopg.Transaction.__exit__

    def cut(self: psycopg.Transaction, *error: object) -> object:
        done = leaving(self, *error)  # type: ignore[arg-type]
        if not cuts:
            cuts.append(1)
            self.connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return done

    monkeypatch.setattr(psycopg.Transaction, "__exit__", cut)
    log.append(act(2))
    assert cuts
    assert [it.outcome for it in log.acts()] == ["now 1", "now 2"]


def test_the_shared_log_is_bounded_and_loses_the_oldest_first(
    connect: Callable[[], SharedDatabase],
) -> None:
    log = SharedAuditLog(connect(), most=5)
    for number in range(9):
        log.append(act(number))
    assert [it.outcome for it in log.acts()] == [f"now {number}" for number in range(4, 9)]
