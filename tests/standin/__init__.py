"""Simulate Discord on loopback for an unmodified discord.py bot, with real sockets.

The bot runs in the test's process or in its own (``env=os.environ | discord.environment``)::

    async with Standin() as discord:           # .api_base .gateway_url .token .environment
        await discord.connected()              # also .synced() .disconnected() .until(look)
        ana = discord.person("Ana", locale="en-US")

        reply = await discord.slash(ana, "ask", question="When?", private=True)  # dm=True
        seconds = await reply.acknowledged(within=3)
        message = await reply.message(within=5)     # the answer, once the deferral has ended
        message.text, message.content, message["embeds"], message.components, message.ephemeral
        message.pinged                              # must be empty: {"@everyone", "<@1>", "<@&2>"}
        await reply.follow_up(1)                    # reply.followups has them all

        asked = await discord.says(ana, "<@bot> when?")       # reply_to=message, ping=, dm=True
        (answer,) = await asked.answers(1, within=5)          # the bot's replies to it
        await answer.until(lambda m: "1979" in m.text)        # after an edit

        await discord.press(ana, message, "custom-id")        # values=[…] for a select menu
        suggestions = await (await discord.autocomplete(ana, "ask", "corpus", "de")).choices()
        file = discord.upload("lamp.md", b"...")              # an option of a slash command
        await discord.context_menu(ana, "Quote on this", asked)
        await discord.submit(ana, reply, question="typed into the modal that answered")

        assert discord.problems == []          # rules of Discord that the bot (or this) broke
        assert discord.hanging == []           # deferred, but never answered
        assert discord.unacknowledged == []
        discord.commands, discord.requests, discord.sent("POST", "/callback"), discord.typing
        discord.gateway.attempts, .identifies, .resumes, .heartbeats

        discord.faults.reset("PATCH", "@original")            # RST instead of an answer
        discord.faults.status(503, "POST", "/channels/.*/messages", times=2, after=0)
        discord.faults.rate_limit("PATCH", "@original", retry_after=0.1)    # 429 with Via
        discord.faults.lose_reply("POST", "/callback", how="503")           # applied, answer lost
        discord.faults.slow("PATCH", "@original", seconds=2)
        discord.faults.refuse_gateway(times=2)
        await discord.faults.drop_gateway()                   # close_gateway(4000), reconnect(),
        await discord.faults.invalidate(resumable=False)      # op 9

Each method for a REST fault returns the fault; ``fault.used`` counts how often it struck.

Where ``../shared/discord`` is absent, ``discord.checked`` is False and ``problems`` stays empty:
skip those asserts with the reason ``WHY_UNCHECKED``. A request that breaks a rule is also answered
400 / 50035. As on Discord, a first response later than 3 s gets 10062, a second one 40060, message
content is hidden without its intent unless the bot is mentioned, an unapproved privileged intent
closes the gateway with 4014, and the bot hears its own messages.
"""

from tests.standin.checks import WHY_UNCHECKED
from tests.standin.faults import Fault, Faults
from tests.standin.interactions import Interaction
from tests.standin.messages import Message
from tests.standin.people import Channel, Person
from tests.standin.rest import Request
from tests.standin.server import Standin

__all__ = [
    "WHY_UNCHECKED",
    "Channel",
    "Fault",
    "Faults",
    "Interaction",
    "Message",
    "Person",
    "Request",
    "Standin",
]
