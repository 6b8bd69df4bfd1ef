from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import discord
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.render import excerpt as excerpt_module
from bot.render.answer import render_answer
from bot.render.answer_buttons import Offer
from bot.render.citation_codec import unpacked
from bot.render.excerpt import Excerpt, QuoteAltered
from bot.render.excerpt_choice import MAX_EXCERPT_CHARACTERS
from bot.render.layout import render_lines, render_notice
from bot.render.limits import COMPONENTS, MESSAGE_TEXT, units
from bot.render.lists import render_help, render_sources, render_standings
from bot.render.quote_line import NOWHERE, Emphasis
from bot.render.quote_markup import APART
from bot.render.quote_setting import quote_lines
from bot.render.vote_buttons import vote_in
from bot.speech.say import say, speaking
from index.answering.refusal import MAX_PLACES
from index.citations.citation import Standing, State
from index.cli.show_answer import CLOSEST, NEAREST, NO_ANSWER, WHY
from index.types import (
    Answer,
    Document,
    Landmark,
    Markup,
    Passage,
    Quote,
    QuoteKind,
    Reason,
    Refusal,
)
from tests.support.factories import LIGHTHOUSE, answer, document, passage_of, quote, quote_of
from tests.support.hostile_markdown import markdown_document
from tests.support.rendered import (
    BUTTON,
    CONTAINER,
    check_limits,
    components,
    links,
    payload,
    problems,
    read,
    texts,
    walk,
    words,
)
from tests.support.shown_source import (
    OF_SOURCES,
    has_rows_or_numbers,
    prose_of_source,
    seen_of_source,
)
from tests.support.strategies import (
    TERSE,
    answers,
    answers_with_quotes,
    documents,
    long_text,
    refusals,
    standings,
)
from tests.support.visible_text import inked

if TYPE_CHECKING:
    from collections.abc import Callable

honest_lines = quote_lines


# --- any answer --------------------------------------------------------------------------


@given(answers)
@TERSE
def test_any_answer_is_within_discords_limits(given_answer: Answer) -> None:
    check_limits(render_answer(given_answer))


@given(answers)
@settings(TERSE, max_examples=60)
def test_any_answer_passes_discords_published_rules(given_answer: Answer) -> None:
    assert problems(render_answer(given_answer)) == []


@given(answers_with_quotes())
@TERSE
def test_any_answer_shows_its_quotes_as_they_stand_in_their_sources(given_answer: Answer) -> None:
    parts = [part for part in read(render_answer(given_answer)) if "quote" in part.kinds()]
    assert len(parts) == len(given_answer.quotes)
    for part, quoted in zip(parts, given_answer.quotes, strict=True):
        source = quoted.document
        if has_rows_or_numbers(source):
            continue  # what is ours in these is looked at in test_quote_markup
        for block in part.of("quote"):
            drawn = inked(block).replace(APART, "")
            assert drawn in seen_of_source(source) or drawn in inked(source.text)


@given(answers_with_quotes())
@TERSE
def test_any_answer_has_in_bold_what_answers_or_nothing(given_answer: Answer) -> None:
    parts = [part for part in read(render_answer(given_answer)) if "quote" in part.kinds()]
    for part, quoted in zip(parts, given_answer.quotes, strict=True):
        if quoted.document.markup is Markup.MARKDOWN:
            continue  # the source may have bold of its own
        bold = inked("".join(part.of("bold")))
        assert inked(
            quoted.document.text[slice(*(quoted.core or (quoted.start, quoted.end)))]
        ).startswith(bold)


@given(answers_with_quotes())
@TERSE
def test_any_answer_underlines_the_words_that_answer_or_none(given_answer: Answer) -> None:
    parts = [part for part in read(render_answer(given_answer)) if "quote" in part.kinds()]
    for part, quoted in zip(parts, given_answer.quotes, strict=True):
        source, answering = quoted.document, quoted.answer or NOWHERE
        raw = not seen_of_source(source, quoted.start, quoted.end)
        if has_rows_or_numbers(source):
            continue
        if underlined := inked("".join(part.of("underline"))):
            expected = source.text[slice(*answering)] if raw else ""
            assert underlined == (inked(expected) or prose_of_source(source, *answering))


