"""Tell Discord our commands when they have changed, or when it has others, and only then.

Discord allows 200 creations a day and server, and shows a command late after each.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

import discord

from bot.sending.delivery import persevere
from index.files import OWNER_ONLY, replace_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
    from pathlib import Path

    from discord.app_commands import CommandTree

    Tell: TypeAlias = Callable[[str], Coroutine[Any, Any, str | None]]

log = logging.getLogger(__name__)
Made = TypeVar("Made")
FILE = "commands.sha256"


async def fingerprint(tree: CommandTree[discord.Client], application: int) -> str:
    """Hash all that Discord would get for this application, with the translations."""
    told = [await _told(command, tree) for command in tree.get_commands()]
    commands = sorted(told, key=lambda command: str(command["name"]))
    payload = json.dumps([application, commands], sort_keys=True, default=str)
    return hashlib.sha256(payload.encode()).hexdigest()


class ToldCommands(Protocol):
    """The commands that Discord was told last, for one process at a time."""

    async def in_turn(self, application: int, tell: Tell) -> None:
        """Call ``tell`` with the fingerprint of what Discord was told; note what it returns.

        No other process tells Discord meanwhile. None leaves the note as it is.
        """

    def forget(self) -> None:
        """Have the next process tell Discord the commands in any case."""


class ToldFile:
    """``ToldCommands`` in a file of ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    async def in_turn(self, _application: int, tell: Tell) -> None:
        if told := await tell(_read(self._file)):
            _write(self._file, told)

    def forget(self) -> None:
        self._file.unlink(missing_ok=True)


async def sync_if_changed(
    tree: CommandTree[discord.Client], application: int, told: ToldCommands
) -> None:
    """Tell Discord the commands, unless it was ``told`` just these, and has them.

    If Discord refuses them, an error is logged, and the commands of an earlier start go on working.

    :raises DiscordServerError: Discord cannot be reached.
    """
    now = await fingerprint(tree, application)

    async def tell(before: str) -> str | None:
        if before == now and await _has_ours(tree):
            return None
        synced = await _unless_refused(
            tree.sync, logging.ERROR, "Discord refused the commands; the old ones stay"
        )
        if synced is None:
            return None
        log.info("told Discord %d commands", len(synced))
        return now

    await told.in_turn(application, tell)


async def _told(command: Any, tree: CommandTree[discord.Client]) -> dict[str, Any]:
    if tree.translator is None:
        return dict(command.to_dict(tree))
    return dict(await command.get_translated_payload(tree, tree.translator))


async def _has_ours(tree: CommandTree[discord.Client]) -> bool:
    """Return whether Discord has our commands still; another program may have replaced them."""
    has = await _unless_refused(
        tree.fetch_commands, logging.WARNING, "Discord does not say which commands it has"
    )
    if has is None:
        return True
    ours = [command.to_dict(tree) for command in tree.get_commands()]
    return _outlines(ours) == _outlines([command.to_dict() for command in has])


async def _unless_refused(
    request: Callable[[], Awaitable[Made]], level: int, says: str
) -> Made | None:
    """Await ``request``; if Discord refuses it, log that at ``level``, and return None.

    :raises DiscordServerError: Discord cannot be reached.
    """
    try:
        return await persevere(request)
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        log.log(level, "%s (%s)", says, error)
        return None


def _outlines(commands: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return what two lists of commands are compared by; Discord fills in the rest."""
    return sorted(
        (
            int(one.get("type", 1)),
            one["name"],
            one.get("description", ""),
            _outlines(one.get("options", [])),
        )
        for one in commands
    )


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write(file: Path, text: str) -> None:
    """Write a new file and rename it; if that fails, commands are synced again at each start."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, f"{text}\n".encode("ascii"), mode=OWNER_ONLY)
    except OSError as error:
        log.warning("%s cannot be written (%s): commands are synced again", file, error.strerror)
