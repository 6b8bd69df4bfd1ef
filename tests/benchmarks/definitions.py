"""Ask what the terms of some sources are, and count how often the sentence that says it is quoted.

    python -m tests.benchmarks.definitions ../shared/eval/fastapi ../shared/eval/pydis

A set is a folder with ``articles``, and is one corpus. The terms are found by rule: a sentence that
begins "X is a …" names one, if X stands in the sources four times or more. The rule is coarse, and
so some of them are terms that nobody would ask for. Each is asked for in one of four wordings.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.types import Tier

MAX_BYTES = 10**8
OF_A_CORPUS = 14  # terms, at most
FEWEST = 4  # times that a term stands in its corpus
SAYS = re.compile(
    r"(?:^|[.!?]\s+|\n)(?:The |An? )?(?P<term>\[?[A-Z*`_\[]*[A-Za-z][\w.-]*(?: [\w-]+){0,2}[*`_]*"
    r"(?:\]\([^)\n]*\))?)(?: \([^()\n]{2,40}\))? (?:is|are) (?:an? |the |called |used )[^\n]{15,}"
)
NO_TERM = re.compile(
    r"\b(?:this|that|it|there|they|these|those|which|what|who|he|she|we|you|i|here|one|all|some|each"
    r"|most|if|when|as|in|on|and|or|but|both|another|other|first|next|last|goal|following|example"
    r"|reason|result|idea|only|default|his|her|our|your|my|their|its|below|above|answer|problem|way"
    r"|thing|point|of|for|to|with|not|no|everything|everyone|nothing|part|purpose|also|then|where"
    r"|how|why|note|so|file|command|page|site|users?|people)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\]\([^)]*\)|[\[\]*`_]")
WORDINGS = ("whats {}", "what is {}?", "what does {} mean", "what is a {}")


@dataclass(frozen=True, slots=True)
class Term:
    """A term, and the beginning of a sentence that says what it is, in letters and digits only."""

    name: str
    said: str


def terms(snapshot: Snapshot, pick: random.Random) -> Iterator[Term]:
    """Choose terms that the documents of a snapshot say something of."""
    text = "\n".join(document.text for document in snapshot.documents())
    found: dict[str, Term] = {}
    for match in SAYS.finditer(text):
        name = MARKUP.sub("", match["term"]).strip()
        often = len(re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)) >= FEWEST
        if often and not NO_TERM.search(name):
            found.setdefault(name.lower(), Term(name, letters(match[0])[:45]))
    chosen = list(found.values())
    pick.shuffle(chosen)
    yield from chosen[:OF_A_CORPUS]


def letters(text: str) -> str:
    """Return the letters and digits of a text, without the addresses of its links."""
    return re.sub(r"\W+", "", re.sub(r"\]\([^)]*\)", "", text)).lower()


def count(term: Term, question: str, answerer: Answerer, snapshot: Snapshot) -> Counter[str]:
    """Ask for a term, and tell whether the first quote, or what is shown, says what it is."""
    answer = answerer.ask(question, [Part(snapshot)])
    quotes = answer.quotes or answer.near
    first = bool(quotes) and term.said in letters(quotes[0].text)
    shown = any(term.said in letters(quote.context.text) for quote in quotes)
    sure = answer.tier is Tier.SURE
    return Counter(asked=1, first=first, shown=shown, sure=sure, sure_and_shown=sure and shown)


def main() -> None:
    """Ask over the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, default=Path("var/definitions"))
    options = parser.parse_args()
    answerer, library = Answerer.of(IndexSettings()), Library(options.index)
    pick, total = random.Random(1), Counter[str]()
    for folder in options.sets:
        sources = find_sources(folder / "articles")
        build(library, folder.name, sources, answerer.encoder, max_bytes=MAX_BYTES)
        snapshot, counts = library.get(folder.name), Counter[str]()
        for term in terms(snapshot, pick):
            question = WORDINGS[(total + counts)["asked"] % len(WORDINGS)]
            counts += count(term, question.format(term.name.lower()), answerer, snapshot)
        print(f"{folder.name:14}", dict(counts), flush=True)
        total += counts
    print(f"{'all':14}", dict(total))


if __name__ == "__main__":
    main()
