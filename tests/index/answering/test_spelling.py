"""A misspelt word is read as it was meant, and a word that is none is left alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.answering.refusal import missing_words
from index.answering.spelling import read_as
from index.answering.spelling.slips import NEGATING, is_slip, turned
from index.retrieval.query import Query
from index.settings import AnswerSettings
from index.snapshots.bm25 import LexicalIndex
from index.text.contractions import CONTRACTIONS, expand_contractions
from index.text.english import english
from index.text.words import WORD, stem, terms
from index.training.variations import misspelt
from tests.support.hashing_encoder import HashingEncoder

if TYPE_CHECKING:
    from index.snapshots.library import Library
    from tests.conftest import Build

TEXTS = (
    "Ayatollah Khamenei refused negotiations about the nuclear agreement.",
    "The lighthouse keeper trimmed the lamp; the light was automated in 1983.",
)
LEXICON = LexicalIndex.build(TEXTS)
common = st.sampled_from(sorted(word for word in english() if len(word) > 3))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("why did khameni refuse negotations", "why did Khamenei refuse negotiations"),
        ("wehn was the light automted", "when was the light automated"),
        ("Wich lighthose keeper?", "Which lighthouse keeper?"),
        ("the nuclaer agrement", "the nuclear agreement"),
    ],
)
def test_a_slip_is_read_as_the_word_that_the_sources_have(typed: str, meant: str) -> None:
    assert read_as(typed, LEXICON) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What did Netanyahu say?",  # a name that no source has, and none is near
        "What is the JCPOA?",  # no slip, but an abbreviation
        "Who theorised it?",  # a form of a word that English has
        "Qui a dit ça à Téhéran ?",
        "核合意はいつ？",
        "x1983y and http://example.org/nuclaer1",
        "Who is the keeper of the lamp?",
        "What is a goverment?",  # English has another, but no source
    ],
)
def test_what_is_no_slip_stays_as_it_was_typed(question: str) -> None:
    assert read_as(question, LEXICON) == question


def test_of_two_words_as_near_the_sources_own_is_taken() -> None:
    assert read_as("lampz", LexicalIndex.build(["A lampa was lit."])) == "lampa"


# Each of them holds the words that a question was once turned into.
MANUAL_TEXTS = [
    "Install the bot, activate it, and its members are verified, allowed and muted by a server.",
    "You can want a font, a door, whose stout unicorn and docks of the cores are kept in sync.",
    "Auto args: the path of the author, a locker, a corner, the core, corps and dockers.",
    "A human being can halt; the man is active, legal, moral, visible and necessary.",
    "The wires of the servers are harmful, useful and careful; members connect and agree.",
    "The cannonball was fired. The cannonballs are kept; the Cannonball Run is a race.",
    "The sanctions followed the nuclear agreement; diplomats counted the centrifuges.",
    "Wars, hands, ants and dogs were in the hall; the dean opened the mine by light.",
    "When did an entry of the command quit the content? The query was possible and complete.",
    "Request a refund, and subscribe to the channel; the moderator will ban who is blocked.",
]
MANUAL = LexicalIndex.build(MANUAL_TEXTS)
MENDED = """
    nuclar nuclear, nuclaer nuclear, diplomts diplomats, diplmats diplomats, sanctons sanctions,
    sanctionss sanctions, centrifges centrifuges, centrfuges centrifuges, cannonbal cannonball,
    cannnonball cannonball, agreemnt agreement, agrement agreement, membrs members,
    lght light, chnnel channel, moderater moderator, modreator moderator, subscibe subscribe,
    refnud refund, necesary necessary, activte activate, verifed verified,
    wehn when, wich which, waht what, hwen when, whta what
"""
KEPT_WORDS = """
    uninstall uninstalled uninstal deactivate unverified unverify inactive illegal ilegal immoral
    imoral invisible unnecessary unecessary disallowed unmuted unmute unban nonhuman disconnect
    disagree dissagree incomplete incompleted impossible imposible unsubscribe unsubscribed
    misconfigured harmless harmles useless careless wireles serverless serverles unblocked
    async await docker dockerfile uvicorn gunicorn auth cors stdout stderr kwargs argparse pytest
    venv asyncio kubernetes nginx websocket unicode localhost dont wont cant whos
    theorised odor septicemia decaffeinated paragliding
