"""Files that are broken, hostile, or not what they say: one clear line, bounded time, no crash."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import index.formats.isolated
from index.building.gather import gather
from index.errors import SourceError
from index.formats import docx
from index.formats.isolated import Broken, IsolatedReader
from index.formats.isolated_worker import MEMORY
from index.formats.parsed import Parsed, from_record, to_record
from index.formats.registry import READERS, read_format
from index.sources.documents import SourceFile, find_sources, read_documents
from index.types import Landmark
from tests.support.paths import FILES

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
PAGE = (
    '<html><head><meta charset="{}"></head><body><article><h1>Café</h1>{}</article></body></html>'
)
PROSE = "<p>The café opened in 1902, and it closed at last in 1978, for want of guests.</p>" * 4


def archive(*files: tuple[str, str | bytes], like: str = "") -> bytes:
    """An archive of these files, and of those of the file ``like`` that they do not replace."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files:
            made.writestr(name, text)
        if like:
            with zipfile.ZipFile(FILES / like) as old:
                for name in set(old.namelist()) - {name for name, _ in files}:
                    made.writestr(name, old.read(name))
    return data.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_BOMB = f'{BOMB}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p>'
WORD_BOMB += "</w:body></w:document>"
BOOK_BOMB = f'{BOMB}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&l9;</p></body></html>'
DRM = '<e xmlns="urn:x"><CipherReference URI="EPUB/text/ch001.xhtml"/></e>'
BIG = 250_000_000  # bytes, which are made when they are needed: a fork would have to map them

