"""Render that the sources do not answer, or the closest text where that is not sure.

Neither has a frame or a block quote, so that nothing can be mistaken for an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ui

from bot.render.answer_buttons import can_be_asked_again, refusal_rows
from bot.render.excerpt import MORE
from bot.render.excerpt_choice import unmarked
from bot.render.layout import bold, linked, message, place_line, small, text_item, titled
from bot.render.limits import MESSAGE_TEXT, shares, units
from bot.render.links import link_to
from bot.render.markdown import ELLIPSIS, label
from bot.speech.say import either, language_named, listed, say, speaking_as
from index.answering.closest import places_beside
from index.answering.refusal import places_by_source, refusal_of
from index.types import Reason, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.render.answer_buttons import Offer
    from bot.render.layout import Rendered
    from index.types import Answer, Passage, Quote, Refusal

QUESTION, WORD = 700, 40  # units of markup; the longest question of `/ask` fits, escaped
MAX_MISSING_WORDS = 5
MAX_CLOSEST, CLOSEST = 3, 1_700  # texts, and units of each


def render_refusal(answer: Answer, offer: Offer) -> Rendered:
    """Render that the sources do not answer, why, and where to look.

    The nearest passages are named but not shown, unless they are near enough to be shown. A
    question in another language than the sources is answered in its own, if the bot speaks it.

    :raises QuoteAltered: a text to be sent differs from its source.
    """
    with speaking_as(refusal_of(answer).asked_in):
        return _refusal(answer, offer)


def _refusal(answer: Answer, offer: Offer) -> Rendered:
    if offer.tier_of(answer) is Tier.NEAR:
        return _closest(answer, offer)
    why, lines = refusal_of(answer), _lines(answer)
    following = say("try-other-words")
    rows = refusal_rows(bool(why.nearest) and can_be_asked_again(answer), offer, Tier.NONE)
    if not (near := places_by_source(why)):
        return message(text_item("\n".join([*lines, following])), *rows)
    head = text_item("\n".join([*lines, say("nearest")]))
    return message(head, *map(_near, near), text_item(following), *rows)


def _lines(answer: Answer) -> list[str]:
    """Write the question, that there is no answer, and what helps to ask again."""
    why, alone = refusal_of(answer), bool(answer.within)
    no_answer = bold(say("no-answer-within")) if alone else _no_answer(why.reason)
    return [asked(answer), no_answer, *_other_language(why), *_unfound(answer, why)]


def refusal_items(
    answer: Answer, offer: Offer, room: int, most: int
) -> list[ui.Item[ui.LayoutView]]:
    """Draw a refusal without its buttons and the nearest places, for one of several questions.

    ``most`` closest texts and what is above them have at most ``room`` units.

    :raises QuoteAltered: a text to be sent differs from its source.
    """
    with speaking_as(refusal_of(answer).asked_in):
        if offer.tier_of(answer) is Tier.NEAR:
            return _closest_items(answer, room, most)
        return [text_item("\n".join(_lines(answer)))]


def _closest(answer: Answer, offer: Offer) -> Rendered:
    """Render the closest texts, with what can be done about them."""
    items = _closest_items(answer, MESSAGE_TEXT, MAX_CLOSEST)
    others = bool(places_beside(answer)) and can_be_asked_again(answer)
    return message(*items, *refusal_rows(others, offer, Tier.NEAR))


def _closest_items(answer: Answer, room: int, most_texts: int) -> list[ui.Item[ui.LayoutView]]:
    """Draw the closest texts so that none can be taken for an answer.

    They have no frame and no quotation bar, and nothing in them is bold or underlined. Above them
    is at most one line that helps to ask again.
    """
    why = refusal_of(answer)
    helps = [*_other_language(why), *_unfound(answer, why), *_premise(why)][:1]
    head = "\n".join([asked(answer), *helps, bold(say("closest-found"))])
    near = answer.near[:most_texts]
    room -= units(head) + sum(units(place_line(quote)) for quote in near)
    items: list[ui.Item[ui.LayoutView]] = [text_item(head)]
    for quote, text in zip(near, _texts(near, room), strict=True):
        items += [ui.Separator(), text_item(text)]
        items.append(linked(place_line(quote), link_to(quote.locator.url, quote.text), say("open")))
    return items


def _texts(near: Sequence[Quote], room: int) -> list[str]:
    """Write the closest texts within ``room`` units; what short ones leave, long ones get."""
    whole = [plainly(quote, CLOSEST) for quote in near]
    wanted = [units(text) for text in whole]
    if sum(wanted) <= room:
        return whole
    return [plainly(*one) for one in zip(near, shares(wanted, room), strict=True)]


def plainly(quote: Quote, most: int) -> str:
    """Write a text that may not answer; a small mark below says if it was cut at ``most`` units."""
    whole = unmarked(quote, most)
    if not whole.shortened:
        return whole.written()
    return f"{unmarked(quote, most - units(MORE) - 1).written()}\n{MORE}"


def _other_language(why: Refusal) -> Iterator[str]:
    if why.languages:
        languages = either([language_named(code) for code in why.languages])
        yield say("other-language", language=languages)


def _unfound(answer: Answer, why: Refusal) -> Iterator[str]:
    """Name the words of the question that no source has."""
    words = [word for word in (label(word, WORD) for word in why.missing) if word]
    if words:
        unfound = "not-mentioned-within" if answer.within else "not-mentioned"
        yield say(unfound, words=listed(_first(words)), count=len(words))


def _premise(why: Refusal) -> Iterator[str]:
    """Suspect that the question assumes what the closest text says otherwise."""
    if why.reason is Reason.FALSE_PREMISE:
        yield say("why-false-premise")


def _no_answer(reason: Reason) -> str:
    return f"{bold(say('no-answer'))} {say(f'why-{reason}')}".rstrip()


def _near(passages: Sequence[Passage]) -> ui.Item[ui.LayoutView]:
    """Name the nearest places of one source; even the link quotes no words of theirs."""
    return linked(place_line(*passages), link_to(passages[0].locator.url), say("open"))


def _first(words: list[str]) -> list[str]:
    """Return the first few words in quotation marks, and the number of the others."""
    more = len(words) - MAX_MISSING_WORDS
    named = [say("word-quoted", word=word) for word in words[:MAX_MISSING_WORDS]]
    return [*named, say("words-more", count=more)] if more > 0 else named


def asked(answer: Answer) -> str:
    """Write the question. Discord shows who used a command, but not what they asked.

    Below it, write the corrected spelling and the single source that was asked, if there are any.
    """
    lines = [label(answer.question, QUESTION) or ELLIPSIS]
    if answer.read_as:  # our text adds its own question mark
        lines.append(say("read-as", question=label(answer.read_as.rstrip(" ?？"), QUESTION)))
    if answer.within:
        lines.append(say("only-in", title=titled(answer.within, "")))
    return "\n".join(map(small, lines))
