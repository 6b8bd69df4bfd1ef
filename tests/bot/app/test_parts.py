"""The parts of the bot that need no Discord to be wrong."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.app.logs import JsonLine, OneLine, Redacted
from bot.app.token import examine, is_plausible
from bot.asking.librarian import Librarian
from bot.listening.messages import by_a_person, calls, words_of
from bot.settings import BotSettings, DiscordSettings
from index.credentials import Credential
from index.errors import SnapshotMismatch
from index.types import Answer, Scope
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from discord.abc import User

    from index.answering.answerer import Answerer
    from index.answering.part import Part
    from index.snapshots.library import Library

ME = cast("User", SimpleNamespace(id=7))
HERE = Scope(("default",))


# --- which messages are questions --------------------------------------------------------------


def message(content: str, **changes: Any) -> discord.Message:
    """A message in a direct channel; ``spec`` would need a connection."""
    given: dict[str, Any] = {
        "content": content,
        "author": SimpleNamespace(bot=False),
        "webhook_id": None,
        "type": discord.MessageType.default,
        "guild": None,
        "mentions": [],
    }
    return cast("discord.Message", SimpleNamespace(**(given | changes)))


@pytest.mark.parametrize(
    ("content", "question"),
    [
        ("<@7> When?", "When?"),
        ("<@!7>  When\n was it? ", "When was it?"),
        ("When, <@7>?", "When, ?"),
        ("<@7> <:wave:123456789012345678> <a:spin:1>", ""),
        ("see <#12> and <@&13> at <t:1618953630:R>", "see and at"),
        ("</ask:1234> why?", "why?"),
        ("is 3 < 4 and 5 > 2?", "is 3 < 4 and 5 > 2?"),
    ],
)
def test_markup_is_no_part_of_a_question(content: str, question: str) -> None:
    assert words_of(message(content)) == question


@pytest.mark.parametrize(
    "changes",
    [
        {"author": SimpleNamespace(bot=True)},
        {"webhook_id": 1},
        {"type": discord.MessageType.pins_add},
    ],
)
def test_what_no_person_says_is_no_question(changes: dict[str, Any]) -> None:
    assert by_a_person(message("When?"))
    assert not by_a_person(message("When?", **changes))


def test_only_our_own_name_calls_us() -> None:
    assert calls(message("When?", mentions=[SimpleNamespace(id=7)]), ME)
    assert not calls(message("When?", mentions=[SimpleNamespace(id=8)]), ME)


# --- the log -----------------------------------------------------------------------------------


def _record(name: str, text: str, error: BaseException | None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, text, (), info)


def _line(
    name: str, text: str, error: BaseException | None = None, form: type[Redacted] = OneLine
) -> str:
    return form("s3cret").format(_record(name, text, error))


def test_no_credential_reaches_the_log() -> None:
    url = "https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24/messages/@original"
    line = _line("discord.http", f"rate limited: {url} with s3cret")
    assert "aW50ZXJhY3Rpb24" not in line
    assert "s3cret" not in line
    assert "webhooks/123/[redacted]/messages" in line


def test_discord_py_s_tracebacks_are_one_line_and_ours_are_whole() -> None:
    try:
        raise ConnectionResetError("gone, with s3cret")
    except ConnectionResetError as error:
        theirs = _line("discord.client", "Attempting a reconnect", error)
        ours = _line("bot.app.client", "on_message failed", error)
    assert theirs.endswith("Attempting a reconnect (ConnectionResetError: gone, with [token])")
    assert len(theirs.splitlines()) == 1
    assert "Traceback" in ours
    assert "s3cret" not in ours


def _raised(error: Exception) -> BaseException:
    try:
        raise error
    except Exception as caught:
        return caught


@given(st.text(min_size=4).filter(lambda text: "s3cret" not in text))
def test_no_traceback_repeats_what_an_error_says_of_a_text(question: str) -> None:
    unique = f"«{question}»"
    error = _raised(ValueError(f"cannot digest {unique}"))
    error.__cause__ = _raised(KeyError(unique))
    for name in ("bot.app.client", "discord.client"):
        for form in (OneLine, JsonLine):
            line = _line(name, "on_message failed", error, form)
            assert "ValueError" in line
            assert unique not in line
            assert json.dumps(unique)[1:-1] not in line


def test_an_event_as_json_is_one_line_with_its_trace_its_facts_and_no_credential() -> None:
    record = _record("bot.app.client", "two\nlines\u2028with s3cret", _raised(OSError("no s3cret")))
    record.facts = {"snapshot": "20260101-test"}
    line = JsonLine("s3cret").format(record)
    assert len(line.splitlines()) == 1
    event = json.loads(line)
    assert event["message"] == "two\nlines\u2028with [token]"
    assert event["level"] == "error"
    assert event["logger"] == "bot.app.client"
    assert event["snapshot"] == "20260101-test"
    assert "test_parts.py" in event["trace"]
    assert event["trace"].endswith("OSError: no [token]")
    assert datetime.fromisoformat(event["at"]).tzinfo is not None


# --- the reader --------------------------------------------------------------------------------


class OneModel:
    """An answerer that only knows the snapshots of its own model."""

    def ask(self, question: str, scope: list[Part], after: object = None) -> Answer:
        assert after is None
        for part in scope:
            self.check_model(part.snapshot)
        return Answer(question, (), 0.0, snapshot=" ".join(p.snapshot.name for p in scope))

    def check_model(self, snapshot: Any) -> None:
        if snapshot.name == "foreign":
            raise SnapshotMismatch("the index was built with another model", hint="Build again.")


class Shelf:
    """A library whose current snapshot a test names."""

    def __init__(self, name: str) -> None:
        self.name = name

    def get(self, _: str) -> Any:
        return SimpleNamespace(name=self.name, sources=list)


def _librarian(shelf: Shelf) -> Librarian:
    return Librarian(cast("Library", shelf), cast("Answerer", OneModel()), "default")


def test_an_index_of_another_model_does_not_replace_the_one_that_serves(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shelf = Shelf("first")
    reader = _librarian(shelf)
    assert reader.answer("?", HERE).snapshot == "first"
    shelf.name = "foreign"
    assert [reader.answer("?", HERE).snapshot for _ in range(3)] == ["first"] * 3
    assert caplog.text.count("another model") == 1, "one line, not one a question"
    shelf.name = "second"
    assert reader.answer("?", HERE).snapshot == "second"
    assert reader.snapshot() == "second"


def test_with_only_an_index_of_another_model_the_operator_is_told() -> None:
    with pytest.raises(SnapshotMismatch):
        _librarian(Shelf("foreign")).answer("?", HERE)


# --- the token and the command line ------------------------------------------------------------


@pytest.mark.parametrize("token", ["a b", "a\nb", "tökén", "a\x00"])
def test_what_cannot_be_a_token_is_not_sent_to_discord(token: str) -> None:
    assert not is_plausible(token)


@pytest.mark.parametrize(("token", "well"), [("", False), ("a b", False), ("a.b.c", True)])
def test_the_doctor_looks_at_the_token_and_never_shows_it(token: str, well: bool) -> None:
    settings = BotSettings(discord=DiscordSettings(token=SecretStr(token)))
    (finding,) = examine(settings)
    assert finding.well is well
    assert not token or token not in finding.says


def test_the_doctor_tells_where_the_token_is_and_when_everybody_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    file.write_text("a.b.c\n", "utf-8")
    settings = BotSettings(discord=DiscordSettings(token_file=file))
    monkeypatch.setattr(Credential, "is_open", property(lambda _self: False))
    (finding,) = examine(settings)
    assert finding.well
    assert f"is in {file};" in finding.says
    monkeypatch.setattr(Credential, "is_open", property(lambda _self: True))
    (finding,) = examine(settings)
    assert finding.remedy == f"Run `chmod 600 {file}` as its owner."
    file.unlink()
    (finding,) = examine(settings)
    assert "cannot be read" in finding.says
    assert "a.b.c" not in finding.says + finding.remedy


@pytest.mark.parametrize("module", ["bot", "index"])
def test_help_imports_neither_torch_nor_discord(module: str) -> None:
    code = (
        f"import sys; sys.argv = ['quoth', '--help']; import runpy\n"
        f"try: runpy.run_module('{module}', run_name='__main__')\n"
        f"except SystemExit: pass\n"
        f"print(sorted({{'torch', 'discord', 'numpy', 'faiss'}} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")
    assert ("run  " in done.stdout) is (module == "bot")
