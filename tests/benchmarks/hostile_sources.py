"""Measure how long a Markdown file that repeats one thing holds up a build, and the drawing of it.

    python -m tests.benchmarks.hostile_sources [--sizes 50000 200000] [--over 0.3] [--code FOLDER]

Each text is outlined whole. Then it is drawn in two sizes: the longest section that is scanned
whole, and a quarter of it. Printed are those that take more than ``--over`` seconds of the
processor at the first size.
``--code`` is the checkout of another commit, which is measured instead.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path


def seconds(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[50_000, 200_000])
    parser.add_argument("--over", type=float, default=0.3, help="seconds at the first size")
    parser.add_argument("--only", nargs="*", help="what is repeated, instead of all that is known")
    parser.add_argument("--code", type=Path, help="the checkout that is measured")
    given = parser.parse_args()
    if given.code:
        sys.path.insert(0, str(given.code.resolve()))
    from index.text.dress.shown_text import LONGEST_SECTION, shown_lines
    from index.text.markdown_outline import outline_of_markdown
    from tests.support.hostile_inputs import REPEATED
    from tests.support.hostile_markdown import PIECES, markdown_document

    def reading(unit: str, size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        return seconds(lambda: outline_of_markdown(text))

    def drawing(unit: str, size: int) -> float:
        source = markdown_document((unit * (size // len(unit) + 1))[:size])
        return seconds(lambda: shown_lines(source, 0, size))

    for unit in given.only or dict.fromkeys([*REPEATED.values(), *PIECES]):
        for name, action, (first, *others) in (
            ("reading", reading, given.sizes),
            ("drawing", drawing, [LONGEST_SECTION // 4, LONGEST_SECTION]),
        ):
            took = [action(unit, first)]
            if given.only or took[0] > given.over:
                took += [action(unit, size) for size in others]
                print(f"{name} {unit!r}:", *(f"{one:.2f} s" for one in took), flush=True)


if __name__ == "__main__":
    main()
