"""Fetch a file that was attached to a command, after checking its size and its address.

The address comes with the event, so it is fetched from Discord's own hosts only, without following
redirects, and no more is read than is allowed.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

from index.errors import SourceError
from index.sources.register.add_file import safe_name

if TYPE_CHECKING:
    import discord

HOSTS = ("cdn.discordapp.com", "media.discordapp.net")
FETCH_TIMEOUT_SECONDS = 60.0
PIECE = 1 << 16
SEND_AGAIN = "Send it again; if that does not help, tell the operator."


async def downloaded(attachment: discord.Attachment, *, most: int, base: str | None) -> bytes:
    """Fetch the file, at most ``most`` bytes; ``base`` is the address of a stand-in, for tests.

    :raises SourceError: its kind is not read, it is too large, elsewhere, or could not be fetched.
    """
    name = safe_name(attachment.filename)
    _check_size(name, attachment.size, most)
    if not is_discord(attachment.url, base):
        raise SourceError(f"{name}: it is not stored by Discord", hint=SEND_AGAIN)
    try:
        async with asyncio.timeout(FETCH_TIMEOUT_SECONDS):
            return await _fetched(name, attachment.url, most)
    except (OSError, aiohttp.ClientError) as error:  # TimeoutError is an OSError
        why = type(error).__name__
        raise SourceError(f"{name}: it could not be fetched ({why})", hint=SEND_AGAIN) from error


def is_discord(url: str, base: str | None) -> bool:
    """Return whether a file at ``url`` is stored by Discord, or by the stand-in at ``base``."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if base is not None and (parts.scheme, parts.netloc) == urlsplit(base)[:2]:
        return True
    alone = "@" not in parts.netloc and port in (None, 443)
    return parts.scheme == "https" and alone and parts.hostname in HOSTS


async def _fetched(name: str, url: str, most: int) -> bytes:
    content = bytearray()
    async with (
        aiohttp.ClientSession() as session,
        session.get(url, allow_redirects=False) as response,
    ):
        if response.status != 200:
            said = f"Discord said {response.status}"
            raise SourceError(f"{name}: it could not be fetched ({said})", hint=SEND_AGAIN)
        async for piece in response.content.iter_chunked(PIECE):
            content += piece
            _check_size(name, len(content), most)
    return bytes(content)


def _check_size(name: str, size: int, most: int) -> None:
    if size > most:
        raise SourceError(
            f"{name}: {size / 1e6:,.1f} MB, more than the {most / 1e6:,.1f} MB allowed",
            hint="Split it.",
        )
