"""The command line, with the real model on the shipped articles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from index.cli import cli
from index.evaluation import Share
from tests.support.paths import ROOT, SHARED

ARTICLES = str(ROOT / "docs" / "articles")
ASKED = "When was the nuclear deal concluded?"


def quoth(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


@pytest.fixture(scope="module")
def shipped(own_shipped_index: Path) -> str:
    """The folder of an index of the shipped articles."""
    return str(own_shipped_index)


def test_answers_have_the_same_bytes_on_one_thread_and_on_two(shipped: str) -> None:
    said = set()
    for threads in ("1", "2"):
        settings = {"QUOTH_ENCODER__THREADS": threads, "QUOTH_READER__THREADS": threads}
        run = subprocess.run(
            [sys.executable, "-m", "index", "ask", ASKED, "--json", "--explain",
             "--index", shipped], cwd=ROOT, capture_output=True, check=True,
            env=os.environ | settings | {"OMP_NUM_THREADS": threads},
        )  # fmt: skip
        said.add(run.stdout)
    assert len(said) == 1


def test_ask_prints_the_quote_and_where_it_stands(shipped: str) -> None:
    result = quoth("ask", ASKED, "--index", shipped)
    said = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "Diplomats concluded the nuclear deal in 2015." in said
    assert "What the nuclear deal was, paragraph 3" in said


def test_a_question_needs_no_quotation_marks(shipped: str) -> None:
    apart, together = (
        quoth("ask", *ASKED.split(), "--index", shipped),
        quoth("ask", ASKED, "--index", shipped),
    )
    assert apart.stdout == together.stdout
    assert quoth("ask", "--index", shipped).exit_code == 2


def test_ask_abstains_with_exit_code_3_and_names_the_words_that_are_missing(shipped: str) -> None:
    result = quoth("ask", "Who won the 1998 World Cup?", "--index", shipped)
    assert result.exit_code == 3
    assert result.stdout.startswith("The sources do not answer this.")
    assert "“1998”" in result.stdout


@pytest.mark.parametrize("named", ["Khamenei turns down", "iran-nuclear-talks.md"])
def test_ask_of_one_source_quotes_it_alone(shipped: str, named: str) -> None:
    said = quoth("ask", ASKED, "--index", shipped, "--source", named, "--json", "--explain")
    record = json.loads(said.stdout)
    everything = [*record["quotes"], *record["candidates"], *record["hits"]]
    assert {one["document"] for one in everything} == {"iran-nuclear-talks.md"}
    assert record["within"].startswith("Khamenei turns down")
    assert said.exit_code == 0


def test_a_source_without_the_answer_is_refused_though_another_has_it(shipped: str) -> None:
    result = quoth("ask", ASKED, "--index", shipped, "--source", "about-quoth.md")
    assert result.exit_code == 3
    assert result.stdout.startswith(
        "That source does not answer this.\nI couldn't find these words in it"
    )


@pytest.mark.parametrize("named", ["Atlantis", "", "a"])
def test_ask_of_a_source_that_is_none_or_several_is_an_error_before_the_model_is_loaded(
    shipped: str, named: str
) -> None:
    result = quoth("ask", ASKED, "--index", shipped, "--source", named)
    assert result.exit_code == 8
    assert "can't quote from that source" in result.stderr or "2 sources" in result.stderr


def test_ask_in_json_quotes_slices_of_the_file(shipped: str) -> None:
    record = json.loads(quoth("ask", ASKED, "--index", shipped, "--json", "--explain").stdout)
    source = (Path(ARTICLES) / record["quotes"][0]["document"]).read_text("utf-8")
    body = source.split("---\n", 2)[2]
    for quote in record["quotes"] + record["candidates"]:
        if quote["document"] == record["quotes"][0]["document"]:
            assert body[quote["start"] : quote["end"]] == quote["text"]
    assert {"dense_window", "lexical_window", "fused"} <= record["hits"][0]["scores"].keys()


def test_explain_shows_the_scores(shipped: str) -> None:
    assert "confidence 0." in quoth("ask", ASKED, "--index", shipped, "--explain").stdout


def test_chat_answers_until_an_empty_line(shipped: str) -> None:
    said = f"{ASKED}\n🦉\n\n"
    result = CliRunner().invoke(cli, ["chat", "--index", shipped], input=said)
    assert "2015" in result.stdout
    assert "no words" in result.stdout
    assert result.exit_code == 0


def test_status_verify_and_doctor_say_that_all_is_well(
    shipped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    status = json.loads(quoth("status", "--index", shipped, "--json").stdout)
    (corpus,) = status["corpora"]
    assert corpus["serving"] in corpus["kept"]
    assert status["settings"]["QUOTH_LIBRARY__INDEX"] == shipped
    assert "* " in quoth("status", "--index", shipped).stdout
    assert json.loads(quoth("verify", "--index", shipped, "--json").stdout)["checked"]["documents"]
    assert "is unchanged since it was built" in quoth("verify", "--index", shipped).stdout
    doctor = quoth("doctor", "--index", shipped, "--sources", ARTICLES)
    assert (doctor.exit_code, "NOT" in doctor.stdout) == (0, False)
    findings = json.loads(
        quoth("doctor", "--index", shipped, "--sources", ARTICLES, "--json").stdout
    )
    assert all(finding["well"] for finding in findings)


def test_doctor_names_the_remedy_of_what_is_not_well(tmp_path: Path) -> None:
    result = quoth("doctor", "--index", str(tmp_path), "--sources", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "NOT sources" in result.stdout
    assert "quoth build" in result.stdout


def test_dry_run_changes_nothing_and_counts_what_would_be_encoded(
    shipped: str, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("A line that nobody has read before.", "utf-8")
    run = quoth(
        "build", "--dry-run", "--json", "--index", shipped, "--sources", str(tmp_path)
    ).stdout
    plan = json.loads(run)
    assert plan["added"] == ["new.txt"]
    assert (len(plan["kept"]), plan["removed"]) == (2, [])
    assert plan["texts_to_encode"] == 2  # its passage, which is also its window, and its title
    assert "Up to date" in quoth("build", "--dry-run", "--index", shipped).stdout
    text = quoth("build", "--dry-run", "--index", shipped, "--sources", str(tmp_path)).stdout
    assert "+ new.txt" in text
    assert "\n- " not in text
    where = ["--index", shipped, "--sources", str(tmp_path)]
    assert "\n- " in quoth("build", "--dry-run", "--prune", *where).stdout
    assert "2 texts to encode" in text


def test_build_says_that_nothing_changed(shipped: str) -> None:
    result = quoth("build", "--sources", ARTICLES, "--index", shipped)
    assert result.stdout.startswith("Up to date: 2 documents")
    report = json.loads(quoth("build", "--sources", ARTICLES, "--index", shipped, "--json").stdout)
    assert report["encoded"] == 0


def test_activate_lets_a_kept_snapshot_serve(shipped: str) -> None:
    name = json.loads(quoth("status", "--index", shipped, "--json").stdout)["corpora"][0]["serving"]
    assert f"now uses {name}" in quoth("activate", name, "--index", shipped).stdout


QUESTIONS: list[dict[str, Any]] = [
    {"id": "a", "question": ASKED, "answers": ["the nuclear deal in 2015"], "kind": "plain"},
    {"id": "b", "question": "Who sees a private answer?", "answers": ["nowhere"], "kind": "plain"},
    {"id": "c", "question": "Who won the 1998 World Cup?", "answers": [], "kind": "off-topic"},
    {"id": "d", "question": "🦉", "answers": [], "kind": "off-topic"},
]


def test_the_figures_of_eval_can_be_recomputed_from_its_rows(shipped: str, tmp_path: Path) -> None:
    file, rows = tmp_path / "q.jsonl", tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, QUESTIONS)), "utf-8")
    run = ["eval", str(file), "--index", shipped, "--rows", str(rows), "--depth", "4"]
    figures = json.loads(quoth(*run, "--json").stdout)
    records = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["a", "b", "c", "d"]
    answers = {question["id"]: question["answers"] for question in QUESTIONS}
    hits = [
        any(answer in record["candidates"][0]["text"] for answer in answers[record["id"]])
        for record in records
        if answers[record["id"]]
    ]
    refused = [record["abstained"] for record in records if not answers[record["id"]]]
    assert (figures["quote_hit_at_1"]["hits"], figures["quote_hit_at_1"]["of"]) == (sum(hits), 2)
    assert figures["refused"]["off-topic"]["hits"] == sum(refused) == 2
    assert len(records[0]["passages"]) == 4
    assert 1 < len(records[0]["candidates"]) <= 5  # of what was read only
    assert records[2]["quotes"] == []
    text = quoth(*run).stdout
    assert "refused, off-topic" in text
    assert "latency" in text


@pytest.fixture
def questions(tmp_path: Path) -> str:
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(map(json.dumps, QUESTIONS)), "utf-8")
    return str(file)


def test_eval_writes_a_report_and_compares_a_run_with_itself(
    shipped: str, questions: str, tmp_path: Path
) -> None:
    rows, folder = tmp_path / "rows.jsonl", tmp_path / "new" / "report"
    run = ["eval", questions, "--index", shipped]
    assert quoth(*run, "--rows", str(rows), "--report", str(folder)).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.png"]
    compared = json.loads(quoth(*run, "--compare", str(rows), "--json").stdout)["comparison"]
    assert compared["questions"] == 4
    assert compared["here"] == compared["there"]
    assert {test["p"] for test in compared["tests"].values()} == {1.0}
    rows.write_text("\n".join(rows.read_text("utf-8").splitlines()[:2]), "utf-8")
    text = quoth(*run, "--compare", str(rows)).stdout
    assert "on 2 questions that both asked" in text
    assert "(2 left out: 2 only in this run, 0 only in the other)" in text
    assert "quote-hit@1: 0 won, 0 lost of 2; p = 1, may be chance" in text


def test_eval_fails_with_a_line_for_each_figure_that_is_worse_than_wanted(
    shipped: str, questions: str
) -> None:
    run = ["eval", questions, "--index", shipped, "--json"]
    well = quoth(*run, "--fail-under", "refused.off-topic=1", "--fail-under", "mrr=0.1")
    assert (well.exit_code, well.stderr) == (0, "")
    result = quoth(*run, "--fail-under", "quote_hit_at_1=1.1", "--fail-under", "ece=-1")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert result.stderr.startswith("not met: quote_hit_at_1: ")
    assert json.loads(result.stdout)["questions"] == 4


def test_eval_refuses_what_is_wrong_with_its_options_before_it_asks(
    questions: str, tmp_path: Path
) -> None:
    nowhere = ["eval", questions, "--index", str(tmp_path / "nowhere")]
    unknown = quoth(*nowhere, "--fail-under", "accuracy=1")
    assert unknown.exit_code == 2
    assert "no figure 'accuracy'" in unknown.stderr
    assert quoth(*nowhere, "--compare", str(tmp_path / "none.jsonl")).exit_code == 2
    assert quoth(*nowhere, "--report", questions).exit_code == 2


def test_wilsons_interval_has_its_textbook_values() -> None:
    low, high = Share(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert Share(0, 0).interval == (0.0, 1.0)


@pytest.mark.skipif(not (SHARED / "seed").is_dir(), reason="the seed article is not beside us")
def test_the_seed_article_is_quoted_right_and_never_by_its_furniture(tmp_path: Path) -> None:
    index, rows = str(tmp_path / "index"), tmp_path / "rows.jsonl"
    assert quoth("build", "--sources", str(SHARED / "seed"), "--index", index).exit_code == 0
    questions = str(SHARED / "seed/questions.jsonl")
    run = quoth("eval", questions, "--index", index, "--rows", str(rows), "--json")
    figures = json.loads(run.stdout)
    assert figures["quote_hit_at_1"]["share"] >= 0.84
    assert figures["refused"]["off-topic"]["share"] == 1.0
    lines = (SHARED / "seed/article.txt").read_text("utf-8").split("\n\n")
    furniture = [line for line in lines if line.strip() and line.rstrip()[-1] not in ".”"]
    assert len(furniture) == 9
    for row in map(json.loads, rows.read_text("utf-8").splitlines()):
        for quote in row["candidates"]:
            assert not any(line in quote["text"] for line in furniture)


@pytest.mark.parametrize("module", ["index", "bot"])
def test_help_imports_nothing_heavy(module: str) -> None:
    heavy = ["torch", "discord", "sentence_transformers", "numpy", "faiss", "pydantic", "scipy"]
    code = (
        f"import runpy, sys\nsys.argv = ['{module}', '--help']\n"
        f"try: runpy.run_module('{module}', run_name='__main__')\n"
        f"finally: print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Usage" in run.stdout
    assert run.stderr.strip().splitlines()[-1] == "[]"


def test_ask_imports_nothing_that_only_a_build_or_the_bot_needs(shipped: str) -> None:
    code = (
        "import sys, bot.__main__\n"
        "try:\n    bot.__main__.main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "ask", ASKED, "--index", shipped],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in run.stderr.split()}
    assert {"numpy", "faiss", "onnxruntime"} <= loaded
    assert not loaded & {
        "bm25s", "scipy", "torch", "discord", "lxml", "filelock", "matplotlib", "trafilatura"
    }  # fmt: skip


def test_ask_after_an_earlier_question_says_what_a_pronoun_refers_to(shipped: str) -> None:
    question = "and when was that?"
    alone = quoth("ask", question, "--index", shipped)
    after = quoth("ask", question, "--after", "Who concluded the nuclear deal?", "--index", shipped)
    assert alone.exit_code == 3
    assert after.exit_code == 0
    assert "Diplomats concluded the nuclear deal in 2015." in " ".join(after.stdout.split())
    record = json.loads(
        quoth("ask", question, "--after", "Who concluded the nuclear deal?", "--json",
              "--index", shipped).stdout
    )  # fmt: skip
    assert record["question"] == question


def test_ask_of_one_source_after_an_earlier_question_finds_what_it_refers_to_in_that_source(
    shipped: str,
) -> None:
    asked = ["ask", "and when was that?", "--after", "Who concluded the nuclear deal?"]
    where = ["--index", shipped, "--json", "--explain", "--source"]
    record = json.loads(quoth(*asked, *where, "iran-nuclear-talks.md").stdout)
    assert "Diplomats concluded the nuclear deal in 2015." in record["quotes"][0]["text"]
    everything = [*record["quotes"], *record["candidates"], *record["hits"]]
    assert {one["document"] for one in everything} == {"iran-nuclear-talks.md"}
    assert record["within"].startswith("Khamenei turns down")
    assert quoth(*asked, *where, "about-quoth.md").exit_code == 3


def test_chat_understands_each_question_with_the_one_before(shipped: str) -> None:
    said = "Who concluded the nuclear deal?\nand when was that?\n\n"
    result = CliRunner().invoke(cli, ["chat", "--index", shipped], input=said)
    assert result.exit_code == 0
    assert result.stdout.count("in 2015") == 2
