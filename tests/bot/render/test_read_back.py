"""An answer of ours remembers what was asked: in its own text, and nowhere else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from bot.listening.is_question import MAX_QUESTION_CHARACTERS
from bot.render.answer import render_answer
from bot.render.layout import render_notice
from bot.render.markdown import without_bidi
from bot.render.read_back import citations_of, question_in_ours
from index.answering.question_check import check_question
from index.citations.citation import citation_of
from index.errors import QuestionError
from tests.support.factories import answer, document, quote_of
from tests.support.strategies import hostile_words

if TYPE_CHECKING:
    from bot.render.layout import Rendered

AUTOMATED = "The light was automated in 1983."


def sent(rendered: Rendered) -> Any:
    return SimpleNamespace(components=list(rendered["view"].children))


@given(hostile_words | st.text(max_size=MAX_QUESTION_CHARACTERS))
def test_the_question_is_recalled_as_it_was_asked_or_not_at_all(asked: str) -> None:
    try:
        question = check_question(asked)
    except QuestionError:
        return
    for quotes in ((), (quote_of(document(), AUTOMATED),)):
        recalled = question_in_ours(sent(render_answer(answer(*quotes, question=question))))
        visible = "".join(c for c in question if c.isprintable() and not c.isspace())
        again = "".join(c for c in recalled if c.isprintable() and not c.isspace())
        assert again in ("", without_bidi(visible))


def test_a_question_of_the_longest_length_is_recalled() -> None:
    question = ("why? " * 60).strip()
    assert len(question) == MAX_QUESTION_CHARACTERS - 1
    assert question_in_ours(sent(render_answer(answer(question=question)))) == question


def test_a_notice_answers_no_question() -> None:
    assert question_in_ours(sent(render_notice("Please ask again."))) == ""


def test_what_was_cited_is_recalled_in_order() -> None:
    cited = quote_of(document(), AUTOMATED)
    (recalled,) = citations_of(sent(render_answer(answer(cited))))
    assert citation_of(cited).words.startswith(recalled.words)
