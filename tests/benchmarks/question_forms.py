"""Count which of people's own questions each rule of the form of a question is for.

    python -m tests.benchmarks.question_forms tests/canned/people/*.jsonl

Loads no model. Prints how many questions ask how things are now or for the newest version, compare
two things, ask what a term is, ask for a verdict, take something for granted, or have courtesies
around them; and of those that the sources answer, how many would be held back if the strings that
answer were quoted, each with its question: these are false alarms. With ``--each``, prints every
question that a rule is for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from index.answering.withholding import TAKES_FOR_GRANTED, says_otherwise
from index.text.comparisons import comparison_in
from index.text.courtesy import without_courtesy
from index.text.definitions import term_asked
from index.text.opinions import FOR_ADVICE, asks_for_verdict, takes_a_side
from index.text.recency import asks_for_now, asks_which_version

# The rule that finds the questions, and the one that holds an answer back, if there is one.
Rule = tuple[Callable[[str], object], Callable[[str, str], bool] | None]
RULES: Mapping[str, Rule] = {
    "how things are now": (asks_for_now, None),
    "compares two things": (comparison_in, None),
    "asks for a verdict": (asks_for_verdict, takes_a_side),
    "asks for advice": (FOR_ADVICE.search, takes_a_side),
    "asks which version is the newest": (asks_which_version, None),
    "asks what a term is": (term_asked, None),
    "has courtesies around it": (lambda question: without_courtesy(question) != question, None),
    "takes something for granted": (TAKES_FOR_GRANTED.match, says_otherwise),
}


def questions(files: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield the questions of all files."""
    for file in files:
        yield from map(json.loads, file.read_text("utf-8").splitlines())


def held(record: dict[str, Any], holds_back: Callable[[str, str], bool]) -> bool:
    """Return whether every string that answers would be held back."""
    answers = record["answers"]
    return bool(answers) and all(holds_back(record["question"], text) for text in answers)


def main() -> None:
    """Count over the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--each", action="store_true", help="print the questions")
    options = parser.parse_args()
    asked = list(questions(options.files))
    print(f"{len(asked)} questions")
    for name, (is_for, holds_back) in RULES.items():
        found = [one for one in asked if is_for(one["question"])]
        answered = [one for one in found if one["answers"]]
        print(f"{name}: {len(found)}, of them answered {len(answered)}", end="")
        wrong = [one for one in answered if holds_back and held(one, holds_back)]
        print(f", held back {len(wrong)}" if holds_back else "")
        for one in found if options.each else wrong:
            print("  ", "held" if one in wrong else "    ", one["question"][:120])


if __name__ == "__main__":
    main()
