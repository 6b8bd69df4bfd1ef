"""Ask messages that hold several questions, and messages that only look as if they did.

    python -m tests.benchmarks.several FOLDER/syncthing FOLDER/pihole FOLDER/sourcegraph

A set is a folder as in ``tests.benchmarks.people``, of which ``tests/canned/several`` has messages.
Prints how many messages are divided as a person would, and what is shown for each of their
questions: as it is, and when the message is asked as a whole. What is shown is right if it holds
an answer to the question; as it is, it has to stand under that question. With ``--each``, a line a
message.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.answering.several import told_apart
from index.evaluation import read_judgements
from index.evaluation.judgements import holds
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.types import Answer, Tier
from tests.benchmarks.follow_ups import snapshot_of

CANNED = Path(__file__).parents[1] / "canned" / "several"
WAYS = (("as a whole", True), ("as it is", False))


@dataclass(frozen=True, slots=True)
class Message:
    """A message, and each of its questions with the strings of which any answers it."""

    text: str
    questions: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def divided_rightly(self) -> bool:
        """Return whether each question, and nothing else, is told apart."""
        found, asked = told_apart(self.text), [question for question, _ in self.questions]
        if len(found) != len(asked):
            return False
        return all(question in one for question, one in zip(asked, found, strict=True))

    @property
    def kind(self) -> str:
        """Return what the message is counted under."""
        return "several questions" if len(self.questions) > 1 else "one question"


def messages(folder: Path) -> Iterator[Message]:
    """Read the messages over a set, with the answers that its questions have."""
    known = {one.id: one.answers for one in read_judgements(folder / "questions.jsonl")}
    for line in (CANNED / f"{folder.name}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        asked = tuple((one["question"], known[one["of"]]) for one in record["questions"])
        yield Message(record["message"], asked)


def shown_for(question: str, answer: Answer) -> Answer:
    """Return what is shown under ``question``; all of it, if the message was not divided."""
    return next((part for part in answer.parts if question in part.question), answer)


def counted(message: Message, answer: Answer) -> Counter[str]:
    """Count what is shown for each question of a message."""
    found: Counter[str] = Counter()
    for question, answers in message.questions:
        part = shown_for(question, answer)
        sure = part.tier is Tier.SURE
        right = any(holds(quote.shown, answers) for quote in (*part.quotes, *part.near))
        if not answers:
            found.update({"not in the sources": 1, "not in the sources, sure": sure})
            continue
        found["questions"] += 1
        found["shown-hit, sure"] += right and sure
        found["shown-hit, sure or near"] += right
        found["sure and wrong"] += sure and not right
    return found


def asked(
    all_of_them: Sequence[Message], answerer: Answerer, snapshot: Snapshot, *, each: bool
) -> Iterator[tuple[str, Counter[str]]]:
    """Yield the figures of each message, each way, by its kind and the way."""
    for message in all_of_them:
        for way, whole in WAYS:
            answer = answerer.ask(message.text, (Part(snapshot),), whole=whole)
            yield f"{message.kind}, {way}", counted(message, answer)
            if each:
                tiers = " ".join(part.tier for part in answer.parts or (answer,))
                print(f"{way:10} {tiers:14} {message.text}")
        yield message.kind, Counter({"messages": 1, "divided rightly": message.divided_rightly})


def main() -> None:
    """Ask the messages over the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, default=Path("var/people"))
    parser.add_argument("--each", action="store_true", help="print a line for each message")
    options = parser.parse_args()
    answerer, library = Answerer.of(IndexSettings()), Library(options.index)
    total: dict[str, Counter[str]] = {}
    for folder in options.folders:
        snapshot = snapshot_of(folder, library, answerer)
        for name, found in asked(list(messages(folder)), answerer, snapshot, each=options.each):
            total.setdefault(name, Counter()).update(found)
    for name, figures in sorted(total.items()):
        print(name, *(f"  {what}: {n}" for what, n in figures.items()), sep="\n")


if __name__ == "__main__":
    main()