@given(answers_with_quotes())
@TERSE
def test_nothing_in_any_answer_is_active_but_our_own_formatting(given_answer: Answer) -> None:
    kinds = set().union(*(part.kinds() for part in read(render_answer(given_answer))))
    assert kinds <= {
        "quote", "bold", "underline", "subtext", "italic", "strike", "code", "fence", "list",
    }  # fmt: skip


@given(refusals())
@TERSE
def test_nothing_in_any_refusal_looks_like_a_quote(refused: Answer) -> None:
    rendered = render_answer(refused)
    parts = read(rendered)
    assert components(rendered, CONTAINER) == []
    assert set().union(*(part.kinds() for part in parts)) <= {"bold", "subtext", "code"}
    assert [part.of("bold") for part in parts] == [[NO_ANSWER], *([[]] * (len(parts) - 1))]
    assert len(parts) <= 1 + MAX_PLACES + 1


@given(st.lists(documents(), max_size=5), st.integers(1, 80))
@settings(TERSE, max_examples=30)
def test_any_list_of_sources_is_within_the_limits(sources: list[Document], times: int) -> None:
    rendered = render_sources(sources * times)
    check_limits(rendered)
    assert problems(rendered) == []


@given(long_text)
@settings(TERSE, max_examples=30)
def test_any_notice_and_any_help_are_within_the_limits(text: str) -> None:
    for rendered in (render_notice(text), render_help([text] * 9)):
        check_limits(rendered)
        assert problems(rendered) == []


@given(st.lists(standings(), max_size=5), st.dates())
@settings(TERSE, max_examples=30)
def test_any_word_on_an_old_answer_is_within_the_limits(
    found: list[Standing], asked_on: date
) -> None:
    rendered = render_standings(found, asked_on)
    check_limits(rendered)
    assert problems(rendered) == []


@given(st.lists(long_text, min_size=1, max_size=60), st.booleans())
@settings(TERSE, max_examples=20)
def test_any_lines_of_ours_are_within_the_limits(lines: list[str], pressed: bool) -> None:
    told = [f"- {line[:900].strip() or 'x'}" for line in lines]
    buttons = [discord.ui.Button(label="Clear", custom_id="x")] if pressed else []
    body = payload(render_lines(told, *buttons))
    assert sum(map(units, texts(render_lines(told, *buttons)))) <= MESSAGE_TEXT
    assert len(walk(body["components"])) <= COMPONENTS


# --- an answer ---------------------------------------------------------------------------


def test_that_sources_differ_is_said_first_and_only_then() -> None:
    source = document()
    one, other = quote_of(source, "Nobody was hurt"), quote_of(source, "The last keeper")
    differ = read(render_answer(answer(one, other, conflict=(one, other))))
    assert differ[1].text == "Two sources differ; newest first."
    assert differ[1].of("quote") == []
    assert "differ" not in "".join(part.text for part in read(render_answer(answer(one, other))))


def test_the_date_of_what_is_so_now_is_said_first() -> None:
    dated = answer(quote_of(document(), "Nobody was hurt"), as_of=date(2024, 5, 17))
    said = read(render_answer(dated))[1]
    assert said.text == "The newest source I found that answers this is from 2024-05-17."
    assert said.of("quote") == []


def test_it_is_said_that_each_quote_is_on_one_side() -> None:
    source = document()
    one, other = quote_of(source, "Nobody was hurt"), quote_of(source, "The last keeper")
    said = read(render_answer(answer(one, other, sides=("hurt", "keeper"))))
    assert said[1].text == say("sides")
    assert say("sides") not in words(render_answer(answer(one, other)))


def test_what_became_of_an_old_answer_is_told_with_the_link() -> None:
    source = document()
    stands = Standing(State.QUOTE_STANDS, source.title, source.locate(20))
    rendered = render_standings([stands, Standing(State.SOURCE_GONE)], date(2026, 1, 2))
    summed, first, second = (part.text for part in read(rendered))
    assert summed == "Something has changed since 2026-01-02."
    assert "paragraph 1: The source has changed, but these words are still in it." in first
    assert "I can no longer quote from this source" in second
    assert [part["url"] for part in components(rendered, BUTTON)] == [source.url]
    same = Standing(State.UNCHANGED, source.title, source.locate(20))
    (summed, _) = (part.text for part in read(render_standings([same], date(2026, 1, 2))))
    assert summed == "Nothing has changed since 2026-01-02."


