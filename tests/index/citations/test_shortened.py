"""Quotes with words left out behind an ellipsis, and with more around them than was quoted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from index.building.build import build
from index.citations.check import Checked, CheckVerdict, CriticalKind, check
from index.citations.check.critical_words import matters_in
from index.citations.check.fold import fold
from index.cli import cli
from index.cli.show_check import says
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.text.sentences import sentence_spans
from index.types import Span
from tests.support.factories import document
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT

TALKS = """# Talks

We will not negotiate with the Americans before 2026. In 2018 Donald Trump left the deal, and
nobody was glad about it, except the hawks in Tehran. Nobody will pay... or beg.

Note: smoking is allowed in the garden. Prohibited: smoking in the lobby.
The deal — a good one — was lifted - by all - in May. They can’t leave the house after dark.

Wir werden nicht mit den Amerikanern verhandeln.

Nous n'avons jamais parlé de la paix avec eux.

No vamos a negociar nunca con ellos.

Eles foram vistos no Brasil e não querem uma guerra.

私は決して外国へ行きません。彼は去年東京へ行きました。
"""
ELLIPSES = ["…", "...", "[...]", "(…)", "[..]", ". . .", "［…］", "……", "[ … ]", "(....)"]
SENTENCE = "We will not negotiate with the Americans before 2026."


def built(folder: Path, sources: Path) -> Snapshot:
    library = Library(folder)
    build(library, "default", find_sources(sources), HashingEncoder(), max_bytes=10**6)
    return library.get("default")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("talks")
    (folder / "sources").mkdir()
    (folder / "sources" / "talks.md").write_text(TALKS, encoding="utf-8")
    return built(folder / "index", folder / "sources")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return built(tmp_path_factory.mktemp("articles"), ROOT / "docs" / "articles")


def slices(found: Checked) -> list[str]:
    return [one.there.text for one in found.left_out]


def named(found: Checked) -> list[str]:
    return [matter.there.text for matter in found.matters]


# --- words left out ------------------------------------------------------------------


@pytest.mark.parametrize("ellipsis", ELLIPSES)
@pytest.mark.parametrize("spaced", [" {} ", "{}", "{} ", " {}"])
def test_a_negation_behind_any_ellipsis_is_named(
    ellipsis: str, spaced: str, talks: Snapshot
) -> None:
    found = check(f"We will{spaced.format(ellipsis)}negotiate with the Americans", talks)
    assert found.verdict is CheckVerdict.SHORTENED
    assert slices(found) == named(found) == ["not"]
    (missing,) = found.left_out
    assert found.claim[missing.start : missing.end].strip() == ellipsis


@pytest.mark.parametrize(
    ("text", "left_out", "matters"),
    [
        ("In … left the deal", ["2018 Donald Trump"], ["2018", "Donald Trump"]),
        ("left the deal, and … was glad", ["nobody"], ["nobody"]),
        (
            "nobody was glad about it, …",
            ["except the hawks in Tehran."],
            ["except", "Tehran"],
        ),
        ("… negotiate with the Americans before 2026.", ["We will not"], ["not"]),
        ("We will not … with … before 2026.", ["negotiate", "the Americans"], ["Americans"]),
        ("They … leave the house", ["can’t"], ["can’t"]),
        ("The deal … was lifted", ["— a good one —"], []),
        ("Wir werden … mit den", ["nicht"], ["nicht"]),
        ("Nous … parlé de la paix", ["n'avons jamais"], ["n'avons", "jamais"]),
        ("No vamos a negociar … con ellos.", ["nunca"], ["nunca"]),
        ("Eles foram vistos … querem uma guerra.", ["no Brasil e não"], ["não", "Brasil"]),
        ("私は決して外国へ…", ["行きません。"], ["ません"]),
        ("私は……行きません。", ["決して外国へ"], []),
    ],
)
def test_what_is_left_out_is_a_slice_and_what_matters_is_named_the_worst_first(
    text: str, left_out: list[str], matters: list[str], talks: Snapshot
) -> None:
    found = check(text, talks)
    assert found.verdict is CheckVerdict.SHORTENED
    assert (slices(found), named(found)) == (left_out, matters)


@pytest.mark.parametrize(
    "text",
    [
        "… We will not negotiate with the Americans before 2026. …",
        "Nobody will pay... or beg.",
        "Nobody will pay…",
        "We will not … negotiate with the Americans before 2026.",
    ],
)
def test_an_ellipsis_that_replaces_no_word_of_a_sentence_shortens_nothing(
    text: str, talks: Snapshot
) -> None:
    assert check(text, talks).verdict is CheckVerdict.EXACT


def test_a_shortened_quote_is_no_part_of_a_sentence_where_an_ellipsis_says_so(
    talks: Snapshot,
) -> None:
    assert not check("We will … negotiate with …", talks).partial
    assert check("We will … negotiate with", talks).partial


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "Der Minister sagte, dass die Regierung nicht mit den Händlern der Stadt spricht.",
            "",
            [],
        ),
        ("The minister said that the Government does not speak with Ada.", "de-AT", []),
        ("The minister said that the Government does not speak with Ada.", "", ["Government"]),
    ],
)
def test_no_noun_is_taken_for_a_name_where_all_of_them_have_a_capital(
    text: str, language: str, names: list[str]
) -> None:
    source = document(text, language=language or None)
    there = Span(source, text.index(","), len(text)) if "," in text else Span(source, 12, 57)
    found = matters_in(there)
    assert [one.there.text for one in found if one.kind is CriticalKind.NAME] == names
    assert [one.there.text for one in found if one.kind is CriticalKind.NEGATION] in (
        ["not"],
        ["nicht"],
    )


def test_the_nearest_pieces_are_meant_and_not_the_first_ones(articles: Snapshot) -> None:
    found = check("Khamenei … the reformists", articles)
    assert slices(found) == ["against"]


def sentence_of(articles: Snapshot, data: st.DataObject) -> str:
    every = [
        document.text[slice(*span)]
        for document in articles.documents()
        for paragraph in document.paragraphs
        for span in sentence_spans(document.text, *paragraph)
    ]
    return data.draw(st.sampled_from([text for text in every if len(text.split()) > 3]))


def shortened(text: str, data: st.DataObject) -> tuple[list[str], str, str]:
    """What is kept before and after, what is taken out, and the claim without it."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start, end = words[first][0], words[last][1]
    removed, kept = text[start:end], [text[:start].strip(), text[end:].strip()]
    assume(any(map(str.isalnum, removed)) and any(map(str.isalnum, "".join(kept))))
    space = data.draw(st.sampled_from([" ", ""]))
    ellipsis = data.draw(st.sampled_from(ELLIPSES))
    return kept, removed, f"{kept[0]}{space}{ellipsis}{space}{kept[1]}"


