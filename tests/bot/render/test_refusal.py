from __future__ import annotations

import json
import re

import pytest

from bot.render.answer import render_answer
from bot.speech.say import say, speaking
from index.cli.show_answer import NEAREST, NO_ANSWER, WHY
from index.types import Passage, Reason, Refusal
from tests.support.factories import answer, document, passage_of, quote_of
from tests.support.rendered import CONTAINER, components, links, payload, read, words


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
