"""Questions in another language than all sources, in each of the six that Quoth speaks."""

from __future__ import annotations

from itertools import permutations

import pytest

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Answer, Tier
from tests.support.hashing_encoder import HashingEncoder

SOURCES = {
    "en": (
        "# The library\n\nBooks can be borrowed for two weeks, and renewed once.\n\n"
        "The reading room is open on Mondays from nine in the morning.\n"
    ),
    "de": (
        "# Die Bibliothek\n\nBücher können für zwei Wochen ausgeliehen und einmal verlängert "
        "werden.\n\nDer Lesesaal ist montags ab neun Uhr geöffnet.\n"
    ),
    "fr": (
        "# La bibliothèque\n\nLes livres peuvent être empruntés pour deux semaines et prolongés "
        "une fois.\n\nLa salle de lecture est ouverte le lundi à partir de neuf heures.\n"
    ),
    "es": (
        "# La biblioteca\n\nLos libros se pueden tomar prestados por dos semanas y renovar una "
        "vez.\n\nLa sala de lectura está abierta los lunes desde las nueve de la mañana.\n"
    ),
    "pt": (
        "# A biblioteca\n\nOs livros podem ser emprestados por duas semanas e renovados uma vez.\n"
        "\nA sala de leitura está aberta às segundas-feiras a partir das nove da manhã.\n"
    ),
    "ja": (
        "# 図書館\n\n本は二週間借りることができ、一度だけ延長できます。\n\n"
        "閲覧室は月曜日の午前九時から開いています。\n"
    ),
}
QUESTIONS = {
    "en": ["For how long can I borrow books?", "when does the reading room open"],
    "de": ["Wie lange kann ich Bücher ausleihen?", "wann öffnet der lesesaal"],
    "fr": ["Combien de temps puis-je emprunter un livre ?", "quand ouvre la salle de lecture"],
    "es": ["¿Por cuánto tiempo puedo pedir un libro?", "cuando abre la sala de lectura"],
    "pt": ["Por quanto tempo posso pegar um livro?", "quando abre a sala de leitura"],
    "ja": ["本は何週間借りられますか？", "閲覧室はいつ開きますか"],
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Library]:
    """An index of sources in each language."""
    made = {}
    for code, text in SOURCES.items():
        sources = tmp_path_factory.mktemp("sources")
        (sources / "library.md").write_text(text, "utf-8")
        made[code] = Library(tmp_path_factory.mktemp("index"))
        build(made[code], "default", find_sources(sources), HashingEncoder(), max_bytes=10**6)
    return made


def asked(question: str, *libraries: Library) -> Answer:
    settings = AnswerSettings(min_confidence=1, near_confidence=0)
    parts = [Part(library.get("default")) for library in libraries]
    return Answerer(HashingEncoder(), settings).ask(question, parts)


@pytest.mark.parametrize(("code", "other"), list(permutations(SOURCES, 2)))
def test_a_question_in_another_language_is_told_so_and_still_gets_what_is_closest(
    libraries: dict[str, Library], code: str, other: str
) -> None:
    for question in QUESTIONS[code]:
        answer = asked(question, libraries[other])
        assert answer.refusal is not None
        assert answer.refusal.languages == (other,), question
        assert answer.refusal.asked_in == code
        assert answer.tier is Tier.NEAR
        assert not answer.missing


@pytest.mark.parametrize("code", SOURCES)
def test_nothing_is_said_of_languages_if_the_sources_have_that_of_the_question(
    libraries: dict[str, Library], code: str
) -> None:
    for question in QUESTIONS[code]:
        answer = asked(question, libraries[code])
        assert answer.refusal is not None
        assert answer.refusal.languages == ()
