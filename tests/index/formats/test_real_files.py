"""Files of real programs: every quote verbatim, under its heading, on its page.

``tests/files/make.py`` made them; ``made.json`` has the page of each sentence as poppler reads it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from datetime import date
from functools import cache

import pytest

from index.errors import SourceError
from index.sources.documents import SourceFile, read_documents
from index.text.chunking import chunks
from index.types import Document
from tests.files.make import plain, sentences
from tests.support.paths import FILES

MADE = json.loads((FILES / "made.json").read_text("utf-8"))
PDFS = sorted(MADE["pages"])
HANDBOOKS = [*PDFS, "libreoffice.docx", "pandoc.docx", "pandoc.epub", "pandoc.rst", "handbook.md"]
PAGES = sorted(path.name for path in (FILES / "pages").glob("*.html"))
SECTIONS = {
    "The first lamp was lit on the evening of 4 November 1867": ("The station",),
    "Paraffin replaced the colza oil in 1889": ("The station", "The lamp"),
    "The horn replaced an explosive signal in 1934": ("The station", "The fog signal"),
    "It happened twice, in 1878 and in 1911.": ("The keepers", "Duties"),
    "The widow of a keeper received half of his pension": ("The keepers", "Pay"),
    "The crossing takes fifty minutes.": ("Visiting",),
    "Dogs stay in the boathouse.": ("Visiting", "Climbing the tower"),
    "Rhubarb still grows there": ("Visiting", "What to see besides"),
}


@cache
def read(name: str) -> Document:
    (document,) = read_documents(SourceFile(FILES / name, name), max_bytes=10_000_000)
    return document


@cache
def letters(name: str) -> tuple[str, tuple[int, ...]]:
    """The letters and digits of a document's paragraphs, and the offset of each."""
    document = read(name)
    kept = [
        (letter, at)
        for start, end in document.paragraphs
        for at in range(start, end)
        for letter in plain(document.text[at])
    ]
    return "".join(letter for letter, _ in kept), tuple(at for _, at in kept)


def find(name: str, sentence: str) -> tuple[int, int]:
    """Where the first and the last letter of a sentence stand in a document."""
    text, offsets = letters(name)
    words = plain(sentence)
    at = text.find(words)
    assert at >= 0, f"{name} lacks {sentence!r}"
    return offsets[at], offsets[at + len(words) - 1]


def words_of(texts: list[str]) -> list[int]:
    return [len(text.split()) for text in texts]


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_sentence_of_the_handbook_can_be_quoted_whole(name: str) -> None:
    printed = [s for s in sentences() if (name, "fuse" in s) != ("weasyprint.pdf", True)]
    assert len(printed) > 50  # WeasyPrint left out that footnote: it is not in the file
    for sentence in printed:
        start, end = find(name, sentence)
        (around,) = [span for span in read(name).paragraphs if span[0] <= start < span[1]]
        assert end < around[1], f"{name} cuts {sentence!r}"


@pytest.mark.parametrize("name", [*HANDBOOKS, "python-docx.docx", *(f"pages/{p}" for p in PAGES)])
def test_every_quote_that_can_be_made_is_a_slice_of_the_canonical_text(name: str) -> None:
    document = read(name)
    quotes = 0
    for chunk in chunks(document, words_of, 128):
        for start, end in chunk.windows:
            said = document.text[start:end]
            assert said == said.strip() != ""
            assert any(a <= start and end <= b for a, b in document.paragraphs)
            assert "\N{REPLACEMENT CHARACTER}" not in said
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\xad]", said)
            quotes += 1
    assert quotes >= 4


@pytest.mark.parametrize("name", PDFS)
def test_the_page_of_each_sentence_is_the_one_that_poppler_finds_it_on(name: str) -> None:
    checked = 0
    for sentence, (first, last) in MADE["pages"][name].items():
        start, end = find(name, sentence)
        assert (read(name).page_at(start), read(name).page_at(end)) == (first, last), sentence
        checked += 1
    assert checked >= (15 if "two" in name else 45)  # poppler loses the ligatures of one file
    count = len(re.findall(rb"/Type\s*/Page\b", (FILES / name).read_bytes()))
    assert count in (0, len(read(name).pages))  # none to be seen, where objects are packed


@pytest.mark.parametrize("name", HANDBOOKS)
@pytest.mark.parametrize("sentence", SECTIONS)
def test_a_quote_stands_under_its_heading(name: str, sentence: str) -> None:
    found = read(name).locate(find(name, sentence)[0])
    headings = tuple(re.sub(r"^[\d.]+ ", "", heading) for heading in found.headings)
    assert headings[-len(SECTIONS[sentence]) :] == SECTIONS[sentence]
    assert found.title == "The Handbook of Skerry Light"


