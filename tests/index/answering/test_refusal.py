"""Why nothing is quoted: as far as words can tell, and never more than suspected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.refusal import missing_words, refusal
from index.snapshots.bm25 import LexicalIndex
from index.text.common_words import EVERYDAY, is_content
from index.text.language import is_in_none_of
from index.text.opposites import MORE_OPPOSITES, OPPOSITES, VERBS, contradicted, denied, lemmas_of
from index.types import Hit, Reason
from tests.support.factories import document, hit, passage_of

TEXTS = ["The leader rejected the offer of talks.", "Russia and China support Iran."]
LEXICON = LexicalIndex.build(TEXTS)
ABOUT_IT = {"dense_window": 0.6, "unknown_share": 0.0, "contradicted": 0.0}
ABOUT_OTHER_THINGS = {"dense_window": 0.1, "unknown_share": 1.0, "contradicted": 0.0}


def hits(count: int) -> list[Hit]:
    source = document()
    passage = passage_of(source, source.text.split(".")[0])
    return [hit(passage)] * count


def test_a_question_about_other_things_has_no_nearest_passage() -> None:
    said = refusal("Who won the hockey cup?", ABOUT_OTHER_THINGS, hits(5), LEXICON)
    assert (said.reason, said.nearest) == (Reason.OFF_TOPIC, ())
    assert said.missing == ("hockey", "cup")


@pytest.mark.parametrize("question", ["does it work offline", "how many centrifuges"])
def test_a_question_of_which_one_word_is_missing_is_not_called_off_topic(question: str) -> None:
    said = refusal(question, ABOUT_OTHER_THINGS, hits(1), LEXICON)
    assert len(said.missing) == 1
    assert said.reason is Reason.NOT_IN_SOURCES


def test_a_question_on_the_topic_has_the_three_nearest_passages() -> None:
    said = refusal("Who is the leader?", ABOUT_IT, hits(5), LEXICON)
    assert said.reason is Reason.NOT_IN_SOURCES
    assert len(said.nearest) == 3


def test_a_premise_is_suspected_where_the_source_says_the_opposite() -> None:
    signals = ABOUT_IT | {"contradicted": 1.0}
    said = refusal("When did the leader accept the offer?", signals, hits(1), LEXICON)
    assert said.reason is Reason.FALSE_PREMISE


@pytest.mark.parametrize(
    "question",
    ["Whats the difference between an offer and talks?",
     f"hey, my mum says {'that the leader is right and ' * 5} so when did he make the offer?"],
)  # fmt: skip
def test_no_premise_is_suspected_where_opposites_stand_by_chance(question: str) -> None:
    said = refusal(question, ABOUT_IT | {"contradicted": 1.0}, hits(1), LEXICON)
    assert said.reason is Reason.NOT_IN_SOURCES


def test_a_premise_is_suspected_of_a_why_with_words_that_no_source_has() -> None:
    why = refusal("Why did China condemn Iran?", ABOUT_IT, hits(1), LEXICON)
    when = refusal("When did China condemn Iran?", ABOUT_IT, hits(1), LEXICON)
    known = refusal("Why did China support Iran?", ABOUT_IT, hits(1), LEXICON)
    assert [one.reason for one in (why, when, known)] == [
        Reason.FALSE_PREMISE, Reason.NOT_IN_SOURCES, Reason.NOT_IN_SOURCES,
    ]  # fmt: skip


@pytest.mark.parametrize("question", ["Who supports Iran, and how?", "Is the offer ok?", "leader?"])
def test_a_question_whose_words_the_sources_have_is_never_off_topic(question: str) -> None:
    said = refusal(question, ABOUT_OTHER_THINGS, hits(1), LEXICON)
    assert said.reason is Reason.NOT_IN_SOURCES


def test_a_question_that_means_the_like_is_never_off_topic_whatever_its_words() -> None:
    said = refusal("Which ayatollah commands?", ABOUT_IT, hits(1), LEXICON)
    assert (said.reason, said.missing) == (Reason.NOT_IN_SOURCES, ("ayatollah", "commands"))


def test_missing_words_are_named_once_as_written_and_without_what_any_question_has() -> None:
    asked = "Why did the Ayatollah, the ayatollah and the leader meet?"
    assert missing_words(asked, LEXICON) == ("Ayatollah", "meet")


@pytest.mark.parametrize(
    "question",
    [
        "tl;dr pls", "ok right, what happened?", "lol idk thx", "Which year did it come?",
        "Wann wurde das gemacht?", "¿Por qué se lo dijo él?", "Où est-ce que c'était ?",
        "Quando é que isso foi?", "how old are people who need it",
        "コーヒーを持って入ってもいいですか",
        "可以带咖啡进来吗",
    ],
)  # fmt: skip
def test_no_common_word_and_no_unspaced_clause_is_named_as_missing(question: str) -> None:
    unnamed = {"gemacht", "dijo"}
    assert set(missing_words(question, LEXICON)) <= unnamed


@pytest.mark.parametrize("word", ["regatta", "minecraft", "Leuchtturm", "faro", "phare", "10mb"])
def test_a_word_that_says_what_a_question_is_about_is_named(word: str) -> None:
    assert missing_words(f"Is there a {word}?", LEXICON) == (word,)


def test_the_everyday_words_are_written_as_they_are_compared() -> None:
    assert all(word == word.casefold() and word.isascii() for word in EVERYDAY)
    assert not is_content("Où")


ENGLISH = "The light was automated in 1983, and the last keeper left on a rainy day in May."


@pytest.mark.parametrize(
    ("question", "languages", "foreign"),
    [
        ("Wann wurde der Leuchtturm automatisiert?", ["en"], True),
        ("¿Cuándo se automatizó el faro?", ["en"], True),
        ("灯台はいつ自動化されましたか？", ["en"], True),
        ("When was the light automated?", ["de"], True),
        ("Wann wurde der Leuchtturm automatisiert?", ["en", "fr"], True),
        ("Wann wurde der Leuchtturm automatisiert?", ["da"], True),
        ("怎么办理借书证", ["ja"], True),
        ("灯台自動化年月日", ["ja"], False),
        ("Wann wurde der Leuchtturm automatisiert?", ["en", "de"], False),
        ("Wann wurde der Leuchtturm automatisiert?", ["en", ""], False),
        ("Who proposed the Entscheidungsproblem?", ["en"], False),
        ("how do i center a div", ["en"], False),
        ("Кога е построен фарът?", ["bg"], False),
        ("Wann wurde der Leuchtturm automatisiert?", [], False),
    ],
)
def test_a_question_is_foreign_only_if_it_is_plainly_in_none_of_the_languages(
    question: str, languages: list[str], *, foreign: bool
) -> None:
    assert is_in_none_of(question, languages) is foreign


def test_a_question_in_another_language_is_told_so_and_no_word_of_it_is_missing() -> None:
    asked = "Wann hat der Anführer das Angebot der Gespräche angenommen?"
    source = document(ENGLISH, language="en")
    passages = [hit(passage_of(source, ENGLISH))]
    said = refusal(asked, ABOUT_OTHER_THINGS, passages, LEXICON)
    assert (said.reason, said.missing) == (Reason.NOT_IN_SOURCES, ())
    assert (said.languages, said.asked_in) == (("en",), "de")


@pytest.mark.parametrize(
    ("question", "text", "is_contradicted"),
    [
        ("Why did he accept it?", "He rejected it.", True),
        ("Why did he reject it?", "He rejected it.", False),
        ("Which is the largest?", "The smallest and the largest are named.", False),
        ("Which is the largest?", "The smallest is named.", True),
        ("Who came?", "The smallest is named.", False),
    ],
)
def test_an_opposite_contradicts_only_where_the_word_itself_is_lacking(
    question: str, text: str, is_contradicted: bool
) -> None:
    assert contradicted(question, text) is is_contradicted


def test_each_opposite_is_a_pair_of_two_words() -> None:
    pairs = [pair.split("/") for pair in (*OPPOSITES, *MORE_OPPOSITES)]
    assert {len(pair) for pair in pairs} == {2}
    assert all(one != other for one, other in pairs)


# Each verb with its third person, past, participle and present participle.
CONJUGATED = {
    line.split()[0]: line.split()
    for line in """
    arrive arrives arrived arrived arriving
    begin begins began begun beginning
    build builds built built building
    buy buys bought bought buying
    destroy destroys destroyed destroyed destroying
    end ends ended ended ending
    fall falls fell fallen falling
    find finds found found finding
    forget forgets forgot forgotten forgetting
    gain gains gained gained gaining
    give gives gave given giving
    join joins joined joined joining
    leave leaves left left leaving
    learn learns learnt learned learning
    lose loses lost lost losing
    receive receives received received receiving
    remember remembers remembered remembered remembering
    rise rises rose risen rising
    sell sells sold sold selling
    send sends sent sent sending
    share shares shared shared sharing
    shrink shrinks shrank shrunk shrinking
    expand expands expanded expanded expanding
    start starts started started starting
    stop stops stopped stopped stopping
    take takes took taken taking
    teach teaches taught taught teaching
    win wins won won winning
    withhold withholds withheld withheld withholding
    allow allows allowed allowed allowing
    forbid forbids forbade forbidden forbidding
    """.strip().splitlines()
}
PAIRED = sorted(
    {
        (one, other)
        for pair in (*OPPOSITES, *MORE_OPPOSITES)
        for one, other in (pair.split("/"), reversed(pair.split("/")))
        if {one, other} <= CONJUGATED.keys()
    }
    | {("forbid", "allow"), ("allow", "forbid")}
)
TENSES = {
    "present": "They {1} it now.",
    "past": "They {2} it in 1902.",
    "perfect": "It has been {3} since.",
    "going on": "They are {4} it.",
}


@pytest.mark.parametrize("tense", TENSES)
@pytest.mark.parametrize("auxiliary", ["did", "does", "do"])
@pytest.mark.parametrize(("asked", "said"), PAIRED)
def test_a_verb_after_did_is_contradicted_by_its_opposite_in_every_tense(
    asked: str, said: str, auxiliary: str, tense: str
) -> None:
    question = f"Why {auxiliary} they {asked} it?"
    assert contradicted(question, TENSES[tense].format(*CONJUGATED[said]))
    assert not contradicted(question, TENSES[tense].format(*CONJUGATED[asked]))


@pytest.mark.parametrize(("asked", "said"), PAIRED)
def test_a_verb_in_the_past_is_contradicted_by_its_opposite_too(asked: str, said: str) -> None:
    assert contradicted(f"Who {CONJUGATED[asked][2]} it?", f"Ada {CONJUGATED[said][2]} it.")


@pytest.mark.parametrize(("asked", "said"), PAIRED)
def test_what_a_source_denies_is_not_what_it_says(asked: str, said: str) -> None:
    question = f"When did they {asked} it?"
    for sentence in (
        f"They did not {said} it.",
        f"They didn't {said} it.",
        f"They didn’t really {said} it.",
        f"They have never {CONJUGATED[said][3]} it.",
        f"Neither of them {CONJUGATED[said][2]} it.",
    ):
        assert not contradicted(question, sentence), sentence
    assert contradicted(question, f"It did not rain, and they {CONJUGATED[said][2]} it.")


@pytest.mark.parametrize(("asked", "said"), PAIRED)
def test_a_question_that_denies_a_word_does_not_ask_for_it(asked: str, said: str) -> None:
    for how in ("did they not", "didn't they", "did the old team never"):
        assert not contradicted(f"Why {how} {asked} it?", f"They {CONJUGATED[said][2]} it.")


def test_the_conjugations_of_the_tests_hold_each_irregular_verb() -> None:
    assert set(CONJUGATED) >= VERBS


@pytest.mark.parametrize(
    ("question", "text", "is_contradicted"),
    [
        ("Did they lose the final?", "They won the final in 1902.", True),
        ("When did the train arrive?", "The office is on the left.", False),
        ("When did the train arrive?", "It left at nine.", True),
        ("When did they found the club?", "They lost the final.", False),
        ("When did they found the club?", "The club was dissolved in 1902.", True),
        ("When did they find the ring?", "The club was founded in 1902.", False),
        ("Give me the date.", "It took a year.", False),
        ("What did the tower give?", "It took a year.", True),
        ("Who gave the tower?", "The state took the tower.", True),
        ("Did prices fall?", "Prices rose, but wages did not.", True),
        ("When did the price fall?", "The price of a rose is two euros.", False),
    ],
)
def test_a_form_of_two_verbs_is_read_as_its_place_says(
    question: str, text: str, is_contradicted: bool
) -> None:
    assert contradicted(question, text) is is_contradicted


@given(st.text(), st.text())
def test_no_text_contradicts_itself(question: str, text: str) -> None:
    assert not contradicted(question, question)
    assert contradicted(question, text) in (True, False)


@given(st.sampled_from(PAIRED), st.integers(1, 4), st.booleans())
def test_every_form_of_a_verb_has_its_base_form_for_a_lemma(
    pair: tuple[str, str], tense: int, upper: bool
) -> None:
    form = CONJUGATED[pair[0]][tense]
    assert lemmas_of(pair[0]) & lemmas_of(form.upper() if upper else form)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Why did he accept the offer?", "He did not accept the offer.", True),
        ("Why did he accept the offer?", "He never accepted; the offer stands.", True),
        ("Why did he accept the offer?", "He accepted the offer, as it was not bad.", False),
        ("Why did he not accept the offer?", "He did not accept the offer.", False),
        ("Why did he accept the offer?", "He took it because it could not wait.", False),
    ],
)
def test_what_a_text_has_only_negated_is_denied(question: str, text: str, expected: bool) -> None:
    assert denied(question, text) is expected


def test_a_quote_that_was_held_back_for_its_premise_gives_the_reason() -> None:
    question = "Why did Russia support Iran?"
    said = refusal(question, ABOUT_IT, hits(1), LEXICON, held=Reason.FALSE_PREMISE)
    assert said.reason is Reason.FALSE_PREMISE
    other = refusal(question, ABOUT_IT, hits(1), LEXICON, held=Reason.NOT_IN_SOURCES)
    assert other.reason is Reason.NOT_IN_SOURCES


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared_for_denials(one: str, other: str) -> None:
    assert denied(one, other) in {True, False}
    assert not denied("", other)
