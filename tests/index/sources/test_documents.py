"""Reading a source: its text is kept to the letter, and so is what its front matter says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import NoTextError, SourceError
from index.sources.documents import SourceFile, find_sources, read_documents, read_with_notes
from index.types import Document

NO_LINE = "author: a {} is no line of text (write one line, or a list of lines)"


def read(folder: Path, data: bytes | str, name: str = "a-source.md") -> Document:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    (document,) = read_documents(SourceFile(path, name), max_bytes=100_000)
    return document


def with_front(folder: Path, *lines: str) -> Document:
    return read(folder, "\n".join(["---", *lines, "---", "It burned oil.", ""]))


def test_the_text_is_what_stands_after_the_mark_and_the_front_matter(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nOne \xc2\xa0line.\rTwo\ttabs. \r\n\r\nThree.\r\n"
    found = read(tmp_path, data)
    assert found.text == "One \N{NO-BREAK SPACE}line.\nTwo\ttabs. \n\nThree.\n"
    assert found.title == "T"
    assert [found.text[a:b] for a, b in found.paragraphs] == [
        "One \N{NO-BREAK SPACE}line.\nTwo\ttabs.",
        "Three.",
    ]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: Yes", "Yes"),
        ("title: 007", "007"),
        ("title: 1.10", "1.10"),
        ("title: 2024-05-17", "2024-05-17"),
        ("title: 'a: b'", "a: b"),
        ('title: "two\\n lines"', "two lines"),
        ("title: >\n  folded\n  text", "folded text"),
        ("title:", "A source"),
        ("title: ~", "A source"),
        ("subtitle: x", "A source"),
    ],
)
def test_a_title_is_kept_as_it_is_written(written: str, title: str, tmp_path: Path) -> None:
    assert with_front(tmp_path, written).title == title


def test_all_of_the_front_matter_is_read(tmp_path: Path) -> None:
    found = with_front(
        tmp_path,
        "id: lamp",
        "url: https://example.org/lamp",
        "date: 2026-03-02T08:00:00Z",
        "author: [Ada Holm, Bo Lind]",
        "language: no",
        "license: CC0-1.0",
    )
    assert (found.id, found.url, found.published) == (
        "lamp", "https://example.org/lamp", date(2026, 3, 2),
    )  # fmt: skip
    assert (found.author, found.language, found.licence) == ("Ada Holm, Bo Lind", "no", "CC0-1.0")


def test_a_line_of_dashes_inside_a_text_is_no_front_matter(tmp_path: Path) -> None:
    text = "It burned oil.\n\n---\ntitle: x\n---\n\nIt was sold.\n"
    assert read(tmp_path, text).text == text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("FastAPI CLI.md", "FastAPI CLI"),
        ("FastAPI-CLI.md", "FastAPI CLI"),
        ("macOS_setup.md", "macOS setup"),
        ("returns-policy.md", "Returns policy"),
        ("the-oil/README.md", "The oil"),
        ("Oil-FAQ/index.md", "Oil FAQ"),
        ("hugo/_index.md", "Hugo"),
    ],
)
def test_a_title_from_the_name_of_a_file_keeps_its_case(
    name: str, title: str, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    assert read(tmp_path, "It burned oil.\n", name).title == title


@pytest.mark.parametrize("heading", ["Table of Contents", "Contents:", "目次"])
def test_a_table_of_contents_is_no_title(heading: str, tmp_path: Path) -> None:
    text = f"# {heading}\n* [Oil](#oil)\n\n# Oil\n\nIt burned oil.\n"
    assert read(tmp_path, text, "Lamp-Manual.md").title == "Lamp Manual"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nNote: The pool opens at nine.\n\n---\n\nBring a towel.\n",
        "---\nNote: The pool opens at nine.\n---\nBring a towel.\n",
        "---\n\nA rule is above.\n\n---\n",
        "+++ is no rule.\n\n+++\n",
        "% A line of pandoc's title needs another.\n\nBring a towel.\n",
        "% of visitors\n% of guests\nand more\n",
        "Title: The lamp\nOil: dear\n\nIt burned.\n",
        "Title: of what is read\n\nIt burned.\n",
        '{\n  "oil": 1\n}\n\nIt burned.\n',
        '{\n  "title": \n}\n\nIt burned.\n',
    ],
)
def test_text_between_two_rules_is_text(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text).text == text


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: The lamp\ndate: 2015-01-31\n---\n",
        "---\ntitle: The lamp\ndate: 2015-01-31\n...\n",
        "---\n\ndate: 2015-01-31\ntitle: The lamp\n\n---\n",  # as Jekyll reads it
        "+++\ntitle = 'The lamp'\ndate = 2015-01-31\ntags = ['oil']\ndraft = false\n+++\n",
        "+++\ntitle = 'The lamp'\ndate = 2015-01-31T08:00:00Z\n[params]\na = 1\n+++\n",
        "% The lamp\n% Ann; Ben\n% 31 January 2015\n\n",
        "% The\n  lamp\n% Ann\n  Ben\n% 2015-01-31\n\n",
        "Title: The lamp\nDate: 2015-01-31 10:20\nCategory: Oil\n\n",  # Pelican
        "title:  The lamp\nauthor: Ann\ndate:   January 31, 2015\nlang: en\n\n",  # MultiMarkdown
        '{\n  "title": "The lamp",\n  "date": "2015-01-31",\n  "tags": ["oil"]\n}\n',  # Hugo
    ],
)
def test_front_matter_of_each_kind_is_read(front: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{front}It burned oil.\n")
    assert found.text == "It burned oil.\n"
    assert (found.title, found.published) == ("The lamp", date(2015, 1, 31))


@pytest.mark.parametrize(
    "written",
    ["31 January 2015", "January 31, 2015", "Jan 31st, 2015", "31. Januar 2015", "31.01.2015",
     "2015/01/31", "2015-1-31", "31/01/2015", "1/31/2015", "le 31 janvier 2015",
     "31 de enero de 2015", "2015年1月31日", "Sat, 31 Jan 2015 10:00:00 GMT"],
)  # fmt: skip
def test_a_date_is_read_as_people_write_it(written: str, tmp_path: Path) -> None:
    assert with_front(tmp_path, f"date: {written}").published == date(2015, 1, 31)


@pytest.mark.parametrize(
    "written", ["May 2015", "31 January", "yesterday", "5/6/2015", "2015-13-41"]
)
def test_a_date_that_could_be_another_is_not_guessed(written: str, tmp_path: Path) -> None:
    found, notes = noted(tmp_path, f"---\ndate: {written}\n---\nIt burned oil.\n")
    assert found.published is None
    assert len(notes) == 1


def test_toml_that_is_none_is_left_out_and_noted(tmp_path: Path) -> None:
    found, notes = noted(tmp_path, "+++\ntitle: x\n+++\nIt burned oil.\n")
    assert found.text == "It burned oil.\n"
    assert notes == ("a-source.md: its front matter is not TOML, and is left out (correct it)",)


LEKTOR = """\
_model: question
---
title: Is the hall heated?
---
date: 2024-05-17
---
description:

It is, from October on.

* Ask for the key.
---
tips:

Bring a coat.
"""


@pytest.mark.parametrize("name", ["contents.lr", "heating.md"])
def test_the_long_fields_of_a_page_of_lektor_are_its_text(tmp_path: Path, name: str) -> None:
    found, notes = noted(tmp_path, LEKTOR, name)
    assert (found.title, found.published) == ("Is the hall heated?", date(2024, 5, 17))
    assert found.text == "It is, from October on.\n\n* Ask for the key.\n\nBring a coat.\n"
    assert notes == ()


@pytest.mark.parametrize(
    "text",
    ["note: It is cold.\n---\nBring a coat.\n", "note: Cold.\n---\ntip: A coat.\n",
     "Note: Cold.\n---\ntip:\n\nA coat.\n"],
)  # fmt: skip
def test_rules_between_other_lines_make_no_page_of_lektor(tmp_path: Path, text: str) -> None:
    assert noted(tmp_path, text)[0].text == text


def test_a_word_of_a_glossary_of_lektor_is_its_title(tmp_path: Path) -> None:
    word = "_model: word\n---\nterm: add-on\n---\ndefinition: It adds to a browser.\n"
    found, _ = noted(tmp_path, word, "contents.lr")
    assert (found.title, found.text) == ("add-on", "It adds to a browser.\n")


def test_a_page_of_lektor_that_leads_to_another_is_passed_over(tmp_path: Path) -> None:
    with pytest.raises(NoTextError):
        noted(tmp_path, "_model: redirect\n---\ntarget: ../heating/\n", "contents.lr")


def test_the_sources_that_sphinx_serves_are_read_as_what_they_are(tmp_path: Path) -> None:
    source = "Heating\n=======\n\nIt is **warm** from October on, see :ref:`keys`.\n"
    found, _ = noted(tmp_path, source, "heating.rst.txt")
    assert found.text == "Heating\n\nIt is warm from October on, see keys.\n\n"
    assert noted(tmp_path, "Plain *words*.\n", "notes.txt")[0].text == "Plain *words*.\n"
    untitled, _ = noted(tmp_path, "It is warm from October on.\n", "the-hall.rst.txt")
    assert untitled.title == "The hall"


def noted(folder: Path, data: str, name: str = "a-source.md") -> tuple[Document, tuple[str, ...]]:
    path = folder / name
    path.write_text(data, "utf-8")
    (document,), notes = read_with_notes(SourceFile(path, name), max_bytes=100_000)
    return document, notes


@pytest.mark.parametrize("name", ["a-source.md", "a-source.txt", "a-source.rst"])
@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("date: 2015", "date: 2015 is not a full date (write 2015-01-31)"),
        ("date: 2015-06", "date: 2015-06 is not a full date (write 2015-01-31)"),
        ("date: soon", "date: soon is not a full date (write 2015-01-31)"),
        ("url: /gate/", "url: /gate/ is not a web address (write https://…)"),
        ("url: ftp://example.org", "url: ftp://example.org is not a web address (write https://…)"),
        ("author: {name: Ada}", NO_LINE.format("map")),
        ("author: [{name: Ada}]", NO_LINE.format("list")),
        ("title: {a: b}", "title: a map is no line of text (write one line, or a list of lines)"),
        ("language: {a: b}", ("language: a map is no line of text (write one line, or a list of "
         "lines)")),
        ('id: "\\e[2J"', "id: it holds a control character (take it out)"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_left_out_and_noted(
    line: str, note: str, name: str, tmp_path: Path
) -> None:
    found, notes = noted(tmp_path, f"---\nlicence: CC0\n{line}\n---\nIt burned oil.\n", name)
    assert notes == (f"{name}: {note}",)
    assert found.text.strip() == "It burned oil."
    assert (found.id, found.licence, found.published, found.url, found.author) == (
        name, "CC0", None, None, None,
    )  # fmt: skip


def test_front_matter_that_makes_sense_has_no_note(tmp_path: Path) -> None:
    front = "title: 1984\ndate: 2015-01-31\nauthor: [Ada, Bo]\nboost: 2\nurl:\n"
    found, notes = noted(tmp_path, f"---\n{front}---\nIt burned oil.\n")
    assert (found.title, found.author, notes) == ("1984", "Ada, Bo", ())


@pytest.mark.parametrize(
    "line",
    ["title: a: b", "title: " + "[" * 1_000, "a: &a [*a]", "title: *nothing", "- one", "A story."],
)
def test_front_matter_that_cannot_be_read_costs_no_text(line: str, tmp_path: Path) -> None:
    found, notes = noted(tmp_path, f"---\n{line}\n---\nIt burned oil.\n")
    assert "It burned oil." in found.text
    assert ("- one" in found.text, "A story." in found.text) == (
        line == "- one",
        line == "A story.",
    )
    assert len(notes) == 1
    assert all(note.startswith("a-source.md: ") and note.isprintable() for note in notes)


def test_a_line_of_json_with_an_odd_value_is_kept_without_it(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(
        '{"text": "It burned oil.", "date": 2015, "title": 1984, "author": {"name": "Ada"}}\n'
        '{"text": "It was sold.", "url": "/gate/", "title": ["A", "B"], "id": true}\n',
        "utf-8",
    )
    (one, two), notes = read_with_notes(SourceFile(path, "all.jsonl"), max_bytes=10_000)
    assert (one.title, one.author, one.published) == ("1984", None, None)
    assert (two.title, two.url, two.id) == ("A, B", None, "all.jsonl#2")
    assert [note.split(" is ")[0] for note in notes] == [
        "all.jsonl, line 1: author: a map",
        "all.jsonl, line 1: date: 2015",
        "all.jsonl, line 2: id: True",
        "all.jsonl, line 2: url: /gate/",
    ]


VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(st.sampled_from(["id", "title", "url", "date", "author", "licence", "x"]), VALUES)
def test_any_front_matter_keeps_the_file(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: str
) -> None:
    data = f"---\n{key}: {value}\n---\nIt burned oil.\n"
    found, notes = noted(tmp_path_factory.mktemp("front"), data)
    assert "It burned oil." in found.text
    assert all("\n" not in note for note in notes)
    for said in (found.id, found.title, found.url, found.author, found.licence):
        assert said is None or said == " ".join(said.split()) != ""


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"a\nb.md", b"a\x1b[2Jb.md"])
def test_a_file_name_that_cannot_be_printed_is_named_safely(name: bytes, tmp_path: Path) -> None:
    path = Path(str(tmp_path), name.decode("utf-8", "surrogateescape"))
    try:
        path.write_text("It burned oil.", "utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    (source,) = find_sources(tmp_path)
    with pytest.raises(SourceError, match="name must be UTF-8") as caught:
        read_documents(source, max_bytes=1_000)
    assert caught.value.message.isprintable()


def test_a_folder_or_a_broken_link_named_like_a_source_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "link.md").symlink_to(tmp_path / "nothing.md")
    (tmp_path / "folder.md" / "Real.TXT").write_text("It burned oil.", "utf-8")
    assert [source.name for source in find_sources(tmp_path)] == ["folder.md/Real.TXT"]


def test_what_the_register_says_of_a_file_wins_over_what_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\ndate: 2020-01-01\n---\nIt burned oil.\n", "utf-8")
    source = SourceFile(path, "a.md", title="Lamp", url="https://e.org/", boost=1.5)
    (found,) = read_documents(source, max_bytes=1_000)
    assert (found.title, found.url, found.boost, found.file) == (
        "Lamp",
        "https://e.org/",
        1.5,
        "a.md",
    )
    assert found.published == date(2020, 1, 1)
