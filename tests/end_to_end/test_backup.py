"""A bot is backed up while it runs and restored on an empty machine, where old buttons work."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.render.button_kinds import OPENS
from index.building.build import build
from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.standin import Standin
from tests.support.factories import LIGHTHOUSE
from tests.support.messages import pressed
from tests.support.paths import ROOT

START = 60.0  # seconds that a start may take on a busy machine
WHEN = "When was the light automated?"


def _environment(home: Path, discord: Standin) -> dict[str, str]:
    given = {key: value for key, value in os.environ.items() if not key.startswith("QUOTH_")}
    places = {"QUOTH_LIBRARY__SOURCES": str(home / "sources"), "PYTHONPATH": str(ROOT)}
    return given | places | discord.environment


async def _quoth(home: Path, discord: Standin, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=home,
        env=_environment(home, discord),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def _done(home: Path, discord: Standin, *arguments: str) -> str:
    process = await _quoth(home, discord, *arguments)
    out, _ = await asyncio.wait_for(process.communicate(), START)
    assert process.returncode == 0, out
    return out.decode()


async def _stop(process: asyncio.subprocess.Process) -> None:
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), START) == 0


def _build(home: Path) -> None:
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "lighthouse.md").write_text(f"# Skerry Point\n\n{LIGHTHOUSE}", "utf-8")
    library, encoder = Library(home / "var" / "index"), load_encoder(EncoderSettings())
    build(library, "default", find_sources(home / "sources"), encoder, max_bytes=10**6)


async def test_an_old_button_works_on_an_empty_machine_after_a_restore(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", str(tmp_path / "saved.tar")
    await asyncio.to_thread(_build, old)
    new.mkdir()
    async with Standin() as discord:
        ada = discord.person("Ada")
        bot = await _quoth(old, discord, "run")
        await discord.connected(within=START)
        answer = await (await discord.slash(ada, "ask", question=WHEN)).message(within=START)
        assert "1983" in answer.text
        assert "written" in await _done(old, discord, "backup", file)
        await _stop(bot)
        await discord.disconnected()

        assert "restored" in await _done(new, discord, "restore", file)
        assert (new / "sources" / "lighthouse.md").is_file()
        bot = await _quoth(new, discord, "run")
        await discord.connected(within=START)
        shown = await pressed(discord, ada, answer, OPENS.prefix)
        assert "1983" in shown.text
        await _stop(bot)
        assert discord.problems == []
        assert discord.hanging == []
