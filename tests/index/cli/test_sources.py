"""``quoth sources`` on a real server and the real model, and what lint finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from index.cli import cli
from index.maintenance.lint import Finding, lint
from index.maintenance.lint.duplicates import runs_of, twins
from index.settings import EncoderSettings, IndexSettings, LibrarySettings
from index.types import Block, BlockKind, Document
from tests.support.hashing_encoder import HashingEncoder
from tests.support.web_server import HOST, Site, by_etag, page, serving

TEXT = "text/plain; charset=utf-8"
LAMP = (
    "The lamp was first lit in 1867 by the keeper of the island, who carried the oil up himself. "
    "It burned colza oil for forty years, and paraffin after that, until it was automated in 1983. "
    "The last keeper was Ida Holm, who had come to the rock as a girl and left it as an old woman."
)
LAMPE = (
    "Die Lampe wurde 1867 vom Wärter der Insel zum ersten Mal angezündet, der das Öl selbst trug. "
    "Vierzig Jahre lang brannte sie mit Rapsöl und danach mit Petroleum, bis sie 1983 automatisch "
    "wurde. Die letzte Wärterin war Ida Holm, die als Kind auf den Felsen gekommen war."
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUOTH_FETCH__ALLOWED_HOSTS", HOST)
    monkeypatch.setenv("QUOTH_FETCH__DELAY", "0")
    monkeypatch.setenv("QUOTH_FETCH__RETRIES", "0")
    monkeypatch.setenv("QUOTH_LIBRARY__SOURCES", "handbook")
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook" / "lamp.md").write_text(f"# The lamp\n\n{LAMP}\n")
    return tmp_path


def quoth(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["sources", *arguments], catch_exceptions=False)


def told(*arguments: str) -> Any:
    result = quoth(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_day_of_a_maintainer(folder: Path, site: Site) -> None:
    site["/hours"] = by_etag("We open at nine.", '"1"')
    added = told("add", f"{site.url}/hours", "--name", "hours")
    assert added["entry"]["kind"] == "page"
    assert added["refreshed"]["pages"][0]["outcome"] == "new"
    assert quoth("add", "lamp.md", "--title", "The old lamp").exit_code == 0
    assert [one["files"] for one in told("list")] == [1, 1]
    assert "hours  page  http" in quoth("list").stdout
    assert told("boost", "hours", "2")["boost"] == 2
    assert told("hide", "hours")["hidden"]
    assert not told("show", "hours")["hidden"]
    assert told("set", "hours", "--title", "When we are open")["title"] == "When we are open"
    assert told("set", "hours", "--title", "")["title"] is None
    assert told("rename", "hours", "opening")["name"] == "opening"
    assert told("pause", "opening")["paused"]
    refused = quoth("refresh", "opening")
    assert refused.exit_code == 4
    assert "error: opening: paused" in refused.stderr
    assert not told("resume", "opening")["paused"]
    assert told("refresh", "opening")[0]["pages"][0]["outcome"] == "unchanged"
    site["/hours"] = page("We open at ten.", TEXT)
    assert quoth("refresh", "--all").stdout == f"~ {site.url}/hours\nopening: 1 changed.\n"
    site["/hours"] = page("", status=404)
    gone = quoth("refresh", "--all")
    assert gone.exit_code == 4
    assert gone.stdout == f"! {site.url}/hours: gone (404)\nopening: 1 gone.\n"
    assert told("remove", "opening")["entry"]["name"] == "opening"
    assert [one["entry"]["name"] for one in told("list")] == ["lamp"]
    assert "# The sources of Quoth." in (folder / "sources.toml").read_text()


def test_diff_says_what_a_build_would_do_and_fetches_nothing(folder: Path, site: Site) -> None:
    site["/hours"] = page("We open at nine.", TEXT)
    quoth("add", f"{site.url}/hours", "--name", "hours")
    site.asked.clear()
    found = told("diff")
    assert found["added"][0] == "lamp.md"
    assert found["added"][1].startswith("web:hours/hours-")
    assert found["texts_to_encode"] > 2
    assert site.asked == []
    CliRunner().invoke(cli, ["build", "--sources", "handbook"], catch_exceptions=False)
    (folder / "handbook" / "bad.txt").write_bytes(b"caf\xe9 is not UTF-8")
    result = quoth("diff")
    assert result.exit_code == 4
    assert "not read: bad.txt: not UTF-8" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        (["add", "http://169.254.169.254/latest"], "not on the public internet", 4),
        (["add", "https://ann:hunter2@example.org/"], "has a name or a password", 4),
        (["add", "nowhere.md"], "not on the web, and not a file", 4),
        (["add", "file:///etc/passwd"], "does not begin with https", 4),
        (["add", "lamp.md", "--kind", "site"], "for web addresses", 2),
        (["remove", "nobody"], "no source named 'nobody'", 4),
        (["boost", "nobody", "2"], "no source named 'nobody'", 4),
        (["refresh"], "NAME, or --all", 2),
        (["rename", "../x", "y"], "is not a name", 4),
    ],
)
def test_what_cannot_be_done_is_told(
    folder: Path, arguments: list[str], says: str, code: int
) -> None:
    result = quoth(*arguments)
    assert (result.exit_code, says in result.stderr) == (code, True), result.output
    assert "hunter2" not in result.output
    assert not (folder / "sources.toml").exists()


def test_a_site_gives_the_addresses_of_a_folder(folder: Path) -> None:
    added = told("add", "*.md", "--name", "guide", "--base", "https://example.org/guide/")
    assert added["entry"]["base"] == "https://example.org/guide/"
    told("set", "guide", "--style", "vitepress")
    (listed,) = told("list")
    assert listed["entry"]["style"] == "vitepress"
    assert "at https://example.org/guide/" in quoth("list").stdout
    assert 'style = "vitepress"' in (folder / "sources.toml").read_text("utf-8")


# Lint


def findings(folder: Path, **files: str) -> list[Finding]:
    docs = folder / "docs"
    docs.mkdir(exist_ok=True)
    for name, text in files.items():
        (docs / f"{name}.md").write_text(text, "utf-8")
    settings = IndexSettings(
        library=LibrarySettings(sources=docs, fetched=folder / "fetched"),
        encoder=EncoderSettings(),
    )
    return lint(settings, HashingEncoder())


def article(text: str, title: str = "A title", url: str = "https://example.org/") -> str:
    return f"---\nurl: {url}\n---\n# {title}\n\n{text}\n"


def checks(found: list[Finding]) -> set[tuple[str, str]]:
    return {(one.check, one.document) for one in found}


def test_sources_that_are_well_have_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, lamp=article(LAMP)) == []


def test_what_was_left_out_is_told_and_is_no_problem(folder: Path) -> None:
    docs = folder / "handbook"
    (docs / "lamp.md").unlink()
    for name in ("one", "two"):
        text = article(f"{LAMP} It is in house {name}.\n\n--8<-- 'fees.md'", f"House {name}")
        (docs / f"{name}.md").write_text(text, "utf-8")
    told_ones = [one for one in json.loads(quoth("lint", "--skip", "long", "--json").stdout)
                 if one["check"] == "left-out"]  # fmt: skip
    assert [one["document"] for one in told_ones] == ["one.md"]
    assert "(2 files)" in told_ones[0]["says"]
    skipped = [one for check in ("url", "title", "language", "near-duplicate", "duplicate", "short")
               for one in ("--skip", check)]  # fmt: skip
    assert quoth("lint", "--skip", "long", *skipped).exit_code == 0


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (article(LAMPE), "language"),
        (article(LAMP + " Itâ€™s a lamp."), "encoding"),
        (article(LAMP + " GrÃ¼ÃŸe."), "encoding"),
        (article(LAMP + " A \ufffd there."), "encoding"),
        (f"---\nurl: https://example.org/\n---\n{LAMP}", "title"),
        (f"# A title\n\n{LAMP}", "url"),
        (article("It is short."), "short"),
        (article(LAMP + " This one goes on" + " and on" * 600 + "."), "long"),
        ("# Nothing\n\nShare this:\n", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_what_is_not_well_is_found(tmp_path: Path, text: str, check: str) -> None:
    found = findings(tmp_path, lamp=text, well=article("The horn is orange. " * 8))
    assert {one.check for one in found if one.document.startswith("lamp")} == {check}
    assert all("\n" not in one.says and one.says.startswith("lamp") for one in found)


def test_curly_quotes_accents_and_other_scripts_are_no_wrong_encoding(tmp_path: Path) -> None:
    text = LAMP + " “It’s naïve – ¿qué?” said Zoë; 5 € or £5… Ångström, Łódź, 東京, Ελλάδα."
    assert findings(tmp_path, lamp=article(text)) == []


def test_duplicates_and_near_duplicates_are_found(tmp_path: Path) -> None:
    nearly = LAMP.replace("Ida Holm", "Ina Holm")
    found = findings(
        tmp_path,
        a=article(LAMP),
        b=article(LAMP.replace("lamp", "LAMP")),
        c=article(nearly + " It stands on the northern rock."),
        d=article("The horn is painted orange, and sounds twice a minute when there is fog. " * 2),
    )
    assert checks(found) == {
        ("duplicate", "b.md"), ("near-duplicate", "a.md"), ("near-duplicate", "b.md"),
    }  # fmt: skip


def test_a_page_of_nothing_but_the_sites_own_text_is_furniture(tmp_path: Path) -> None:
    cookies = "We use cookies so that this site works, and to count how many people read it here."
    pages = {
        name: article(f"{cookies}\n\n{LAMP.replace('lamp', name)[shift:]}")
        for name, shift in (("horn", 0), ("boat", 90), ("bell", 190))
    }
    found = findings(tmp_path, menu=article(cookies), **pages)
    assert ("furniture", "menu.md") in checks(found)
    assert {one.document for one in found if one.check == "furniture"} == {"menu.md"}


def test_a_folder_of_which_most_is_furniture_is_found(tmp_path: Path) -> None:
    menu = "Read about lamps, horns, boats and bells, and about the keepers of them all. " * 8
    pages = {name: article(f"{menu}\n\n{LAMP.replace('lamp', name)}") for name in
             ("horn", "boat", "bell", "buoy")}  # fmt: skip
    found = findings(tmp_path, **pages)
    (one,) = [one for one in found if one.check == "furniture"]
    assert one.says.startswith("the folder of sources: ")
    assert "of its text is in 3 or more documents" in one.says


def test_an_faq_that_lost_its_questions_is_found(tmp_path: Path) -> None:
    answers = [LAMP.replace("lamp", name) for name in ("horn", "boat", "bell", "buoy")]
    asked = "\n\n".join(f"## Is it old?\n\n{answer}" for answer in answers)
    found = findings(
        tmp_path,
        lost=article("\n\n".join(answers), title="Frequently asked questions"),
        kept=article(asked, title="FAQ about boats"),
    )
    assert [one.document for one in found if one.check == "faq"] == ["lost.md"]


def test_twins_agree_with_a_comparison_of_all_pairs() -> None:
    """The inverted index loses no pair that comparing every two would find."""
    words = [f"word{n}" for n in range(400)]
    texts = [" ".join(words[at : at + 200]) + "." for at in (0, 10, 35, 120, 200)]
    texts += [" ".join(words[:150]) + ".", "Quite another text, about nothing of all that."]
    documents = [_plain(number, text) for number, text in enumerate(texts)]
    wanted = set()
    for one in range(len(texts)):
        for other in range(one + 1, len(texts)):
            a, b = runs_of(texts[one]), runs_of(texts[other])
            if len(a & b) / min(len(a), len(b)) >= 0.8:
                wanted.add((str(one), str(other)))
    found = {tuple(sorted((p.shorter.id, p.longer.id))) for p in twins(documents)}
    assert found == wanted
    assert len(wanted) >= 3


def _plain(number: int, text: str) -> Any:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return Document(id=str(number), title="", text=text, sha256="", blocks=(block,))


def test_an_entry_with_nothing_behind_it_is_found(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('[[source]]\nname = "old"\nfile = "gone/*.md"\n')
    found = findings(tmp_path, lamp=article(LAMP))
    assert checks(found) == {("nothing", "old")}


@pytest.mark.usefixtures("folder")
def test_lint_tells_by_its_exit_code() -> None:
    result = quoth("lint", "--skip", "long")
    assert result.exit_code == 1
    assert "lamp.md: has no web address" in result.stdout
    assert quoth("lint", "--skip", "long", "--skip", "url").exit_code == 0
