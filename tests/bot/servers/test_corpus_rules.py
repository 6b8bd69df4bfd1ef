"""Which corpora are asked where: the rules, their file, and that nothing outside them leaks."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.admin.corpus_text import cleared, told, used
from bot.asking.asker import Asker
from bot.asking.librarian import Librarian
from bot.asking.reply import list_sources, reply_to
from bot.ground.place import DIRECT, Place
from bot.servers.corpus_rules import RuleSet, ServerRules, Spot
from bot.servers.corpus_rules_file import CorpusRulesFile
from index.answering.answerer import Answerer
from index.errors import QuestionError, SettingsError
from index.settings import AnswerSettings
from index.types import Answer
from tests.support.corpora import MARKS, NAMES, Fixed, open_in, places, random_rules, six_corpora
from tests.support.hashing_encoder import HashingEncoder
from tests.support.rendered import payload

if TYPE_CHECKING:
    from bot.render.layout import Rendered

SERVER, OTHER_SERVER = 1, 2
LOBBY, LAB = 10, 11
STAFF, GUEST = 20, 21
RULES = RuleSet(
    ("default",),
    {
        SERVER: ServerRules(
            allowed=("handbook", "faq", "staff", "board"),
            everywhere=("handbook",),
            channels={LAB: ("faq",)},
            roles={STAFF: ("staff",), GUEST: ("board",)},
        )
    },
)
IN_LOBBY = Place(SERVER, LOBBY)


def corpora(place: Place, rules: RuleSet = RULES) -> tuple[str, ...]:
    return rules.scope(place).corpora


# --- the rules ---------------------------------------------------------------------------------


def test_without_rules_everybody_is_answered_from_the_default_corpus() -> None:
    nothing = RuleSet(("default",))
    staff = Place(SERVER, LAB, frozenset({STAFF}), private=True)
    assert {corpora(place, nothing) for place in (DIRECT, IN_LOBBY, staff)} == {("default",)}


def test_a_direct_message_and_a_server_without_rules_have_the_default_corpus() -> None:
    assert corpora(DIRECT) == ("default",)
    assert corpora(Place(OTHER_SERVER, LOBBY, frozenset({STAFF}), private=True)) == ("default",)


def test_the_rule_of_a_channel_stands_in_place_of_the_server_s() -> None:
    assert corpora(IN_LOBBY) == ("handbook",)
    assert corpora(Place(SERVER, LAB)) == ("faq",)


def test_a_role_adds_its_corpora_where_nobody_else_reads_along() -> None:
    both = frozenset({STAFF, GUEST})
    assert corpora(replace(IN_LOBBY, roles=both)) == ("handbook",)
    assert corpora(replace(IN_LOBBY, roles=both, private=True)) == ("handbook", "staff", "board")
    alone = Place(SERVER, LAB, frozenset({STAFF}), private=True)
    assert corpora(alone) == ("faq", "staff")


def test_a_channel_that_cannot_be_told_has_what_stands_open_to_everybody_anyway() -> None:
    assert corpora(Place(SERVER, None)) == ("default",)


def test_what_the_operator_allows_no_longer_is_not_used_any_more() -> None:
    own = replace(RULES.of(SERVER), allowed=("handbook",))
    rules = RULES.with_rules(SERVER, own)
    private = Place(SERVER, LAB, frozenset({STAFF}), private=True)
    assert corpora(private, rules) == ("handbook",), "the channel's rule is as good as none"


def test_a_server_can_use_only_what_the_operator_allows_it() -> None:
    for name in ("secret", "", "handbook"):
        with pytest.raises(QuestionError) as refusal:
            used(RULES, OTHER_SERVER, Spot(), name)
        assert refusal.value.message == f"This server has no corpus “{name}”."
    changed = used(RULES, OTHER_SERVER, Spot(), "default")
    assert changed.of(OTHER_SERVER).everywhere == ("default",)


def test_using_adds_and_clearing_takes_away_one_or_all() -> None:
    spot = Spot("channel", LAB)
    two = used(RULES, SERVER, spot, "handbook")
    assert two.of(SERVER).rule(spot) == ("faq", "handbook")
    assert used(two, SERVER, spot, "faq") == two
    assert cleared(two, SERVER, spot, "faq").of(SERVER).rule(spot) == ("handbook",)
    assert cleared(two, SERVER, spot).of(SERVER).channels == {}
    with pytest.raises(QuestionError, match="no such rule"):
        cleared(RULES, SERVER, Spot("channel", LOBBY))
    with pytest.raises(QuestionError, match="no such rule"):
        cleared(RULES, SERVER, spot, "staff")


def test_a_rule_does_not_grow_without_end() -> None:
    many = tuple(f"corpus-{number}" for number in range(11))
    rules = RuleSet(("default",), {SERVER: ServerRules(allowed=many, everywhere=many[:10])})
    with pytest.raises(QuestionError, match="already has 10 corpora"):
        used(rules, SERVER, Spot(), many[10])


def test_what_is_told_names_each_rule_and_strikes_through_what_is_not_allowed() -> None:
    own = replace(RULES.of(SERVER), allowed=("handbook", "staff"))
    text = "\n".join(told(RULES.with_rules(SERVER, own), SERVER, LAB))
    assert f"- in <#{LAB}>: ~~`faq`~~" in text
    assert f"- added in private answers to <@&{STAFF}>: `staff`" in text
    assert "- in this server: `handbook`" in text


# --- the file ----------------------------------------------------------------------------------


def test_the_file_gives_back_what_was_written_and_is_followed_when_it_is_edited(
    tmp_path: Path,
) -> None:
    register = CorpusRulesFile(tmp_path / "var" / "corpora.json", "default")
    assert register.current() == RuleSet(("default",))
    register.change(lambda _: RULES)
    again = CorpusRulesFile(register.file, "default")
    assert again.current() == RULES
    record = json.loads(register.file.read_text("utf-8"))
    record["servers"][str(SERVER)]["everywhere"] = ["faq", "handbook"]
    register.file.write_text(json.dumps(record), "utf-8")
    assert corpora(IN_LOBBY, again.current()) == ("faq", "handbook")


ids = st.integers(0, 2**63)
names = st.lists(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True), max_size=3, unique=True)
rule = names.map(tuple)
rules_by_id = st.dictionaries(ids, rule.filter(bool), max_size=3)
rule_sets = st.builds(
    RuleSet,
    rule.filter(bool),
    st.dictionaries(
        ids,
        st.builds(ServerRules, rule, rule, rules_by_id, rules_by_id).filter(
            lambda s: not s.is_empty
        ),
        max_size=3,
    ),
)


@given(rule_sets)
@settings(max_examples=30)
def test_any_rules_survive_the_file(rules: RuleSet) -> None:
    with TemporaryDirectory() as folder:
        register = CorpusRulesFile(Path(folder) / "corpora.json", "default")
        register.change(lambda _: rules)
        assert CorpusRulesFile(register.file, "default").current() == rules


BAD = [
    "",
    "[]",
    "{",
    '{"format": 2}',
    '{"format": 1, "severs": {}}',
    '{"format": 1, "servers": {"x": {}}}',
    '{"format": 1, "servers": {"1": {"everywhere": ["../etc"]}}}',
    '{"format": 1, "servers": {"1": {"everywhere": "handbook"}}}',
    '{"format": 1, "servers": {"1": {"channel": {}}}}',
    '{"format": 1, "servers": {"1": {"roles": {"-5": ["a"]}}}}',
    '{"format": 1, "servers": []}',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", BAD)
def test_a_file_that_is_not_understood_is_refused_with_its_name(text: str, tmp_path: Path) -> None:
    file = tmp_path / "corpora.json"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"corpora\.json"):
        CorpusRulesFile(file, "default").current()


def test_rules_that_become_unreadable_stay_in_force_and_are_not_overwritten(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    register = CorpusRulesFile(tmp_path / "corpora.json", "default")
    register.change(lambda _: RULES)
    register.file.write_text("{", "utf-8")
    assert [register.current() for _ in range(3)] == [RULES] * 3
    assert caplog.text.count("stay in force") == 1
    with pytest.raises(SettingsError):
        register.change(lambda rules: rules)
    assert register.file.read_text("utf-8") == "{"


def test_a_full_disk_leaves_the_rules_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = CorpusRulesFile(tmp_path / "corpora.json", "default")
    register.change(lambda _: RULES)

    def full(handle: int) -> None:
        raise OSError(28, f"No space left on device {handle}")

    with monkeypatch.context() as patch:
        patch.setattr("index.files.os.fsync", full)
        with pytest.raises(SettingsError, match="cannot be written"):
            register.change(lambda rules: used(rules, SERVER, Spot(), "faq"))
    assert CorpusRulesFile(register.file, "default").current() == RULES
    assert [path.name for path in tmp_path.iterdir() if "json." in path.name] in (
        [],
        ["corpora.json.lock"],
    )


# --- nothing leaks -----------------------------------------------------------------------------


QUESTIONS = (
    "Where does the {} stand?",
    "When was the {} mended?",
    "Who moves the {}?",
    "Why is the {} so heavy, and what of the zeppelin?",
    "What stands in the hall since 1867?",
)


@given(random_rules, places, st.sampled_from(QUESTIONS), st.sampled_from(NAMES), st.booleans())
@settings(max_examples=150)
def test_no_text_from_outside_the_scope_is_shown_listed_or_logged(
    rules: RuleSet, place: Place, question: str, about: str, certain: bool
) -> None:
    allowed = open_in(rules, place)
    asked = question.format(MARKS[about])
    with _logged() as log:
        answer, shown, listed = _ask(rules, place, asked, 0.0 if certain else 1.0)
    used_corpora = {quote.corpus for quote in (*answer.quotes, *answer.candidates)}
    assert used_corpora <= allowed
    everything = json.dumps([payload(shown), payload(listed)]) + "\n".join(log)
    for name, mark in MARKS.items():
        if name not in allowed:
            # Shown with the answer, the question may name it, and so may what no source mentions.
            named = 2 * _count(mark, asked)
            assert _count(mark, everything) <= named, name
    known_here = about in allowed
    if answer.abstained and "{}" in question:
        assert (MARKS[about] in answer.missing) is not known_here
    if certain:
        assert not answer.abstained


def _count(mark: str, text: str) -> int:
    return text.casefold().count(mark)


def _ask(
    rules: RuleSet, place: Place, question: str, least: float
) -> tuple[Answer, Rendered, Rendered]:
    encoder = HashingEncoder()
    answerer = Answerer(encoder, AnswerSettings(min_confidence=least))
    librarian = Librarian(six_corpora(), answerer, "default")
    asker = Asker(lambda: librarian, 30, Fixed(rules))

    async def asking() -> tuple[Answer, Rendered, Rendered]:
        await asker.open()
        answer = await asker.answer(question, place)
        return answer, await reply_to(question, asker, place), await list_sources(asker, place)

    try:
        return asyncio.run(asking())
    finally:
        asker.close()


class _logged:  # noqa: N801 - read as a word: with _logged() as log
    """All log lines of the process, at any level, while it is entered."""

    def __enter__(self) -> list[str]:
        self.lines: list[str] = []
        self.handler = logging.Handler()
        self.handler.emit = lambda record: self.lines.append(record.getMessage())  # type: ignore[method-assign]
        self.root = logging.getLogger()
        self.level = self.root.level
        self.root.setLevel(logging.DEBUG)
        self.root.addHandler(self.handler)
        return self.lines

    def __exit__(self, *_: object) -> None:
        self.root.removeHandler(self.handler)
        self.root.setLevel(self.level)