def test_an_answer_shows_quote_place_and_link() -> None:
    rendered = render_answer(answer(quote_of(document(), "The light was automated in 1983.")))
    asked, quoted, place = read(rendered)
    assert asked.text == "When was the light automated?"
    assert quoted.of("bold") == ["The light was automated in 1983."]
    assert quoted.of("quote")[0].startswith("Skerry Point was first lit")
    assert place.text == "Skerry Point Lighthouse › The keepers › paragraph 1 · 2024-05-17"
    button, *below = components(rendered, BUTTON)
    (still,) = [one for one in below if one["label"] == "Still current?"]
    assert len(unpacked(still["custom_id"])) == 1
    assert button["url"].endswith("#:~:text=The%20light%20was%20automated%20in%201983.")


def test_an_answer_underlines_the_words_that_answer() -> None:
    quoted = quote_of(document(), "The light was automated in 1983.", "in 1983")
    part = read(render_answer(answer(quoted)))[1]
    assert part.of("underline") == ["in 1983"]
    assert part.of("bold") == ["The light was automated in 1983."]


def test_a_repeated_word_is_underlined_where_it_answers() -> None:
    source = document("The lamp lit the lamp.")
    quoted = quote(source, 0, 22, answer=(17, 21))
    part = read(render_answer(answer(quoted)))[1]
    assert [mark.start for mark in part.marks if mark.kind == "underline"] == [17]


def test_words_that_are_folded_away_with_a_long_quote_are_not_underlined() -> None:
    text = "keeper " * 2000 + "end."
    shown = render_answer(answer(quote(document(text), 0, len(text), answer=(7, 13_999))))
    part = read(shown)[1]
    assert "folded here" in words(shown)
    assert part.of("underline") == []
    assert len(part.of("quote")[0]) > 1000


@pytest.mark.parametrize(
    ("text", "answering"),
    [
        ("cafe\u0301 bar", (0, 4)),
        ("👩\u200d🚒 came", (0, 2)),
        ("👍🏽 yes", (0, 1)),
        ("❤\ufe0f", (0, 1)),
    ],
)
def test_a_character_is_not_torn_to_underline_a_part_of_it(
    text: str, answering: tuple[int, int]
) -> None:
    part = read(render_answer(answer(quote(document(text), 0, len(text), answer=answering))))[1]
    assert part.of("quote") == [text]
    assert part.of("underline") == []


def test_the_context_is_whole_sentences_and_what_is_left_out_is_marked_outside_the_quote() -> None:
    sentences = [f"The keepers wrote line {number} of the log that night." for number in range(60)]
    source = document(" ".join(sentences))
    part = read(render_answer(answer(quote_of(source, sentences[30]))))[1]
    block = part.of("quote")[0].removesuffix("\n")
    assert len(block) <= MAX_EXCERPT_CHARACTERS
    assert block.startswith("The keepers")
    assert block.endswith("night.")
    assert sentences[29] in block
    assert sentences[31] in block
    assert [part.text[:3], part.text[-3:]] == ["[…]", "[…]"]
    assert "…" not in block


def test_a_context_that_is_shown_whole_has_no_mark() -> None:
    assert "[…]" not in words(render_answer(answer(quote_of(document(), "Nobody was hurt"))))


def test_a_repeated_sentence_is_bold_where_it_was_retrieved() -> None:
    source = document("The lamp was lit. The fog came. The lamp was lit. The fog went.")
    second = source.text.rindex("The lamp")
    part = read(render_answer(answer(quote(source, second, second + 17))))[1]
    (mark,) = [mark for mark in part.marks if mark.kind == "bold"]
    assert mark.start == second


def test_a_quote_too_long_to_be_read_at_once_is_folded_at_a_word_and_says_so() -> None:
    source = document("keeper " * 2000 + "end.")
    rendered = render_answer(answer(quote(source, 0, len(source.text))))
    part = read(rendered)[1]
    assert part.of("quote")[0].endswith("keeper")
    assert "folded here: “Read on” shows the rest" in words(rendered)
    check_limits(rendered)


