"""``quoth work`` as people run it, and a ``quoth run`` without a model that asks it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from tests.standin import Standin
from tests.support.postgres import KEY, ask
from tests.support.process import LOADED, UNLIMITED, quoth, quoth_run

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.support.postgres_server"]

WORK = ("-m", "bot", "work")
LIT, LAST = "When was the lamp first lit?", "Who was the last keeper?"
ASKING = UNLIMITED | {"QUOTH_WORKERS__ANSWER": "true", "QUOTH_DISCORD__DEADLINE": "5"}


async def test_a_bot_without_a_model_is_answered_by_whichever_worker_is_there(
    tmp_path: Path, sources: Path, database: str
) -> None:
    assert sources.parent == tmp_path
    assert await quoth(tmp_path, "build") == (0, "")
    store = {"QUOTH_STORE__URL": database, "QUOTH_STORE__KEY": KEY}
    async with Standin() as discord, quoth_run(tmp_path, store, command=WORK) as first:
        ada = discord.person("Ada")
        await first.says("ready: ")
        async with quoth_run(tmp_path, discord.environment | ASKING | store) as bot:
            await discord.connected(within=LOADED)
            await bot.says("is ready: snapshot:")
            it = await discord.slash(ada, "ask", question=LIT)
            assert "1867" in (await it.message(within=LOADED)).text
            assert "onnxruntime" in first.told_by_the_kernel("maps")
            assert "onnxruntime" not in bot.told_by_the_kernel("maps")

            first.signal(signal.SIGKILL)
            await first.ended()
            it = await discord.slash(ada, "ask", question=LAST)
            assert "took too long" in (await it.message(within=LOADED)).text
            assert ask(database, "SELECT count(*) FROM quoth.inquiries") == [(0,)]

            async with quoth_run(tmp_path, store, command=WORK) as second:
                await second.says("ready: ")
                it = await discord.slash(ada, "ask", question=LAST)
                assert "Ida Holm" in (await it.message(within=LOADED)).text
                second.signal(signal.SIGTERM)
                assert await second.ended() == 0
                assert "keeper" not in second.log


async def test_a_worker_without_a_shared_database_says_what_to_do(tmp_path: Path) -> None:
    code, log = await quoth(tmp_path, "work")
    assert code == 2
    assert "QUOTH_STORE__URL is not set" in log
    assert "docs/how-to/workers.md" in log
