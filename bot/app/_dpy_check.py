"""Check that discord.py still has what it does not document and ``_dpy_internals`` uses.

Whatever is used there is listed here.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import discord

from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTED = "2.7.1"
# Looked up in ``discord``.
ATTRIBUTES = (
    "http.Route.BASE",
    "gateway.DiscordWebSocket.DEFAULT_GATEWAY",
    "gateway.ReconnectWebSocket",
    "gateway.DiscordWebSocket.poll_event",
    "gateway.KeepAliveHandler",
    "shard.Shard.launch",
    "state.ConnectionState._remove_guild",
    "Intents._from_value",
    "VoiceClient.warn_nacl",
    "VoiceClient.warn_dave",
)
# The parameters by which we call a function, or are called by discord.py.
PARAMETERS = {
    "gateway.DiscordWebSocket.from_client": ("client", "initial", "gateway", "shard_id"),
    "shard.Shard": ("ws", "client", "queue_put"),
    "AutoShardedClient.launch_shard": ("self", "gateway", "shard_id", "initial"),
}
# Attributes of instances: each is used by discord.py's own code in a function that has it.
USED_IN = {
    "Client.__init__": ("_connection",),
    "state.ConnectionState.__init__": ("_intents", "parsers"),
    "gateway.DiscordWebSocket.received_message": ("sequence", "session_id", "gateway"),
    "gateway.DiscordWebSocket.close": ("_close_code", "socket"),
    "gateway.DiscordWebSocket.identify": ("call_hooks", "_connection"),
    "shard.Shard._cancel_task": ("_task",),
    "state.AutoShardedConnectionState._delay_ready": ("_ready_task", "_ready_tasks"),
    "AutoShardedClient.launch_shard": (
        "_AutoShardedClient__queue",
        "_AutoShardedClient__shards",
        "shard_connect_timeout",
    ),
}


def verify() -> None:
    """Check that this version of discord.py still has all that ``_dpy_internals`` uses.

    :raises SettingsError: it has not; the operator has to install the tested version.
    """
    if missing := list(_missing()):
        raise SettingsError(
            f"discord.py {discord.__version__} has changed: it lacks {', '.join(missing)}",
            hint=f"Install the version that Quoth was tested with: "
            f"`pip install discord.py=={TESTED}`.",
        )


def _missing() -> Iterator[str]:
    yield from (path for path in ATTRIBUTES if _found(path) is None)
    for path, names in PARAMETERS.items():
        found = _found(path)
        has = tuple(inspect.signature(found).parameters) if found is not None else ()
        yield from (f"{path}({name})" for name in names if name not in has)
    for path, names in USED_IN.items():
        code = getattr(_found(path), "__code__", None)
        has = code.co_names if code is not None else ()
        yield from (f"{name} in {path}" for name in names if name not in has)


def _found(path: str) -> Any:
    """Look ``path`` up in ``discord``; None where it is not there."""
    found: Any = discord
    for name in path.split("."):
        found = getattr(found, name, None)
    return found
