"""Wait until something becomes true, without polling and without sleeping."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")


class Changes:
    """The changes of the stand-in; after each one, waiting tests look again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def announce(self) -> None:
        """Wake all who wait, so that they look again."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(
        self, look: Callable[[], Found], *, within: float, what: Callable[[], str]
    ) -> Found:
        """Look until it finds something true.

        :raises TimeoutError: after ``within`` seconds; its text is ``what()``, made then.
        """
        try:
            async with asyncio.timeout(within):
                while not (found := look()):
                    await self._event.wait()
                return found
        except TimeoutError:
            raise TimeoutError(f"not within {within} s: {what()}") from None
