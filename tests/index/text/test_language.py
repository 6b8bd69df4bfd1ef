"""The language of a question is told by scripts and function words, and only where it is plain."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.common_words import EVERYDAY
from index.text.english import english, is_foreign
from index.text.function_words import ALSO_ENGLISH, OTHERS, SHARED, SPOKEN, foreign_words
from index.text.language import LANGUAGES, is_in_none_of, language_of
from index.text.words import QUESTION_WORDS, unaccented
from tests.support.paths import SHARED as EVALUATION

QUESTIONS = {
    "de": """
        Wann wurde der Leuchtturm automatisiert?|Wer hat das Abkommen unterzeichnet?
        Wie viele Einwohner hat die Stadt?|Warum ist der Himmel blau?|Wo liegt der Amazonas?
        Was kostet der Eintritt?|Darf ich meinen Hund mitbringen?|Gibt es hier einen Parkplatz?
        Welche Farbe hat das Logo?|Wie installiere ich den Server?|Kann man das Konto löschen?
        Seit wann gilt die Regel?|Wie lange dauert die Fahrt?|Was ist eine Abhängigkeit?
        wie kann ich mich anmelden|Wofür braucht man einen Schlüssel?|Wem gehört die Halle?
        Ist das Schwimmbad montags offen?|Woher kommt der Name?|Wie funktioniert die Suche?
    """,
    "fr": """
        Quand le phare a-t-il été automatisé ?|Qui a signé l'accord ?|Où se trouve la gare ?
        Combien d'habitants a la ville ?|Pourquoi le ciel est-il bleu ?|Comment ça marche ?
        Quel est le prix du billet ?|Est-ce que je peux amener mon chien ?|Que veut dire ce mot ?
        Quelle est la couleur du logo ?|Comment installer le serveur ?|Y a-t-il un parking ici ?
        Peut-on supprimer son compte ?|Depuis quand la règle existe-t-elle ?|Qui sont les membres ?
        comment je fais pour m'inscrire|D'où vient le nom ?|Quels sont les horaires ?
        À quoi sert une dépendance ?|Combien de temps dure le voyage ?
    """,
    "es": """
        ¿Cuándo se automatizó el faro?|¿Quién firmó el acuerdo?|¿Dónde está la estación?
        ¿Cuántos habitantes tiene la ciudad?|¿Por qué el cielo es azul?|¿Cómo funciona?
        ¿Cuánto cuesta la entrada?|¿Puedo llevar a mi perro?|¿Qué significa esta palabra?
        ¿De qué color es el logotipo?|como instalo el servidor|¿Hay un aparcamiento aquí?
        ¿Se puede borrar la cuenta?|¿Desde cuándo existe la regla?|¿Quiénes son los miembros?
        donde puedo registrarme|¿De dónde viene el nombre?|¿Cuáles son los horarios?
        ¿Para qué sirve una dependencia?|¿Cuánto tiempo dura el viaje?
    """,
    "pt": """
        Quando é que o farol foi automatizado?|Quem assinou o acordo?|Onde fica a estação?
        Quantos habitantes tem a cidade?|Por que o céu é azul?|Como isso funciona?
        Quanto custa a entrada?|Posso levar o meu cachorro?|O que significa esta palavra?
        Qual é a cor do logotipo?|como eu instalo o servidor|Há um estacionamento aqui?
        É possível apagar a conta?|Desde quando a regra existe?|Quem são os membros?
        onde posso me registrar|De onde vem o nome?|Quais são os horários?
        Para que serve uma dependência?|Quanto tempo dura a viagem?
    """,
    "ja": """
        灯台はいつ自動化されましたか？|誰が協定に署名しましたか？|駅はどこにありますか？
        町の人口は何人ですか？|なぜ空は青いのですか？|どうやって動きますか？|入場料はいくらですか？
        犬を連れて行ってもいいですか？|この言葉はどういう意味ですか？|ロゴは何色ですか？
        サーバーをインストールする方法は？|駐車場はありますか？|アカウントを削除できますか？
        この規則はいつからありますか？|会員は誰ですか？|登録はどこでできますか|名前の由来は何ですか？
        営業時間は何時ですか？|FastAPIの依存関係とは何ですか？|旅行はどのくらいかかりますか？
    """,
}
LISTS = {**SPOKEN, **OTHERS}


def questions_in(language: str) -> list[str]:
    lines = QUESTIONS[language].strip().replace("\n", "|").split("|")
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("language", QUESTIONS)
def test_of_twenty_questions_in_another_language_nearly_all_are_told(language: str) -> None:
    asked = questions_in(language)
    told = [question for question in asked if is_in_none_of(question, ["en"])]
    assert len(asked) == 20
    assert len(told) >= 17, set(asked) - set(told)


@pytest.mark.parametrize("language", QUESTIONS)
def test_none_of_them_is_told_to_be_in_a_third_language_more_than_once(language: str) -> None:
    found = [language_of(question) for question in questions_in(language)]
    assert sum(one not in ("", language) for one in found) <= 1


def test_of_three_thousand_english_questions_none_is_taken_for_one_in_another_language() -> None:
    files = sorted((EVALUATION / "eval").glob("*/questions.jsonl"))
    if not files:
        pytest.skip("no evaluation questions beside this checkout")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    asked = [json.loads(line)["question"] for line in random.Random(4).sample(lines, 3_000)]
    french = "puis-je faire de la pub ici ?"
    assert not [q for q in asked if is_in_none_of(q, ["en"]) and q != french]
    assert sum(language_of(question) == "en" for question in asked) > 2_900


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("등대는 언제 자동화되었습니까?", "ko"),
        ("灯塔是什么时候自动化的？", "zh"),
        ("Когда маяк стал автоматическим?", "ru"),
        ("Коли маяк став автоматичним і чому?", "uk"),
        ("متى أصبحت المنارة آلية؟", "ar"),
        ("فانوس دریایی چه زمانی خودکار شد؟", ""),
        ("Quando è stato automatizzato il faro?", "it"),
        ("Wanneer werd de vuurtoren geautomatiseerd en waarom?", "nl"),
        ("Kiedy latarnia została zautomatyzowana i dlaczego?", "pl"),
        ("När blev fyren automatisk och varför?", "sv"),
        ("Deniz feneri ne zaman otomatik oldu ve neden?", "tr"),
        ("nuclear deal sanctions", ""),
        ("", ""),
    ],
)
def test_scripts_and_function_words_tell_a_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=200))
def test_any_text_is_in_one_of_the_languages_or_in_none(text: str) -> None:
    assert language_of(text) in {"", *LANGUAGES}
    assert not is_in_none_of(text, [language_of(text)])
    is_foreign(text)


def test_each_list_has_a_word_once_and_in_lower_case() -> None:
    for language, text in LISTS.items():
        words = text.split()
        assert len(words) == len(set(words)), language
        assert text == text.casefold()


def test_the_words_by_which_a_question_is_foreign_are_none_that_english_needs() -> None:
    assert not foreign_words() & (QUESTION_WORDS | ALSO_ENGLISH)
    every = {word for text in LISTS.values() for word in text.split()}
    assert {unaccented(word) for word in SPOKEN["de"].split()} - {"hat"} <= EVERYDAY
    assert every >= SHARED - QUESTION_WORDS
    assert {word for word in foreign_words() if len(word) == 1} <= {*"àéèioy"}


def test_a_question_is_told_without_loading_a_model_or_the_list_of_english() -> None:
    english.cache_clear()
    is_in_none_of("Wann wurde der Leuchtturm automatisiert?", ["en"])
    assert english.cache_info().currsize == 0
    code = (
        "import sys, index.text.english as e; from index.text.language import language_of;"
        "language_of('Wer?'); e.english();"
        "sys.exit(bool({'py3langid', 'symspellpy', 'numpy'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