""".split()  # noqa: SIM905 - it reads as a list of words
FOREIGN = """
    Wann wurde das Abkommen geschlossen?|Kann man die Hunde mitnehmen?|Darf mein Hund in die Halle?
    Ist das Schwimmbad montags offen?|Wer hat die Sanktionen verhängt?|Wie viele Diplomaten kamen?
    Warum wurden Sanktionen beschlossen?|Wo finde ich die Installation?|Wann ist die Halle offen?
    Welche Centrifugen gab es?|Was kostet der Eintritt?|Wie kann ich mein Konto aktivieren?
    Wer darf den Kanal moderieren?|Gibt es eine nukleare Vereinbarung?|Wessen Hand war das?
    Quand l'accord a-t-il été signé ?|Comment puis-je installer le serveur ?|Qui a compté ?
    Pourquoi les sanctions nucleaires ont-elles suivi ?|Où est la porte de la salle ?
    Combien de diplomates sont dans la commande ?|Quel est le contenu de la requete ?
    ¿Cuándo se firmó el acuerdo nuclar?|¿Cómo puedo instalar el servidor?|¿Quién activa la cuenta?
    ¿Por qué los diplomáticos fueron?|¿Dónde está la puerta?|¿Cuántas sanciones hay?
    Kiedy podpisano nuklearne porozumienie?|När undertecknades avtalet?
