"""Tell Discord our commands when they have changed, or when it has others, and only then.

Discord allows 200 creations a day and server, and shows a command late after each.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.sending.delivery import persevere
from index.files import OWNER_ONLY, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from discord.app_commands import CommandTree

log = logging.getLogger(__name__)
FILE = "commands.sha256"


async def fingerprint(tree: CommandTree[discord.Client], application: int) -> str:
    """Digest all that Discord would get for this application, with the translations."""
    told = [await _told(command, tree) for command in tree.get_commands()]
    commands = sorted(told, key=lambda command: str(command["name"]))
    payload = json.dumps([application, commands], sort_keys=True, default=str)
    return hashlib.sha256(payload.encode()).hexdigest()


async def sync_if_changed(
    tree: CommandTree[discord.Client], application: int, folder: Path
) -> None:
    """Tell Discord the commands, unless it was told just these, as ``folder`` says, and has them.

    If Discord refuses them, an error is logged, and the commands of an earlier start go on working.

    :raises DiscordServerError: Discord cannot be reached.
    """
    now = await fingerprint(tree, application)
    file = folder / FILE
    if _read(file) == now and await _has_ours(tree):
        return
    try:
        synced = await persevere(tree.sync)
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        log.error("Discord refused the commands (%s); the old ones stay", error)
        return
    log.info("told Discord %d commands", len(synced))
    _write(file, now)


async def _told(command: Any, tree: CommandTree[discord.Client]) -> dict[str, Any]:
    if tree.translator is None:
        return dict(command.to_dict(tree))
    return dict(await command.get_translated_payload(tree, tree.translator))


async def _has_ours(tree: CommandTree[discord.Client]) -> bool:
    """Return whether Discord has our commands still; another program may have replaced them."""
    try:
        has = await persevere(tree.fetch_commands)
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        log.warning("Discord does not say which commands it has (%s)", error)
        return True
    ours = [command.to_dict(tree) for command in tree.get_commands()]
    return _outlines(ours) == _outlines([command.to_dict() for command in has])


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


def forget_what_was_told(folder: Path) -> None:
    """Have the next ``sync_if_changed`` tell Discord the commands in any case."""
    (folder / FILE).unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    """Write a new file and rename it; if that fails, commands are synced again at each start."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, f"{text}\n".encode("ascii"), mode=OWNER_ONLY)
    except OSError as error:
        log.warning("%s cannot be written (%s): commands are synced again", file, error.strerror)