@given(st.data())
def test_whatever_an_ellipsis_replaces_is_told_and_is_what_was_taken_out(
    articles: Snapshot, data: st.DataObject
) -> None:
    text = sentence_of(articles, data)
    kept, removed, claim = shortened(text, data)
    found = check(claim, articles)
    assert found.verdict is CheckVerdict.SHORTENED, claim
    (missing,) = found.left_out
    whole = missing.there.document.text
    assert missing.there.text == whole[missing.there.start : missing.there.end]
    every = " ".join(fold(document.text).lowered for document in articles.documents())
    once = [every.count(fold(part.strip("\"'“”‘’.,")).lowered.strip()) for part in kept if part]
    if once == [1] * len(once):
        assert missing.there.text == removed, claim


BEFORE = ["Ada Byron: ", "Reuters: ", "Ada Byron said: ", "> ", "He wrote on Monday: "]
AFTER = [
    " — Ada Byron, 2025", " - Ada Byron", " – Ada Byron", " (Ada Byron, 2025)", "\n— Ada Byron",
    "\n-- The Guardian, 3 May 2025", " — Ada Byron, minister of trade", " — @ada",
]  # fmt: skip
AROUND = ["||{}||", "`{}`", "```\n{}\n```", "```txt\n{}```", "**{}**", "*{}*", "_{}_", "__{}__",
          "~~{}~~", "“{}”", "> {}", ">>> {}", "# {}", "-# {}"]  # fmt: skip


