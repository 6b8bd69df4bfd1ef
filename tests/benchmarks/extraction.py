"""Compare how libraries extract the main content of web pages: the text a person would select.

    pip install readability-lxml resiliparse
    python -m tests.benchmarks.extraction

Precision and recall compare bags of words: precision is the share of the kept words that is wanted,
recall the share of the wanted words that is kept. The pages and texts are in ``tests/files``.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable

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
        [parsed.title or "", *headings, *(parsed.text[a:b] for a, b in parsed.paragraphs)]
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


def measured(extract: Extract) -> dict[str, tuple[float, float]]:
    """Return precision and recall for each page."""
    figures = {}
    for file in sorted((FILES / "pages").glob("*.html")):
        wanted = words((FILES / "gold" / f"{file.stem}.txt").read_text("utf-8"))
        found = words(extract(file.read_text("utf-8")))
        both = (wanted & found).total()
        figures[file.stem] = both / max(1, found.total()), both / wanted.total()
    return figures


def main() -> None:
    """Print precision, recall and time of each library."""
    for name, extract in SYSTEMS.items():
        start = time.perf_counter()
        figures = measured(extract)
        took = (time.perf_counter() - start) / len(figures)
        means = [sum(column) / len(figures) for column in zip(*figures.values(), strict=True)]
        each = "  ".join(f"{page} {p:.2f}/{r:.2f}" for page, (p, r) in figures.items())
        print(f"{name:40} {means[0]:.3f} {means[1]:.3f} {took * 1000:6.1f} ms   {each}")


if __name__ == "__main__":
    main()
