"""`quoth import`: what an installation had in files is in the shared database, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bot.__main__  # noqa: F401 - it adds the commands of the bot
from bot.admin.audit import Act
from bot.app.local_state import LocalState
from bot.app.shared_state import SharedState
from bot.app.wiring import corpus_rules_of, house_rules_of
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Ledger, Vote, Voted
from bot.ledger.pseudonym import Pseudonyms
from bot.servers.blocklist import Blockable, Blocklist
from bot.servers.corpus_rules import ServerRules
from bot.servers.house_rules import Customs
from bot.settings import BotSettings
from index.cli import cli
from index.cli.group import Front
from index.errors import SettingsError
from index.sources.opening import tree_of
from index.sources.register.source_files import sources_of
from tests.support.bot import settings_in
from tests.support.postgres import KEY, ask, secrets_of, tell
from tests.support.source_trees import machine

pytest_plugins = ["tests.support.postgres_server"]

SERVER, OTHER, ADA, BOB = 7, 8, 41771983423143936, 41771983423143937
SOON = 60.0


@pytest.fixture
def settings(tmp_path: Path) -> BotSettings:
    return settings_in(tmp_path)


@pytest.fixture
def state(database: str) -> Iterator[SharedState]:
    with closing(SharedState(secrets_of(database), None)) as opened:
        yield opened


@pytest.fixture
def quoth(settings: BotSettings, database: str) -> Callable[..., Result]:
    files = settings.discord
    runner = CliRunner(
        env={
            "QUOTH_STORE__URL": database,
            "QUOTH_STORE__KEY": KEY,
            "QUOTH_DISCORD__LEDGER": str(files.ledger),
            "QUOTH_DISCORD__AUDIT": str(files.audit),
            "QUOTH_DISCORD__CORPORA": str(files.corpora),
            "QUOTH_DISCORD__CUSTOMS": str(files.customs),
            "QUOTH_DISCORD__BLOCKED": str(files.blocked),
        }
    )
    return lambda *given: runner.invoke(cli, given, obj=Front(settings=lambda: BotSettings))


def note(settings: BotSettings, *notes: Asked | Voted) -> None:
    """Count ``notes`` in the files, as a bot without a database does."""
    ledger = Ledger(LocalState(settings).ledger(), lambda _place: ("default",), lambda _server: 30)
    for one in notes:
        ledger.note(one)
    ledger.settled().result(SOON)
    ledger.close()


def refused(question: str, person: int = ADA) -> Asked:
    return Asked(Place(SERVER, 1), "command", AskOutcome.REFUSED, "off-topic", 0.1,
                 (("default", "a.md"),), question, (), person)  # fmt: skip


def lines(done: Result) -> list[str]:
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def kept(state: SharedState) -> list[str]:
    return sorted(question.question for question in state.counts().kept)


def test_all_that_the_files_hold_is_in_the_database_and_a_second_import_adds_nothing(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    note(settings, refused("Who won?"), refused("Who won?"), refused("Who lost?", BOB),
         Voted(Place(SERVER, 1), Vote.UP))  # fmt: skip
    local = LocalState(settings)
    house_rules_of(settings, local).change(SERVER, lambda _: Customs(keep_days=30))
    own = ServerRules(("handbook",))
    corpus_rules_of(settings, local).change(lambda rule_sets: rule_sets.with_rules(OTHER, own))
    Blocklist(settings.discord.blocked).block(Blockable.PERSON, BOB)
    acts = [Act("corpus use", f"now {n}", ADA, SERVER) for n in range(3)]
    for act in acts:
        local.audit().append(act)
    before = {path: path.read_bytes() for path in settings.discord.ledger.parent.glob("*.json*")}

    assert lines(quoth("import"))[:7] == [
        "counts: 3 questions, 1 votes",
        "kept questions: 3",
        "house rules: 1",
        "corpus rules and permissions: 2",
        "blocks: 1",
        "servers that were left: 0",
        "audit log: 3 entries",
    ]
    found = state.counts()
    assert found == replace(local.counts(), kept=found.kept)
    assert kept(state) == ["Who lost?", "Who won?", "Who won?"]
    assert house_rules_of(settings, state).customs(SERVER) == Customs(keep_days=30)
    assert corpus_rules_of(settings, state).current().of(OTHER) == own
    listed = Blocklist(settings.discord.blocked, kept=state.kept("blocked"))
    assert dict(listed.everything()) == {(Blockable.PERSON, BOB): 0}
    assert [act.outcome for act in state.audit().acts()] == [act.outcome for act in acts]
    assert {path: path.read_bytes() for path in before} == before

    again = lines(quoth("import"))
    assert [line.partition(": ")[2] for line in again[1:7]] == [
        "0",
        "0",
        "0",
        "0",
        "0",
        "0 entries",
    ]
    assert state.counts() == found
    assert len(list(state.audit().acts())) == 3


def test_what_was_added_to_the_files_since_is_added_and_nothing_else(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    note(settings, refused("Who won?"))
    act = Act("corpus use", "now 1", ADA, SERVER, at="2026-11-29T17:00:00.000+00:00")
    LocalState(settings).audit().append(act)
    quoth("import")
    note(settings, refused("Who lost?"))
    LocalState(settings).audit().append(act)
    added = lines(quoth("import"))
    assert added[:2] == ["counts: 1 questions, 0 votes", "kept questions: 1"]
    assert added[6] == "audit log: 1 entries"
    assert state.counts().outcomes()[AskOutcome.REFUSED] == 2
    assert kept(state) == ["Who lost?", "Who won?"]


def test_files_of_another_machine_add_up_and_copies_of_the_same_do_not(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    note(settings, refused("Who won?"))
    quoth("import")
    assert lines(quoth("import"))[0] == "counts: 0 questions, 0 votes"
    assert lines(quoth("import", "--machine", "second"))[0] == "counts: 1 questions, 0 votes"
    assert lines(quoth("import", "--machine", "second"))[0] == "counts: 0 questions, 0 votes"
    assert state.counts().outcomes()[AskOutcome.REFUSED] == 2


def test_whoever_asked_before_the_import_is_forgotten_after_it(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    """The file names people by a key of its own, which the database gets with the questions."""
    note(settings, refused("Who won?"), refused("Who lost?", BOB),
         Voted(Place(SERVER, 1), Vote.DOWN, None, "Was it so?", BOB, ADA))  # fmt: skip
    quoth("import")
    assert len(kept(state)) == 3
    with closing(state.ledger()) as ledger:
        assert ledger.forget(ADA) == 2
    assert kept(state) == ["Who lost?"]
    again = lines(quoth("import"))
    assert again[1] == "kept questions: 0"
    assert kept(state) == ["Who lost?"], "what was deleted does not come back"


def test_the_operator_forgets_somebody_in_the_database_and_in_the_files_of_before(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    note(settings, refused("Who won?"), refused("Who lost?", BOB))
    local = LocalState(settings)
    house_rules_of(settings, local).change(SERVER, lambda _: Customs(keep_days=30))
    for person in (ADA, BOB):
        local.audit().append(Act("corpus use", "now 1", person, SERVER))
    quoth("import")
    (told,) = lines(quoth("forget", str(ADA)))
    assert told == "deleted: 2 kept questions; made nameless: 2 entries of the audit log"
    assert [question.question for question in local.counts().kept] == ["Who lost?"]
    assert kept(state) == ["Who lost?"]
    for audit in (local.audit(), state.audit()):
        assert [act.user for act in audit.acts()] == [0, BOB]
    assert lines(quoth("import"))[1:2] == ["kept questions: 0"]
    assert len(list(state.audit().acts())) == 2, "a nameless act is the act that it was"


def test_the_key_of_the_file_cannot_be_read_in_the_database(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result], database: str
) -> None:
    note(settings, refused("Who won?"))
    quoth("import")
    key = settings.discord.ledger.with_suffix(".key").read_bytes()
    ((mark, sealed),) = ask(database, "SELECT mark, sealed FROM quoth.keys")
    assert isinstance(mark, bytes)
    assert isinstance(sealed, bytes)
    assert key not in mark + sealed
    assert state.names.unsealed(mark, sealed).hash(1, ADA) == Pseudonyms(key).hash(1, ADA)


def test_questions_of_before_somebody_was_forgotten_are_left_out_as_they_may_be_theirs(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    note(settings, refused("Who won?"))
    with closing(state.ledger()) as ledger:
        ledger.forget(ADA)
    LocalState(settings).audit().append(Act("corpus use", "now 1", ADA, SERVER))
    done = lines(quoth("import"))
    assert done[1] == "kept questions: 0; 1 left out"
    assert kept(state) == []
    assert [act.user for act in state.audit().acts()] == [0], "nor is their name in the audit log"
    assert lines(quoth("import"))[1] == "kept questions: 0"


def test_rules_that_the_database_has_stay_and_a_rule_that_was_deleted_does_not_come_back(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    old = house_rules_of(settings, LocalState(settings))
    for server in (SERVER, OTHER):
        old.change(server, lambda _: Customs(keep_days=30))
    new = house_rules_of(settings, state)
    new.change(SERVER, lambda _: Customs(keep_days=9))
    assert lines(quoth("import"))[2] == "house rules: 1; 1 stay as the database has them"
    house = house_rules_of(settings, state)
    assert (house.customs(SERVER).keep_days, house.customs(OTHER).keep_days) == (9, 30)
    house.change(OTHER, lambda _: Customs())
    assert lines(quoth("import"))[2] == "house rules: 0"
    assert house_rules_of(settings, state).servers() == {SERVER}


def test_an_import_that_fails_imports_nothing(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result], database: str
) -> None:
    note(settings, refused("Who won?"))
    LocalState(settings).audit().append(Act("corpus use", "now 1", ADA, SERVER))
    tell(database, "ALTER TABLE quoth.acts ADD CONSTRAINT full_disk CHECK (line = '')")
    done = quoth("import")
    assert done.exit_code != 0
    assert "full_disk" in done.output
    assert state.counts().asked == []
    tell(database, "ALTER TABLE quoth.acts DROP CONSTRAINT full_disk")
    assert lines(quoth("import"))[1] == "kept questions: 1"


def test_files_that_cannot_be_read_stop_the_import_with_one_line(
    settings: BotSettings, state: SharedState, quoth: Callable[..., Result]
) -> None:
    settings.discord.customs.write_text("{", "utf-8")
    done = quoth("import")
    assert done.exit_code == SettingsError.exit_code
    assert "customs.json" in done.output
    settings.discord.customs.unlink()
    settings.discord.ledger.write_bytes(b"no database" * 100)
    assert "the ledger cannot be used" in quoth("import").output
    assert state.counts().asked == []


def test_an_installation_without_files_and_one_without_a_database_are_told_so(
    settings: BotSettings, quoth: Callable[..., Result]
) -> None:
    assert lines(quoth("import"))[0] == "counts: 0 questions, 0 votes"
    assert not settings.discord.ledger.exists()
    done = CliRunner().invoke(cli, ["import"], obj=Front(settings=lambda: BotSettings))
    assert done.exit_code == SettingsError.exit_code
    assert "no database to import into" in done.output


def test_a_ledger_of_an_earlier_version_is_imported_and_stays_as_it_is(
    settings: BotSettings, quoth: Callable[..., Result], state: SharedState
) -> None:
    file = settings.discord.ledger
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            """CREATE TABLE asked (day TEXT, corpus TEXT, outcome TEXT, why TEXT, way TEXT,
            number INTEGER); CREATE TABLE latencies (day TEXT, corpus TEXT, under_ms INTEGER,
            number INTEGER); CREATE TABLE votes (day TEXT, corpus TEXT, vote TEXT, number INTEGER);
            CREATE TABLE quoted (day TEXT, corpus TEXT, document TEXT, number INTEGER);
            CREATE TABLE kept (at INTEGER, server INTEGER, corpus TEXT, question TEXT, why TEXT,
            missing TEXT, asker BLOB, voter BLOB);
            INSERT INTO asked VALUES ('2026-01-01', 'default', 'refused', '', 'command', 4);
            PRAGMA user_version=1;"""
        )
    before = file.read_bytes()
    assert lines(quoth("import"))[0] == "counts: 4 questions, 0 votes"
    assert file.read_bytes() == before
    assert state.counts().outcomes()[AskOutcome.REFUSED] == 4


def test_the_sources_are_shared_only_when_asked_and_only_once(
    quoth: Callable[..., Result],
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = machine(tmp_path / "one", database).library
    monkeypatch.setenv("QUOTH_LIBRARY__SOURCES", str(places.sources))
    monkeypatch.setenv("QUOTH_LIBRARY__FETCHED", str(places.fetched))
    refused = quoth("import", "--share-sources")
    assert refused.exit_code == SettingsError.exit_code
    assert "QUOTH_LIBRARY__URL is not set" in refused.output
    monkeypatch.setenv("QUOTH_LIBRARY__URL", database)
    assert not any(line.startswith("sources") for line in lines(quoth("import")))
    (told,) = lines(quoth("import", "--share-sources"))[-1:]
    assert told == "sources: 2 files; every build reads these from now on, and no folder"
    (places.sources / "more.md").write_text("More.", "utf-8")
    (told,) = lines(quoth("import", "--share-sources"))[-1:]
    assert told == "sources: shared already; they stay as the database has them"
    there = tree_of(machine(tmp_path / "two", database)).current().library
    assert [file.name for file in sources_of(there)] == ["faq/horn.md", "lamp.md"]
