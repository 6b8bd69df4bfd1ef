"""Compare how libraries extract the main content of web pages: the text a person would select.

    pip install readability-lxml resiliparse
    python -m tests.benchmarks.extraction
    python -m tests.benchmarks.extraction --readability READABILITY/test/test-pages
    python -m tests.benchmarks.extraction --articles ARTICLE-EXTRACTION-BENCHMARK
    python -m tests.benchmarks.extraction --snippets TRAFILATURA/tests

Precision and recall compare bags of words: precision is the share of the kept words that is wanted,
recall the share of the wanted words that is kept. The pages and texts are in ``tests/files``, or in
a clone of the repositories mozilla/readability or scrapinghub/article-extraction-benchmark.
trafilatura's own set names some lines of each page that are wanted, and some that are not. There,
precision is the share of wanted lines among those that were kept, over all pages together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.paths import FILES

Extract = Callable[[str], str]


def quoth(page: str) -> str:
    """Return the text that Quoth reads from a page."""
    from index.formats.web_page import read

    return next(iter(read(page.encode(), "page.html"))).text


def quotable(page: str) -> str:
    """Return the title, headings and paragraphs, without furniture."""
    from index.formats.web_page import read

    (parsed,) = read(page.encode(), "page.html")
    headings = [mark.heading for mark in parsed.landmarks]
    return "\n".join(
        [
            parsed.title or "",
            *headings,
            *(parsed.text[one.start : one.end] for one in parsed.blocks),
        ]
    )


def trafilatura(**settings: bool) -> Extract:
    """Make an extractor by trafilatura with these settings."""

    def extract(page: str) -> str:
        import trafilatura as library

        return str(library.extract(page, include_comments=False, **settings) or "")

    return extract


def readability(page: str) -> str:
    """Return the text that readability-lxml extracts."""
    from lxml import html
    from readability import Document

    found = Document(page)
    return f"{found.short_title()}\n{html.fromstring(found.summary()).text_content()}"


def resiliparse(page: str) -> str:
    """Return the text that resiliparse extracts."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page, main_content=True))


def justext(page: str) -> str:
    """Return the text that jusText extracts."""
    import justext as library

    found = library.justext(page.encode(), library.get_stoplist("English"))
    return "\n".join(p.text for p in found if not p.is_boilerplate)


def whole(page: str) -> str:
    """Return all text of the page."""
    from lxml import html

    return str(html.fromstring(page).text_content())


SYSTEMS: dict[str, Extract] = {
    "Quoth, its text": quoth,
    "Quoth, what may be quoted, and headings": quotable,
    "trafilatura": trafilatura(),
    "trafilatura, favor_precision": trafilatura(favor_precision=True),
    "trafilatura, favor_recall": trafilatura(favor_recall=True),
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "jusText": justext,
    "all text": whole,
}


def words(text: str) -> Counter[str]:
    """Count the words of a text, without case."""
    return Counter(re.findall(r"\w+", text.casefold()))


class SamplePage(NamedTuple):
    """A page, and the words that a person would select of it."""

    name: str
    html: str
    wanted: Counter[str]


def own_pages() -> Iterator[SamplePage]:
    """Yield the pages of this repository."""
    for file in sorted((FILES / "pages").glob("*.html")):
        wanted = (FILES / "gold" / f"{file.stem}.txt").read_text("utf-8")
        yield SamplePage(file.stem, file.read_text("utf-8"), words(wanted))


def readability_pages(folder: Path) -> Iterator[SamplePage]:
    """Yield the test pages of Mozilla Readability, whose titles are not in the wanted text."""
    from lxml import html

    for page in sorted(folder.iterdir()):
        known = json.loads((page / "expected-metadata.json").read_text("utf-8"))
        kept = html.fromstring((page / "expected.html").read_text("utf-8"))
        wanted = " ".join(str(text) for text in kept.xpath("//text()[not(ancestor::figcaption)]"))
        source = (page / "source.html").read_text("utf-8")
        yield SamplePage(page.name, source, words(f"{known.get('title') or ''} {wanted}"))


def article_pages(folder: Path) -> Iterator[SamplePage]:
    """Yield the pages of Scrapinghub's benchmark, whose titles are not in the wanted text."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, known in sorted(truth.items()):
        source = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield SamplePage(name[:8], source.decode("utf-8"), words(known["articleBody"]))


class SnippetPage(NamedTuple):
    """A page, with lines that belong to its main text, and lines that do not."""

    html: str
    wanted: list[str]
    unwanted: list[str]


def snippet_pages(folder: Path) -> Iterator[SnippetPage]:
    """Yield the pages of trafilatura's evaluation set."""
    for known in json.loads((folder / "evaldata.json").read_text("utf-8")).values():
        found = next(
            file for at in ("cache", "eval") if (file := folder / at / known["file"]).is_file()
        )
        yield SnippetPage(decoded(found.read_bytes()), known["with"], known["without"])


def decoded(page: bytes) -> str:
    """Return a page as text, in the encoding that trafilatura finds."""
    from trafilatura.utils import decode_file

    return str(decode_file(page))


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def measured_snippets(extract: Extract, pages: list[SnippetPage]) -> tuple[float, float]:
    """Return precision and recall over the lines of all pages."""
    kept = wanted = wrong = 0
    for page in pages:
        try:
            text = on_one_line(extract(page.html))
        except Exception:
            text = ""
        wanted += len(page.wanted)
        kept += sum(on_one_line(line) in text for line in page.wanted)
        wrong += sum(on_one_line(line) in text for line in page.unwanted)
    return kept / max(1, kept + wrong), kept / max(1, wanted)


def measured(extract: Extract, pages: list[SamplePage]) -> dict[str, tuple[float, float]]:
    """Return precision and recall for each page; a page that cannot be read has neither."""
    figures = {}
    for page in pages:
        try:
            found = words(extract(page.html))
        except Exception:
            found = Counter()
        both = (page.wanted & found).total()
        figures[page.name] = both / max(1, found.total()), both / max(1, page.wanted.total())
    return figures


def print_snippets(pages: list[SnippetPage], only: str) -> None:
    """Print precision, recall and the processor time of each library."""
    for name, extract in SYSTEMS.items():
        if only in name:
            start = time.process_time()
            precision, recall = measured_snippets(extract, pages)
            took = (time.process_time() - start) / len(pages)
            print(f"{name:40} {precision:.3f} {recall:.3f} {took * 1000:6.1f} ms", flush=True)


def main() -> None:
    """Print precision, recall, their mean and the time of each library."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readability", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--snippets", type=Path)
    parser.add_argument("--each", action="store_true", help="print the figures of each page too")
    parser.add_argument("--only", default="", help="measure systems whose name has this")
    asked = parser.parse_args()
    if asked.snippets:
        print_snippets(list(snippet_pages(asked.snippets)), asked.only)
        return
    pages = own_pages()
    if asked.readability:
        pages = readability_pages(asked.readability)
    elif asked.articles:
        pages = article_pages(asked.articles)
    listed = list(pages)
    for name, extract in SYSTEMS.items():
        if asked.only not in name:
            continue
        start = time.perf_counter()
        figures = measured(extract, listed)
        took = (time.perf_counter() - start) / len(figures)
        precision, recall = (
            sum(column) / len(figures) for column in zip(*figures.values(), strict=True)
        )
        print(f"{name:40} {precision:.3f} {recall:.3f} {took * 1000:6.1f} ms", flush=True)
        if asked.each:
            for page, (p, r) in figures.items():
                print(f"    {page:44} {p:.2f} {r:.2f}")


if __name__ == "__main__":
    main()
