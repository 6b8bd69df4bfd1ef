"""Measure how long a file that repeats one thing holds up a build, and the drawing of it.

    python -m tests.benchmarks.hostile_sources [--format md] [--sizes 50000 200000] [--code FOLDER]

Each Markdown text is outlined whole. Then it is drawn in two sizes: the longest section that is
scanned whole, and a quarter of it. With ``--format html`` or ``txt``, web pages or plain texts are
read instead. Printed are those that take more than ``--over`` seconds of the processor at
the first size, and those whose time grows by more than six for four times the text.
``--code`` is the checkout of another commit, which is measured instead.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

MEASURABLE = 0.2  # seconds; the growth of less is noise
MOST_GROWTH = 1.5  # of the time for each character
# What opens as often as it closes, each within the one before it.
NESTED = [
    ("<ol><li>", "</li></ol>"), ("<table><tr><td>", "</td></tr></table>"), ("<h1>", "</h1>"),
    ("<details><summary>", "</summary></details>"), ("<div>", "</div>"), ("<b>", "</b>"),
    ("<dl><dt>", "</dt></dl>"), ("<Tabs><Tab>", "</Tab></Tabs>"), ("<p>", "</p>"),
]  # fmt: skip
# What other things than marks make a reader begin anew.
LINES = [
    "**a**\n\n", "**a:**\n\n", "Why is it lit?\n\n", "Why is it lit?\n\nFor ships.\n\n",
    "    # a\n\n", "<Note>a</Note>", "1. <ol><li>a</li></ol>\n", f"{' ' * 39}A word.\n\n",
    "\t" * 39 + "A word.\n\n", "<ol>\n",
]  # fmt: skip
PARAGRAPHS = [
    "A lamp\n\n",
    "a\n\n",
    "Why?\n\n",
    "1.1 A\n\n",
    "a:\n\n",
    "A\n===\n",
    "Q: a?\nA: b\n\n",
]


def seconds(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return time.process_time() - began


def measured(action: Callable[[int], object], sizes: Sequence[int], over: float) -> str:
    """Return the seconds that it takes, "" if they are few and grow as the text does."""
    took = [seconds(partial(action, size)) for size in sizes]
    growth = took[-1] / took[0] / (sizes[-1] / sizes[0])
    if took[0] <= over and (took[-1] < MEASURABLE or growth <= MOST_GROWTH):
        return ""
    return ", ".join(f"{one:.2f} s" for one in took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[50_000, 200_000])
    parser.add_argument("--over", type=float, default=0.3, help="seconds at the first size")
    parser.add_argument("--only", nargs="*", help="what is repeated, instead of all that is known")
    parser.add_argument("--format", choices=FORMATS, default="md")
    parser.add_argument("--code", type=Path, help="the checkout that is measured")
    given = parser.parse_args()
    if given.code:
        sys.path.insert(0, str(given.code.resolve()))
    for name, action, sizes in FORMATS[given.format](given):
        if said := measured(action, sizes, -1.0 if given.only else given.over):
            print(f"{name}: {said}", flush=True)


Measured = tuple[str, Callable[[int], object], Sequence[int]]


def markdown(given: argparse.Namespace) -> Iterator[Measured]:
    """Yield what is to be measured of Markdown."""
    from index.text.dress.shown_text import LONGEST_SECTION, shown_lines
    from index.text.markdown_outline import outline_of_markdown
    from tests.support.hostile_inputs import REPEATED
    from tests.support.hostile_markdown import PIECES, markdown_document

    def reading(text: Callable[[int], str], size: int) -> object:
        return outline_of_markdown(text(size))

    def drawing(text: Callable[[int], str], size: int) -> object:
        return shown_lines(markdown_document(text(size)), 0, size)

    texts = {
        repr(unit): partial(repeated, unit)
        for unit in given.only or [*REPEATED.values(), *PIECES, *LINES]
    }
    texts |= {} if given.only else {"".join(pair): partial(nested, *pair) for pair in NESTED}
    for name, text in texts.items():
        yield f"reading {name}", partial(reading, text), given.sizes
        yield f"drawing {name}", partial(drawing, text), [LONGEST_SECTION // 4, LONGEST_SECTION]


def pages(given: argparse.Namespace) -> Iterator[Measured]:
    """Yield what is to be measured of web pages; that one has no content is no failure."""
    from index.errors import SourceError
    from index.formats.web_page import read
    from tests.support.hostile_html import HTML_PIECES, page_of

    def reading(piece: str, size: int) -> None:
        with suppress(SourceError):
            list(read(page_of(piece, size).encode(), "page.html"))

    for piece in given.only or HTML_PIECES:
        yield f"page {piece!r}", partial(reading, piece), given.sizes


def plain(given: argparse.Namespace) -> Iterator[Measured]:
    """Yield what is to be measured of plain text."""
    from index.text.outline import outline_of_plain_text
    from tests.support.hostile_inputs import REPEATED

    def reading(unit: str, size: int) -> object:
        return outline_of_plain_text(repeated(unit, size))

    for unit in given.only or [*REPEATED.values(), *PARAGRAPHS]:
        yield f"text {unit!r}", partial(reading, unit), given.sizes


FORMATS = {"md": markdown, "html": pages, "txt": plain}


def repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def nested(before: str, after: str, size: int) -> str:
    count = size // (len(before) + len(after))
    return f"{before * count}a{after * count}".ljust(size)


if __name__ == "__main__":
    main()
