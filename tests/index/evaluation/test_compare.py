"""Two runs side by side, and figures that a run must reach."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.cli.show_metrics import print_comparison, print_figures
from index.errors import SettingsError
from index.evaluation import Judgement, Outcome, Verdict, figures
from index.evaluation.compare import Comparison, Paired, check_comparable
from index.evaluation.metrics import scalars
from index.evaluation.outcome_rows import read_rows, row_record, write_rows
from index.evaluation.thresholds import Bound, names
from tests.support.factories import answer, document, quote_of


def verdict(id_: str, rank: int | None = 1, *, abstained: bool = False, **more: object) -> Verdict:
    tier, right = "none" if abstained else "sure", rank == 1 and not abstained
    given = Verdict(id_, f"What of {id_}?", "plain", True, rank, abstained, 0.5, tier, right)
    return replace(given, **more)  # type: ignore[arg-type]


def outcome(id_: str, answers: tuple[str, ...] = ("1983",), sure: float = 0.8) -> Outcome:
    one = quote_of(document(), "The light was automated in 1983.")
    said = answer(*((one,) if sure >= 0.2 else ()), candidates=(one,), confidence=sure)
    kind = "plain" if answers else "off-topic"
    return Outcome(Judgement(id_, "When?", answers, kind), said, (1,) if answers else (), 0.01)


@pytest.mark.parametrize(
    ("won", "lost", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 1, 0.21875), (10, 0, 0.001953125), (3, 3, 1.0)],
)
def test_mcnemars_exact_test_has_the_values_of_the_binomial(won: int, lost: int, p: float) -> None:
    one = verdict("a")
    assert Paired("x", 20, (one,) * won, (one,) * lost).p == pytest.approx(p)


def test_mcnemars_test_bears_thousands_of_questions() -> None:
    one = verdict("a")
    assert 0 < Paired("x", 9000, (one,) * 3000, (one,) * 2800).p < 0.02


def test_questions_are_won_and_lost_by_what_changed_only() -> None:
    there = [verdict("a", 1), verdict("b", 2), verdict("c", None), verdict("d", 1)]
    here = [verdict("a", 3), verdict("b", 1), verdict("c", None), verdict("d", 1, abstained=True)]
    refused = verdict("e", None, answerable=False, abstained=True)
    there.append(replace(refused, abstained=False))
    here.append(refused)
    found = {
        test.name: ([v.id for v in test.won], [v.id for v in test.lost], test.of)
        for test in Comparison.of(here, there).tests()
    }
    assert found == {
        "quote_hit_at_1": (["b"], ["a"], 4),
        "shown_hit_at_1": (["b"], ["a", "d"], 4),
        "refused": (["e"], [], 1),
    }


def test_questions_that_only_one_run_asked_are_counted_and_left_out() -> None:
    here = [verdict("a"), verdict("b"), verdict("c", question="Changed since?")]
    there = [verdict("b"), verdict("c"), verdict("d"), verdict("e")]
    record = Comparison.of(here, there).record
    assert (record["questions"], record["only_here"], record["only_there"]) == (1, 2, 3)
    assert record["here"]["questions"] == 1


def test_runs_without_a_question_in_common_are_refused() -> None:
    judgement = Judgement("a", "What of a?", ("x",), "plain")
    check_comparable([judgement], [verdict("b"), verdict("a", 2, abstained=True)])
    for other in (verdict("b"), verdict("a", answerable=False), verdict("a", question="?")):
        with pytest.raises(SettingsError, match="no question in common"):
            check_comparable([judgement], [other])
    assert Comparison.of([verdict("a")], [verdict("b")]).record["questions"] == 0


def test_figures_of_the_rows_are_those_of_the_run(tmp_path: Path) -> None:
    outcomes = [
        outcome("a", sure=0.723456789),
        outcome("b", sure=0.1),
        outcome("c", ()),
    ]
    write_rows(tmp_path / "rows.jsonl", outcomes)
    again = read_rows(tmp_path / "rows.jsonl")
    assert again == [one.verdict for one in outcomes]
    assert figures(again) == figures([one.verdict for one in outcomes])


@pytest.mark.parametrize("change", [{"rank": "1"}, {"confidence": None}, {"kind": ...}])
def test_what_is_not_a_row_is_refused_with_its_line(
    change: dict[str, object], tmp_path: Path
) -> None:
    good = row_record(outcome("a"))
    bad = {name: value for name, value in (good | change).items() if value is not ...}
    (tmp_path / "rows.jsonl").write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", "utf-8")
    with pytest.raises(SettingsError, match="line 2: not a row"):
        read_rows(tmp_path / "rows.jsonl")


def test_a_file_of_rows_that_is_empty_or_missing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", "utf-8")
    with pytest.raises(SettingsError, match="no rows"):
        read_rows(tmp_path / "empty.jsonl")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_rows(tmp_path / "none.jsonl")


JUDGEMENTS = [
    Judgement("a", "?", ("x",), "plain"),
    Judgement("b", "?", (), "off-topic"),
    Judgement("c", "?", (), "a=b"),
]


def test_each_figure_that_is_one_number_has_a_name_to_fail_under() -> None:
    verdicts = [
        verdict(j.id, 1 if j.answers else None, kind=j.kind, answerable=bool(j.answers))
        for j in JUDGEMENTS
    ]
    record = figures(verdicts, seconds=[0.1])
    assert sorted(names(JUDGEMENTS)) == sorted(dict(scalars(record)))


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("quote_hit_at_1=0.5", False),
        ("quote_hit_at_1=0.51", True),
        ("error_among_answered=0.5", False),
        ("error_among_answered=0.49", True),
        ("refused.off-topic=0.1", True),
        ("auroc.off-topic=0.5", False),
        ("refused.a=b=0.9", True),
    ],
)
def test_a_figure_that_is_worse_than_wanted_fails(text: str, fails: bool) -> None:
    one = verdict("x", None, answerable=False, kind="off-topic")
    record = figures([verdict("a"), verdict("b", 2), one, replace(one, kind="a=b")])
    record["error_among_answered"]["share"] = 0.5
    bound = Bound.parse(text, names(JUDGEMENTS))
    failure = bound.failure(record)
    assert (failure is not None) is fails
    if failure:
        assert "\n" not in failure
        assert failure.startswith(bound.name)


@pytest.mark.parametrize("text", ["quote_hit_at_1=", "mrr=high", "mrr=nan", "mrr=inf"])
def test_a_bound_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="is not a number"):
        Bound.parse(text, names(JUDGEMENTS))


@pytest.mark.parametrize("text", ["quote_hit=0.5", "mrr", "refused.web=1"])
def test_an_unknown_figure_is_refused_with_the_list_of_those_that_there_are(text: str) -> None:
    with pytest.raises(SettingsError, match="no figure") as caught:
        Bound.parse(text, names(JUDGEMENTS))
    assert "quote_hit_at_1" in caught.value.hint
    assert "refused.off-topic" in caught.value.hint


def test_a_figure_that_no_question_speaks_to_is_not_reached() -> None:
    unanswerable = [replace(verdict("a", None), answerable=False)]
    failure = Bound("mrr", 0.0).failure(figures(unanswerable))
    assert failure is not None
    assert "no such question" in failure


def test_a_question_or_a_kind_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "\x1b[2J\nline two"
    here = verdict(evil, 1, question=evil, kind=evil)
    comparison = Comparison.of([here], [replace(here, rank=2)])
    print_comparison(comparison, comparison.record, "before.jsonl")
    print_figures({"snapshot": "s", **figures([here], [0.1])})
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "  + ␛[2J line two  ␛[2J line two\n" in shown
