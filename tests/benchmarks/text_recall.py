"""How many words of real files the readers lose or invent, beside an independent reading.

    python -m tests.benchmarks.text_recall FILE-OR-FOLDER… [--worst 10] [--show 20]

PDF is compared with ``pdftotext -layout`` (poppler), other formats with ``pandoc -t plain``; files
whose program is not installed are passed over. Give it files that you have: the documentation that
Debian packages put below ``/usr/share/doc``, or the PDF files of public repositories. ``.gz`` is
unpacked.

Words are counted without their order: a word is lost if the other reading has it more often,
invented if ours has it more often; Japanese and Chinese count by characters. Words with a letter
beyond ASCII, such as "é", are counted once more by themselves, and the language of each file is
named. What is meant to go is taken out of the other reading first: page numbers, lines at the top
or bottom of a page if they, or one of their parts, stand there on three pages or more, whatever
numbers are in a line of words, or if the headings of sections stand there side by side, or one
beside a page number, lines with the dot leaders of contents or an index, with the two
before, which wrap, and pages of which two fifths are such lines. A word that a line breaks counts
whole, and so does one that the other reading has letter by letter. A word that the other reading
has backwards, as some drawings of pages are printed, is not lost.

Of other formats, the marks of notes ("[1]"), the lines that repeat a heading (contents), the fields
of a file's author and date, the menus of a web page (``nav``, and what DocBook writes) and the
words that stand for its pictures are taken out of the other reading, and the addresses of links out
of ours, which is the text of a Markdown file as it stands.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import html

from index.errors import SourceError
from index.formats.registry import READERS, read_here
from index.text.document_language import written_in

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}|(?:·\s?){5,}")
BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad](?=\s|\Z)")
HALVES = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\n[^\S\n]*([^\W\d_]+)")
NUMBER_OF_TITLE = re.compile(r"\A(?:chapter\s+)?[\d.:]+\s+", re.IGNORECASE)
FEWEST_WORDS_OF_HEAD = 4  # a line of so many words with other numbers on each page is a head too
PLAIN = {".docx": "docx", ".epub": "epub", ".html": "html", ".htm": "html", ".rst": "rst",
         ".md": "commonmark_x"}  # fmt: skip


class Compared(NamedTuple):
    """The words of one file: of the other reading, lost by ours, invented by ours; and the time."""

    name: str
    suffix: str
    words: int
    lost: Counter[str]
    invented: Counter[str]
    seconds: float
    accented: int  # words of the other reading with letters beyond ASCII
    language: str

    def per_thousand(self, counted: Counter[str]) -> float:
        return 1000 * counted.total() / max(1, self.words)


def words_of(text: str) -> Counter[str]:
    return Counter(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def difference(theirs: str, ours: str) -> tuple[Counter[str], Counter[str]]:
    """Return the words lost and invented, after words that lines break were put together."""
    other = words_of(ours)
    one = words_of(unbroken(theirs, other))
    lost, invented = one - other, other - one
    for part in BROKEN.findall(unicodedata.normalize("NFKC", theirs).casefold()):
        whole = next(
            (w for w in invented if w.startswith(part) and lost[part] and lost[w[len(part) :]]),
            None,
        )
        if whole is not None:
            for word in (part, whole[len(part) :]):
                lost[word] -= 1
            invented[whole] -= 1
            lost, invented = +lost, +invented
    for word in list(invented):  # printed from right to left, and read so by the other
        backwards = word[::-1]
        read = min(invented[word], lost[backwards]) if word != backwards else 0
        lost[backwards] -= read
        invented[word] -= read
    lost, invented = +lost, +invented
    for word in [word for word in invented if len(word) > 2]:
        while invented[word] and (parts := letter_by_letter(word, lost)):
            lost, invented = lost - parts, invented - Counter([word])
    return lost, invented


def unbroken(text: str, words: Container[str]) -> str:
    """Join the halves of each word that a line of ``text`` breaks, if it is one of ``words``."""

    def join(halves: re.Match[str]) -> str:
        whole = unicodedata.normalize("NFKC", halves[1] + halves[2]).casefold()
        return halves[1] + halves[2] + "\n" if whole in words else halves[0]

    return HALVES.sub(join, text)


def letter_by_letter(word: str, lost: Counter[str]) -> Counter[str] | None:
    """Return the lost words that make up ``word``, mostly single letters, or None.

    The other reading has letters that stand apart, as in the code of TeX, as words of their own.
    """
    parts: Counter[str] = Counter()
    at = 0
    while at < len(word):
        sizes = range(len(word) - at, 0, -1)
        part = next((p for n in sizes if lost[p := word[at : at + n]] > parts[p]), None)
        if part is None or part == word:
            return None
        parts[part] += 1
        at += len(part)
    single = sum(count for part, count in parts.items() if len(part) == 1)
    return parts if 2 * single > parts.total() else None


def without_what_is_meant_to_go(pages: Sequence[str], headings: Iterable[str] = ()) -> str:
    """Return the text of the pages without heads, feet, page numbers and contents.

    ``headings`` are those of our reading.
    """
    titles = {_title_words(heading) for heading in headings}
    lines = [[line for line in page.split("\n") if line.strip()] for page in pages]
    lines = [page for page in lines if sum(map(_leads, page)) < 0.4 * max(1, len(page))]
    where: dict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(lines):
        for line in (*page[:2], *page[-2:]):
            for part in _parts(line):
                where[part].add(number)
    return "\n".join(
        line
        for page in lines
        for at, line in enumerate(page)
        if not any(map(_leads, page[at : at + 3]))
        and not (
            min(at, len(page) - 1 - at) < 2
            and (any(len(where[part]) > 2 for part in _parts(line)) or _heads(line, titles))
        )
    )


MARK_OF_NOTE = re.compile(r"\[\d{1,3}\]")
FIELD = re.compile(r":(?:Author|Date|Version): .*")
ADDRESS = re.compile(r"\]\([^()\s]*\)|\]\[[^\]]*\]")
ENTRY = re.compile(r"^[\s\-*+]*")


def without_contents(theirs: str, headings: Iterable[str]) -> str:
    """Return the text of a file without pages, without note marks, contents and fields."""
    left = Counter({" ".join(heading.split()): 1 for heading in headings})
    kept = []
    for line in MARK_OF_NOTE.sub(" ", theirs).split("\n"):
        words = " ".join(ENTRY.sub("", line).split())
        again = words in left and not left[words]
        if words in left and not again:
            left[words] -= 1
        if not again and FIELD.fullmatch(words) is None:
            kept.append(line)
    return "\n".join(kept)


def _heads(line: str, titles: Iterable[tuple[str, ...]]) -> bool:
    """Whether a line is titles of sections, maybe cut, and page numbers, far from one another."""
    parts = re.split(r"\s{3,}|(?<=…) ", line.strip())
    return len(parts) > 1 and all(part.isdecimal() or _is_title(part, titles) for part in parts)


def _is_title(part: str, titles: Iterable[tuple[str, ...]]) -> bool:
    words = _title_words(part)
    if part.endswith("…"):
        return any(title[: len(words)] == words for title in titles)
    return words in titles


def _title_words(title: str) -> tuple[str, ...]:
    """Return the words of a title without its number."""
    return tuple(words_of(NUMBER_OF_TITLE.sub("", title, count=1)))


def _leads(line: str) -> bool:
    return LEADERS.search(line) is not None


def _parts(line: str) -> list[str]:
    """Return the parts of a head or foot, without numbers at its edges, which may be the page's.

    Lines of more than three parts are rows of tables, and recur only as a whole.
    """
    whole = re.sub(r"^\W*[\divxlc]+\b|\b[\divxlc]+\W*$", "", line.strip(), flags=re.IGNORECASE)
    if len(re.findall(r"[^\W\d_]{2,}", whole)) >= FEWEST_WORDS_OF_HEAD:
        whole = re.sub(r"\d+", "0", whole)
    parts = [part for part in re.split(r"\s{3,}", whole.strip()) if len(part) > 3]
    return parts if 1 < len(parts) <= 3 else [" ".join(whole.split())]


NAVIGATION = "//nav | " + " | ".join(
    f"//div[contains(concat(' ', @class, ' '), ' {name} ')]"
    for name in ("toc", "navheader", "navfooter")
)


def without_navigation(page: bytes) -> bytes:
    """Return a web page without its menus, its contents, and what stands for its pictures."""
    root = html.document_fromstring(page)
    for part in root.xpath(NAVIGATION):
        part.drop_tree()
    for picture in root.iter("img"):
        picture.set("alt", "")
    return bytes(html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>"))


def other_reading(suffix: str, data: bytes) -> str | None:
    """Return the text as another program reads it; None if that is not installed, or refuses."""
    program = "pdftotext" if suffix == ".pdf" else "pandoc" if suffix in PLAIN else None
    if program is None or shutil.which(program) is None:
        return None
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(without_navigation(data) if suffix in (".html", ".htm") else data)
        file.flush()
        if suffix == ".pdf":
            command = [program, "-layout", "-enc", "UTF-8", file.name, "-"]
        else:
            command = [program, "-f", PLAIN[suffix], "-t", "plain", "--wrap=none", file.name]
        done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def compared(path: Path) -> Compared | None:
    """Compare one file; None if either reading refuses it, or finds fewer than 20 words."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    theirs = other_reading(suffix, data)
    if theirs is None:
        return None
    began = time.process_time()
    try:
        found = read_here(suffix, data, path.name)
    except SourceError as error:
        if len(WORD.findall(theirs)) >= 20:
            print(f"refused: {error.message}")
        return None
    seconds = time.process_time() - began
    found = list(found)
    ours = "\n".join(parsed.text for parsed in found)
    headings = [mark.heading for parsed in found for mark in parsed.landmarks]
    if suffix == ".pdf":
        theirs = without_what_is_meant_to_go(theirs.split("\f"), headings)
    else:
        theirs, ours = without_contents(theirs, headings), ADDRESS.sub("]", ours)
    words = words_of(theirs)
    if words.total() < 20:
        return None
    accented = sum(count for word, count in words.items() if not word.isascii())
    stated = next((parsed.language for parsed in found if parsed.language), None)
    language = written_in(stated, ours) or "not known"
    different = difference(theirs, ours)
    return Compared(path.name, suffix, words.total(), *different, seconds, accented, language)


