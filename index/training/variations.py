"""Vary examples: questions as people type them, and questions that have no answer.

A question whose name, number or key verb was swapped looks like its original and shares its
passage, but is not answered there. Such questions teach to read instead of matching words.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.text.opposites import OPPOSITE
from index.text.words import QUESTION_WORDS
from index.training.examples import Group, TrainingExample

NEGATIVES = 0.3  # the share of an answerable question's negatives that an epoch sees
SWAPPED = 0.4  # the share of answerable questions that an epoch also sees swapped
TYPED = 0.2  # the share of questions that are misspelt, chatty, or cut down to keywords
CORRECTED = 0.15  # the share of questions with a name whose askers correct themselves
UNTITLED = 0.1  # the share of passages that come without their title
CROPPED = 0.6  # the share of passages that are cut around their answer
AROUND = (0, 0, 1, 1, 2)  # how many sentences a crop keeps on each side
NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+)*")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
CORRECTIONS = ("no wait", "no sorry", "er no", "or rather", "uh no i mean", "oops i meant")
GREETINGS = (
    "", "hey", "hi all", "guys quick question", "sorry if this was asked before,", "im new,",
    "so", "ok so", "does anyone know", "can somebody tell me", "im wondering", "stupid question,",
)  # fmt: skip
THANKS = (
    "",
    "",
    "thanks",
    "thx",
    "pls",
    "cant find it anywhere",
    "anyone?",
    "ty in advance",
    "lol",
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
AUXILIARY = re.compile(
    r"\b(did|does|do|was|were|is|are|can|could|has|have|had|will|would|should)\b", re.I
)


def epoch(pool: Sequence[Group], pick: random.Random) -> Iterator[Group]:
    """Yield the groups of one epoch: every answer, some negatives, some swapped questions.

    Negatives of answerable questions are the easiest examples, so fewer of them are used. All
    passages of a question are asked in the same wording, since only they should tell right from
    wrong.
    """
    names = _names(one for group in pool for one in group)
    for group in pool:
        known = names[group[0].title]
        yield vary(_spoken([one for one in group if _used(one, pick)], known, pick), pick)
        for example in group:
            if example.answerable and not _of_section(example) and pick.random() < SWAPPED:
                other = swapped(example, names[example.title], pick)
                if other is not None:
                    yield vary([other], pick)


def _used(example: TrainingExample, pick: random.Random) -> bool:
    easy = example.source.endswith("/answerable") and not example.answerable
    return not easy or pick.random() < NEGATIVES


def _of_section(example: TrainingExample) -> bool:
    """Return whether a heading asks for the whole section, which may answer a swapped one too."""
    return example.source.startswith("headings/")


def _spoken(group: Group, names: Sequence[str], pick: random.Random) -> Group:
    """Let some askers name something else first, and correct themselves."""
    question = group[0].question if group else ""
    match = NAME.search(question)
    others = [name for name in names if name not in question]
    if match is None or not others or pick.random() >= CORRECTED:
        return group
    slip = f"{pick.choice(others)} {pick.choice(CORRECTIONS)} {match[0]}"
    spoken = question[: match.start()] + slip + question[match.end() :]
    return [replace(one, question=spoken) for one in group]


def _names(pool: Iterable[TrainingExample]) -> dict[str, Sequence[str]]:
    """Return the names that each document mentions, by its title."""
    names: dict[str, set[str]] = defaultdict(set)
    for example in pool:
        names[example.title].update(NAME.findall(example.text))
    return {title: sorted(found) for title, found in names.items()}


def vary(group: Group, pick: random.Random) -> Group:
    """Return ``group``, at times misspelt, cut down to keywords, cropped or without titles.

    A section that answers stays whole, and so do the passages beside it: a short passage must not
    be a sign.
    """
    if pick.random() < UNTITLED:
        group = [replace(one, title="") for one in group]
    if pick.random() < TYPED:
        how = pick.choice((misspelt, keywords, chatty))
        asked = how(group[0].question, pick) if group else ""
        group = [replace(one, question=asked) for one in group]
    return [
        cropped(one, pick) if not _of_section(one) and pick.random() < CROPPED else one
        for one in group
    ]


def cropped(example: TrainingExample, pick: random.Random) -> TrainingExample:
    """Crop the passage to a few sentences around an answer, or around what looks like one."""
    ends = [m.end() for m in re.finditer(r"[.!?][”\"')]*\s+(?=[A-Z“\"])", example.text)]
    bounds = [0, *ends, len(example.text)]
    sentences = len(bounds) - 1
    if example.spans:
        a, b = pick.choice(example.spans)
        first = max(at for at in range(sentences) if bounds[at] <= a)
        last = min(at for at in range(sentences) if bounds[at + 1] >= b)
    else:
        first = last = _nearest(example, bounds, pick)
    start = bounds[max(0, first - pick.choice(AROUND))]
    end = bounds[min(sentences, last + 1 + pick.choice(AROUND))]
    spans = tuple((a - start, b - start) for a, b in example.spans if start <= a and b <= end)
    return replace(example, text=example.text[start:end].rstrip(), spans=spans)


def _nearest(example: TrainingExample, bounds: Sequence[int], pick: random.Random) -> int:
    """Return the sentence that shares most words with the question; a random one is too easy."""
    asked = _words(example.question)
    shared = [
        len(asked & _words(example.text[start:end])) + pick.random()
        for start, end in pairwise(bounds)
    ]
    return shared.index(max(shared))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - QUESTION_WORDS


def misspelt(question: str, pick: random.Random) -> str:
    """Swap, drop, double or change a letter in one or two words; lower all letters."""
    found = question.lower().split()
    long = [at for at, word in enumerate(found) if len(word) > 3]
    for at in pick.sample(long, min(len(long), pick.choice((1, 2)))):
        word, k = found[at], pick.randrange(1, len(found[at]) - 1)
        found[at] = pick.choice((
            word[:k] + word[k + 1] + word[k] + word[k + 2 :],
            word[:k] + word[k + 1 :],
            word[:k] + word[k] + word[k:],
            word[:k] + pick.choice(LETTERS) + word[k + 1 :],
        ))  # fmt: skip
    return " ".join(found)


def chatty(question: str, pick: random.Random) -> str:
    """Put words before or after the question that nobody needs, and leave its mark out."""
    before, after = pick.choice(GREETINGS), pick.choice(THANKS)
    return f"{before} {question.rstrip('?')} {after}".strip().lower()


def keywords(question: str, pick: random.Random) -> str:  # noqa: ARG001 - one of three of a kind
    """Return the question without the words that any question could have."""
    kept = [w for w in question.split() if w.strip("?,.").casefold() not in QUESTION_WORDS]
    return " ".join(kept).rstrip("?").lower() if len(kept) > 1 else question


def swapped(
    example: TrainingExample, names: Sequence[str], pick: random.Random
) -> TrainingExample | None:
    """Ask the passage something that it does not answer; return None if nothing can be swapped.

    ``names`` are those of other passages of the document, so that the question stays on topic.
    """
    ways: list[Callable[[], str | None]] = [
        lambda: _other_name(example, names, pick),
        lambda: _other_number(example, pick),
        lambda: _opposite(example.question),
        lambda: _negated(example.question),
    ]
    weights = [5, 3, 4, 0.5]
    while ways:
        at = pick.choices(range(len(ways)), weights)[0]
        question = ways.pop(at)()
        weights.pop(at)
        if question and question != example.question:
            return replace(example, question=question, spans=(), source=f"{example.source}/swapped")
    return None


def _other_name(example: TrainingExample, names: Sequence[str], pick: random.Random) -> str | None:
    found = list(NAME.finditer(example.question))
    some = pick.sample(names, min(len(names), 20))
    strange = [name for name in some if name not in example.text and name not in example.question]
    if not found or not strange:
        return None
    match = pick.choice(found)
    return (
        example.question[: match.start()] + pick.choice(strange) + example.question[match.end() :]
    )


def _other_number(example: TrainingExample, pick: random.Random) -> str | None:
    found = list(NUMBER.finditer(example.question))
    if not found:
        return None
    match = pick.choice(found)
    number = match[0]
    for _ in range(8):
        digits = [pick.choice("0123456789") if c.isdigit() else c for c in number]
        other = "".join(digits)
        if len(number) == 4 and number.isdigit():  # a year stays one
            other = str(int(number) + pick.choice((-31, -12, -5, -3, -1, 1, 2, 4, 10, 25)))
        if other not in example.text and other != number and not other.startswith("0"):
            return example.question[: match.start()] + other + example.question[match.end() :]
    return None


def _opposite(question: str) -> str | None:
    for match in re.finditer(r"[A-Za-z]+", question):
        other = OPPOSITE.get(match[0].lower())
        if other:
            return question[: match.start()] + other + question[match.end() :]
    return None


def _negated(question: str) -> str | None:
    match = AUXILIARY.search(question)
    if match is None:
        return None
    rest = question[match.end() :].split(" ", 3)
    if len(rest) < 4 or " not" in question or "n't" in question:
        return None
    return f"{question[: match.end()]} {rest[1]} {rest[2]} not {rest[3]}"
