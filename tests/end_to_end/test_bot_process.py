"""``quoth run`` as people run it: a process of its own, the real model, an index on disk."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
from contextlib import AsyncExitStack
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest

from index.building.build import build
from index.models.encoder import load_encoder
from index.release import release
from index.settings import EncoderSettings, ReaderSettings
from index.snapshots.catalogue import CURRENT
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.standin import Standin
from tests.support.factories import LIGHTHOUSE
from tests.support.messages import eventually
from tests.support.paths import ROOT
from tests.support.process import (
    LOADED,
    MODULE,
    UNLIMITED,
    WITHOUT_MODEL,
    Patched,
    Process,
    quoth_run,
)

if TYPE_CHECKING:
    from index.models.encoder import Encoder
    from tests.standin import Person

AUTOMATED = "When was the light automated?"
UNANSWERED = "Who won the regatta of Skerry?"
COLOUR = "Which colour is the foghorn?"
# ``quoth run`` with questions that take for ever: one for each thread, and one more.
HANGING = Patched(
    "import threading, bot.__main__, tests.support.bot as support\n"
    "class Hanging(support.FakeOracle):\n"
    "    def answer(self, question, scope, after=None):\n"
    "        if question.startswith('hang'): threading.Event().wait()\n"
    "        return super().answer(question, scope, after)\n"
    "support.serve_without_model(Hanging())\n"
    "bot.__main__.main()"
)
FOGHORN = (
    "# The foghorn\n\nThe foghorn of Skerry Point is painted a bright orange colour. "
    "It sounds twice a minute in thick weather.\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with ``sources`` and an ``index`` of them; the model is loaded once for all."""
    home = tmp_path_factory.mktemp("built")
    (home / "sources").mkdir()
    (home / "sources" / "lighthouse.md").write_text(f"# Skerry Point\n\n{LIGHTHOUSE}", "utf-8")
    _build(home)
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "home"))


def _build(home: Path) -> None:
    library = Library(home / "index")
    build(library, "default", find_sources(home / "sources"), _encoder(), max_bytes=1_000_000)


@cache
def _encoder() -> Encoder:
    return load_encoder(EncoderSettings())


async def test_a_process_answers_follows_its_index_and_leaves_when_it_is_told(home: Path) -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with quoth_run(home, discord.environment | UNLIMITED) as process:
            await discord.connected(within=LOADED)
            await discord.synced()
            await process.says("is ready: snapshot:")
            first = await (await discord.slash(ada, "ask", question=AUTOMATED)).message()
            assert "1983" in first.text

            await _follows_a_new_index(discord, home)
            await _outlives_a_broken_index(discord, home, process)

            slow = discord.faults.slow("PATCH", "@original", 0.5)
            it = await discord.slash(ada, "ask", question=AUTOMATED)
            await it.acknowledged()
            process.signal(signal.SIGTERM)
            assert "1983" in (await it.message()).text
            assert await process.ended(within=10) == 0
            assert slow.used == 1

        assert discord.problems == []
        assert discord.hanging == []
        assert discord.unacknowledged == []
        assert "is ready: snapshot:" in process.log
        assert "oauth2/authorize?client_id=" in process.log
        for secret in (discord.token, AUTOMATED, COLOUR, ada.id, "Traceback"):
            assert secret not in process.log


async def test_threads_that_hang_are_replaced_and_do_not_keep_the_process_from_ending(
    tmp_path: Path,
) -> None:
    async with Standin() as discord:
        people = [discord.person(f"Asker {number}") for number in range(2 * (os.cpu_count() or 1))]
        environment = discord.environment | {"QUOTH_DISCORD__DEADLINE": "1"}
        async with quoth_run(tmp_path, environment, command=HANGING.alone) as process:
            await discord.connected(within=LOADED)
            its = [await discord.slash(one, "ask", question=f"hang {one.id}") for one in people]
            late = [(await it.message(within=10)).text for it in its]
            assert all("too long" in text for text in late)
            assert "1983" in await _answer(discord, people[0], AUTOMATED)
            process.signal(signal.SIGTERM)
            assert await process.ended(within=5) == 0
        assert process.log.count("left alone and replaced") >= (os.cpu_count() or 1)
        assert "Traceback" not in process.log


