"""An operator who reads a log leaves it as soon as it says what the page promises."""

from __future__ import annotations

import asyncio

from tests.container.page_reader import PageReader


async def test_a_log_that_never_ends_is_left_when_the_bot_is_ready() -> None:
    log = "sh -c 'echo quoth is ready; sleep 600'; true"  # as a shell whose child goes on
    reader = PageReader("run-as-a-service.md", lambda _line: ["sh", "-c", log])
    await asyncio.wait_for(reader.line("journalctl -u quoth -f"), 30)
