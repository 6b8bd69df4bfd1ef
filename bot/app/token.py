"""Find the token, check what it looks like, and say what to do when there is none."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING

from index.credentials import Credential, credential
from index.errors import SettingsError
from index.maintenance.doctor import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import BotSettings

FIRST_STEPS = """\
There is no Discord token. Make one at https://discord.com/developers: New Application → Bot →
Reset Token. Put it in .env as QUOTH_DISCORD__TOKEN=…, then start `quoth run` again.
To ask questions without Discord, use `quoth chat`."""
LONGEST_ID = 20  # digits
RESET_IT = (
    "Get a token (Discord Developer Portal → your application → Bot → Reset Token), "
    "and put it where the old one is, or into .env as QUOTH_DISCORD__TOKEN."
)


def token_of(settings: BotSettings) -> Credential | None:
    """Find the token; None if there is none.

    :raises SettingsError: it is in two places, or its file cannot be read.
    """
    discord = settings.discord
    return credential("QUOTH_DISCORD__TOKEN", discord.token, discord.token_file)


def is_plausible(token: str) -> bool:
    """Return whether ``token`` can be sent in an HTTP header; only Discord knows if it is right."""
    return token.isascii() and token.isprintable() and " " not in token


def bot_of(settings: BotSettings) -> int | None:
    """Return the id of the bot, with which its token begins; None where there is no token."""
    try:
        found = token_of(settings)
        head = found.value.split(".")[0] if found else ""
        text = urlsafe_b64decode(f"{head}==").decode("ascii")
    except (SettingsError, ValueError):
        return None
    return int(text) if text.isdecimal() and len(text) < LONGEST_ID else None


def examine(settings: BotSettings) -> Iterator[Check]:
    """Check the token for `quoth doctor`, without asking Discord."""
    try:
        token = token_of(settings)
    except SettingsError as error:
        yield Check("token", error.message, error.hint)
        return
    if token is None:
        yield Check("token", "missing: `quoth run` needs one, `quoth chat` does not", RESET_IT)
    elif not is_plausible(token.value):
        yield Check("token", f"in {token.origin}, has characters that no token has", RESET_IT)
    elif token.is_open:
        yield Check(
            "token",
            f"in {token.origin}, which everybody on this machine can read",
            f"Run `chmod 600 {token.origin}` as its owner.",
        )
    else:
        yield Check(
            "token", f"is in {token.origin}; `quoth run` will tell whether Discord accepts it"
        )
