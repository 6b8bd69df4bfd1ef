"""The stand-in is proven with a tiny, plain discord.py client, before any bot is tested with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands

from tests.standin import WHY_UNCHECKED, Standin
from tests.standin.plain import Plain


@pytest.fixture
async def standin(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Standin]:
    async with Standin() as standin:
        gateway = yarl.URL(standin.gateway_url)
        monkeypatch.setattr(discord.http.Route, "BASE", standin.api_base)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield standin


@pytest.fixture
async def plain(standin: Standin) -> AsyncIterator[Plain]:
    async with Plain() as client:
        running = asyncio.create_task(client.start(standin.token))
        await standin.connected()
        yield client
        await client.close()
        await asyncio.wait([running])


@pytest.fixture
def nothing_broken(standin: Standin) -> Iterator[None]:
    yield
    assert standin.problems == []


pytestmark = pytest.mark.usefixtures("nothing_broken")


async def test_a_client_logs_in_and_syncs_its_commands(standin: Standin, plain: Plain) -> None:
    await standin.synced()
    names = [command["name"] for command in standin.commands]
    assert names == ["ask", "grow", "capital", "Quote this"]
    assert plain.user is not None
    assert str(plain.user.id) == standin.bot.id
    await standin.until(lambda: standin.gateway.heartbeats == 1)
    await plain.wait_until_ready()
    assert [str(guild.id) for guild in plain.guilds] == [standin.world.guild_id]


async def test_everything_is_checked_where_the_rules_are_at_hand(
    standin: Standin, plain: Plain
) -> None:
    if not standin.checked:
        pytest.skip(WHY_UNCHECKED)
    await standin.synced()
    ana = standin.person("Ana", locale="xx")
    await (await standin.slash(ana, "ask", question="q")).message()
    assert any("InteractionCreate" in problem for problem in standin.problems)
    standin.problems.clear()
    with pytest.raises(discord.HTTPException, match="50035"):
        await plain.http.send_message(standin.channel.id, params=_params("x" * 2001))
    assert any("2000 characters" in problem for problem in standin.problems)
    standin.problems.clear()


async def test_a_slash_command_is_deferred_edited_and_pings_nobody(
    standin: Standin, plain: Plain
) -> None:
    await standin.synced()
    for private in (True, False):
        reply = await standin.slash(standin.person("Ana"), "ask", question="q", private=private)
        assert 0 < await reply.acknowledged() < 3
        message = await reply.message()
        assert (message.text, message.ephemeral) == ("@everyone\nTitle\nq", private)
        assert (message.loading, message.pinged, message.edits) == (False, set(), 1)
    pressed = await standin.press(standin.person("Ben"), message, "more")
    assert (await pressed.message()).content == "pressed"
    with pytest.raises(LookupError):
        await standin.press(standin.person("Ben"), message, "not there")
    with pytest.raises(LookupError):
        await standin.slash(standin.person("Ben"), "ask", query="q")
    assert plain.heard == []


async def test_follow_ups_files_forms_suggestions_and_menus_work(
    standin: Standin, plain: Plain
) -> None:
    await standin.synced()
    ana = standin.person("Ana")
    grown = await standin.slash(ana, "grow", form=False, dm=True)
    assert (await grown.message()).pinged == {"@here", "<@&5>"}
    more = await grown.follow_up()
    assert (more.ephemeral, list(more.files)) == (True, ["plain.py"])
    assert b"tiny discord.py client" in more.files["plain.py"]
    opened = await standin.slash(ana, "grow", form=True)
    filled = await standin.submit(ana, opened, question="typed")
    assert "typed" in (await filled.message()).content
    typed = await standin.autocomplete(ana, "capital", "name", "ber")
    assert [choice["value"] for choice in await typed.choices()] == ["berlin", "bern"]
    said = await standin.says(ana, "in a menu")
    for dm in (False, True):
        menu = await standin.context_menu(ana, "Quote this", said, dm=dm)
        assert (await menu.message()).text == "you mean: in a menu"
    assert plain.heard == [""]  # without its intent, content of what does not concern it is hidden


async def test_a_mention_a_reply_and_a_direct_message_are_answered(
    standin: Standin, plain: Plain
) -> None:
    ana = standin.person("Ana")
    asked = await standin.says(ana, "<@bot> when?")
    (answer,) = await asked.answers()
    assert answer["message_reference"]["message_id"] == asked.id
    assert answer.content == f"heard: {standin.bot.mention} when?"
    assert answer.pinged == set()
    replied = await standin.says(ana, "and then?", reply_to=answer)
    assert (await replied.answers())[0].content == "heard: and then?"
    quiet = await standin.says(ana, "psst", reply_to=answer, ping=False)
    direct = await standin.says(ana, "only us", dm=True)
    assert (await direct.answers())[0].content == "heard: only us"
    with pytest.raises(TimeoutError, match="1 answers to 'psst'"):
        await quiet.answers(within=0.05)
    assert len(plain.heard) == 4


async def test_fifty_simultaneous_interactions_are_no_problem(
    standin: Standin, plain: Plain
) -> None:
    await standin.synced()
    people = [standin.person(f"Asker {n}") for n in range(50)]
    replies = [await standin.slash(person, "ask", question=person.name) for person in people]
    messages = await asyncio.gather(*(reply.message() for reply in replies))
    assert [m["embeds"][0]["description"] for m in messages] == [p.name for p in people]
    assert max([await reply.acknowledged() for reply in replies]) < 1
    assert (standin.hanging, standin.unacknowledged) == ([], [])
    assert plain.heard == []


@pytest.mark.unanswered("one of them comes too late on purpose")
async def test_a_second_or_late_or_unknown_response_is_refused(
    standin: Standin, plain: Plain
) -> None:
    await standin.synced()
    reply = await standin.slash(standin.person("Ana"), "capital", name="rome")
    message = await reply.message()
    route = standin.api_base + "/interactions/{}/{}/callback"
    standin.faults.slow("POST", "/callback", 0.5)  # the client's own callback comes too late
    late = await standin.slash(standin.person("Ana"), "capital", name="late")
    late.sent_at -= 60
    async with aiohttp.ClientSession() as session:

        async def code(method: str, url: str) -> int:
            async with session.request(method, url, json={"type": 5}) as answer:
                return int((await answer.json())["code"])

        assert await code("POST", route.format(reply.id, reply.token)) == 40060
        assert await code("POST", route.format(late.id, late.token)) == 10062
        assert await code("POST", route.format("1", "unknown")) == 10062
        original = f"{standin.api_base}/webhooks/{standin.bot.id}/{{}}/messages/@original"
        assert await code("GET", original.format(late.token)) == 10015
        reply.expired = True
        assert await code("GET", original.format(reply.token)) == 50027
        assert await code("GET", f"{standin.api_base}/users/@me") == 0  # 401: no bot token
    assert message.content == "rome"
    assert standin.unacknowledged == [late]
    assert plain.heard == []


@pytest.mark.unanswered("what the stand-in makes of it is the test")
async def test_a_deferral_without_an_end_is_seen(standin: Standin, plain: Plain) -> None:
    await standin.synced()
    fault = standin.faults.status(404, "PATCH", "@original")
    reply = await standin.slash(standin.person("Ana"), "ask", question="q")
    await standin.until(lambda: fault.used == 1)
    assert standin.hanging == [reply]
    with pytest.raises(TimeoutError, match="hanging"):
        await reply.message(within=0.05)
    assert plain.heard == []


async def test_a_dropped_or_closed_gateway_is_resumed_and_missed_events_are_replayed(
    standin: Standin, plain: Plain
) -> None:
    ana, faults = standin.person("Ana"), standin.faults
    losses = (
        faults.drop_gateway,
        lambda: faults.close_gateway(1000),
        lambda: faults.close_gateway(4000),
        faults.reconnect,
    )
    for n, lose in enumerate(losses, 1):
        await lose()
        missed = await standin.says(ana, f"<@bot> {n}")
        assert (await missed.answers())[0].content.endswith(f" {n}")
        assert (standin.gateway.resumes, standin.gateway.identifies) == (n, 1)
    assert len(plain.heard) == len(losses)


async def test_a_lost_session_is_identified_again(standin: Standin, plain: Plain) -> None:
    await standin.faults.invalidate()
    await standin.connected()
    assert (standin.gateway.resumes, standin.gateway.identifies) == (0, 2)
    asked = await standin.says(standin.person("Ana"), "<@bot> still there?")
    assert len(await asked.answers()) == len(plain.heard) == 1


async def test_refused_gateway_connections_look_refused_and_are_counted(
    standin: Standin,
) -> None:
    standin.faults.refuse_gateway(times=1)
    async with Plain() as client:
        with pytest.raises(AttributeError):  # Rapptz/discord.py#10520: what a bot must survive
            await client.start(standin.token)
    assert (standin.gateway.attempts, standin.gateway.identifies) == (2, 0)  # aiohttp: GET, twice


@pytest.mark.parametrize(
    ("token", "intents", "error"),
    [
        ("wrong", discord.Intents.none(), discord.LoginFailure),
        (None, discord.Intents(message_content=True), discord.PrivilegedIntentsRequired),
    ],
)
async def test_a_bad_token_and_an_unapproved_intent_are_refused(
    standin: Standin, token: str | None, intents: discord.Intents, error: type[Exception]
) -> None:
    async with Plain(intents=intents) as client:
        with pytest.raises(error):
            await client.start(token or standin.token)


async def test_a_rate_limit_and_a_503_on_an_interaction_are_retried_by_the_library(
    standin: Standin, plain: Plain
) -> None:
    await standin.synced()
    limit = standin.faults.rate_limit("PATCH", "@original", retry_after=0.05)
    unavailable = standin.faults.status(503, "POST", "/callback")
    reply = await standin.slash(standin.person("Ana"), "ask", question="q")
    assert await reply.acknowledged() > 0.9  # the library's own pause
    assert (await reply.message()).content == "@everyone"
    assert (limit.used, unavailable.used) == (1, 1)
    assert plain.heard == []


@pytest.mark.unanswered("what the stand-in makes of it is the test")
async def test_a_lost_defer_was_applied_and_its_retry_gets_40060(
    standin: Standin, plain: Plain
) -> None:
    await standin.synced()
    lost: list[BaseException] = []

    async def keep(_: discord.Interaction, error: app_commands.AppCommandError) -> None:
        lost.append(error.__cause__ or error)

    plain.tree.error(keep)
    standin.faults.lose_reply("POST", "/callback", how="503")
    reply = await standin.slash(standin.person("Ana"), "ask", question="q")
    assert await reply.acknowledged() < 0.9
    await standin.until(lambda: len(standin.sent("POST", "/callback")) == 2)
    assert standin.hanging == [reply]
    await asyncio.sleep(0.05)
    assert [getattr(error, "code", None) for error in lost] == [40060]


async def test_resets_losses_refusals_and_slowness_reach_the_client(
    standin: Standin, plain: Plain
) -> None:
    faults, send = standin.faults, plain.http.send_message
    loop = asyncio.get_running_loop()

    faults.reset("POST", "/messages", after=1)
    await send(standin.channel.id, params=_params("first"))
    with pytest.raises(OSError, match="reset") as reset:
        await send(standin.channel.id, params=_params("never applied"))
    assert reset.value.errno == 104

    faults.lose_reply("POST", "/messages")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await send(standin.channel.id, params=_params("applied"))
    faults.status(503, "POST", "/messages")
    with pytest.raises(discord.DiscordServerError):
        await send(standin.channel.id, params=_params("never applied"))
    faults.slow("POST", "/messages", 0.2)
    began = loop.time()
    await send(standin.channel.id, params=_params("slow"))
    assert loop.time() - began >= 0.2
    room = standin.messages.rooms[standin.channel.id]
    assert [message.content for message in room] == ["first", "applied", "slow"]
    assert [r.status for r in standin.sent("POST", "/messages")] == [200, None, None, 503, 200]


async def test_a_sharded_client_gets_each_event_on_one_shard(standin: Standin) -> None:
    async with discord.AutoShardedClient(shard_count=2, intents=discord.Intents.default()) as bot:
        bot.before_identify_hook = _at_once  # type: ignore[method-assign]
        running = asyncio.create_task(bot.start(standin.token))
        await standin.connected(links=2)
        heard: asyncio.Queue[int | None] = asyncio.Queue()

        async def on_message(message: discord.Message) -> None:
            heard.put_nowait(message.guild.shard_id if message.guild else None)

        bot.event(on_message)
        ana = standin.person("Ana")
        await standin.says(ana, "<@bot> in the server")
        await standin.says(ana, "direct", dm=True)
        shards = {await asyncio.wait_for(heard.get(), 3) for _ in range(2)}
        await bot.close()
        await asyncio.wait([running])
    assert shards == {None, (int(standin.world.guild_id) >> 22) % 2}


async def _at_once(*_: object, **__: object) -> None:
    """Identify without the library's five seconds."""


def _params(content: str) -> discord.http.MultipartParameters:
    return discord.http.handle_message_parameters(content=content)
