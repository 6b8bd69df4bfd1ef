"""Write a section of docs/development/measurements.md, for ``table.py``."""

from __future__ import annotations

import re
import resource
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from index.evaluation import Share, Verdict, figures
from tests.benchmarks.systems import DEPTH
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "development" / "measurements.md"


@dataclass
class Tally:
    """The results of one system on one set."""

    ranks: list[int | None] = field(default_factory=list)  # of the passage that answers
    verdicts: list[Verdict] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    varied: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))


def section(name: str, counts: dict[str, int], tallies: dict[str, Tally], unit: float) -> str:
    """Write the section of one set; ``unit`` is the seconds to encode a question."""
    found = {system: figures(tally.verdicts) for system, tally in tallies.items()}
    every = len(next(iter(tallies.values())).verdicts)
    answerable = len(next(iter(tallies.values())).ranks)
    low, high = Share(answerable // 2, answerable).interval
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return "\n".join(
        (
            f"### {name}\n",
            (
                f"{answerable:,} answerable questions and {every - answerable:,} that nothing "
                f"answers, over {counts['documents']} documents ({counts['passages']:,} passages); "
                f"a share's interval is at most ± {(high - low) / 2:.3f}."
            ),
            (
                f"To encode one question took {unit * 1000:.1f} ms; the process had {peak} MiB "
                "at its peak, all systems in it.\n"
            ),
            *ranking(tallies, found),
            "",
            *abstaining(tallies, found, unit),
        )
    )


def ranking(tallies: dict[str, Tally], found: dict[str, Any]) -> Iterator[str]:
    """Write the table of how well the systems rank passages and quotes."""
    variants = list(next(iter(tallies.values())).varied)
    titles = ["R@1", "R@3", "R@5", f"MRR@{DEPTH}", "quote-hit@1", "@3", *variants]
    yield from head("ranking", titles)
    for system, tally in tallies.items():
        first = found[system]["quote_hit_at_1"]["share"]
        shares = [recall(tally.ranks, k) for k in (1, 3, 5)]
        shares.append(sum(1 / rank for rank in tally.ranks if rank) / len(tally.ranks))
        shares += [first, found[system]["quote_hit_at_3"]["share"]]
        changes = [f"{np.mean(tally.varied[variant]) - first:+.3f}" for variant in variants]
        yield row(system, [*map(short, shares), *changes])


def recall(ranks: list[int | None], k: int) -> float:
    """Return the share of questions whose answering passage is among the first ``k``."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def abstaining(tallies: dict[str, Tally], found: dict[str, Any], unit: float) -> Iterator[str]:
    """Write the table of how well the systems abstain, and how fast they are."""
    kinds = list(next(iter(found.values()))["auroc"])
    titles = [f"AUROC {kind}" for kind in kinds]
    yield from head("abstaining", [*titles, "error at 80 % answered", "p50", "p95"])
    for system, tally in tallies.items():
        record = found[system]
        shares = [record["auroc"][kind]["value"] for kind in kinds]
        shares.append(record["error_at_80"]["share"])
        times = [f"{t / unit:.1f}" for t in np.percentile(tally.seconds, [50, 95])]
        yield row(system, [*map(short, shares), *times])


def head(name: str, titles: list[str]) -> Iterator[str]:
    """Write the head of a table."""
    yield row(name, titles)
    yield "|---" * (1 + len(titles)) + "|"


def row(name: str, cells: list[str]) -> str:
    """Write a row of a table."""
    return f"| {name} | {' | '.join(cells)} |"


def short(value: float) -> str:
    """Write a share as the page does: .855, and 1.000."""
    return f"{value:.3f}".removeprefix("0")


def write(text: str, name: str = "benchmark") -> None:
    """Write ``text`` between the two comments of the page that have this name."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    page = PAGE.read_text("utf-8")
    around = re.compile(f"(?<={begin}\n).*?(?={end})", re.DOTALL)
    written, count = around.subn(lambda _: f"\n{text}\n\n", page)
    if count != 1:
        sys.exit(f"{PAGE.name} must have {begin} and {end} once")
    PAGE.write_text(written, "utf-8")
