"""Questions that ask what something is, and the texts that say it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.definitions import definition_of, term_asked


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("whats a leech", "leech"),
        ("What is the Nivenly Foundation?", "Nivenly Foundation"),
        ("what's pre-commit?", "pre-commit"),
        ("what are filtered decks", "filtered decks"),
        ("what does fsrs mean", "fsrs"),
        ("what does CAA stand for?", "CAA"),
        ("ok so what exactly is an app password again", "app password"),
        ("hi! what is Zulip used for?", "Zulip"),
        ("wtf is a leech", "leech"),
        ("define leech", "leech"),
        ("can someone explain what a leech is pls", "leech"),
        ("meaning of “leech”", "leech"),
        ("whats the ease factor thing", "ease factor"),
        ("what is .NET?", ".NET"),
        ("what is C++", "C++"),
        ("was ist ein Blutegel?", "Blutegel"),
        ("Was bedeutet Blutegel", "Blutegel"),
        ("qu'est-ce qu'une sangsue ?", "sangsue"),
        ("c'est quoi une sangsue", "sangsue"),
        ("qu'est-ce que l'encre?", "encre"),
        ("¿Qué es una sanguijuela?", "sanguijuela"),
        ("o que é uma sanguessuga?", "sanguessuga"),
    ],
)
def test_the_term_is_what_the_question_has(question: str, term: str) -> None:
    assert term_asked(question) == term


@pytest.mark.parametrize(
    "question",
    [
        "",
        "what is it",
        "what is in the box",
        "what do i do",
        "what is wrong with my card",
        "what is up",
        "what's new",
        "what is the best deck",
        "whats the default port of the sync server in docker",
        "how do i define a leech",
        "was ist mit dem Deck los, ich sehe nichts",
        "o que",
        "is there a leech",
        f"what is {'a ' * 80}leech",
    ],
)
def test_a_question_that_asks_for_no_term_has_none(question: str) -> None:
    assert term_asked(question) is None


@pytest.mark.parametrize(
    "text",
    [
        "A leech is a card that you keep forgetting.",
        "Leeches are cards that you keep forgetting.",
        "It is slow. **Leech** is the name of such a card.",
        "[Leech](cards.md) (a bad card) was one of our words.",
        "- `leech`: a card that you keep forgetting",
        "**Leech** – a bad card",
        "Leech\n: A bad card.",
        "| Leech | a bad card |\n| leech means | x |",
        "Leech means that you forget it.",
        "The [Last Entry of Each Card Heap (LEECH)](a.md) is a card.",
        "Such a card is called a leech, and Anki is known as leech.",
    ],
)
def test_texts_that_say_what_a_term_is_are_found(text: str) -> None:
    assert definition_of("leech").search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Leech is not marked.",
        "The leech is suspended at once.",
        "If the goal of the\nleech is the card, then wait.",
        "A leechbook is a book.",
        "Each leech is a card.",
        "Leeches are suspended.",
        "Delete leeches. Then wait.",
    ],
)
def test_texts_that_only_mention_a_term_are_not(text: str) -> None:
    assert definition_of("leech").search(text) is None


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Blutegel", "Ein Blutegel ist eine Karte, die man vergisst."),
        ("Blutegel", "Sie sind müde. Blutegel sind Karten."),
        ("sangsue", "Une sangsue est une carte que l’on oublie."),
        ("encre", "L’encre est le liquide noir."),
        ("sanguijuela", "La sanguijuela es una tarjeta que se olvida."),
        ("sanguessuga", "Uma sanguessuga é um cartão."),
    ],
)
def test_sentences_of_other_languages_say_what_a_term_is(term: str, text: str) -> None:
    assert definition_of(term).search(text)


def test_a_short_form_that_ends_like_a_plural_is_found() -> None:
    assert definition_of("fsrs").search("The [Free Scheduler (FSRS)](a.md) is an alternative.")


@given(st.from_regex(r"[\w.+#-]{1,12}( [\w.+#-]{1,12}){0,2}", fullmatch=True))
def test_a_sentence_that_says_what_any_term_is_is_found(term: str) -> None:
    assert definition_of(term).search(f"It burns. The {term} is a lamp.")


@given(st.text(alphabet="whatis a?e'.\n", max_size=130))
def test_a_term_is_a_part_of_its_question(question: str) -> None:
    term = term_asked(question)
    assert term is None or (term and re.search(re.escape(term), question))