@given(st.data(), st.sampled_from(["", *BEFORE]), st.sampled_from(["", *AFTER]))
def test_whose_words_they_are_changes_no_verdict(
    articles: Snapshot, data: st.DataObject, before: str, after: str
) -> None:
    text = sentence_of(articles, data)
    _, _, claim = shortened(text, data)
    # As few words are elsewhere by chance; what hyphens join is one.
    assume(len(re.findall(r"\w[\w.'’-]*\w", claim)) > 3)
    whole = data.draw(st.booleans())
    claim = text if whole else claim
    found = check(before + claim + after, articles)
    assert found.verdict is (CheckVerdict.EXACT if whole else CheckVerdict.SHORTENED), (
        before + claim + after
    )


# --- what is around a quote -----------------------------------------------------------


@pytest.mark.parametrize("around", AROUND)
def test_markup_of_discord_is_no_part_of_a_quote(around: str, talks: Snapshot) -> None:
    found = check(around.format(SENTENCE), talks)
    assert (found.verdict, found.changes, found.partial) == (CheckVerdict.EXACT, (), False)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("after", AFTER)
def test_an_attribution_is_taken_away_and_named(before: str, after: str, talks: Snapshot) -> None:
    found = check(f"{before}“{SENTENCE}”{after}", talks)
    assert (found.verdict, found.partial) == (CheckVerdict.EXACT, False)
    assert after.strip() in found.attribution


@pytest.mark.parametrize(
    "text",
    [
        "Note: smoking is allowed in the garden.",
        "Prohibited: smoking in the lobby.",
        "The deal — a good one",
        "The deal — a good one — was lifted - by all",
    ],
)
def test_what_looks_like_an_attribution_in_the_source_is_compared(
    text: str, talks: Snapshot
) -> None:
    found = check(text, talks)
    assert (found.verdict, found.attribution) == (CheckVerdict.EXACT, "")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Permitted: smoking in the lobby.", CheckVerdict.CHANGED),
        ("We will negotiate with the Americans — Not now", CheckVerdict.CHANGED),
        ("The deal — a good one — Was Raised", CheckVerdict.CHANGED),
    ],
)
def test_a_part_of_what_was_said_is_not_taken_for_whose_words_they_are(
    text: str, verdict: CheckVerdict, talks: Snapshot
) -> None:
    assert check(text, talks).verdict is verdict


# --- the command line -----------------------------------------------------------------


def run(talks: Snapshot, *arguments: str) -> tuple[int, str]:
    index = talks.folder.parent.parent
    result = CliRunner().invoke(cli, ["check", "--index", str(index), *arguments])
    return result.exit_code, result.output


def test_the_terminal_names_what_was_left_out_and_exits_with_3(talks: Snapshot) -> None:
    code, said = run(talks, "We will … negotiate with the Americans before 2026.")
    assert code == 3
    assert said.startswith("SHORTENED. Left out: “not”.\n")
    assert "We will not negotiate with the Americans before 2026." in said
    assert "Only" not in said


def test_the_terminal_shows_the_whole_sentence_of_a_part(talks: Snapshot) -> None:
    code, said = run(talks, "negotiate with the Americans")
    assert code == 0
    assert "This is only part of a sentence. The whole sentence:\n  We will not negotiate" in said


@given(st.data())
def test_never_is_only_the_typography_said_to_differ_where_words_are_missing(
    articles: Snapshot, data: st.DataObject
) -> None:
    _, _, claim = shortened(sentence_of(articles, data).replace("'", "’"), data)
    said = says(check(f"“{claim}”", articles))
    assert said.startswith("SHORTENED. Left out: “")
    assert "Only the typography" not in said


def test_a_heading_of_the_same_words_is_not_what_an_ellipsis_goes_on_from(
    articles: Snapshot,
) -> None:
    for claim in ("“… how to ask.”", "Khamenei … "):
        assert says(check(claim, articles)).startswith("SHORTENED. Left out: “"), claim


def test_json_has_the_slices_with_their_offsets_and_what_matters(talks: Snapshot) -> None:
    code, said = run(talks, "--json", "In … left the deal — Ada Byron")
    record = json.loads(said)
    text = next(iter(talks.documents())).text
    (missing,) = record["left_out"]
    assert code == 3
    assert record["verdict"] == "shortened"
    assert record["claim"][missing["start"] : missing["end"]].strip() == "…"
    assert record["attribution"] == "— Ada Byron"
    assert [matter["kind"] for matter in missing["matters"]] == ["number", "name"]
    for one in [missing["source"], *missing["matters"]]:
        assert text[one["start"] : one["end"]] == one["text"]