@pytest.mark.parametrize("character", ["e\u0301", "👩\u200d🚒", "❤\ufe0f"])
def test_a_quote_without_words_is_not_cut_within_a_character(character: str) -> None:
    source = document(character * 4000)
    rendered = render_answer(answer(quote(source, 0, len(source.text))))
    block = read(rendered)[1].of("quote")[0].removesuffix("\n")
    assert block == character * (len(block) // len(character))
    check_limits(rendered)


def test_a_long_quote_leaves_the_short_ones_whole() -> None:
    source = document("keeper " * 2000 + "\n\nThe lamp was lit.")
    short = quote_of(source, "The lamp was lit.")
    rendered = render_answer(answer(quote(source, 0, 13_999), short, short))
    parts = [part for part in read(rendered) if part.of("quote")]
    assert words(rendered).count("folded here") == 1
    assert len(parts[0].of("quote")[0]) > 1000
    assert all(part.of("quote") == ["The lamp was lit."] for part in parts[1:])


def test_a_quote_that_fits_alone_is_not_cut_for_its_context() -> None:
    sentence = "The keeper " + "and the keeper " * 60 + "slept."
    source = document(f"{sentence} {sentence} {sentence}")
    part = read(render_answer(answer(quote(source, 0, len(sentence)))))[1]
    assert part.of("quote")[0].rstrip("\n") == sentence
    assert part.text.endswith("[…]")


def test_a_context_of_another_document_is_not_shown() -> None:
    mine = quote_of(document("The lamp was lit."), "The lamp was lit.")
    other = document("Something else altogether stands here.")
    rendered = render_answer(answer(replace(mine, context=Passage(other, 0, 20))))
    assert "Something" not in words(rendered)


def test_confidence_is_not_shown() -> None:
    shown = words(render_answer(answer(quote_of(document(), "Nobody"), confidence=0.73)))
    assert "73" not in shown


def test_a_source_without_web_page_has_no_button() -> None:
    source = document(url="file:///home/ida/keepers.md")
    rendered = render_answer(answer(quote_of(source, "Nobody was hurt")))
    assert links(rendered) == []
    assert "file:" not in words(rendered)


def test_long_titles_and_deep_headings_are_shortened_visibly() -> None:
    levels = tuple(Landmark(0, f"{level} " + "heading " * 30, level) for level in (1, 2, 3))
    source = document(title="title " * 100, landmarks=levels)
    place = read(render_answer(answer(quote_of(source, "Nobody was hurt"))))[2].text
    assert place.count("…") == 3
    assert [part[0] for part in place.split(" › ")] == ["t", "2", "3", "p"]


def test_a_heading_that_repeats_the_title_is_not_shown_twice() -> None:
    source = document(landmarks=(Landmark(0, "Skerry Point Lighthouse"),))
    place = read(render_answer(answer(quote_of(source, "Nobody was hurt"))))[2].text
    assert place.startswith("Skerry Point Lighthouse › paragraph 2")


# --- checking what is sent ---------------------------------------------------------------


def test_a_quote_that_was_altered_on_the_way_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = excerpt_module.written
    given_answer = answer(quote_of(document(), "The light was automated in 1983."))
    render_answer(given_answer)
    lies: list[Callable[..., str]] = [
        lambda lines, prefix: honest(lines, prefix).replace("1983", "1938"),
        lambda lines, prefix: honest(lines, prefix) + " Indeed\\.",
        lambda lines, prefix: honest(lines, prefix).replace("**", ""),
        lambda lines, prefix: honest(lines, prefix).replace("lit", "~~lit~~"),
        lambda lines, prefix: honest(lines[:-1], prefix),
    ]
    for lie in lies:
        monkeypatch.setattr(excerpt_module, "written", lie)
        with pytest.raises(QuoteAltered):
            render_answer(given_answer)


def test_a_line_with_other_words_than_the_source_is_not_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def careless(text: str, lines: Any, emphasis: Emphasis) -> Any:
        return honest_lines(text.replace("1983", "1938"), lines, emphasis)

    def forgetful(text: str, lines: Any, emphasis: Emphasis) -> Any:
        return [replace(line, glyphs=line.glyphs[1:], places=line.places[1:])
                for line in honest_lines(text, lines, emphasis)]  # fmt: skip

    given_answer = answer(quote_of(document(), "The light was automated in 1983."))
    for lie in (careless, forgetful):
        monkeypatch.setattr(excerpt_module, "quote_lines", lie)
        with pytest.raises(QuoteAltered):
            render_answer(given_answer)


def test_words_that_cannot_be_underlined_are_sent_without_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def careless(text: str, lines: Any, emphasis: Emphasis) -> Any:
        drawn = honest_lines(text, lines, emphasis)
        return drawn[:-1] if any(emphasis.underlined) else drawn

    monkeypatch.setattr(excerpt_module, "quote_lines", careless)
    source = document("The cat saw the cat.")
    part = read(render_answer(answer(quote(source, 0, 20, answer=(16, 19)))))[1]
    assert part.of("quote") == [source.text]
    assert part.of("underline") == []


# --- abstaining --------------------------------------------------------------------------


def test_a_refusal_cannot_be_taken_for_an_answer() -> None:
    near = quote_of(document(), "The light was automated in 1983.")
    rendered = render_answer(answer(missing=("foghorn",), candidates=(near,)))
    (part,) = read(rendered)
    assert "The sources do not answer this." in part.text
    assert "I couldn't find this word: “foghorn”." in part.text
    assert "/sources" in part.text
    assert "quote" not in part.kinds()
    assert "automated in 1983" not in part.text
    assert components(rendered, CONTAINER) == []


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (("a", "b"), "I couldn't find these words: “a” and “b”."),
        (("a", "b", "c"), "I couldn't find these words: “a”, “b” and “c”."),
        (tuple("abcdefg"), "I couldn't find these words: “a”, “b”, “c”, “d”, “e” and 2 more."),
        (("**a**",), "I couldn't find this word: “**a**”."),
    ],
)
def test_a_refusal_names_the_missing_words(missing: tuple[str, ...], sentence: str) -> None:
    assert sentence in words(render_answer(answer(missing=missing)))


