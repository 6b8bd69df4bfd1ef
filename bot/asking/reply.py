"""Turn a question into what is shown for it. Nothing raises here: each failure is a sentence."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from bot.asking.offer import offer_at
from bot.asking.recording import counted
from bot.ground.tracebacks import traced
from bot.render.answer import render_answer
from bot.render.check import render_checked
from bot.render.layout import render_notice
from bot.render.lists import render_help, render_sources, render_standings
from bot.speech.say import objected, say
from index.answering.question_check import check_question
from index.answering.small_talk import SmallTalk, small_talk_in
from index.errors import QuestionError, QuothError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import date

    import discord

    from bot.asking.asker import Asker
    from bot.asking.recording import Asking
    from bot.ground.place import Place
    from bot.render.layout import Rendered
    from bot.servers.house_rules import HouseRules
    from index.answering.followups import Turn
    from index.citations.citation import Citation
    from index.types import Answer

log = logging.getLogger(__name__)

SHORTEST_SECRET = 4  # characters; a shorter text is in every traceback, and gives nothing away


async def reply_to(
    question: str,
    asker: Asker,
    place: Place,
    after: Turn | None = None,
    *,
    source: str = "",
    house: HouseRules | None = None,
    asking: Asking | None = None,
    told: Callable[[Answer], None] = lambda _answer: None,
) -> Rendered:
    """Answer ``question``, or say calmly why there is no answer.

    ``after`` is the turn before, on which it may lean; ``source`` names the only source that may
    answer; ``house`` says who helps there; ``asking`` is noted with what came of it; ``told``
    gets the answer. Small talk, such as a greeting, gets a fixed reply and is not looked up.
    """
    if (talk := small_talk_in(question)) is SmallTalk.ABOUT_ME:
        return await show_help(asker, place)
    if talk is not None:
        return render_notice(say(f"reply-{talk}"))

    async def answer() -> Rendered:
        with counted(question, place, asking) as seen:
            found = await asker.answer(question, place, after, source=source)
            seen.answer = found
            told(found)

            def drawn() -> Rendered:
                seen.offer = offer_at(place, house)
                return render_answer(found, seen.offer)

            return await asker.draw(drawn)

    return await calmly(answer, secret=question)


async def show_help(asker: Asker, place: Place) -> Rendered:
    """Explain how to ask, with questions that are answered there if any can be found."""
    try:
        return render_help(await asker.examples(place))
    except (QuothError, TimeoutError) as error:
        log.warning("no examples for help (%s)", type(error).__name__)
        return render_help()


async def list_sources(asker: Asker, place: Place) -> Rendered:
    """List the sources that answer there."""

    async def sources() -> Rendered:
        return render_sources(await asker.sources(place))

    return await calmly(sources)


async def check_quote(text: str, asker: Asker, place: Place) -> Rendered:
    """Show whether the sources that answer there have ``text``, word for word."""

    async def checked() -> Rendered:
        found = await asker.check(text, place)
        return await asker.draw(lambda: render_checked(found))

    return await calmly(checked, secret=text)


async def still_so(citations: Sequence[Citation], on: date, asker: Asker, place: Place) -> Rendered:
    """Show what has become of the citations of an answer given on the day ``on``."""

    async def standings() -> Rendered:
        return render_standings(await asker.standings(citations, place), on)

    return await calmly(standings)


def leaving() -> Rendered:
    """Say that the bot is shutting down, to a question that comes too late."""
    return render_notice(say("leaving"))


def refused(error: discord.HTTPException) -> Rendered:
    """Apologise when Discord refuses a message of ours, which is our mistake."""
    return _apology("failed", f"Discord refused a message: {error}")


def objection(question: str) -> Rendered | None:
    """Say what is wrong with ``question``, if that shows before anything is looked up."""
    try:
        check_question(question)
    except QuestionError as error:
        return _as_it_is(error)
    return None


async def calmly(work: Callable[[], Awaitable[Rendered]], *, secret: str = "") -> Rendered:
    """Return what ``work`` makes, or a sentence that says what failed; ``secret`` is not logged."""
    try:
        return await work()
    except QuestionError as error:
        return _as_it_is(error)
    except TimeoutError:
        return _apology("too-slow", "a question passed its deadline")
    except QuothError as error:  # the operator's: a message and a hint say more than a traceback
        return _apology("failed", f"{error.message} (hint: {error.hint})", secret)
    except Exception as error:  # noqa: BLE001 - nothing may raise behind a question
        return _apology("failed", traced(error), secret)


def _as_it_is(error: QuestionError) -> Rendered:
    return render_notice(objected(error))


def _apology(text: str, why: str, secret: str = "") -> Rendered:
    """Say ``text`` with a reference, under which the log says ``why``, without ``secret``."""
    reference = secrets.token_hex(3)
    log.error("[%s] %s", reference, _without(secret, why))
    return render_notice(f"{say(text)} {say('reference', code=reference)}")


def _without(secret: str, text: str) -> str:
    """Remove a question from a text for the log: an exception may quote it."""
    tidy = " ".join(secret.split())
    for form in (secret, tidy, repr(secret)[1:-1], repr(tidy)[1:-1], ascii(tidy)[1:-1]):
        text = text.replace(form, "[question]") if len(form) >= SHORTEST_SECRET else text
    return text