HOSTILE = {
    "a zip bomb as DOCX": (
        ".docx", lambda: archive(("word/document.xml", bytes(BIG))), "unpacks to",
    ),
    "a zip bomb as EPUB": (".epub", lambda: archive(("a", bytes(BIG))), "unpacks to"),
    "many files": (".epub", lambda: archive(*((str(n), "") for n in range(10_001))), "unpacks to"),
    "an entity bomb in DOCX": (
        ".docx", lambda: archive(("word/document.xml", WORD_BOMB), like="pandoc.docx"), "DOCX",
    ),
    "an entity bomb in EPUB": (
        ".epub", lambda: archive(("EPUB/text/ch001.xhtml", BOOK_BOMB), like="pandoc.epub"),
        "its own entities",
    ),
    "a protected EPUB": (
        ".epub", lambda: archive(("META-INF/encryption.xml", DRM), like="pandoc.epub"), "DRM",
    ),
    "no DOCX": (".docx", lambda: b"hello", "not a DOCX file"),
    "another archive": (".docx", lambda: archive(("a.txt", "hello")), "not a DOCX file"),
    "an old or encrypted DOC": (
        ".docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or from Word",  # noqa: E501
    ),
    "no EPUB": (".epub", lambda: archive(("mimetype", "application/epub+zip")), "not an EPUB"),
    "no PDF": (".pdf", lambda: b"%PDF-1.7 hello", "not a PDF, or damaged"),
    "HTML nested 100,000 deep": (
        ".html", lambda: b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, "no main content",
    ),
    "HTML of nothing but a menu": (
        ".html", lambda: b"<html><body><nav><a href=/>Home</a></nav></body></html>",
        "no main content",
    ),
    "HTML of an encoding that nobody declared": (
        ".html", lambda: PAGE.format("utf-8", PROSE).encode("latin-1"), "not in the encoding utf-8",
    ),
    "HTML of an encoding that there is not": (
        ".html", lambda: PAGE.format("martian", PROSE).encode(), "unknown",
    ),
    "RST nested deep": (
        ".rst", lambda: b"\n\n".join(b"  " * n + b"- x" for n in range(600)), "nested too deep",
    ),
    "empty": (".pdf", lambda: b"\n", "empty"),
    "JSONL that is none": (".jsonl", lambda: b'{"text": "a b"}\n{"text": \n', "line 2: not JSON"),
    "JSONL nested deep": (".jsonl", lambda: b"[" * 100_000, "line 1: not JSON (nested too deep)"),
    "JSONL without text": (".jsonl", lambda: b'{"text": 3}', "line 1: no `text`"),
    "JSONL of a list": (".jsonl", lambda: b"[1]", "line 1: not a JSON object"),
    "JSONL of half a character": (".jsonl", lambda: b'{"text": "a\\ud800"}', "half a character"),
    "JSONL of a strange format": (".jsonl", lambda: b'{"text":"a","format":[]}', "`format`"),
    "JSONL of strange headings": (".jsonl", lambda: b'{"text":"a b","headings":[1]}', "`headings`"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_named_in_one_line_with_a_remedy_and_soon(kind: str) -> None:
    suffix, make, says = HOSTILE[kind]
    name, data = f"bad{suffix}", make()
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        read_format(suffix, data, name)
    assert caught.value.message.startswith(name)
    assert says in caught.value.message
    assert "\n" not in caught.value.message + caught.value.hint
    assert caught.value.hint
    assert time.monotonic() - start < 60
    good = read_format(".rst", b"It goes on.", "good.rst")  # the next file is read
    assert good[0].text.strip() == "It goes on."


NO_STYLE = f'<w:styles xmlns:w="{W}"><w:style w:type="x"/><w:style w:styleId="a"/></w:styles>'
OTHER_ROOT = f'<w:styles xmlns:w="{W}"/>'
EMPTY_ROOT = f'<w:document xmlns:w="{W}"/>'
ODD_NUMBERS = (
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:pPr><w:outlineLvl/></w:pPr><w:r><w:t>It burned oil.'
    '</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="one"/><w:numId w:val="1"/></w:numPr>'
    "</w:pPr><w:r><w:t>It was sold.</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("part", "content"),
    [("word/document.xml", ""), ("word/document.xml", "<x"), ("word/document.xml", "<x/>"),
     ("word/document.xml", OTHER_ROOT), ("word/document.xml", EMPTY_ROOT),
     ("[Content_Types].xml", "<x/>"), ("[Content_Types].xml", ""), ("_rels/.rels", "<x"),
     ("_rels/.rels", "<x/>"), ("word/_rels/document.xml.rels", "<x"), ("word/styles.xml", "<x"),
     ("word/footnotes.xml", "<x"), ("docProps/core.xml", "<x")],
)  # fmt: skip
def test_a_word_file_with_a_broken_part_is_called_damaged(part: str, content: str) -> None:
    with pytest.raises(SourceError, match="not a DOCX file, or damaged"):
        list(docx.read(archive((part, content), like="libreoffice.docx"), "bad.docx"))


@pytest.mark.parametrize(
    ("part", "content"), [("word/document.xml", ODD_NUMBERS), ("word/styles.xml", NO_STYLE)]
)
def test_a_word_file_with_odd_numbers_or_styles_is_read(part: str, content: str) -> None:
    (found,) = docx.read(archive((part, content), like="libreoffice.docx"), "odd.docx")
    assert found.blocks


@pytest.mark.parametrize("ours", ["WordText", "WordNumbering", "_notes", "WordBody"])
@pytest.mark.parametrize("error", [KeyError, TypeError, ValueError, AttributeError])
def test_a_mistake_of_ours_is_not_called_a_damaged_word_file(
    ours: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error("ours")

    monkeypatch.setattr(docx, ours, broken)
    with pytest.raises(error, match="ours"):
        list(docx.read((FILES / "pandoc.docx").read_bytes(), "good.docx"))


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("utf-16", "utf-16"),
     ("UTF-8", "utf-8-sig"), ("us-ascii", "cp1252"), ("iso-8859-15", "iso-8859-15")],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_declares(declared: str, encoding: str) -> None:
    (page,) = read_format(".html", PAGE.format(declared, PROSE).encode(encoding), "a.html")
    assert "The café opened in 1902" in page.text


def test_rst_reads_no_other_file_and_what_only_sphinx_knows_for_its_text() -> None:
    source = (
        "Title\n=====\n\nSee :ref:`the lamp <x>` and :class:`~a.b.Lamp` here.\n\n"
        ".. include:: /etc/passwd\n\n.. raw:: html\n\n   <b>raw</b>\n\n"
        ".. versionadded:: 1.2\n   It works now.\n\n.. toctree::\n   :maxdepth: 2\n\n   chapter\n\n"
        ".. code-block:: python\n   :caption: x\n\n   light(1)\n"
    )
    (document,) = read_format(".rst", source.encode(), "a.rst")
    assert document.title == "Title"
    assert "See the lamp and Lamp here." in document.text
    assert "It works now." in document.text
    assert "light(1)" in document.text
    for absent in ("root:", "raw", "chapter", "caption"):
        assert absent not in document.text


def test_json_lines_are_documents_of_one_file(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(
        '{"id": "returns", "title": "Returns", "text": "Within 30 days.", "date": "2026-03-02",'
        ' "url": "https://example.org/r", "author": ["A", "B"], "headings": ["Shop", "After"]}\n\n'
        '{"text": "# Lamp\\r\\n\\r\\nIt burned oil.", "format": "markdown"}\n',
        "utf-8",
    )
    one, two = read_documents(SourceFile(path, "all.jsonl", boost=2.0), max_bytes=10_000)
    assert (one.id, one.file, two.id, two.file) == (
        "returns",
        "all.jsonl",
        "all.jsonl#3",
        "all.jsonl",
    )
    assert one.locate(3).headings == ("Shop", "After")
    assert (one.author, one.url, two.title, two.boost) == (
        "A, B",
        "https://example.org/r",
        "Lamp",
        2.0,
    )
    assert two.text == "# Lamp\n\nIt burned oil."


def test_two_documents_of_one_id_are_both_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "One."}\n', "utf-8")
    (tmp_path / "b.md").write_text("---\nid: x\n---\nTwo.\n", "utf-8")
    (fault,) = gather(find_sources(tmp_path), {}, max_bytes=1_000).faults
    assert fault.message == "b.md: a.jsonl has a document of the id 'x' too"
    (tmp_path / "a.jsonl").write_text('{"id":"x","text":"1a"}\n{"id":"x","text":"2b"}', "utf-8")
    with pytest.raises(SourceError, match=r"a\.jsonl, line 1 and a\.jsonl, line 2"):
        read_documents(SourceFile(tmp_path / "a.jsonl", "a.jsonl"), max_bytes=1_000)


def test_every_file_with_a_reader_is_found_whatever_the_case_of_its_suffix(tmp_path: Path) -> None:
    for suffix in READERS:
        (tmp_path / f"a{suffix.upper()}").write_bytes(b"x")
    (tmp_path / "a.exe").write_bytes(b"x")
    assert len(find_sources(tmp_path)) == len(READERS)


def test_a_reader_that_hangs_is_ended_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apart = IsolatedReader(seconds=20)
    assert apart.read(".rst", b"One.", "a.rst")
    apart._seconds = 0.01
    with pytest.raises(Broken, match="took more than"):
        apart.read(".pdf", (FILES / "chromium.pdf").read_bytes(), "a.pdf")
    apart._seconds = 20
    assert apart.read(".rst", b"Two.", "b.rst")
    apart.close()
    monkeypatch.setattr(index.formats.isolated, "_kept", lambda: IsolatedReader(seconds=0.001))
    with pytest.raises(SourceError, match=r"a\.rst: reading it took more than"):
        read_format(".rst", b"One.", "a.rst")


def test_a_reader_that_dies_is_started_anew() -> None:
    apart = IsolatedReader()
    assert apart.read(".rst", b"One.", "a.rst")
    assert apart._process is not None
    apart._process.kill()
    apart._process.wait()
    assert apart.read(".rst", b"Two.", "b.rst")[0].text == "Two.\n\n"
    apart.close()


GREEDY = """
import sys, types
import index.formats.registry as table

def read(data, name):
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))

module = types.ModuleType("index.formats.greedy")
module.read = read
sys.modules[module.__name__] = module
table.READERS[".rst"] = table.FormatParser("greedy", apart=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no process's memory for us")
def test_a_file_that_takes_memory_without_end_is_one_line_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader in the process apart is replaced by one that takes all it can get."""
    (tmp_path / "sitecustomize.py").write_text(GREEDY, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    apart = IsolatedReader(seconds=60)
    monkeypatch.setattr(index.formats.isolated, "_kept", lambda: apart)
    with pytest.raises(SourceError, match=r"a\.rst: reading it takes more memory than is allowed"):
        read_format(".rst", b"One.", "a.rst")
    assert apart._process is not None
    peak = re.search(r"VmPeak:\s+(\d+) kB", _status(apart._process.pid))
    assert peak is None or int(peak[1]) * 1024 <= MEMORY
    assert read_format(".html", PAGE.format("utf-8", PROSE).encode(), "b.html")
    apart.close()


def _status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return ""


def test_tags_that_no_xml_could_have_do_not_cost_the_page() -> None:
    chapter = PROSE.replace("<p>", '<boing"><p>', 1).replace("in 1902", "in <b'>1902</b'>")
    with zipfile.ZipFile(FILES / "pandoc.epub") as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    name = next(name for name in parts if name.endswith("ch001.xhtml"))
    parts[name] = f"<html><body>{chapter}</body></html>".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    assert any("1902" in parsed.text for parsed in read_format(".epub", made.getvalue(), "a.epub"))


def test_a_mistake_of_docutils_is_one_line() -> None:
    """Found by ``tests/fuzz/readers.py``: a rule in place of a title, and a date of signs."""
    rule = "=" * 28
    with pytest.raises(SourceError, match=r"a\.rst: docutils cannot read it"):
        read_format(".rst", f"{rule}\n{rule}\n:Date:   {rule}".encode(), "a.rst")


def test_the_process_apart_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_DISCORD__TOKEN", "secret")
    apart = IsolatedReader()
    apart.read(".rst", b"One.", "a.rst")
    assert apart._process is not None
    environment = Path(f"/proc/{apart._process.pid}/environ")
    if environment.exists():
        assert b"secret" not in environment.read_bytes()
    apart.close()


SEEDS = {
    ".pdf": (FILES / "latex.pdf").read_bytes(),
    ".docx": (FILES / "pandoc.docx").read_bytes(),
    ".epub": (FILES / "pandoc.epub").read_bytes(),
    ".html": (FILES / "pages" / "wiki.html").read_bytes(),
    ".rst": (FILES / "pandoc.rst").read_bytes(),
    ".jsonl": b'{"id": "a", "title": "T", "text": "It burned oil.", "headings": ["H"]}\n',
}


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8)), max_size=12),
    st.floats(0, 1),
)
def test_a_damaged_file_is_read_or_refused(
    suffix: str, edits: list[tuple[float, bytes]], kept: float
) -> None:
    data = bytearray(SEEDS[suffix])
    for where, what in edits:
        at = int(where * len(data))
        data[at : at + len(what)] = what
    check(suffix, bytes(data[: int((0.5 + kept / 2) * len(data))]))


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(READERS)),
    st.binary(max_size=300) | st.text().map(lambda t: t.encode("utf-8", "ignore")),
)
@example(".html", b"<html><head><meta charset=utf-7></head><body>+ACI")
@example(".rst", b".. |x| date::\n\n|x|")
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    check(suffix, data)