def test_a_refusal_without_missing_words_names_none() -> None:
    assert "mentions" not in words(render_answer(answer(missing=("", "\x00"))))


@pytest.mark.parametrize("reason", Reason)
def test_a_refusal_says_why(reason: Reason) -> None:
    (part,) = read(render_answer(answer(reason=reason)))
    assert f"{NO_ANSWER} {WHY[reason]}".rstrip() in part.text.splitlines()


def test_a_refusal_for_no_known_reason_is_a_refusal() -> None:
    (part,) = read(render_answer(answer(refusal=None)))
    assert NO_ANSWER in part.text


def test_a_refusal_tells_the_nearest_places_and_none_of_their_words() -> None:
    near = passage_of(document(), "The light was automated in 1983.")
    rendered = render_answer(answer(reason=Reason.FALSE_PREMISE, nearest=(near,)))
    said, place, further = read(rendered)
    assert said.text.endswith(NEAREST)
    assert place.text == "Skerry Point Lighthouse › The keepers › paragraph 1 · 2024-05-17"
    assert "/sources" in further.text
    assert links(rendered) == [document().url]
    assert "automated" not in json.dumps(payload(rendered)).replace("light automated?", "")


def test_a_refusal_tells_three_places_at_most_and_each_once() -> None:
    source = document("\n\n".join(f"The keeper wrote line {n}. It rained." for n in range(9)))
    first = [Passage(source, start, end) for start, end in source.paragraphs[:5]]
    twice = Passage(source, first[0].end - 11, first[0].end)
    shown = read(render_answer(answer(nearest=(first[0], twice, *first[1:]))))
    (place,) = [part.text for part in shown[1:-1]]
    assert re.findall("paragraph [0-9]", place) == [f"paragraph {n}" for n in (1, 2, 3)]
    assert place.count("Skerry Point Lighthouse") == 1


def test_places_of_two_sources_are_two_lines() -> None:
    one, other = document(), document(id="bell.md", title="The bell")
    near = (Passage(one, 0, 9), Passage(other, 0, 9), Passage(one, *one.paragraphs[-1]))
    places = [part.text for part in read(render_answer(answer(nearest=near)))[1:-1]]
    assert len(places) == 2
    assert places[1].startswith("The bell › ")


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en-GB", "seem to be in English"), ("de", "auf Englisch"), ("fr", "en anglais"),
     ("es-ES", "en inglés"), ("pt-BR", "em inglês"), ("ja", "英語のようです")],
)  # fmt: skip
def test_a_refusal_says_in_which_language_to_ask_instead(locale: str, said: str) -> None:
    with speaking(locale):
        parts = read(
            render_answer(answer(refusal=Refusal(Reason.NOT_IN_SOURCES, languages=("en",))))
        )
    assert said in parts[0].text


