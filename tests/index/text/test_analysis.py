"""Words of each language, reduced so that what people ask is found as the sources write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.snapshots.bm25 import LexicalIndex
from index.snapshots.languages_line import languages_line
from index.text.analysis import Analysis, stems, terms_in
from index.text.words import content_terms, terms

GERMAN = (
    "Der Mietvertrag kann von beiden Seiten mit einer Frist von drei Monaten gekündigt werden. "
    "Die Kaution wird nach dem Auszug zurückgezahlt, wenn keine Schäden in der Wohnung sind."
)
FRENCH = (
    "Les élèves qui prennent le bus doivent présenter leur carte au conducteur. "
    "Les cartes perdues sont remplacées par le secrétariat de l'école dans la semaine."
)
SPANISH = (
    "Los socios pueden reservar las pistas con dos días de antelación en la página del club. "
    "Las reservas que no se cancelan a tiempo se pagan como si se hubieran usado."
)
PORTUGUESE = (
    "As inscrições para o curso de verão são feitas na secretaria até o fim de maio. "
    "Quem não pagar a inscrição a tempo perde a vaga, que passa para outra pessoa."
)
JAPANESE = "図書館の本は二週間まで借りることができます。返却が遅れた場合は、次の貸出ができません。"
CHINESE = "图书馆的书最多可以借两个星期。逾期归还的读者在一个月内不能再借书。"
ENGLISH = (
    "Members may borrow up to four boats for a weekend. A boat that is returned late must be "
    "cleaned by the member who borrowed it."
)
TEXTS = {
    "de": GERMAN, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "ja": JAPANESE, "zh": CHINESE,
    "en": ENGLISH,
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "asked", "written"),
    [
        ("de", "Fristen", "Frist"),
        ("de", "Häuser", "Haus"),
        ("de", "kundigung", "Kündigung"),
        ("fr", "installations", "installer"),
        ("fr", "eleve", "élèves"),
        ("es", "reservación", "reservaciones"),
        ("es", "informacion", "información"),
        ("pt", "inscrições", "inscrição"),
        ("pt", "inscricao", "inscrição"),
        ("it", "prenotazioni", "prenotazione"),
    ],
)
def test_forms_of_one_word_have_one_stem(code: str, asked: str, written: str) -> None:
    assert stems(code, asked) == stems(code, written)


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("de", "Welche Fristen gelten für den Mietvertrag?"),
        ("fr", "Qui remplace une carte perdue ?"),
        ("es", "¿Cómo se cancela una reserva?"),
        ("pt", "Até quando posso pagar as inscrições?"),
        ("ja", "本を借りるのは何週間までですか"),
        ("zh", "逾期归还会怎么样"),
    ],
)
def test_a_question_covers_the_text_of_its_language_best(code: str, question: str) -> None:
    codes = list(TEXTS)
    lexicon = LexicalIndex.build(list(TEXTS.values()), codes)
    asked = Analysis(lexicon.languages, lexicon.knows).terms(question)
    assert codes[lexicon.coverage(asked).argmax()] == code


def test_japanese_is_matched_by_pairs_of_characters_and_its_latin_words_as_they_are() -> None:
    assert terms_in("ja", "設定画面でWi-Fiを選ぶ") == [
        "設定", "定画", "画面", "面で", "wi", "fi", "を選", "選ぶ",
    ]  # fmt: skip


def test_particles_and_function_words_are_not_what_a_question_is_about() -> None:
    assert Analysis(("ja",)).content_terms("返却はいつまでですか") == ["返却", "却は"]
    assert Analysis(("de",)).content_terms("Wann wird die Kaution gezahlt?") == [
        "kaution",
        "gezahlt",
    ]


@given(st.text())
def test_english_is_reduced_as_it_always_was(text: str) -> None:
    assert Analysis().terms(text) == terms_in("en", text) == terms(text)
    assert [*Analysis().content_terms(text)] == content_terms(text)


@given(st.sampled_from([*TEXTS, "it", "ko", "ru"]), st.text())
def test_any_text_can_be_reduced_by_the_rules_of_any_language(code: str, text: str) -> None:
    assert all(isinstance(term, str) for term in terms_in(code, text))


def test_a_word_is_known_in_any_form_that_a_language_of_the_sources_gives_it() -> None:
    lexicon = LexicalIndex.build([GERMAN, ENGLISH], ["de", "en"])
    assert lexicon.knows_word("Mietverträge")
    assert lexicon.knows_word("borrowing")
    assert not lexicon.knows_word("Heizung")


def test_the_line_on_languages_says_what_they_mean_for_answers() -> None:
    assert languages_line({"en": 3}) == "English (3): words are matched by the rules of English"
    abroad = languages_line({"de": 2, "pl": 1, "": 1})
    assert abroad.startswith("German (2), Polish (1), unknown, read as English (1): ")
    assert "in Polish only as they are written" in abroad
    assert "fewer sure answers" in abroad
    assert "quoth multilingual" in abroad


def test_the_line_recommends_the_multilingual_encoder_only_where_it_helps() -> None:
    assert "quoth multilingual" not in languages_line({"en": 3, "de": 3})
    made = languages_line({"de": 2, "en": 1}, "multilingual")
    assert "quoth multilingual" not in made
    assert "the reader knows English" in made