def check(suffix: str, data: bytes) -> None:
    """Whatever is read has offsets into its own text, in order, and goes to JSON and back."""
    documents: list[Parsed] = []
    with suppress(SourceError):
        documents = read_format(suffix, data, f"a{suffix}")
    for parsed in documents:
        parsed.text.encode("utf-8")
        ends = [0, *(offset for one in parsed.blocks for offset in (one.start, one.end))]
        assert ends == sorted(ends)
        assert all(parsed.text[one.start : one.end].strip() for one in parsed.blocks)
        assert ends[-1] <= len(parsed.text)
        offsets = [mark.offset for mark in parsed.landmarks]
        assert offsets == sorted(offsets)
        assert list(parsed.pages) == sorted(parsed.pages)
        assert from_record(to_record(parsed)) == parsed


@given(
    st.builds(
        Parsed,
        st.text(),
        st.lists(st.builds(Landmark, st.integers(0, 9), st.text(), st.integers(1, 6))).map(tuple),
    )
)
def test_what_is_sent_between_the_processes_arrives_as_it_was(parsed: Parsed) -> None:
    assert from_record(to_record(parsed)) == parsed


def test_judged_questions_beside_the_sources_are_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It burned oil.", "utf-8")
    (tmp_path / "questions.jsonl").write_text('{"question": "What burned?", "answers": []}\n')
    (tmp_path / "gate.jsonl").write_text('{"gate": {"refused": 1}}\n')
    (tmp_path / "documents.jsonl").write_text('{"text": "It burned.", "question": "no"}\n')
    (tmp_path / "broken.jsonl").write_text("{\n")
    names = [source.name for source in find_sources(tmp_path)]
    assert names == ["a.txt", "broken.jsonl", "documents.jsonl"]
