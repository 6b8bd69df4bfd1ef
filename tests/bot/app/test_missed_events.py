"""Hearing on a session of a process that is gone: what fails there delays and stops nothing."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
import yarl
from aiohttp import ClientSession, WSMsgType, web
from hypothesis import example, given

from bot.app.missed_events import FRESH, MissedEvents
from bot.app.replay import resumable_at
from bot.ground.gateway_session import GatewaySession, LeftSession
from tests.standin import Standin
from tests.support.messages import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence

TOKEN = "token.of.the-bot"
SERVER = 1 << 22
HOSTS = st.from_regex(r"[a-z0-9.-]{1,30}", fullmatch=True)


@dataclass
class FakeSessions:
    """Sessions of which some were left, each once."""

    left: list[LeftSession] = field(default_factory=list)
    noted: list[GatewaySession] = field(default_factory=list)
    given_back: list[GatewaySession] = field(default_factory=list)
    left_at_the_end: list[GatewaySession] | None = None

    def jot(self, ours: Sequence[GatewaySession]) -> None:
        self.noted = list(ours)

    async def look(
        self, ours: Sequence[GatewaySession], wanted: Collection[int], shards: int
    ) -> Sequence[LeftSession]:
        self.jot(ours)
        assert (wanted, shards) == ({0}, 1)
        left, self.left = self.left, []
        return left

    async def give_back(self, theirs: Sequence[GatewaySession]) -> None:
        self.given_back = list(theirs)

    async def leave(self, ours: Sequence[GatewaySession]) -> None:
        self.left_at_the_end = list(ours)


@dataclass
class FakeClient:
    """A client that notes what it receives."""

    bot_token: str = TOKEN
    heard_at: float | None = None
    known: set[int] = field(default_factory=set)
    live: list[GatewaySession] = field(default_factory=list)
    received: list[tuple[str, str]] = field(default_factory=list)

    def sessions(self) -> list[GatewaySession]:
        return self.live

    def hears(self, _shard: int) -> float | None:
        return None if self.heard_at is None else time.monotonic() - self.heard_at

    def knows(self, server: int) -> bool:
        return server in self.known

    def receive(self, event: str, data: dict[str, Any]) -> None:
        self.received.append((event, data["id"]))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.missed_events.EVERY", 0.05)
    monkeypatch.setattr("bot.app.missed_events.PAUSES", (0.05, 0.05))
    monkeypatch.setattr("bot.app.replay.RESUMED_SECONDS", 0.5)


@asynccontextmanager
async def gateway(
    serve: Callable[[web.WebSocketResponse], Awaitable[object]],
) -> AsyncIterator[str]:
    """Serve a gateway that does what ``serve`` does once it has been asked to resume."""

    async def handle(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 100}})
        await serve(socket)
        return socket

    async with served(handle) as address:
        yield address


@asynccontextmanager
async def served(
    handle: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/", handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"ws://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


def session_at(address: str) -> GatewaySession:
    return GatewaySession("left", 0, 1, address, 5, frozenset({40}))


@asynccontextmanager
async def hearing(
    address: str, client: FakeClient, seconds: float = 1.0
) -> AsyncIterator[tuple[MissedEvents, FakeSessions]]:
    """Have ``client`` hear what was missed on a session that was left ``seconds`` ago."""
    sessions = FakeSessions([LeftSession(session_at(address), seconds)])
    missed = MissedEvents(sessions, address)
    missed.follow(client, {0}, 1)
    try:
        yield missed, sessions
    finally:
        await missed.leave(for_good=True)


def event(sequence: int, name: str, **data: object) -> dict[str, object]:
    return {"op": 0, "t": name, "s": sequence, "d": data}


async def test_a_session_that_is_given_up_is_resumed_once_however_often_a_new_one_is_tried(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    asked: list[dict[str, Any]] = []

    async def serve(socket: web.WebSocketResponse) -> None:
        asked.append(await socket.receive_json())
        await socket.send_json(event(6, "MESSAGE_CREATE", id="41", guild_id=str(SERVER)))
        await socket.send_json(event(7, "RESUMED"))
        async for _ in socket:
            pass

    async with gateway(serve) as address:
        client = FakeClient(known={SERVER}, live=[session_at(address)])
        sessions = FakeSessions()
        missed = MissedEvents(sessions, address)
        missed.follow(client, {0}, 1)
        for _ in range(3):
            missed.give_up(0, was_heard=True)
        await eventually(lambda: client.received == [("MESSAGE_CREATE", "41")])
        await eventually(lambda: [it.id for it in sessions.noted] == ["left"])
        client.live.clear()
        missed.now_heard(0)
        await eventually(lambda: sessions.noted == [])
        missed.give_up(0, was_heard=False)
        assert "no longer" not in caplog.text
        missed.give_up(0, was_heard=True)
        assert "shard 0: Discord no longer has what was missed" in caplog.text
        await missed.leave(for_good=True)
    assert len(asked) == 1
    assert asked[0]["d"] == {"token": TOKEN, "session_id": "left", "seq": 5}


async def test_a_session_is_noted_as_soon_as_it_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.missed_events.EVERY", 3600.0)
    client, sessions = FakeClient(), FakeSessions()
    missed = MissedEvents(sessions)
    missed.follow(client, {0}, 1)
    await asyncio.sleep(0.05)
    assert sessions.noted == []
    client.live.append(session_at("ws://127.0.0.1/"))
    missed.now_heard(0)
    await eventually(lambda: [it.id for it in sessions.noted] == ["left"])
    await missed.leave(for_good=True)


async def test_what_was_missed_is_handed_on_when_it_can_be_judged_and_nothing_twice() -> None:
    asked: list[dict[str, Any]] = []
    codes: list[int | None] = []

    async def serve(socket: web.WebSocketResponse) -> None:
        asked.append(await socket.receive_json())
        await socket.send_json(event(6, "MESSAGE_CREATE", id="41", guild_id=str(SERVER)))
        await socket.send_json(event(7, "MESSAGE_CREATE", id="40", guild_id=str(SERVER)))
        await socket.send_json(event(8, "PRESENCE_UPDATE", user="7"))
        await socket.send_json(event(9, "MESSAGE_CREATE", id="42"))
        await socket.send_json(event(10, "INTERACTION_CREATE", id="43", type=2))
        await socket.send_json(event(11, "MESSAGE_CREATE", id="44", guild_id="99"))
        await socket.send_json(event(12, "RESUMED"))
        while (frame := await socket.receive()).type is WSMsgType.TEXT:
            asked.append(json.loads(frame.data))
        codes.append(socket.close_code)

    client = FakeClient()
    async with gateway(serve) as address, hearing(address, client) as (missed, sessions):
        await eventually(lambda: len(asked) > 2)
        assert asked[0] == {"op": 6, "d": {"token": TOKEN, "session_id": "left", "seq": 5}}
        assert asked[-1] == {"op": 1, "d": 12}, "the connection is kept"
        assert client.received == [("MESSAGE_CREATE", "42")], "a direct message needs no server"
        assert sessions.noted == [session_at(address)], "who is killed now leaves it to the next"
        client.known.add(SERVER)
        missed.hand_on()
        assert client.received[1:] == [("MESSAGE_CREATE", "41")]
        assert codes == []
        client.heard_at = time.monotonic()
        with missed.deciding(41):
            missed.now_heard(0)
            await asyncio.sleep(0.3)
            assert codes == [], "who is killed now leaves it to the next"
            assert [it.id for it in sessions.noted] == ["left"]
        await eventually(lambda: codes == [1000])
        await eventually(lambda: sessions.noted == [])
        assert client.received[2:] == [], "the server of the last one is not known"


async def test_what_is_being_answered_is_noted_at_once_and_not_handed_on_again() -> None:
    go_on = asyncio.Event()

    async def serve(socket: web.WebSocketResponse) -> None:
        await go_on.wait()
        await socket.send_json(event(6, "MESSAGE_CREATE", id="41"))
        await socket.send_json(event(7, "MESSAGE_CREATE", id="42"))
        await socket.send_json(event(8, "RESUMED"))
        await socket.receive()
        await socket.receive()

    client = FakeClient()
    async with gateway(serve) as address, hearing(address, client) as (missed, sessions):
        await eventually(lambda: sessions.noted != [])
        missed.take(41)
        assert sessions.noted == [replace(session_at(address), taken=frozenset({40, 41}))]
        go_on.set()
        await eventually(lambda: client.received == [("MESSAGE_CREATE", "42")])


async def refuse(socket: web.WebSocketResponse) -> None:
    await socket.receive()
    await socket.send_json({"op": 9, "d": False})
    await socket.receive()


async def say_nothing(socket: web.WebSocketResponse) -> None:
    await socket.receive()
    await asyncio.sleep(5)


async def close(socket: web.WebSocketResponse) -> None:
    await socket.close(code=4007)


async def send_garbage(socket: web.WebSocketResponse) -> None:
    await socket.send_str('{"op": 0, "t": "MESSAGE_CREATE", "s": 6, "d": []}')
    await socket.send_str("}")
    await socket.receive()


async def send_bytes(socket: web.WebSocketResponse) -> None:
    await socket.send_bytes(b"\xff\x00")
    await socket.receive()


async def ask_to_connect_again(socket: web.WebSocketResponse) -> None:
    await socket.send_json({"op": 7, "d": None})
    await socket.receive()


@pytest.mark.parametrize(
    ("serve", "said"),
    [
        (refuse, "no longer has"),
        (say_nothing, "TimeoutError"),
        (close, "ConnectionError"),
        (send_garbage, "TypeError"),
        (send_bytes, "JSONDecodeError"),
        (ask_to_connect_again, "ConnectionError"),
    ],
)
async def test_a_gateway_that_does_not_resume_is_given_up_with_one_line(
    caplog: pytest.LogCaptureFixture,
    serve: Callable[[web.WebSocketResponse], Awaitable[None]],
    said: str,
) -> None:
    caplog.set_level("INFO")
    client = FakeClient()
    async with gateway(serve) as address, hearing(address, client) as (missed, sessions):
        await eventually(lambda: said in caplog.text)
        client.heard_at = time.monotonic()
        missed.now_heard(0)
        await eventually(lambda: sessions.noted == [])
        assert len(caplog.records) == 1
        assert TOKEN not in caplog.text
        assert "left" not in caplog.text


async def test_what_came_before_a_connection_failed_is_handed_on_and_the_rest_asked_for() -> None:
    asked: list[int] = []

    async def serve(socket: web.WebSocketResponse) -> None:
        asked.append((await socket.receive_json())["d"]["seq"])
        await socket.send_json(event(5 + len(asked), "MESSAGE_CREATE", id=str(50 + len(asked))))
        if len(asked) == 2:
            await socket.send_json(event(8, "RESUMED"))
            await socket.receive()

    client = FakeClient(heard_at=time.monotonic())
    async with gateway(serve) as address, hearing(address, client, seconds=5.0):
        await eventually(lambda: len(client.received) == 2)
    assert asked == [5, 6]
    assert [id_ for _, id_ in client.received] == ["51", "52"]


async def test_a_session_that_is_old_is_left_alone() -> None:
    async with Standin() as discord:
        client = FakeClient(discord.token)
        async with hearing(discord.gateway_url, client, FRESH + 1) as (_, sessions):
            await eventually(lambda: sessions.left == [])
            await asyncio.sleep(0.2)
        assert discord.gateway.attempts == 0
        assert sessions.left_at_the_end == []


async def test_what_was_deleted_before_it_was_heard_is_not_handed_on() -> None:
    async def serve(socket: web.WebSocketResponse) -> None:
        for number in range(41, 46):
            await socket.send_json(event(number, "MESSAGE_CREATE", id=str(number)))
        await socket.send_json(event(46, "MESSAGE_DELETE", id="41"))
        await socket.send_json(event(47, "MESSAGE_DELETE_BULK", ids=["43", "44"]))
        await socket.send_json(event(48, "RESUMED"))
        await socket.receive()
        await socket.receive()

    client = FakeClient()
    async with gateway(serve) as address, hearing(address, client):
        await eventually(lambda: client.received != [])
        assert [id_ for _, id_ in client.received] == ["42", "45"]


async def test_of_more_than_can_be_held_the_rest_is_dropped_with_one_line(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.replay.MOST_HELD", 2)

    async def serve(socket: web.WebSocketResponse) -> None:
        for number in range(41, 46):
            await socket.send_json(event(number, "MESSAGE_CREATE", id=str(number)))
        await socket.send_json(event(46, "RESUMED"))
        await socket.receive()
        await socket.receive()

    client = FakeClient()
    async with gateway(serve) as address, hearing(address, client):
        await eventually(lambda: client.received != [])
        assert [id_ for _, id_ in client.received] == ["41", "42"]
    assert caplog.text.count("the rest is dropped") == 1


async def test_an_event_that_cannot_be_read_costs_a_line_and_no_other_event(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def serve(socket: web.WebSocketResponse) -> None:
        for number, text in ((41, "secret words"), (42, "")):
            await socket.send_json(event(number, "MESSAGE_CREATE", id=str(number), content=text))
        await socket.send_json(event(43, "RESUMED"))
        await socket.receive()
        await socket.receive()

    class Strict(FakeClient):
        def receive(self, event: str, data: dict[str, Any]) -> None:
            if data["content"]:
                raise KeyError(data["content"])
            super().receive(event, data)

    client = Strict()
    async with gateway(serve) as address, hearing(address, client):
        await eventually(lambda: client.received == [("MESSAGE_CREATE", "42")])
    assert "cannot be read" in caplog.text
    assert "secret words" not in caplog.text


async def test_who_loses_a_shard_before_it_is_heard_leaves_what_was_missed_to_another() -> None:
    resumed, codes = asyncio.Event(), []

    async def serve(socket: web.WebSocketResponse) -> None:
        await socket.receive()
        await socket.send_json(event(6, "MESSAGE_CREATE", id="41", guild_id=str(SERVER)))
        await socket.send_json(event(7, "RESUMED"))
        resumed.set()
        while (await socket.receive()).type is WSMsgType.TEXT:
            pass
        codes.append(socket.close_code)

    client = FakeClient()
    async with gateway(serve) as address, hearing(address, client) as (missed, sessions):
        await resumed.wait()
        await missed.renounce(0)
        assert sessions.given_back == [session_at(address)]
        await eventually(lambda: codes == [4000])
        missed.want(0)
    assert client.received == []
    assert sessions.left_at_the_end == []


async def test_an_operation_of_somebody_who_waits_no_longer_is_left_alone() -> None:
    now = int(time.time() * 1000) - 1_420_070_400_000
    young, old = str(now << 22), str((now - 4_000) << 22)

    async def serve(socket: web.WebSocketResponse) -> None:
        for sequence, (id_, kind) in enumerate([(old, 2), (young, 4), (young, 3)], 6):
            await socket.send_json(event(sequence, "INTERACTION_CREATE", id=id_, type=kind))
        await socket.send_json(event(9, "RESUMED"))
        await socket.receive()
        await socket.receive()

    client = FakeClient()
    async with gateway(serve) as address, hearing(address, client):
        await eventually(lambda: client.received == [("INTERACTION_CREATE", young)])


async def identified(discord: Standin, code: int) -> GatewaySession:
    """Begin a session, and close its connection with ``code``."""
    identify = {"token": discord.token, "intents": 1 << 9, "properties": {}}
    async with ClientSession() as http, http.ws_connect(discord.gateway_url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": identify})
        ready = await socket.receive_json()
        await socket.close(code=code)
    await discord.disconnected()
    given = ready["d"]
    return GatewaySession(given["session_id"], 0, 1, given["resume_gateway_url"], ready["s"])


async def test_what_a_client_missed_when_it_left_is_heard_by_the_next_one_of_the_process() -> None:
    async with Standin() as discord:
        sessions = FakeSessions()
        missed = MissedEvents(sessions, discord.gateway_url)
        session = await identified(discord, 4000)
        missed.follow(FakeClient(discord.token, live=[session]), {0}, 1)
        await eventually(lambda: sessions.noted == [session])
        await missed.leave(for_good=False)
        assert sessions.left_at_the_end is None
        said = await discord.says(discord.person("Ada"), "anybody?")
        following = FakeClient(discord.token, time.monotonic(), {int(discord.world.guild_id)})
        missed.follow(following, {0}, 1)
        await eventually(lambda: following.received == [("MESSAGE_CREATE", said.id)])
        await missed.leave(for_good=True)
        assert discord.gateway.links() == []


@pytest.mark.parametrize(
    ("code", "seconds", "resumed"),
    [(4000, 60.0, True), (1000, 60.0, False), (1001, 60.0, False), (4000, 0.0, False)],
)
async def test_the_stand_in_keeps_a_session_for_a_time_unless_it_was_told_goodbye(
    caplog: pytest.LogCaptureFixture, code: int, seconds: float, resumed: bool
) -> None:
    caplog.set_level("INFO")
    async with Standin() as discord:
        discord.gateway.session_seconds = seconds
        session = await identified(discord, code)
        missed = MissedEvents(FakeSessions([LeftSession(session, 1.0)]), discord.gateway_url)
        missed.follow(FakeClient(discord.token), {0}, 1)
        said = "heard what was missed" if resumed else "no longer has what was missed"
        await eventually(lambda: discord.gateway.resumes == resumed)
        missed.now_heard(0)
        await eventually(lambda: said in caplog.text)
        await missed.leave(for_good=True)


@given(HOSTS | st.text(max_size=30))
@example("discord.gg.evil.example")
@example("evil-discord.gg")
@example("gateway.discord.gg@evil.example")
@example("gateway.discord.gg:444")
@example("evil.example#.discord.gg")
@example("evil.example/.discord.gg")
@example("evil.example?.discord.gg")
@example("evil.example\\.discord.gg")
@example("[::1].discord.gg")
def test_a_note_sends_the_token_to_no_host_but_discord_s(host: str) -> None:
    for scheme in ("wss", "ws", "https"):
        url = resumable_at(f"{scheme}://{host}", None)
        if url is not None:
            assert scheme == "wss"
            assert url.raw_host is not None
            assert url.raw_host.endswith(".discord.gg")
            assert (url.port, url.user, url.password) == (443, None, None)


@given(st.text(max_size=60))
def test_a_note_of_any_text_is_no_mistake_of_the_program(text: str) -> None:
    assert resumable_at(text, "ws://127.0.0.1:9/") is None


def test_discord_s_own_address_is_resumed_at_unless_another_is_set() -> None:
    address = "wss://gateway-us-east1-b.discord.gg"
    assert str(resumable_at(address, None)) == f"{address}/?v=10&encoding=json"
    assert resumable_at(address, "ws://127.0.0.1:9/gateway/") is None
    own = "ws://127.0.0.1:9/gateway/"
    assert resumable_at(own, own) == yarl.URL(own).with_query(v=10, encoding="json")
    assert resumable_at("ws://127.0.0.1:8/gateway/", own) is None
    assert resumable_at(own, None) is None


async def test_a_gateway_that_redirects_elsewhere_is_not_followed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    asked: list[object] = []

    async def serve(socket: web.WebSocketResponse) -> None:
        asked.append(await socket.receive())

    async def elsewhere(_: web.Request) -> web.Response:
        raise web.HTTPFound(other.replace("ws:", "http:"))

    async with (
        gateway(serve) as other,
        served(elsewhere) as address,
        hearing(address, FakeClient()),
    ):
        await eventually(lambda: "(ConnectionError)" in caplog.text)
    assert asked == []