def files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*")) if path.is_dir() else [path]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="name so many files")
    parser.add_argument("--show", type=int, default=0, help="and so many words of each")
    given = parser.parse_args()
    kinds = [path for path in files(given.paths)
             if Path(path.name.removesuffix(".gz")).suffix.lower() in READERS]  # fmt: skip
    found = [one for path in kinds if (one := compared(path)) is not None]
    for suffix in sorted({one.suffix for one in found}):
        _print(suffix, [one for one in found if one.suffix == suffix])
    worst = sorted(found, key=lambda one: -one.per_thousand(one.lost + one.invented))
    for one in worst[: given.worst]:
        _print(one.name, [one])
        for what, counted in (("lost", one.lost), ("invented", one.invented)):
            if given.show and counted:
                print(f"    {what}:", *(f"{w}×{n}" for w, n in counted.most_common(given.show)))
    sys.exit(0 if found else "no file could be compared")


def _print(name: str, some: Sequence[Compared]) -> None:
    words = sum(one.words for one in some)
    lost, invented = (
        1000 * sum(counted.total() for counted in part) / words
        for part in ([one.lost for one in some], [one.invented for one in some])
    )
    seconds = sum(one.seconds for one in some)
    print(f"{name}: {len(some)} files, {words:,} words, lost {lost:.1f}, "
          f"invented {invented:.1f} in a thousand, {seconds:.1f} s")  # fmt: skip
    accented = sum(one.accented for one in some)
    lost_ones = sum(n for one in some for word, n in one.lost.items() if not word.isascii())
    languages = Counter(one.language for one in some).most_common()
    print(f"    {accented:,} words with letters beyond ASCII, of which {lost_ones:,} are lost; "
          f"languages: {', '.join(f'{language} {n}' for language, n in languages)}")  # fmt: skip


if __name__ == "__main__":
    main()
