"""Make reading examples of documentation: people's judged questions, and headings as questions.

    python -m index.training.people_sets FOLDER… --headings 600

A folder holds ``articles`` and, if it is judged, ``questions.jsonl``, as ``quoth eval`` reads them.
A heading asks for what its section says. Its other wordings are made by rule. Mostly each passage
of such a question is without its innermost heading, since no question repeats the words of the
page. To take it from the right one only would teach that a fitting heading is a bad sign.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.building.build import build
from index.evaluation import Judgement, contains
from index.models.encoder import Encoder, load_encoder
from index.retrieval.query import Query
from index.retrieval.search import Scored, retrieve
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.text.questions import is_question
from index.text.words import content_terms
from index.training.examples import TrainingExample, places_of, read_questions, write
from index.types import Passage

DEPTH = 40  # hits among which to look for the places that answer
POSITIVES = 2  # passages of each judged question
NEAR, FAR = 6, 20  # ranks, of passages without an answer, up to which negatives are chosen
NEAR_NEGATIVES, FAR_NEGATIVES = 3, 1
HEADING_NEGATIVES = 3
HIDDEN = 0.6  # the share of headings that are hidden, with those of the other passages
SHORTEST, LONGEST = 120, 1_500  # characters of a section's passage
VERB = re.compile(
    r"(?:to |how to )?(?P<rest>(?:add|allow|apply|ask|back up|build|change|check|choose|clean|clear"
    r"|configure|connect|control|convert|create|customi[sz]e|debug|define|delete|deploy|disable"
    r"|download|edit|enable|export|find|fix|generate|get|give|handle|hide|import|improve|increase"
    r"|insert|install|join|limit|load|make|manage|migrate|move|open|organi[sz]e|override|prepare"
    r"|prevent|publish|read|reduce|remove|rename|replace|report|request|reset|restore|restrict"
    r"|run|save|schedule|secure|select|send|set|share|show|sign|specify|start|stop|store|submit"
    r"|switch|test|track|turn|uninstall|update|upgrade|upload|use|verify|view|write)\b.+)",
    re.IGNORECASE,
)
GERUND = re.compile(r"(?P<word>[A-Za-z]{3,}ing)\b.+", re.IGNORECASE)
ASKING_HOW = (
    "how do i {}", "how can i {}", "how to {}", "what do i have to do to {}", "i want to {}",
    "is there a way to {}", "cant figure out how to {}", "{}?", "whats the way to {}",
)  # fmt: skip
ASKING_OF = (
    "what is {}", "how does {} work", "{}?", "can someone explain {}", "question about {}",
    "what do i need to know about {}", "where can i read about {}", "tell me about {}",
)  # fmt: skip
ASKING_DOING = ("how does {} work", "{}?", "help with {}", "what about {}", "how do i go about {}")


@dataclass(frozen=True)
class _Corpus:
    """A set that is indexed, to find passages in it as Quoth does."""

    name: str
    snapshot: Snapshot
    encoder: Encoder

    @cached_property
    def passages(self) -> Sequence[Passage]:
        return [self.snapshot.passage(row) for row in range(len(self.snapshot.passage_spans))]

    def hits(self, question: str) -> Sequence[Scored]:
        return retrieve(Query.of(question, self.encoder), self.snapshot, DEPTH)

    def holding(self, judgement: Judgement) -> Sequence[Passage]:
        """Return the passages with an answer; the question did not find them."""
        return [one for one in self.passages if _holds(one, judgement)]


def judged_examples(
    corpus: _Corpus, folder: Path, pick: random.Random
) -> Iterator[TrainingExample]:
    """Yield the examples of the judged questions that stand alone, the right passages first.

    The wrong ones are mostly of those that rank highest, since they are what is read beside the
    right one. Not all of those: some answer too, though nobody marked them.
    """
    for judgement, _ in read_questions(folder):
        if judgement.kind == "followup":
            continue
        hits = [one.hit.passage for one in corpus.hits(judgement.question)]
        gold = [one for one in hits if _holds(one, judgement)] or corpus.holding(judgement)
        if judgement.answers and not gold:
            continue
        rest = [one for one in hits if not _holds(one, judgement)]
        near, far = rest[:NEAR], rest[NEAR:FAR]
        wrong = [*_some(near, NEAR_NEGATIVES, pick), *_some(far, FAR_NEGATIVES, pick)]
        for passage in (*gold[:POSITIVES], *wrong):
            yield TrainingExample(
                judgement.question,
                _above(passage),
                passage.text,
                places_of(passage.text, judgement.answers),
                f"people/{corpus.name}/{judgement.kind}",
            )


def _some(passages: Sequence[Passage], most: int, pick: random.Random) -> Sequence[Passage]:
    return pick.sample(passages, min(most, len(passages)))


def heading_examples(corpus: _Corpus, most: int, pick: random.Random) -> Iterator[TrainingExample]:
    """Yield examples of ``most`` sections at most, each asked for by its heading."""
    first = {(p.document.id, p.locator.headings): p for p in reversed(corpus.passages)}
    chosen = [p for p in first.values() if _asks(p)]
    for passage in pick.sample(chosen, min(most, len(chosen))):
        heading = passage.locator.headings[-1]
        question = asking(heading, pick)
        others = [one for one in corpus.hits(question) if not _within(one.hit.passage, passage)]
        rest = [one.hit.passage for one in others[:HEADING_NEGATIVES]]
        yield from _asked(question, passage, rest, hidden=pick.random() < HIDDEN, name=corpus.name)


def _asked(
    question: str, right: Passage, others: Sequence[Passage], *, hidden: bool, name: str
) -> Iterator[TrainingExample]:
    """Yield the section that is asked for, and then others that do not answer."""
    for passage in (right, *others):
        text = passage.text
        if hidden:
            text = text.replace(_innermost(passage), "", 1)
        spans = ((0, len(text)),) if passage is right else ()
        above = _above(passage, hidden=hidden)
        yield TrainingExample(question, above, text, spans, f"headings/{name}")


def _innermost(passage: Passage) -> str:
    return passage.locator.headings[-1] if passage.locator.headings else ""


def asking(heading: str, pick: random.Random) -> str:
    """Ask for what stands under ``heading`` as people do: in lower case, mostly in a few words."""
    plain = re.sub(r"[`*_#]|\[|\]|\(http\S+\)", "", heading).strip(" .:").lower()
    if is_question(plain):
        return plain.rstrip("?") if pick.random() < 0.6 else plain
    if verb := VERB.fullmatch(plain):
        return pick.choice(ASKING_HOW).format(verb["rest"])
    if GERUND.fullmatch(plain):
        return pick.choice(ASKING_DOING).format(plain)
    return pick.choice(ASKING_OF).format(plain)


def _asks(passage: Passage) -> bool:
    headings = passage.locator.headings
    return (
        bool(headings)
        and headings[-1] != passage.locator.title
        and len(content_terms(headings[-1])) > 1
        and SHORTEST <= len(passage.text) <= LONGEST
    )


def _within(other: Passage, section: Passage) -> bool:
    """Return whether ``other`` is of the section, or of one within it, or says the same."""
    headings = section.locator.headings
    own = other.document.id == section.document.id
    return (own and other.locator.headings[: len(headings)] == headings) or (
        other.locator.headings[-1:] == headings[-1:]
    )


def _holds(passage: Passage, judgement: Judgement) -> bool:
    return any(contains(passage.text, answer) for answer in judgement.answers)


def _above(passage: Passage, *, hidden: bool = False) -> str:
    """Return the title and headings as the reader sees them; ``hidden``: without the innermost."""
    place = passage.locator
    headings = place.headings[:-1] if hidden else place.headings
    return " › ".join((place.title, *(each for each in headings if each != place.title)))


def main() -> None:
    """Write the examples of the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--headings", type=int, default=600, help="sections of each set")
    parser.add_argument("--index", type=Path, default=Path("var/reading"))
    parser.add_argument("--output", type=Path, default=Path("var/examples"))
    options = parser.parse_args()
    encoder, library = load_encoder(EncoderSettings()), Library(options.index)
    options.output.mkdir(parents=True, exist_ok=True)
    for folder in options.folders:
        build(library, folder.name, find_sources(folder / "articles"), encoder, max_bytes=10**8)
        corpus = _Corpus(folder.name, library.get(folder.name), encoder)
        pick = random.Random(folder.name)
        made = list(heading_examples(corpus, options.headings, pick))
        if (folder / "questions.jsonl").exists():
            made += judged_examples(corpus, folder, pick)
        path = options.output / f"{folder.name}.jsonl"
        print(f"{path}: {write(made, path)} examples", flush=True)


if __name__ == "__main__":
    main()
