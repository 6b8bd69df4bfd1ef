"""Mix the examples of several files into one epoch, by groups.

    python -m index.training.mixture var/examples/*.jsonl --headings 110 --most newwiki=1500

Judged questions over documentation are what the reader is for: each of their groups is there
``--judged`` times, or such a share of them by chance. Of the headings of each file, and of all of a
file that ``--most`` names, so many groups are chosen by chance. Of each question at most so many
right passages are taken as ``--right`` says, and wrong ones as ``--wrong`` says.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.training.examples import Group, grouped, read, write

JUDGED, HEADINGS = "people/", "headings/"  # how the sources of such groups begin


@dataclass(frozen=True, slots=True)
class Shares:
    """The frequency of each kind of group in the mixture."""

    judged: float  # times each judged question of people; below 1 a share of them
    headings: int  # groups of each file
    most: Mapping[str, int]  # groups of the files with these names
    right: int = 9  # passages of a question that answer it
    wrong: int = 9  # passages of a question that do not


def mixture(files: Mapping[str, Sequence[Group]], shares: Shares, seed: int) -> list[Group]:
    """Return the groups of all ``files``, which are given by name, as often as ``shares`` says."""
    pick = random.Random(seed)
    chosen: list[Group] = []
    for name, groups in files.items():
        judged = [group for group in groups if group[0].source.startswith(JUDGED)]
        headings = [group for group in groups if group[0].source.startswith(HEADINGS)]
        others = [group for group in groups if not group[0].source.startswith((JUDGED, HEADINGS))]
        chosen += judged * int(shares.judged)
        chosen += _some(judged, round(shares.judged % 1 * len(judged)), pick)
        chosen += _some(headings, shares.headings, pick)
        chosen += _some(others, shares.most.get(name, len(others)), pick)
    return [_fewer(group, shares, pick) for group in chosen]


def _fewer(group: Group, shares: Shares, pick: random.Random) -> Group:
    right = [one for one in group if one.answerable]
    wrong = [one for one in group if not one.answerable]
    return (*right[: shares.right], *pick.sample(wrong, min(shares.wrong, len(wrong))))


def _some(groups: Sequence[Group], most: int, pick: random.Random) -> list[Group]:
    return pick.sample(groups, min(most, len(groups)))


def main() -> None:
    """Mix the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--judged", type=float, default=2, help="times each judged question")
    parser.add_argument("--headings", type=int, default=110, help="headings of each file")
    parser.add_argument("--right", type=int, default=9, help="passages that answer a question")
    parser.add_argument("--wrong", type=int, default=9, help="passages that do not")
    parser.add_argument("--most", nargs="*", default=[], help="NAME=GROUPS of the file NAME.jsonl")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--output", type=Path, default=Path("var/mixture.jsonl"))
    options = parser.parse_args()
    most = {name: int(count) for name, _, count in (one.partition("=") for one in options.most)}
    files = {path.stem: grouped(read(path)) for path in options.files}
    shares = Shares(options.judged, options.headings, most, options.right, options.wrong)
    chosen = mixture(files, shares, options.seed)
    count = write((one for group in chosen for one in group), options.output)
    print(f"{options.output}: {len(chosen)} questions, {count} examples")


if __name__ == "__main__":
    main()