@pytest.mark.parametrize(
    ("asked_in", "said"),
    [("de", "auf Englisch oder Dänisch"), ("ja", "英語またはデンマーク語"),
     ("it", "English or Danish"), ("", "English or Danish")],
)  # fmt: skip
def test_a_question_in_another_language_is_told_so_in_its_own(asked_in: str, said: str) -> None:
    why = Refusal(Reason.NOT_IN_SOURCES, languages=("en", "da"), asked_in=asked_in)
    with speaking("en-GB"):
        assert said in read(render_answer(answer(refusal=why)))[0].text
        assert say("open") == "Open"  # what follows is said to the server again


def test_what_was_meant_is_asked_with_one_question_mark() -> None:
    shown = read(render_answer(answer(read_as="When was the lamp lit?")))[0].text
    assert "Did you mean: When was the lamp lit?\n" in shown


def test_a_nearest_place_without_web_page_has_no_button() -> None:
    source = document(url="file:///home/ida/keepers.md")
    rendered = render_answer(answer(nearest=(passage_of(source, "Nobody was hurt"),)))
    assert links(rendered) == []
    assert "file:" not in words(rendered)


# --- the middle tier -----------------------------------------------------------------------------


def near_answer(*near: Quote, **changes: Any) -> Answer:
    return replace(answer(**changes), near=near)


@given(answers_with_quotes())
@TERSE
def test_nothing_in_any_closest_text_looks_like_an_answer(given_answer: Answer) -> None:
    rendered = render_answer(near_answer(*given_answer.quotes))
    check_limits(rendered)
    assert problems(rendered) == []
    assert components(rendered, CONTAINER) == []
    head, *others = read(rendered)
    assert head.of("bold") == [CLOSEST]
    assert set().union(*(part.kinds() for part in others)) <= {"subtext", *OF_SOURCES}


def test_the_closest_text_is_shown_with_its_place_and_link() -> None:
    near = quote_of(document(), "The light was automated in 1983.", "in 1983")
    rendered = render_answer(near_answer(near, missing=("foghorn",), nearest=(near.context,)))
    head, text, place = read(rendered)
    assert "I couldn't find this word: “foghorn”." in head.text
    assert NO_ANSWER not in words(rendered)
    assert text.text == near.text
    assert text.marks == []
    assert place.text.startswith("Skerry Point Lighthouse › The keepers › paragraph 1")
    assert links(rendered)[0].startswith(str(document().url))
    assert "Closest passages" in [button["label"] for button in components(rendered, BUTTON)]


def test_the_closest_text_that_denies_a_premise_stands_below_that_suspicion() -> None:
    near = quote_of(document(), "Nobody was hurt")
    denied = read(render_answer(near_answer(near, reason=Reason.FALSE_PREMISE)))[0].text
    assert WHY[Reason.FALSE_PREMISE] in denied
    other = read(render_answer(near_answer(near)))[0].text
    assert WHY[Reason.FALSE_PREMISE] not in other


def test_a_server_that_does_not_want_the_closest_text_gets_the_refusal() -> None:
    near = quote_of(document(), "The light was automated in 1983.")
    refused = near_answer(near, nearest=(near.context,))
    shown = words(render_answer(refused, Offer(closest=False)))
    assert NO_ANSWER in shown
    assert "automated in" not in shown


@pytest.mark.parametrize(
    ("answered", "offer", "tier"),
    [
        (answer(quote_of(document(), "The light was automated in 1983.")), Offer(), "sure"),
        (near_answer(quote_of(document(), "The light was automated in 1983.")), Offer(), "near"),
        (
            near_answer(quote_of(document(), "The light was automated in 1983.")),
            Offer(closest=False),
            "none",
        ),
    ],
    ids=["answer", "closest", "refusal"],
)
def test_the_buttons_for_a_vote_name_the_tier_of_what_is_shown(
    answered: Answer, offer: Offer, tier: str
) -> None:
    names = [
        part.get("custom_id", "") for part in components(render_answer(answered, offer), BUTTON)
    ]
    assert [name for name in names if name.startswith("vote1:")] == [
        f"vote1:up:{tier}",
        f"vote1:down:{tier}",
    ]
    assert vote_in(f"vote1:up:{tier}") == ("up", tier)
    assert vote_in("vote1:down") == ("down", "")  # below older messages