@pytest.mark.parametrize("name", PDFS)
def test_running_heads_feet_and_page_numbers_are_never_quoted(name: str) -> None:
    quotable = [read(name).text[a:b] for a, b in read(name).paragraphs]
    for block in quotable:
        assert "Handbook of Skerry" not in block
        assert not re.search(r"Page \d of|– \d –|file://|\d/\d", block)
        assert not re.fullmatch(r"\W*\d+\W*", block)


@pytest.mark.parametrize("name", PDFS)
def test_a_footnote_stands_apart_from_the_text_that_it_was_printed_below(name: str) -> None:
    (block,) = [
        read(name).text[a:b] for a, b in read(name).paragraphs if "ledger" in read(name).text[a:b]
    ]
    assert re.match(r"(?:¹|1\.?) ?The date of the .{1,2}rst lighting is given as 5 November", block)


def test_ligatures_are_as_the_file_has_them_and_a_raised_mark_stays_raised() -> None:
    text = read("latex-two-columns.pdf").text  # fonts that do not say which letter is which
    for word in ("aﬃdavit", "diﬃcult", "oﬃce", "reﬂector", "ﬁrst-order", "“suﬃcient", "Lind.¹ No"):
        assert word in text
    assert "affidavit of the difficult" in read("latex.pdf").text


def test_a_word_is_joined_only_where_it_is_certain_and_else_is_as_printed() -> None:
    two = read("latex-two-columns.pdf").text
    assert "when it was automated in" in two or "it was automated." in two
    assert "sixty-three days" in two
    assert "the northern coast" in two  # a word of English, and "ern" is none
    assert "Mar-git Solberg" in two  # "Margit" stands whole nowhere else on its pages
    # A browser's hyphen, U+2010, is none that anybody typed.
    assert "workmanship" in read("weasyprint.pdf").text
    assert "\u2010" not in read("weasyprint.pdf").text


def test_what_a_file_says_of_itself_is_known() -> None:
    epub, word, page = read("pandoc.epub"), read("libreoffice.docx"), read("pages/article.html")
    assert (epub.author, epub.published, epub.language) == ("Ida Holm", date(2024, 5, 17), "en")
    assert (word.author, read("weasyprint.pdf").author) == ("Ida Holm", "Ida Holm")
    assert (page.title, page.author, page.published, page.url, page.language) == (
        "Skerry Light to get its old lens back", "Ida Holm", date(2026, 3, 2),
        "https://example.org/news/skerry-lens", "en",
    )  # fmt: skip
    assert read("pandoc.rst").author == "Ida Holm"


def test_a_word_document_reads_as_if_its_changes_were_accepted() -> None:
    document = read("python-docx.docx")
    assert "The boat leaves at nine in the morning." in document.text
    assert "leaves at eight" not in document.text
    assert "- Adults pay eighteen crowns.\n- Children" in document.text
    assert "| Sunday | ten to two |" in document.text
    assert document.published is None  # python-docx stamps every file with a day of 2013


@pytest.mark.parametrize("name", PAGES)
def test_the_furniture_of_a_page_is_not_quoted_and_its_prose_is(name: str) -> None:
    document = read(f"pages/{name}")
    quotable = " ".join(" ".join(document.text[a:b] for a, b in document.paragraphs).split())
    for furniture in ("cookies", "Subscribe", "All rights reserved", "Read next", "Great post",
                      "Firmware updates", "Report a pothole", "About me"):  # fmt: skip
        assert furniture not in quotable
    wanted = (FILES / "gold" / name.replace(".html", ".txt")).read_text("utf-8").splitlines()
    prose = [line for line in wanted if len(line) > 60]
    assert sum(line in quotable for line in prose) >= len(prose) - 1


@pytest.mark.parametrize(
    ("name", "says", "remedy"),
    [
        ("scanned.pdf", "contains no text, only pictures", "ocrmypdf scanned.pdf"),
        ("encrypted.pdf", "encrypted with a password", "qpdf --decrypt"),
        ("cut-off.pdf", "not a PDF, or damaged", "Export it or download it again"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_remedy(
    name: str, says: str, remedy: str
) -> None:
    with pytest.raises(SourceError, match=f"{name}: {says}") as caught:
        read(name)
    assert remedy in caught.value.hint


def test_reading_a_file_twice_gives_the_same_text() -> None:
    again = read_documents(SourceFile(FILES / "latex.pdf", "latex.pdf"), max_bytes=10_000_000)
    assert again == [read("latex.pdf")]


def test_no_reader_is_imported_before_its_first_file() -> None:
    modules = "index.answering.answerer, index.sources.documents, index.cli, sys"
    code = f"import {modules}; print(sys.modules.keys())"
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=FILES.parents[1],
    ).stdout
    for heavy in ("trafilatura", "pypdfium2", "docx", "lxml", "docutils"):
        assert f"'{heavy}'" not in loaded


def test_the_text_is_stored_as_it_was_normalised() -> None:
    for name in HANDBOOKS:
        assert unicodedata.is_normalized("NFC", read(name).text)
        assert "\r" not in read(name).text
