"""The language of a document: as its file states it, unless its text plainly shows another."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from index.sources.documents import SourceFile, read_documents
from index.text.document_language import prose, written_in
from index.types import Block, BlockKind, Document
from tests.support.pdf_writer import PdfPage, pdf

SHORT = "Fotokopien: 10 Cent"  # no function word tells its language
GERMAN = (
    "Der Mietvertrag kann von beiden Seiten mit einer Frist von drei Monaten gekündigt werden. "
    "Die Kaution wird nach dem Auszug zurückgezahlt, wenn keine Schäden in der Wohnung sind. "
    "Für die Treppe sind alle Mieter verantwortlich, jede Woche ein anderer."
)
TEXTS = {
    "de": GERMAN,
    "fr": (
        "Les élèves qui prennent le bus doivent présenter leur carte au conducteur. Les cartes "
        "perdues sont remplacées par le secrétariat de l'école dans la semaine, contre dix euros."
    ),
    "es": (
        "Los socios pueden reservar las pistas con dos días de antelación en la página del club. "
        "Las reservas que no se cancelan a tiempo se pagan como si se hubieran usado."
    ),
    "pt": (
        "As inscrições para o curso de verão são feitas na secretaria até o fim de maio. Quem não "
        "pagar a inscrição a tempo perde a vaga, que passa para outra pessoa da lista."
    ),
    "da": (
        "Medlemmerne kan låne op til fire både i en weekend. En båd, der afleveres for sent, skal "
        "rengøres af det medlem, som lånte den, inden næste hold kan sejle ud på søen. Nøglerne "
        "ligger i skabet ved døren."
    ),
    "ja": "図書館の本は二週間まで借りることができます。",
    "zh": "图书馆的书最多可以借两个星期。",
    "en": "Members may borrow up to four boats for a weekend, if the weather is good.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_document_tells_its_language_by_its_text(code: str, text: str) -> None:
    assert written_in(None, text) == code


@pytest.mark.parametrize(
    ("stated", "code"),
    [("de-AT", "de"), ("PT_br", "pt"), ("zh-Hant-TW", "zh"), ("nb", "no"), (" fr ", "fr")],
)
def test_what_a_file_states_counts_where_its_text_is_too_short_to_tell(
    stated: str, code: str
) -> None:
    assert written_in(stated, SHORT) == code


@pytest.mark.parametrize("stated", ["", "x-default", "und", "english please", "mul"])
def test_a_statement_that_names_no_language_is_passed_over(stated: str) -> None:
    assert written_in(stated, TEXTS["fr"]) == "fr"
    assert written_in(stated, SHORT) == ""


@pytest.mark.parametrize("code", ["de", "da", "ja", "zh"])
def test_a_theme_that_says_english_on_every_page_is_not_believed(code: str) -> None:
    assert written_in("en", TEXTS[code]) == code


@pytest.mark.parametrize("text", ["x1 = f(2); " * 40, "12.5 | 13.1 | 14.0\n" * 40, "😀 ∑ " * 90])
def test_a_text_without_a_language_is_in_none_but_english_or_the_stated_one(text: str) -> None:
    assert written_in(None, text) in ("", "en")
    assert written_in("de", text) == "de"


def test_a_list_of_names_is_in_no_language_but_the_stated_one() -> None:
    regions = (
        "Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, "
        "Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, "
        "Bhutan, Bolivia, Botswana, Brazil, Brunei, Bulgaria, Burundi, Cambodia, Cameroon, Chad"
    )
    assert written_in(None, regions) == ""
    assert written_in("de", regions) == "de"


@given(st.none() | st.text(max_size=12), st.text(max_size=400))
def test_any_text_has_a_code_or_none(stated: str | None, text: str) -> None:
    code = written_in(stated, text)
    assert code == "" or (code.islower() and code.isalpha() and len(code) in (2, 3))


def test_the_language_is_told_by_the_whole_document_and_not_by_its_code() -> None:
    english = "The first page of the handbook is in English, as the office asked us to do it.\n"
    code = "if this and that or the other: return the value of it\n" * 50
    blocks = [Block(BlockKind.PARAGRAPH, 0, len(english))]
    blocks.append(Block(BlockKind.CODE, len(english), len(english) + len(code)))
    text = english + code
    for at in range(20):
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(GERMAN)))
        text += f"{GERMAN}\n{at}"
    assert written_in(None, prose(text, blocks)) == "de"


def test_of_a_long_document_a_sample_from_all_its_parts_is_enough() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, at, at + 1_000) for at in range(0, 1_000_000, 1_000)]
    text = "a" * 500_000 + "b" * 500_000
    sample = prose(text, blocks)
    assert len(sample) <= 100_000
    assert abs(sample.count("a") - sample.count("b")) <= 2_000


def page(language: str, body: str) -> bytes:
    return f"<html {language}><body><main><p>{body}</p></main></body></html>".encode()


def word(language: str, body: str) -> bytes:
    made = docx.Document()
    made.core_properties.language = language
    made.add_paragraph(body)
    return saved(made)


def proofed(language: str, body: str) -> bytes:
    """A Word document whose default style alone has a language."""
    made = docx.Document()
    (named,) = made.styles.element.findall(
        "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))
    )
    named.set(qn("w:val"), language)
    made.add_paragraph(body)
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def book(language: str, body: str) -> bytes:
    parts = {
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="content.opf"/></rootfiles></container>'
        ),
        "content.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>{language}</dc:language>'
            '</metadata><manifest><item id="a" href="a.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
            "</package>"
        ),
        "a.xhtml": (
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<body><p>{body}</p></body></html>"
        ),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return data.getvalue()


FILES: dict[str, Callable[[str, str], bytes]] = {
    "page.html": lambda code, body: page(f'lang="{code}"', body),
    "strict.html": lambda code, body: page(f"xml:lang='{code}'", body),
    "letter.docx": word,
    "proofed.docx": proofed,
    "book.epub": book,
    "sheet.pdf": lambda code, body: pdf(PdfPage().text(72, 700, body), language=code),
    "note.md": lambda code, body: f"---\nlanguage: {code}\n---\n\n{body}\n".encode(),
    "site.md": lambda code, body: f"---\nlang: {code}\n---\n\n{body}\n".encode(),
    "note.txt": lambda code, body: f"---\nlanguage: {code}\n---\n\n{body}\n".encode(),
    "rows.jsonl": lambda code, body: f'{{"text": "{body}", "language": "{code}"}}\n'.encode(),
}


def read(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    (document,) = read_documents(SourceFile(path, name), max_bytes=1_000_000)
    return document


@pytest.mark.parametrize("name", FILES)
def test_each_format_states_the_language_in_its_own_way(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, FILES[name]("de-CH", SHORT)).language == "de"


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".pdf")])
def test_a_document_in_another_language_than_its_file_states_is_read_as_what_it_is(
    tmp_path: Path, name: str
) -> None:
    assert read(tmp_path, name, FILES[name]("en-US", GERMAN)).language == "de"


def test_a_document_whose_language_nothing_tells_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", SHORT.encode()).language is None
