"""Find the token, check what it looks like, and say what to do when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.maintenance.doctor import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import BotSettings

FIRST_STEPS = """\
There is no Discord token. Make one at https://discord.com/developers: New Application → Bot →
Reset Token. Put it in .env as QUOTH_DISCORD__TOKEN=…, then start `quoth run` again.
To ask questions without Discord, use `quoth chat`."""
RESET_IT = (
    "Get a token (Discord Developer Portal → your application → Bot → Reset Token), "
    "and put it into .env as QUOTH_DISCORD__TOKEN."
)


def token_of(settings: BotSettings) -> str:
    """Read the token from the settings; "" if there is none."""
    secret = settings.discord.token
    return secret.get_secret_value().strip() if secret else ""


def is_plausible(token: str) -> bool:
    """Tell whether ``token`` can be sent in an HTTP header; only Discord knows if it is right."""
    return token.isascii() and token.isprintable() and " " not in token


def examine(settings: BotSettings) -> Iterator[Check]:
    """Check the token for `quoth doctor`, without asking Discord."""
    token = token_of(settings)
    if not token:
        yield Check("token", "missing: `quoth run` needs one, `quoth chat` does not", RESET_IT)
    elif not is_plausible(token):
        yield Check("token", "contains characters that no token has", RESET_IT)
    else:
        yield Check("token", "is set; `quoth run` will tell whether Discord accepts it")
