"""Mix the examples of several files into one epoch, by groups.

    python -m index.training.mixture var/examples/*.jsonl --headings 110 --most newwiki=1500

People's judged questions are few and are what the reader is for, so each of their groups is there
several times. Of the headings of each file, and of all of a file that ``--most`` names, so many
groups are chosen by chance.
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

    judged: int  # times each judged question of people
    headings: int  # groups of each file
    most: Mapping[str, int]  # groups of the files with these names


def mixture(files: Mapping[str, Sequence[Group]], shares: Shares, seed: int) -> list[Group]:
    """Return the groups of all ``files``, which are given by name, as often as ``shares`` says."""
    pick = random.Random(seed)
    chosen: list[Group] = []
    for name, groups in files.items():
        judged = [group for group in groups if group[0].source.startswith(JUDGED)]
        headings = [group for group in groups if group[0].source.startswith(HEADINGS)]
        others = [group for group in groups if not group[0].source.startswith((JUDGED, HEADINGS))]
        chosen += judged * shares.judged
        chosen += _some(headings, shares.headings, pick)
        chosen += _some(others, shares.most.get(name, len(others)), pick)
    return chosen


def _some(groups: Sequence[Group], most: int, pick: random.Random) -> list[Group]:
    return pick.sample(groups, min(most, len(groups)))


def main() -> None:
    """Mix the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--judged", type=int, default=2, help="times each judged question")
    parser.add_argument("--headings", type=int, default=110, help="headings of each file")
    parser.add_argument("--most", nargs="*", default=[], help="NAME=GROUPS of the file NAME.jsonl")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--output", type=Path, default=Path("var/mixture.jsonl"))
    options = parser.parse_args()
    most = {name: int(count) for name, _, count in (one.partition("=") for one in options.most)}
    files = {path.stem: grouped(read(path)) for path in options.files}
    chosen = mixture(files, Shares(options.judged, options.headings, most), options.seed)
    count = write((one for group in chosen for one in group), options.output)
    print(f"{options.output}: {len(chosen)} questions, {count} examples")


if __name__ == "__main__":
    main()
