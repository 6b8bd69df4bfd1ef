"""`quoth chat`: questions, and what is said in between, as on Discord."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from rich.console import Console

import index.cli.chat
from index.answering.small_talk import SmallTalk
from index.answering.together import together
from index.cli import cli
from index.cli.conversation import (
    FURTHER,
    LINES,
    NO_FURTHER,
    NOTHING_ASKED,
    NOTHING_QUOTED,
    Conversation,
)
from index.cli.show_answer import MORE_CLOSE, NEAREST_PASSAGES, NOTHING_ELSE, NOTHING_NEAR
from index.errors import QuestionError
from tests.support.factories import answer, document, hit, passage_of, quote_of

if TYPE_CHECKING:
    from index.answering.followups import Turn
    from index.types import Answer

SOURCE = document()
FIRST = quote_of(SOURCE, "The light was automated in 1983.")
SECOND = quote_of(SOURCE, "Its lamp burned colza oil")
THIRD = quote_of(SOURCE, "In January 1912 a wave broke the lantern glass.")
PLACE = "Skerry Point Lighthouse › The keepers"


@dataclass
class Script:
    """Gives the answers in turn, and notes what was asked after what."""

    answers: list[Answer]
    asked: list[tuple[str, Turn | None]] = field(default_factory=list)

    def __call__(self, question: str, turn: Turn | None) -> Answer:
        self.asked.append((question, turn))
        return self.answers[len(self.asked) - 1]


class Screen:
    """A conversation, and what it has printed."""

    def __init__(self, *answers: Answer) -> None:
        self.script, self._paper = Script(list(answers)), StringIO()
        console = Console(file=self._paper, width=100, highlight=False)
        self.talk = Conversation(self.script, console)

    def printed(self) -> str:
        """What was printed since the last call, on one line."""
        text = " ".join(self._paper.getvalue().split())
        self._paper.seek(0)
        self._paper.truncate()
        return text

    def after(self, talk: SmallTalk) -> str:
        self.printed()
        self.talk.reply(talk)
        return self.printed()


def answered() -> Answer:
    return answer(FIRST, candidates=(FIRST, SECOND, THIRD))


@pytest.mark.parametrize("talk", LINES)
def test_small_talk_gets_one_line_and_nothing_is_looked_up(talk: SmallTalk) -> None:
    screen = Screen()
    assert screen.after(talk) == LINES[talk]
    assert screen.script.asked == []


def test_all_small_talk_has_a_reply() -> None:
    assert LINES.keys() | {SmallTalk.SOURCE, SmallTalk.MORE} == set(SmallTalk)


@pytest.mark.parametrize("talk", [SmallTalk.SOURCE, SmallTalk.MORE])
def test_before_a_question_there_is_no_source_and_no_more(talk: SmallTalk) -> None:
    assert Screen().after(talk) == NOTHING_ASKED


def test_source_names_the_place_of_each_quote_once() -> None:
    screen = Screen(answer(FIRST, quote_of(SOURCE, "Ida Holm"), THIRD))
    screen.talk.ask("When?")
    said = screen.after(SmallTalk.SOURCE)
    assert said.count(PLACE) == 1
    assert said.count("Skerry Point Lighthouse › The storm") == 1
    assert "https://harbour.example.org/skerry-point" in said


def test_more_shows_the_quotes_that_were_not_shown_and_says_when_there_are_none() -> None:
    screen = Screen(answered())
    screen.talk.ask("When?")
    said = screen.after(SmallTalk.MORE)
    assert said.startswith(FURTHER)
    assert "colza oil" in said
    assert "lantern glass" in said
    assert "The storm" in screen.after(SmallTalk.SOURCE)
    assert screen.after(SmallTalk.MORE) == NO_FURTHER


def test_after_a_refusal_more_shows_what_came_closest_and_source_says_that_nothing_was_quoted() -> (
    None
):
    screen = Screen(answer(nearest=(passage_of(SOURCE, "the village put candles"),)), answer())
    screen.talk.ask("Who sat in the pub?")
    assert screen.after(SmallTalk.SOURCE) == NOTHING_QUOTED
    said = screen.after(SmallTalk.MORE)
    assert said.startswith(NEAREST_PASSAGES)
    assert "the village put candles" in said
    screen.talk.ask("And who left it?")
    assert screen.after(SmallTalk.MORE) == NOTHING_NEAR


def test_after_the_closest_text_more_shows_what_comes_close_too() -> None:
    other = passage_of(SOURCE, "the village put candles")
    found = answer(near=(FIRST,), hits=(hit(FIRST.context), hit(other)))
    screen = Screen(found, replace(found, hits=()))
    screen.talk.ask("Who sat in the pub?")
    said = screen.after(SmallTalk.MORE)
    assert said.startswith(MORE_CLOSE)
    assert "the village put candles" in said
    assert "automated" not in said
    screen.talk.ask("And who left it?")
    assert screen.after(SmallTalk.MORE) == NOTHING_ELSE


def test_after_an_answer_more_shows_other_passages_below_other_quotes() -> None:
    hits = hit(passage_of(SOURCE, "the village put candles")), hit(FIRST.context)
    screen = Screen(answer(FIRST, candidates=(FIRST, SECOND), hits=hits))
    screen.talk.ask("When was the light automated?")
    quotes, passages = screen.after(SmallTalk.MORE).split(MORE_CLOSE)
    assert quotes.startswith(FURTHER)
    assert "colza oil" in quotes
    assert passages.strip().startswith("the village put candles")
    assert FIRST.text not in passages
    assert screen.after(SmallTalk.MORE) == NO_FURTHER


def test_more_after_several_questions_is_shown_for_each() -> None:
    first = replace(answered(), question="When?")
    screen = Screen(together("When? Who is in the pub?", (first, answer(question="In the pub?"))))
    screen.talk.ask("When? Who is in the pub?")
    said = screen.after(SmallTalk.MORE)
    assert said.startswith(f"When? {FURTHER}")
    assert said.endswith(f"In the pub? {NOTHING_NEAR}")


def test_thanks_leave_the_question_for_a_follow_up() -> None:
    screen = Screen(answered(), answered())
    screen.talk.ask("When was the light automated?")
    screen.talk.reply(SmallTalk.THANKS)
    screen.talk.ask("and who left it?")
    (_, none), (_, turn) = screen.script.asked
    assert none is None
    assert turn is not None
    assert turn.question == "When was the light automated?"


def test_a_question_that_is_none_is_told_and_the_one_before_stays_the_last() -> None:
    def refuses(_question: str, _turn: Turn | None) -> Answer:
        raise QuestionError("The question has no words.", hint="Ask something.", kind="no-words")

    paper = StringIO()
    Conversation(refuses, Console(file=paper)).ask("🦉")
    assert paper.getvalue() == "The question has no words. Ask something.\n"


def test_chat_asks_questions_replies_to_the_rest_and_ends_at_a_farewell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = Script([answered(), answered()])
    monkeypatch.setattr(index.cli.chat, "answering", lambda _settings: script)
    said = "hi\nWhen was it automated?\nthanks\nsource?\nbye\nWhen was it lit?\n"
    result = CliRunner().invoke(cli, ["chat"], input=said, catch_exceptions=False)
    assert [question for question, _ in script.asked] == ["When was it automated?"]
    for talk in (SmallTalk.GREETING, SmallTalk.THANKS, SmallTalk.FAREWELL):
        assert LINES[talk] in result.stdout
    assert result.stdout.count(PLACE) == 2
    assert result.exit_code == 0