""".replace("\n", "|")
KEPT = [
    *(f"How do I use {word} there?" for word in KEPT_WORDS),
    *(question.strip() for question in FOREIGN.split("|") if question.strip()),
    "What does `nuclar` do?",
    "Why does ```\nprint(nuclar)\n``` fail?",
    "Where is /var/diplomts or nuclar.py or sanctons_list?",
    "What is --nuclar, nuclar(), nuclarX1, diploMts and @nuclar:sanctons?",
    "Why hasn't, doesn't, couldn’t it?",
]


@pytest.mark.parametrize("pair", MENDED.split(","), ids=str.strip)
def test_a_real_slip_is_mended_to_what_a_source_has(pair: str) -> None:
    typed, meant = pair.split()
    assert read_as(f"how is {typed} here", MANUAL) == f"how is {meant} here"
    assert read_as(f"{typed.capitalize()}?", MANUAL) == f"{meant.capitalize()}?"


@pytest.mark.parametrize("question", KEPT)
def test_a_question_is_not_turned_round_nor_its_code_or_language_rewritten(question: str) -> None:
    assert read_as(question, MANUAL) == question


@given(st.sampled_from(NEGATING), common, st.data())
def test_no_word_differs_by_a_negating_prefix_from_what_it_is_read_as(
    prefix: str, word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    for base in (word, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]):
        sources = LexicalIndex.build([base, prefix + base])
        assert read_as(base, LexicalIndex.build([prefix + base])) != prefix + base
        assert read_as(prefix + base, LexicalIndex.build([base])) != base
        assert read_as(base, sources) == base
        assert not is_slip(base, prefix + base)
        assert not is_slip(prefix + base, base)


@given(st.text("abdefilmnorstu", min_size=4, max_size=12))
def test_any_word_is_read_as_one_of_the_same_sense(typed: str) -> None:
    meant = read_as(typed, MANUAL)
    assert meant == typed or not turned(typed, meant.casefold())
    assert meant not in {prefix + typed for prefix in NEGATING}
    assert typed not in {prefix + meant for prefix in NEGATING}


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("why cant i vote", "why cannot i vote"),
        ("wats a vote", "what is a vote"),
        ("It wont start, I dont know whos in", "It will not start, I do not know who is in"),
        ("Whats new, and wheres it? hows im", "What is new, and where is it? how is i am"),
        ("doesnt didnt isnt arent wasnt", "does not did not is not are not was not"),
        ("shouldnt couldnt youre theyre ive", "should not could not you are they are i have"),
        ("its were well ill shell hell id wed lets", "its were well ill shell hell id wed lets"),
        ("`dont` can't cant.py @whos whos-who", "`dont` can't cant.py @whos whos-who"),
    ],
)
def test_a_contraction_without_its_apostrophe_is_written_out_to_be_looked_up(
    typed: str, sought: str
) -> None:
    assert expand_contractions(typed) == sought
    assert read_as(typed, MANUAL) == typed  # it is no correction that a person need be shown


@given(st.text(max_size=100))
def test_writing_out_twice_is_writing_out_once(question: str) -> None:
    assert expand_contractions(expand_contractions(question)) == expand_contractions(question)
    assert not set(CONTRACTIONS) & set(expand_contractions(" ".join(CONTRACTIONS)).split())


def test_what_is_looked_up_has_the_contractions_written_out(encoder: HashingEncoder) -> None:
    query = Query.of("Why dont dogs vote?", encoder)
    assert query.text == query.mended == "Why dont dogs vote?"
    assert query.wording == "Why do not dogs vote?"
    assert query.content == ["dog", "vote"]
    assert missing_words("Why cant dogs vote, and whos there?", MANUAL) == ("vote",)


def test_the_stems_by_their_letter_are_those_of_the_lexicon_and_of_its_parts() -> None:
    letters = {word[0] for word in stems_of(TEXTS)}
    for lexicon in (LEXICON, LEXICON.part(range(1))):
        found = [stem for letter in letters for stem in lexicon.stems_beginning_with(letter)]
        assert sorted(found) == sorted(stems_of(TEXTS))
    assert not LEXICON.stems_beginning_with("%")


def stems_of(texts: Sequence[str]) -> set[str]:
    return {term for text in texts for term in terms(text)}


def test_a_question_reads_each_passage_that_has_a_stem_once() -> None:
    read: Counter[int] = Counter()
    lexicon = LexicalIndex(LexicalIndex.build(TEXTS)._postings, lambda row: _counted(read, row))
    assert read_as("who is khameni", lexicon) == "who is Khamenei"
    assert read == {0: 1}


def _counted(read: Counter[int], row: int) -> str:
    read[row] += 1
    return TEXTS[row]


def test_what_is_shown_is_written_as_the_sources_mostly_write_it() -> None:
    texts = ["The Reichstag met.", "A NATO Reichstag.", "Cannonball! A cannonball is a cannonball."]
    lexicon = LexicalIndex.build(texts)
    assert read_as("is a cannonbal in the reichtsag", lexicon) == "is a cannonball in the Reichstag"


def test_a_built_index_reads_the_word_in_its_documents_and_only_where_it_may(
    rebuild: Build, library: Library
) -> None:
    rebuild()
    snapshot = library.get("default")
    assert read_as("When was it automted?", snapshot.passage_terms) == "When was it automated?"
    assert read_as("automted", snapshot.passage_terms.part(range(0))) == "automted"
    texts = list(snapshot.passage_terms.texts_with(stem("automated"), 3))
    assert texts
    assert all("automated" in text for text in texts)


def test_a_lexicon_that_outlives_its_snapshot_mends_by_its_stems(
    rebuild: Build, library: Library
) -> None:
    rebuild()
    snapshot = library.get("default")
    lexicon = snapshot.passage_terms
    snapshot.close()
    assert list(lexicon.texts_with(stem("automated"), 3)) == []
    assert read_as("When was it automted?", lexicon) == "When was it automated?"
    assert read_as("When was Skery lit?", lexicon) == "When was Skery lit?"


@given(st.text(max_size=300))
def test_nothing_but_single_words_changes_and_those_by_two_letters_at_most(question: str) -> None:
    meant = read_as(question, LEXICON)
    assert WORD.sub("w", meant) == WORD.sub("w", question)
    for typed, other in zip(WORD.findall(question), WORD.findall(meant), strict=True):
        assert OSA.distance(typed.casefold(), other.casefold()) <= (2 if len(typed) >= 8 else 1)


@given(st.lists(common, min_size=1, max_size=8).map(" ".join))
def test_words_of_english_and_of_the_sources_are_never_changed(question: str) -> None:
    assert read_as(question, LEXICON) == question
    assert read_as(" ".join(TEXTS), LEXICON) == " ".join(TEXTS)


def test_most_slips_of_the_fingers_are_mended_and_hardly_any_made_worse() -> None:
    text = " ".join(TEXTS).replace(".", "").replace(";", "")
    right = [stem(word) for word in text.split()]
    mended = slips = 0
    for seed in range(200):
        typed = misspelt(text, random.Random(seed)).split()
        meant = read_as(" ".join(typed), LEXICON).split()
        wrong = [at for at, word in enumerate(typed) if stem(word) != right[at]]
        slips += len(wrong)
        mended += sum(stem(meant[at]) == right[at] for at in wrong)
    assert slips > 200
    assert mended / slips > 0.8


def test_the_same_question_is_read_the_same_with_the_sources_in_another_order() -> None:
    for typed in ("nuclaer lihgt", "kheeper", "agremnt"):
        orders = [read_as(typed, LexicalIndex.build(order)) for order in (TEXTS, TEXTS[::-1])]
        assert orders[0] == orders[1]


def test_an_answer_says_how_its_question_was_read_and_keeps_what_was_typed(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0.0))
    answer = answerer.ask("When was it automted?", [Part(library.get("default"))])
    assert answer.question == "When was it automted?"
    assert answer.read_as == "When was it automated?"
    assert answer.quotes[0].text == "It was automated in 1983."
    assert answerer.ask("When was it automated?", [Part(library.get("default"))]).read_as == ""
