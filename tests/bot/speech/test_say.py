"""What the bot says in its own voice: in each language, and nothing forgotten."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from discord import Locale
from hypothesis import example, given
from hypothesis import strategies as st

from bot.admin.corpus_text import no_corpus, no_rule
from bot.speech.say import (
    COMMAND_FILES,
    COMMAND_TEXTS,
    ENGLISH,
    LANGUAGES,
    either,
    language_of,
    objected,
    said_in,
    say,
    speaking,
    spoken,
    texts,
)
from index.answering.question_check import check_question
from index.answering.small_talk import SmallTalk
from index.cli.conversation import FURTHER, LINES, NO_FURTHER
from index.cli.show_answer import (
    AS_OF,
    CLOSEST,
    MORE_CLOSE,
    NEAREST,
    NEAREST_PASSAGES,
    NO_ANSWER,
    NOTHING_ELSE,
    NOTHING_NEAR,
    SIDES,
    UNASKED,
    WHY,
)
from index.errors import QuestionError
from index.types import Reason
from tests.support.fluent_texts import messages, variables
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

BOT = ROOT / "bot"
# Texts whose names are put together: by a verdict, a state, a reason, an error's kind …
MADE_OF = re.compile(
    r"(?:command|menu|choice|error|differ|why|state|stage|verdict|typography|reply)-.+"
)


def said() -> set[str]:
    """The names of the texts that the code says outright."""
    return {
        node.args[0].value
        for file in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "say"
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_text_that_the_code_says_exists_and_every_text_is_said() -> None:
    known = set(messages(ENGLISH))
    assert said() <= known
    unsaid = {text for text in known - said() if not MADE_OF.fullmatch(text)}
    spelled = {
        node.value
        for file in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert unsaid <= spelled


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != ENGLISH])
def test_no_text_is_missing_in_any_language_and_none_is_too_many(language: str) -> None:
    english, other = messages(ENGLISH), messages(language)
    own = {text for text in other if text.startswith(("command-", "menu-", "choice-"))}
    assert set(other) - own == set(english)
    for text, entry in english.items():
        assert variables(other[text]) == variables(entry), f"{language}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said_with_any_number(language: str) -> None:
    for text, entry in messages(language).items():
        for number in (0, 1, 2, 3, 5, 1_000):
            written = said_in(language, text, **dict.fromkeys(variables(entry), number))
            assert "{" not in written


def test_whoever_speaks_no_language_of_ours_is_spoken_to_in_english() -> None:
    assert language_of(Locale.finnish) == ENGLISH
    assert language_of(Locale.brazil_portuguese) == "pt"
    assert language_of(Locale.latin_american_spanish) == "es"
    assert language_of(None) == language_of("xx-YY") == ENGLISH


def test_a_language_is_spoken_within_its_block_only() -> None:
    with speaking("de"):
        german = either(["a", "b", "c"])
    assert german == "a, b oder c"
    assert either(["a", "b", "c"]) == "a, b or c"


def test_english_says_the_same_on_every_front() -> None:
    assert say("no-answer") == NO_ANSWER
    assert say("nearest") == NEAREST
    assert say("closest-found") == CLOSEST
    assert say("unasked", questions="{questions}") == UNASKED
    assert say("none-of-this-answers") == NEAREST_PASSAGES
    assert say("nothing-near") == NOTHING_NEAR
    assert say("more-come-close") == MORE_CLOSE
    assert say("nothing-else-near") == NOTHING_ELSE
    assert say("sides") == SIDES
    assert say("as-of", date="2024-05-17") == AS_OF.format(date="2024-05-17")
    assert say("further-quotes") == FURTHER
    assert say("no-further-quotes") == NO_FURTHER
    assert {reason: say(f"why-{reason}") for reason in Reason} == WHY


@pytest.mark.parametrize("talk", LINES)
def test_a_chat_in_a_terminal_begins_its_replies_as_discord_does(talk: SmallTalk) -> None:
    name = "help-promise" if talk is SmallTalk.ABOUT_ME else f"reply-{talk}"
    (theirs, *_), (ours, *_) = (re.split(r"(?<=[.!]) ", text) for text in (say(name), LINES[talk]))
    assert ours == theirs


def test_there_is_a_reply_to_all_small_talk_but_questions_about_the_bot() -> None:
    replies = {talk for talk in SmallTalk if spoken(ENGLISH, f"reply-{talk}")}
    assert replies == set(SmallTalk) - {SmallTalk.ABOUT_ME}


@pytest.mark.parametrize("question", ["", "?!", "word " * 300])
def test_what_is_wrong_with_a_question_is_said_as_the_command_line_says_it(question: str) -> None:
    with pytest.raises(QuestionError) as raised:
        check_question(question)
    error = raised.value
    assert spoken(ENGLISH, f"error-{error.kind}")
    assert objected(error) == f"{error.message} {error.hint}"


TERMINAL_ONLY = ("citation.py", "still.py")  # what `quoth still` says of the file it is given


def question_errors() -> Iterator[tuple[str, dict[str, ast.expr]]]:
    """Where a QuestionError is made that Discord may show, and what it is given by name."""
    for folder in (BOT, BOT.parent / "index"):
        for file in folder.rglob("*.py"):
            if file.name in TERMINAL_ONLY:
                continue
            tree = ast.parse(file.read_text("utf-8"))
            makers = {
                function.name
                for function in ast.walk(tree)
                if isinstance(function, ast.FunctionDef)
                and any(isinstance(_given(call).get("kind"), ast.Name) for call in made(function))
            }
            for call in made(tree):
                if not isinstance(_given(call).get("kind"), ast.Name):
                    yield f"{file.name}:{call.lineno}", _given(call)
            for call in made(tree, makers):
                values = {name: value for name, value in _given(call).items() if name != "kind"}
                named = ast.Dict([ast.Constant(name) for name in values], list(values.values()))
                yield f"{file.name}:{call.lineno}", {"kind": call.args[0], "values": named}


def made(tree: ast.AST, by: Collection[str] = ("QuestionError",)) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in by:
            yield node


def _given(call: ast.Call) -> dict[str, ast.expr]:
    return {keyword.arg or "**": keyword.value for keyword in call.keywords}


def test_every_question_error_can_be_said_in_the_askers_language() -> None:
    known, seen = messages(ENGLISH), 0
    for where, named in question_errors():
        kind, values = named.get("kind"), named.get("values")
        assert isinstance(kind, ast.Constant), f"{where} has no kind"
        if not kind.value:
            continue  # passed on to a maintainer as the command line would say it
        text = known.get(f"error-{kind.value}")
        assert text is not None, f"{where}: no text error-{kind.value}"
        keys = values.keys if isinstance(values, ast.Dict) else []
        assert {getattr(key, "value", None) for key in keys} == variables(text), where
        seen += 1
    assert seen > 5


@pytest.mark.parametrize("error", [no_corpus("handbook"), no_rule()], ids=lambda error: error.kind)
def test_an_error_of_a_maintainer_is_said_as_the_audit_log_has_it(error: QuestionError) -> None:
    assert objected(error) == f"{error.message} {error.hint}"


@given(st.text(max_size=9).map(lambda text: text * 1_000), st.sampled_from(LANGUAGES))
@example("\ufdd0name\ufdd1" * 500, "de")
def test_a_value_of_any_length_is_said_whole(value: str, language: str) -> None:
    assert value in said_in(language, "error-no-corpus", name=value)


def test_there_is_no_text_that_nobody_wrote() -> None:
    with pytest.raises(LookupError):
        say("no-such-text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_commands_are_in_files_of_their_own(language: str) -> None:
    for file, text in texts(language).items():
        for name in re.findall(r"^([a-z][\w-]*) *=", text, re.MULTILINE):
            assert name.startswith(COMMAND_TEXTS) == file.startswith(COMMAND_FILES), file