def test_at_most_three_closest_texts_are_shown_each_short_enough_to_read() -> None:
    source = document("\n\n".join(f"Line {n}. " + "keeper " * 400 for n in range(5)))
    near = [quote(source, start, end) for start, end in source.paragraphs]
    shown = read(render_answer(near_answer(*near)))
    assert [n for n in range(5) if any(f"Line {n}." in part.text for part in shown)] == [0, 1, 2]
    assert sum(part.text.endswith("[…]") for part in shown) == 3


# --- whole things --------------------------------------------------------------------------------


def whole(source: Document, words_: str, last: str, kind: QuoteKind, core: str = "") -> Quote:
    start = source.text.index(words_)
    end = source.text.index(last) + len(last)
    at = source.text.index(core) if core else start
    return replace(
        quote(source, start, end, (start, end)),
        kind=kind,
        core=(at, at + len(core)) if core else None,
    )


STEPS = markdown_document(
    "# Restricted mode\n\nTo turn it off:\n\n1. Open **Settings**.\n\n"
    "    ```sh\n    open settings\n    ```\n\n1. Press `Off`.\n1. Close it.\n\n"
    "That is all. It is off now.\n"
)


def test_steps_are_shown_whole_with_their_code_and_the_core_alone_in_bold() -> None:
    quoted = whole(STEPS, "To turn", "Close it.", QuoteKind.STEPS, "Press `Off`.")
    part = read(render_answer(answer(quoted)))[1]
    assert part.of("list") == ["Open Settings.", "Press Off.", "Close it."]
    assert [mark.target for mark in part.marks if mark.kind == "list"] == ["1.", "2.", "3."]
    assert part.of("fence") == ["open settings"]
    assert part.of("bold") == ["Press", "."]
    assert "That is all" not in part.text


def test_the_core_is_not_bold_if_it_is_all_that_is_shown() -> None:
    quoted = whole(STEPS, "Close it.", "Close it.", QuoteKind.ITEM, "Close it.")
    assert read(render_answer(answer(quoted)))[1].of("bold") == []


def test_what_is_above_comes_first_and_a_mark_shows_what_is_left_out() -> None:
    quoted = whole(STEPS, "1. Close it.", "Close it.", QuoteKind.ITEM)
    at = STEPS.text.index("To turn")
    shown = read(render_answer(answer(replace(quoted, above=((at, at + 15),)))))[1]
    assert shown.text == "To turn it off:\n[…]\nClose it."
    assert [text.strip() for text in shown.of("quote")] == ["To turn it off:", "Close it."]


def test_a_row_stands_under_the_head_of_its_table() -> None:
    source = markdown_document("| Key | Does |\n|---|---|\n| a | adds |\n| b | bolds |\n")
    row = whole(source, "| b ", "bolds |", QuoteKind.ROW)
    shown = read(render_answer(answer(replace(row, above=(source.blocks[0].parts[0],)))))[1]
    assert shown.of("fence") == ["Key  Does\n───  ─────\nb    bolds"]
    assert "[…]" not in shown.text


WIDE = "much " * 10 + "more"


@pytest.mark.parametrize(
    "table",
    [
        f"| Key | Note |\n|---|---|\n| {WIDE} | |\n",
        f"| Key | Note |\n|---|---|\n| {WIDE} |\n",
        f"<tr><th>Key</th><th>Note</th></tr><tr><td>{WIDE}</td><td></td></tr>\n",
    ],
)
def test_a_wide_row_with_an_empty_cell_stands_under_every_head(table: str) -> None:
    row = quote_of(markdown_document(table), WIDE)
    row = replace(row, kind=QuoteKind.ROW, above=((0, row.start),))
    assert read(render_answer(answer(row)))[1].text == f"Key: {WIDE}\nNote:"


@pytest.mark.parametrize("last", ["last", WIDE])
def test_what_is_left_out_within_a_head_is_marked(last: str) -> None:
    source = markdown_document(f"<tr><th>word<th>other<th>{last}</tr>")
    quoted = replace(quote_of(source, last), kind=QuoteKind.ENTRY, above=((0, 10),))
    shown = read(render_answer(answer(quoted)))[1].text
    assert [part.strip() for part in shown.split("[…]")] == ["wo", last]


ROWS = st.lists(st.lists(st.sampled_from(["", "a", "*b*", WIDE]), max_size=4), min_size=1)