async def test_what_a_killed_process_was_asked_is_ended_by_the_next(tmp_path: Path) -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with quoth_run(tmp_path, discord.environment, command=HANGING) as process:
            await discord.connected(within=LOADED)
            it = await discord.slash(ada, "ask", question="hang on")
            said = await discord.says(ada, "<@bot> hang on too")
            await it.acknowledged()
            waiting = tmp_path / "var" / "waiting"
            await eventually(lambda: sum(map(_lines, waiting.rglob("*.jsonl"))) == 2)
            process.signal(signal.SIGKILL)
            await process.ended(within=10)
            await discord.disconnected()
        async with quoth_run(tmp_path, discord.environment, command=WITHOUT_MODEL):
            assert "restart" in (await it.message(within=LOADED)).text
            replies = [one for one in await said.answers(2) if one.get("message_reference")]
            assert ["restart" in one.text for one in replies] == [True]


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


async def test_a_restart_does_not_tell_discord_the_same_commands_again(tmp_path: Path) -> None:
    async with Standin() as discord:
        for command in (WITHOUT_MODEL.alone, WITHOUT_MODEL):
            async with quoth_run(tmp_path, discord.environment, command=command) as process:
                await discord.connected(within=LOADED)
                process.signal(signal.SIGINT)
                assert await process.ended(within=10) == 0
                await discord.disconnected()
        assert discord.gateway.identifies == 2
        assert len(discord.sent("PUT", "/commands")) == 1


SEED = ROOT.parent / "shared" / "seed" / "article.txt"


@pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not beside the repository")
async def test_the_seed_article_is_quoted_on_discord(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    shutil.copy(SEED, tmp_path / "sources")
    _build(tmp_path)
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with quoth_run(tmp_path, discord.environment) as process:
            await process.says("is ready: snapshot:")
            it = await discord.slash(ada, "ask", question="When was the nuclear deal established?")
            answer = (await it.message()).text.replace("__", "")  # the marks of underlining
            assert "established in 2015" in answer
            assert "Context of the Nuclear Dispute" in answer
            said = await discord.says(ada, f"<@{discord.bot.id}> Who won the 1998 World Cup?")
            (refusal,) = await said.answers()
            assert "do not answer" in refusal.text
            assert not set(refusal.text.splitlines()) & set(SEED.read_text("utf-8").splitlines())
        assert discord.problems == []
        assert discord.hanging == []


async def _follows_a_new_index(discord: Standin, home: Path) -> None:
    """Ask without a pause while another index is built and published."""
    (home / "sources" / "foghorn.md").write_text(FOGHORN, "utf-8")
    people = [discord.person(f"Reader {number}") for number in range(3)]
    building = asyncio.create_task(asyncio.to_thread(_build, home))
    asked = 0
    while not building.done():
        its = [await discord.slash(p, "ask", question=AUTOMATED) for p in people]
        messages = await asyncio.gather(*(it.message(within=10) for it in its))
        assert all("1983" in message.text for message in messages)
        asked += len(its)
    await building
    async with asyncio.timeout(10):  # the bot looks once a second, and opens it beside the old one
        while "orange" not in (await _answer(discord, people[0], COLOUR)):
            pass
    assert asked >= len(people)


async def _answer(discord: Standin, person: Person, question: str) -> str:
    return (await (await discord.slash(person, "ask", question=question)).message()).text


async def _outlives_a_broken_index(discord: Standin, home: Path, process: Process) -> None:
    """Let CURRENT name what is not there; the good one goes on, and the log says so once."""
    current = home / "index" / "default" / CURRENT
    good = current.read_text("utf-8")
    current.write_text("20990101T000000Z-000000000000\n", "utf-8")
    await process.says("goes on serving")
    await asyncio.sleep(2.5)  # the bot looks again
    for _ in range(3):
        it = await discord.slash(discord.person("Late"), "ask", question=COLOUR)
        assert "orange" in (await it.message()).text
    assert process.log.count("goes on serving") == 1
    current.write_text(good, "utf-8")


async def test_a_start_on_a_corrupt_index_answers_from_the_older_one_and_says_so(
    home: Path,
) -> None:
    (home / "sources" / "foghorn.md").write_text(FOGHORN, "utf-8")
    await asyncio.to_thread(_build, home)
    newest = Library(home / "index").current("default")
    (home / "index" / "default" / newest / "windows.faiss").write_bytes(b"rot")
    async with Standin() as discord, quoth_run(home, discord.environment) as process:
        await discord.connected(within=LOADED)
        ada = discord.person("Ada")
        it = await discord.slash(ada, "ask", question=AUTOMATED)
        assert "1983" in (await it.message()).text
        assert f"windows.faiss of snapshot {newest} was changed" in process.log
        assert "goes on serving" in process.log
        assert process.log.count("ERROR") == 1


SYNC = Patched("import bot.__main__; bot.__main__.main()", "sync")


async def test_quoth_sync_tells_discord_the_commands_without_serving(tmp_path: Path) -> None:
    async with Standin() as discord:
        for times, command in enumerate(((*MODULE[:-1], "sync"), SYNC), 1):
            async with quoth_run(tmp_path, discord.environment, command=command) as run:
                assert await run.ended() == 0
            assert len(discord.sent("PUT", "/commands")) == times
            assert "told Discord" in run.log
        assert discord.gateway.attempts == 0
        environment = discord.environment | {"QUOTH_DISCORD__TOKEN": "mistaken.token"}
        async with quoth_run(tmp_path, environment, command=SYNC) as run:
            assert await run.ended() == 2
            assert "Reset Token" in run.log


# Without the model, on a disk that never answers, and with short waits on leaving.
ON_A_DEAD_DISK = (
    "-c",
    (
        "import time, bot.app.run, bot.app.responder, bot.app.wiring, bot.__main__\n"
        "import bot.servers.house_rules, tests.support.bot as support\n"
        "bot.app.run.EXIT_SECONDS = bot.app.responder.DRAIN_SECONDS = 0.5\n"
        "bot.app.wiring.open_oracle = lambda settings, corpora: support.FakeOracle()\n"
        "bot.servers.house_rules.HouseRules.customs = lambda *_: time.sleep(3600)\n"
        "bot.__main__.main()"
    ),
    "run",
)


@pytest.mark.unanswered("the thread that would answer hangs")
async def test_a_disk_that_hangs_does_not_keep_the_process_from_leaving(tmp_path: Path) -> None:
    async with (
        Standin() as discord,
        quoth_run(tmp_path, discord.environment, command=ON_A_DEAD_DISK) as run,
    ):
        await discord.connected(within=LOADED)
        await (await discord.slash(discord.person("Ada"), "privacy")).acknowledged()
        run.signal(signal.SIGTERM)
        assert await run.ended(within=15) == 1
        assert "leaving by force" in run.log


# Without the model, and with an object that hangs when the interpreter takes it apart.
HANGING_AT_THE_END = (
    "-c",
    (
        "import bot.app.run, bot.app.wiring, bot.__main__, tests.support.bot as support, time\n"
        "bot.app.run.EXIT_SECONDS, bot.app.run.FINAL_SECONDS = 0.5, 2.0\n"
        "bot.app.wiring.open_oracle = lambda settings, corpora: support.FakeOracle()\n"
        "class Hanging:\n"
        "    def __del__(self, sleep=time.sleep): sleep(3600)\n"
        "support.hanging = Hanging()\n"
        "bot.__main__.main()"
    ),
    "run",
)


async def test_an_interpreter_that_hangs_while_it_ends_does_not_keep_the_process(
    tmp_path: Path,
) -> None:
    async with (
        Standin() as discord,
        quoth_run(tmp_path, discord.environment, command=HANGING_AT_THE_END) as run,
    ):
        await discord.connected(within=LOADED)
        run.signal(signal.SIGTERM)
        assert await run.ended(within=15) == 1
        assert "left Discord" in run.log
        assert "leaving by force" not in run.log  # no timer runs any more
        assert "Timeout (0:00:02.5" in run.log


async def test_a_restart_without_a_gap_loses_no_question_and_answers_none_twice(
    tmp_path: Path,
) -> None:
    ports = [free_port(), free_port()]
    async with Standin() as discord, AsyncExitStack() as open_:
        ada = discord.person("Ada")
        started = []
        for port in ports:
            environment = discord.environment | UNLIMITED | {"QUOTH_HEALTH__PORT": str(port)}
            run = quoth_run(tmp_path, environment, command=WITHOUT_MODEL)
            started.append(await open_.enter_async_context(run))
            await ready(port)
            assert "1983" in await _answer(discord, ada, AUTOMATED)
        its = [await discord.slash(ada, "ask", question=AUTOMATED) for _ in range(5)]
        said = await discord.says(ada, f"<@bot> {AUTOMATED}")
        started[0].signal(signal.SIGTERM)
        assert await started[0].ended(within=30) == 0
        for it in its:
            assert "1983" in (await it.message()).text
        await said.answers()
        replies = [m.get("message_reference", {}) for m in discord.messages.by_id.values()]
        assert len([reply for reply in replies if reply.get("message_id") == said.id]) == 1
        assert "1983" in await _answer(discord, ada, AUTOMATED)
        assert discord.problems == []
    assert all("Traceback" not in process.log for process in started)


async def ready(port: int) -> None:
    """Wait until the process says that it is ready, as the page of the service does."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(LOADED):
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as response:
                    if response.status == HTTPStatus.OK:
                        return
            except aiohttp.ClientConnectionError:
                pass  # not started yet
            await asyncio.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_a_refused_token_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    async with Standin() as discord:
        environment = discord.environment | {"QUOTH_DISCORD__TOKEN": "mistaken.token"}
        async with quoth_run(tmp_path, environment, command=WITHOUT_MODEL.alone) as process:
            assert await process.ended() == 2
        started, line = process.log.splitlines()
        assert "starting: quoth" in started
        assert "Reset Token" in line
        assert "QUOTH_DISCORD__TOKEN" in line
        assert "mistaken" not in line
        assert len(discord.sent("GET", "/users/@me")) == 1, "it was not tried again"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="there is no /proc here")
@pytest.mark.parametrize("way", ["QUOTH_DISCORD__TOKEN_FILE", "CREDENTIALS_DIRECTORY"])
async def test_a_token_in_a_file_is_in_no_log_no_environment_and_no_process_list(
    tmp_path: Path, way: str
) -> None:
    file = tmp_path / "QUOTH_DISCORD__TOKEN"
    async with Standin() as discord:
        file.write_text(f"{discord.token}\n", "utf-8")
        environment = {k: v for k, v in discord.environment.items() if not k.endswith("TOKEN")}
        environment[way] = str(file if way.endswith("FILE") else file.parent)
        async with quoth_run(tmp_path, environment, command=WITHOUT_MODEL.alone) as process:
            await process.says("is ready")
            for name in ("environ", "cmdline"):
                assert discord.token not in process.told_by_the_kernel(name)
            process.signal(signal.SIGTERM)
            assert await process.ended() == 0
        assert f"token in {file}" in process.log
        assert discord.token not in process.log


async def test_a_log_of_json_has_versions_models_snapshot_and_shards_but_no_question(
    home: Path,
) -> None:
    async with Standin() as discord:
        ada, environment = (
            discord.person("Ada"),
            discord.environment | {"QUOTH_LOG__FORMAT": "json"},
        )
        async with quoth_run(home, environment) as process:
            await process.says("is ready")
            await _answer(discord, ada, AUTOMATED)
            await _answer(discord, ada, UNANSWERED)
            process.signal(signal.SIGTERM)
            assert await process.ended() == 0
        events = [json.loads(line) for line in process.log.splitlines()]
        assert {"at", "level", "logger", "message"} <= set.intersection(*map(set, events))
        facts = {key: value for event in events for key, value in event.items()}
        assert facts["quoth"] == release()
        assert facts["discord.py"].startswith("2.")
        assert facts["encoder"] == EncoderSettings().model
        assert facts["reader"] == ReaderSettings().model
        assert facts["snapshot"] == Library(home / "index").current("default")
        assert facts["shards"] == "0"
        for hidden in (discord.token, AUTOMATED, "regatta", ada.id):
            assert hidden not in process.log


async def test_the_log_of_a_crash_has_the_place_in_the_code_and_no_word_of_the_question(
    tmp_path: Path,
) -> None:
    async with Standin() as discord:
        async with quoth_run(tmp_path, discord.environment, command=WITHOUT_MODEL) as process:
            await discord.connected(within=LOADED)
            it = await discord.slash(discord.person("Ada"), "ask", question="crash")
            await it.message(within=10)
        assert "\nValueError\n" in process.log, "not what it says of the question"


async def test_a_level_leaves_out_what_is_less_important(tmp_path: Path) -> None:
    environment = {"QUOTH_LOG__LEVEL": "error", "QUOTH_DISCORD__TOKEN": "mistaken.token"}
    async with Standin() as discord:
        environment = discord.environment | environment
        async with quoth_run(tmp_path, environment, command=WITHOUT_MODEL) as process:
            assert await process.ended() == 2
        (line,) = process.log.splitlines()
        assert " ERROR " in line


async def test_without_a_token_three_lines_say_how_to_get_one(tmp_path: Path) -> None:
    async with quoth_run(tmp_path, {}) as process:
        assert await process.ended() == 2
    lines = process.log.splitlines()
    assert len(lines) == 3
    assert "Reset Token" in process.log
    assert "`quoth chat`" in lines[2]


async def test_without_an_index_the_remedy_is_said_and_discord_is_not_asked(tmp_path: Path) -> None:
    async with Standin() as discord, quoth_run(tmp_path, discord.environment) as process:
        assert await process.ended() == 6
        assert discord.requests == []
    assert "hint: Build one with `quoth build`" in process.log
    assert "Traceback" not in process.log
