"""Note on the disk what waits for an answer of a bot that shares nothing, for its next process."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ground.awaited import Acknowledged
    from bot.servers.waiting_files import WaitingFiles

LOOK_EVERY = 5.0  # seconds; a process may be killed while the one that replaces it runs already


class LocalAwaited:
    """``Awaited`` of the processes of one machine, of which usually one runs at a time."""

    def __init__(self, files: WaitingFiles) -> None:
        self._files = files
        self._ours: dict[int, Acknowledged] = {}

    async def begin(self, it: Acknowledged) -> None:
        self._ours[it.id] = it
        self._files.write(self._ours.values())

    async def end(self, it: Acknowledged) -> None:
        if self._ours.pop(it.id, None):
            self._files.write(self._ours.values())

    async def abandoned(self) -> Sequence[Acknowledged]:
        with self._files.left_behind() as left:
            self._ours |= {it.id: it for it in left}
            if left:
                self._files.write(self._ours.values())
        return left

    async def rest(self) -> None:
        await asyncio.sleep(LOOK_EVERY)