@given(ROWS, st.sampled_from(["th", "td"]), st.booleans(), st.data())
@settings(TERSE, max_examples=200)
def test_any_part_of_a_table_is_quoted_under_any_part_above_it(
    rows: list[list[str]], tag: str, bars: bool, data: st.DataObject
) -> None:
    if bars:
        head, *body = ["".join(f"| {cell} " for cell in row) + "|\n" for row in rows]
        text = head + "|---" * len(rows[0]) + "|\n" + "".join(body)
    else:
        marks = [tag, *["td"] * len(rows)]
        written = [[f"<{m}>{cell}" for cell in row] for m, row in zip(marks, rows, strict=False)]
        text = "".join(f"<tr>{''.join(row)}</tr>" for row in written)
    source = markdown_document(text)
    bounds = sorted(data.draw(st.integers(0, len(text))) for _ in range(4))
    above, quoted = (bounds[0], bounds[1]), (bounds[2], bounds[3])
    assume(inked(text[slice(*quoted)]) and bounds[0] < bounds[1])
    Excerpt(quote(source, *quoted, quoted), *quoted, above=(above,)).written()


def test_steps_too_long_for_a_message_are_folded_between_steps() -> None:
    steps = "\n".join(f"{n}. Turn the lamp {'and the lens ' * 20}once." for n in range(1, 40))
    source = markdown_document(f"Do this:\n\n{steps}\n")
    rendered = render_answer(answer(whole(source, "Do this", "39. Turn", QuoteKind.STEPS)))
    part = read(rendered)[1]
    assert len(part.of("list")) > 5
    assert all(item.endswith("once.") for item in part.of("list"))
    assert "folded here: “Read on” shows the rest" in words(rendered)
    check_limits(rendered)


def test_code_too_long_for_a_message_is_folded_between_its_lines() -> None:
    code = "\n".join(f"line_{n} = lamp(f'{{{n}}}')  # lit" for n in range(300))
    source = markdown_document(f"```py\n{code}\n```\n")
    part = read(render_answer(answer(whole(source, "```py", "299}')  # lit", QuoteKind.CODE))))[1]
    (shown,) = part.of("fence")
    assert code.startswith(shown + "\n")
    assert shown.count("\n") > 50


def test_only_a_sentence_is_shown_with_those_around_it() -> None:
    for kind, around in ((QuoteKind.SENTENCES, True), (QuoteKind.ENTRY, False)):
        quoted = replace(quote_of(document(), "The light was automated in 1983."), kind=kind)
        assert ("colza" in words(render_answer(answer(quoted)))) is around


def test_what_is_shown_around_a_quote_is_its_context() -> None:
    source = document("It was lit. It burned oil.\n\nIt was automated. Nobody came.")
    for end, more in ((26, False), (len(source.text), True)):
        shown = words(render_answer(answer(quote(source, 0, 11, (0, end)))))
        assert "burned oil" in shown
        assert ("automated." in shown) is more


# --- sources, notices, help --------------------------------------------------------------


def test_sources_are_listed_with_title_date_and_link() -> None:
    rendered = render_sources([document()])
    shown = words(rendered)
    assert "1 source" in shown
    assert "Skerry Point Lighthouse · 2024-05-17" in shown
    assert [part["url"] for part in components(rendered, BUTTON)] == [document().url]


def test_more_sources_than_fit_are_counted() -> None:
    many = [document(id=f"d{number}", title=f"Title {number}") for number in range(1000)]
    shown = words(render_sources(many))
    listed = shown.count("Title ")
    assert 50 < listed < 1000
    assert f"and {1000 - listed} more" in shown


def test_no_sources_is_said_plainly() -> None:
    assert "no sources yet" in words(render_sources([]))


def test_a_notice_is_shown_as_it_is_and_bounded() -> None:
    assert words(render_notice("2 * 3 * 4 is no question.")) == "2 * 3 * 4 is no question."
    assert words(render_notice("word " * 9999)).endswith("…")


def test_help_says_how_to_ask_and_gives_examples() -> None:
    shown = words(render_help(["When was the light automated?"]))
    assert "/ask" in shown
    assert "When was the light automated?" in shown


def test_the_lighthouse_is_not_reworded() -> None:
    quoted = quote_of(document(), "In January 1912 a wave broke the lantern glass.")
    (block,) = read(render_answer(answer(quoted)))[1].of("quote")
    assert block in LIGHTHOUSE
