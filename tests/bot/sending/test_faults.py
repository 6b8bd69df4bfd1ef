"""What goes wrong between the bot and Discord, and that no answer is lost or doubled by it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.standin import Standin
from tests.standin.people import Person
from tests.support.bot import AUTOMATED, WHEN, Running, running
from tests.support.messages import eventually

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.hasty_discord"]
pytestmark = pytest.mark.usefixtures("hasty_discord")


async def test_a_refused_first_connection_is_tried_again(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.refuse_gateway(times=1)
    async with running(discord, tmp_path):
        it = await discord.slash(ada, "ask", question=WHEN)
        await it.message()
    said = [r for r in caplog.records if "trying again" in r.message]
    assert discord.gateway.attempts >= 2
    assert len(said) == 1
    assert all(r.exc_info is None for r in said)


async def test_a_login_that_is_reset_is_tried_again(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    fault = discord.faults.reset("GET", "/users/@me", times=2)  # aiohttp itself tries a GET twice
    async with running(discord, tmp_path):
        await (await discord.slash(ada, "ask", question=WHEN)).message()
    assert fault.used == 2
    assert "Discord not reached" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_connection_reset_on_the_edit_loses_no_answer(
    discord: Standin, ada: Person
) -> None:
    fault = discord.faults.reset("PATCH", "@original", times=2)
    it = await discord.slash(ada, "ask", question=WHEN)
    assert AUTOMATED.rstrip(".") in (await it.message()).text
    assert fault.used == 2


@pytest.mark.usefixtures("bot")
async def test_an_edit_whose_receipt_is_lost_is_made_again(discord: Standin, ada: Person) -> None:
    fault = discord.faults.lose_reply("PATCH", "@original", how="reset")
    it = await discord.slash(ada, "ask", question=WHEN)
    message = await it.message()
    await message.until(lambda m: m.edits >= 2)
    assert fault.used == 1


@pytest.mark.usefixtures("bot")
async def test_503_on_a_channel_message_loses_no_answer(discord: Standin, ada: Person) -> None:
    fault = discord.faults.status(503, "POST", "/messages", times=2)
    (reply,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    assert AUTOMATED.rstrip(".") in reply.text
    assert fault.used == 2


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("how", ["503", "reset", "drop"])
async def test_a_reply_whose_receipt_is_lost_is_not_doubled(
    discord: Standin, ada: Person, how: str
) -> None:
    fault = discord.faults.lose_reply("POST", "/messages", how=how)  # type: ignore[arg-type]
    asked = await discord.says(ada, f"<@bot> {WHEN}")
    await discord.until(lambda: len(_answered(discord, "POST", "/messages")) == 1)
    assert len(await asked.answers()) == 1
    assert fault.used == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("how", ["503", "reset", "drop"])
async def test_a_defer_whose_receipt_is_lost_counts_as_made(
    discord: Standin, ada: Person, how: str
) -> None:
    fault = discord.faults.lose_reply("POST", "/callback", how=how)  # type: ignore[arg-type]
    it = await discord.slash(ada, "ask", question=WHEN)
    assert AUTOMATED.rstrip(".") in (await it.message()).text
    assert fault.used == 1


@pytest.mark.unanswered("another client of the same bot answers it")
async def test_an_interaction_that_another_client_has_taken_is_left_to_it(
    discord: Standin, bot: Running, ada: Person
) -> None:
    shown = await (await discord.slash(ada, "ask", question=WHEN, private=True)).message()
    share = next(c["custom_id"] for c in shown.components if c.get("custom_id") == "sh1:")
    before, edits = len(discord.sent("POST", "/webhooks")), len(discord.sent("PATCH", "@original"))
    for act in (
        lambda: discord.slash(ada, "ask", question=WHEN),
        lambda: discord.press(ada, shown, share),
    ):
        taken = discord.faults.status(400, "POST", "/callback", code=40060)
        await act()
        await eventually(lambda it=taken: it.used == 1 and not bot.clients[-1].responder.in_flight)
    assert len(discord.sent("POST", "/webhooks")) == before
    assert len(discord.sent("PATCH", "@original")) == edits
    assert bot.oracle.asked == [WHEN], "it is counted by the other one alone"


@pytest.mark.usefixtures("bot")
async def test_a_defer_that_is_reset_is_made_again(discord: Standin, ada: Person) -> None:
    fault = discord.faults.reset("POST", "/callback")
    it = await discord.slash(ada, "ask", question=WHEN)
    assert await it.acknowledged() < 1
    await it.message()
    assert fault.used == 1


@pytest.mark.usefixtures("bot")
async def test_rate_limits_are_waited_for(discord: Standin, ada: Person) -> None:
    edits = discord.faults.rate_limit("PATCH", "@original")
    posts = discord.faults.rate_limit("POST", "/messages")
    it = await discord.slash(ada, "ask", question=WHEN)
    await it.message()
    await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    assert (edits.used, posts.used) == (1, 1)


@pytest.mark.usefixtures("bot")
async def test_a_429_of_the_proxy_before_discord_is_waited_for_too(
    discord: Standin, ada: Person
) -> None:
    requests = (("POST", "/callback"), ("PATCH", "@original"), ("POST", "/messages"))
    faults = [discord.faults.rate_limit(method, path, via=False) for method, path in requests]
    it = await discord.slash(ada, "ask", question=WHEN)
    assert AUTOMATED.rstrip(".") in (await it.message(within=10)).text
    (reply,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers(within=10)
    assert AUTOMATED.rstrip(".") in reply.text
    assert [fault.used for fault in faults] == [1, 1, 1]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("via", [True, False])
async def test_a_rate_limit_longer_than_an_attempt_is_waited_for_without_asking_again(
    discord: Standin, ada: Person, monkeypatch: pytest.MonkeyPatch, via: bool
) -> None:
    monkeypatch.setattr("bot.sending.delivery.ATTEMPT_SECONDS", 0.3)
    fault = discord.faults.rate_limit("PATCH", "@original", retry_after=1.1, via=via)
    it = await discord.slash(ada, "ask", question=WHEN)
    assert AUTOMATED.rstrip(".") in (await it.message(within=10)).text
    assert fault.used == 1
    first, second = discord.sent("PATCH", "@original")
    assert second.at - first.at >= 1.1


@pytest.mark.unanswered("Discord asks to wait longer than the interaction lives")
@pytest.mark.parametrize("via", [True, False])
async def test_a_rate_limit_longer_than_an_answer_is_of_use_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, via: bool
) -> None:
    monkeypatch.setattr("bot.sending.delivery.PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr("bot.sending.delivery.ATTEMPT_SECONDS", 0.3)
    async with Standin() as discord, running(discord, tmp_path):
        fault = discord.faults.rate_limit("PATCH", "@original", retry_after=5.5, times=9, via=via)
        await discord.slash(discord.person("Ada"), "ask", question=WHEN)
        async with asyncio.timeout(5):
            while "was not delivered" not in caplog.text:  # noqa: ASYNC110 - a log is no event
                await asyncio.sleep(0.01)
        assert fault.used == 1
    assert caplog.text.count("too long for an answer") == 1


@pytest.mark.usefixtures("bot")
async def test_a_slow_network_is_given_up_and_tried_again(
    discord: Standin, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.delivery.ATTEMPT_SECONDS", 0.2)
    fault = discord.faults.slow("PATCH", "@original", 1.0)
    it = await discord.slash(ada, "ask", question=WHEN)
    await it.message(within=0.9)
    assert fault.used == 1


@pytest.mark.usefixtures("bot")
async def test_typing_that_fails_or_hangs_does_not_keep_the_answer(
    discord: Standin, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.delivery.TYPING_SECONDS", 0.2)
    discord.faults.slow("POST", "/typing", 2.0)
    await (await discord.says(ada, f"<@bot> {WHEN}")).answers(within=1)
    discord.faults.status(403, "POST", "/typing")
    await (await discord.says(ada, f"<@bot> {WHEN}")).answers(within=1)


@pytest.mark.usefixtures("bot")
async def test_a_channel_where_the_bot_may_not_write_does_not_stop_it(
    discord: Standin, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.status(403, "POST", "/messages", code=50013, message="Missing Permissions")
    await discord.says(ada, f"<@bot> {WHEN}")
    await discord.until(lambda: discord.sent("POST", "/messages"))
    await (await discord.slash(ada, "ask", question=WHEN)).message()
    assert "an answer was not delivered (403 Forbidden" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_message_that_discord_refuses_is_replaced_by_an_apology(
    discord: Standin, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.status(400, "PATCH", "@original", code=50035, message="Invalid Form Body")
    discord.faults.status(400, "POST", "/messages", code=50035, message="Invalid Form Body")
    edited = await (await discord.slash(ada, "ask", question=WHEN)).message()
    (reply,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    assert "went wrong" in edited.text
    assert "went wrong" in reply.text
    assert caplog.text.count("Discord refused a message: 400") == 2


@pytest.mark.usefixtures("bot")
async def test_what_automod_blocks_brings_one_sentence_where_discord_waits_and_else_silence(
    discord: Standin, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = "Message was blocked by automatic moderation"
    discord.faults.status(400, "PATCH", "@original", code=200000, message=blocked)
    discord.faults.status(400, "POST", "/messages", code=200000, message=blocked)
    shown = await (await discord.slash(ada, "ask", question=WHEN)).message()
    assert "AutoMod" in shown.text
    assert "went wrong" not in shown.text
    said = await discord.says(ada, f"<@bot> {WHEN}")
    async with asyncio.timeout(5):
        while caplog.text.count("AutoMod") < 2:  # noqa: ASYNC110 - a log is no event
            await asyncio.sleep(0.01)
    (reply,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    assert AUTOMATED.rstrip(".") in reply.text
    assert len(discord.sent("POST", "/messages")) == 2, f"nothing else was said to {said.id}"


@pytest.mark.usefixtures("bot")
async def test_a_gateway_that_drops_and_resumes_is_logged(
    discord: Standin, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        await discord.faults.drop_gateway()
        await discord.until(lambda: discord.gateway.resumes == 1)
        async with asyncio.timeout(5):
            while "resumed" not in caplog.text:  # noqa: ASYNC110 - a log is no event
                await asyncio.sleep(0.01)
    ours = [r.getMessage() for r in caplog.records if r.name == "bot.app.lost_shards"]
    assert sum("shard 0 lost the gateway" in line for line in ours) == 1
    assert sum("shard 0 resumed" in line for line in ours) == 1


@pytest.mark.usefixtures("bot")
async def test_where_the_history_may_not_be_read_the_answer_comes_without_a_reference(
    discord: Standin, ada: Person
) -> None:
    discord.faults.status(403, "POST", "/messages", code=160002)
    (reply,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    assert AUTOMATED.rstrip(".") in reply.text


@pytest.mark.usefixtures("bot")
async def test_what_was_asked_while_the_gateway_was_gone_is_answered_after_the_resume(
    discord: Standin, ada: Person
) -> None:
    await discord.faults.drop_gateway()
    await discord.disconnected()
    asked = await discord.says(ada, f"<@bot> {WHEN}")
    assert len(await asked.answers()) == 1
    assert (discord.gateway.resumes, discord.gateway.identifies) == (1, 1)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("code", [1001, 4000, 4009])
async def test_a_closed_gateway_is_resumed(discord: Standin, ada: Person, code: int) -> None:
    await discord.faults.close_gateway(code)
    await discord.until(lambda: discord.gateway.resumes == 1)
    await (await discord.slash(ada, "ask", question=WHEN)).message()


@pytest.mark.usefixtures("bot")
async def test_a_lost_session_is_begun_anew(discord: Standin, ada: Person) -> None:
    await discord.faults.invalidate()
    await discord.until(lambda: discord.gateway.identifies == 2, within=8)
    await (await discord.slash(ada, "ask", question=WHEN)).message()


@pytest.mark.usefixtures("bot")
async def test_op_7_is_followed(discord: Standin, ada: Person) -> None:
    await discord.faults.reconnect()
    await discord.until(lambda: discord.gateway.resumes == 1)
    await (await discord.slash(ada, "ask", question=WHEN)).message()


async def test_two_shards_share_one_bot(tmp_path: Path) -> None:
    async with Standin(shards=2) as discord, running(discord, tmp_path, connected=False):
        await discord.connected(links=2, within=15)
        ada = discord.person("Ada")
        await (await discord.slash(ada, "ask", question=WHEN)).message()
        await (await discord.says(ada, WHEN, dm=True)).answers()
        assert discord.problems == []


def _answered(discord: Standin, method: str, path: str) -> list[int]:
    return [r.status for r in discord.sent(method, path) if r.status == 200]
