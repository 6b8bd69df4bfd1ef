"""What waits, limits or forgets asks the clock that never jumps; dates alone ask the calendar's."""

from __future__ import annotations

import ast

import pytest

from tests.support.paths import ROOT

# Each module that asks what day and time it is, with the reason why no other clock will do.
CALENDAR = {
    "bot/admin/audit.py": "a date that people read",
    "bot/admin/block.py": "a block outlives restarts, until a date that people are told",
    "bot/app/abandoned_watch.py": "how long ago another process heard a message",
    "bot/app/missed_events.py": "how long ago somebody pressed or typed, as Discord counts it",
    "bot/asking/admission.py": "Discord shows the end of a wait as a date; the wait is monotonic",
    "bot/asking/blocks.py": "the same, for blocks in memory",
    "bot/backup/archive.py": "a date that people read",
    "bot/backup/restore.py": "a date in a name",
    "bot/ledger/ballot.py": "votes of a day",
    "bot/ledger/entries.py": "the date of an entry",
    "bot/ledger/postgres_ballot.py": "votes of a day",
    "bot/ledger/postgres_ledger.py": "how long ago something was asked, and when a vote is over",
    "bot/ledger/queries.py": "when somebody was forgotten, which two processes share",
    "bot/ledger/retention.py": "questions are kept for days, across restarts; the hour of a count",
    "bot/servers/blocklist.py": "a block outlives restarts",
    "bot/servers/departures.py": "a grace of days, across restarts",
    "bot/servers/local_sessions.py": "how long ago another process heard Discord",
    "index/cli/calibrate.py": "a date that people read",
    "index/cli/stay.py": "a date that people read",
    "index/snapshots/file_marks.py": "the age of a file",
    "index/snapshots/locks.py": "the age of a file, and a date that people read",
    "index/snapshots/publish.py": "the date of a snapshot",
    "index/sources/register/add.py": "a date that people read",
    "index/sources/shared/working_copy.py": "the age of a file",
    "index/sources/web/fetcher.py": "Retry-After may be a date; the wait has an upper limit",
    "index/sources/web/refresh.py": "the date of a fetch",
}
FILES = [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
JUMPING = {"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "date.today"}


def asks_the_calendar(code: str) -> bool:
    """Return whether ``code`` names a clock that an operator or NTP can set."""
    named = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute))
    return any(ast.unparse(node) in JUMPING or node.attr == "utcnow" for node in named)


def test_only_dates_are_asked_of_the_clock_that_can_be_set() -> None:
    found = {
        file.relative_to(ROOT).as_posix()
        for file in FILES
        if asks_the_calendar(file.read_text("utf-8"))
    }
    assert found == CALENDAR.keys()


@pytest.mark.parametrize(
    "code", ["time.time()", "clock = time.time", "discord.utils.utcnow()", "datetime.now(UTC)"]
)
def test_each_of_its_names_is_recognised(code: str) -> None:
    assert asks_the_calendar(code)
    assert not asks_the_calendar("time.monotonic(); loop.time(); time.perf_counter()")
