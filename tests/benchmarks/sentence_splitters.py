"""Compare sentence splitters on the canned cases and on real articles; print Markdown.

``python -m tests.benchmarks.sentence_splitters [--texts FOLDER] [--wrong NAME] [--abroad]``

The libraries are not dependencies of Quoth; those that are not installed are left out:
``pip install pysbd==0.3.4 syntok==1.4.4 nupunkt==0.8.0 sentencex==1.0.32 blingfire==0.1.8
segtok==1.5.11``
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.support.sentence_cases import ABROAD, read_cases, seed_case, seed_paragraphs

Span = tuple[int, int]
Splitter = Callable[[str], list[Span]]
Case = tuple[str, str, list[Span]]


def aligned(text: str, pieces: Iterable[str]) -> list[Span]:
    """Find the pieces in the text, one after the other.

    :raises ValueError: a piece is not there, so the splitter changed the text.
    """
    spans, at = [], 0
    for piece in pieces:
        if piece := piece.strip():
            start = text.index(piece, at)
            at = start + len(piece)
            spans.append((start, at))
    return spans


def naive() -> Splitter:
    """Make a splitter by a regular expression."""
    return lambda text: aligned(text, re.split(r"(?<=[.!?])\s+", text))


def pysbd(language: str = "en") -> Splitter:
    """Make the splitter of pysbd.

    :raises ValueError: it has no rules of the language.
    """
    segmenter = importlib.import_module("pysbd").Segmenter(
        language=language, clean=False, char_span=True
    )
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def syntok() -> Splitter:
    """Make the splitter of syntok."""
    analyze = importlib.import_module("syntok.segmenter").analyze

    def spans(text: str) -> list[Span]:
        found = []
        for paragraph in analyze(text):
            found += [
                (tokens[0].offset, tokens[-1].offset + len(tokens[-1].value))
                for tokens in paragraph
                if tokens
            ]
        return found

    return spans


def nupunkt() -> Splitter:
    """Make the splitter of nupunkt."""
    module = importlib.import_module("nupunkt")
    return lambda text: [tuple(span[:2]) for span in module.sent_spans(text)]


def sentencex(language: str = "en") -> Splitter:
    """Make the splitter of sentencex."""
    module = importlib.import_module("sentencex")
    return lambda text: aligned(text, module.segment(language, text))


def blingfire() -> Splitter:
    """Make the splitter of blingfire."""
    module = importlib.import_module("blingfire")
    return lambda text: [
        (int(start), int(end)) for start, end in module.text_to_sentences_and_offsets(text)[1]
    ]


def segtok() -> Splitter:
    """Make the splitter of segtok."""
    split = importlib.import_module("segtok.segmenter").split_single
    return lambda text: aligned(text, split(text))


def quoth(language: str = "en") -> Splitter:
    """Make the splitter of Quoth."""
    spans = importlib.import_module("index.text.sentences").sentence_spans
    return lambda text: spans(text, language=language)


SPLITTERS: dict[str, Callable[[], Splitter]] = {
    "naive regex": naive,
    "pysbd": pysbd,
    "syntok": syntok,
    "nupunkt": nupunkt,
    "sentencex": sentencex,
    "blingfire": blingfire,
    "segtok": segtok,
    "Quoth": quoth,
}


def show_abroad() -> None:
    """Print the cases in other languages that each splitter has right, and those that it cuts."""
    made: dict[str, Callable[[str], Splitter]] = {
        "pysbd": pysbd, "blingfire": lambda _: blingfire(), "sentencex": sentencex,
        "Quoth as English": lambda _: quoth(), "Quoth": quoth,
    }  # fmt: skip
    files = sorted(ABROAD.glob("*.txt"))
    print("| splitter | " + " | ".join(file.stem for file in files) + " |")
    print("|---" * (1 + len(files)) + "|")
    for name, splitter in made.items():
        print(f"| {name} | " + " | ".join(_abroad(splitter, file) for file in files) + " |")


def _abroad(splitter: Callable[[str], Splitter], file: Path) -> str:
    cases = read_cases(file)
    try:
        found = judge(splitter(file.stem), cases)
    except ValueError:
        return "-"
    return f"{len(found['right'])} of {len(cases)}, {len(found['cut'])} cut"


def trimmed(text: str, spans: Iterable[Span]) -> list[Span]:
    """Strip the white space at the ends of the spans, and drop empty ones."""
    kept = []
    for start, end in spans:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            kept.append((left, left + len(piece.strip())))
    return kept


def whole(text: str, spans: list[Span]) -> bool:
    """Return whether every visible character is in exactly one span, in order."""
    at, kept = 0, []
    for start, end in spans:
        if start < at:
            return False
        kept.append(text[start:end])
        at = end
    return "".join("".join(kept).split()) == "".join(text.split())


def judge(splitter: Splitter, cases: Iterable[Case]) -> dict[str, list[str]]:
    """Sort the cases' names: right, cut (a boundary too many), long (one too few), broken."""
    sorted_: dict[str, list[str]] = {"right": [], "cut": [], "long": [], "broken": []}
    for name, text, expected in cases:
        try:
            spans = trimmed(text, splitter(text))
            kind = _kind(text, spans, expected)
        except Exception:  # any error counts against the library
            kind = "broken"
        sorted_[kind].append(name)
    return sorted_


def _kind(text: str, spans: list[Span], expected: list[Span]) -> str:
    if spans == expected:
        return "right"
    if not whole(text, spans):
        return "broken"
    ends = {end for _, end in expected}
    return "cut" if any(end not in ends for _, end in spans) else "long"


def timed(splitter: Splitter, paragraphs: list[str]) -> tuple[float, int]:
    """Return the seconds, and the number of paragraphs that were changed or raised an error."""
    broken = 0
    began = time.perf_counter()
    for text in paragraphs:
        try:
            broken += not whole(text, trimmed(text, splitter(text)))
        except Exception:
            broken += 1
    return time.perf_counter() - began, broken


def paragraphs_of(folder: Path) -> list[str]:
    """Return the paragraphs of the articles in a folder."""
    files = sorted(folder.rglob("articles/*.md")) or sorted(folder.rglob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    return [part for text in texts for part in re.split(r"\n\s*\n", text) if part.strip()]


def cells(name: str, sets: list[list[Case]], texts: list[str]) -> list[str]:
    """Return a splitter's row of the table."""
    splitter = SPLITTERS[name]()
    row = [name]
    for cases in sets:
        found = judge(splitter, cases)
        row += [f"{len(found['right'])} / {len(cases)}"]
        row += [str(len(found[kind])) for kind in ("cut", "long", "broken")]
    if texts:
        seconds, broken = timed(splitter, texts)
        row += [f"{sum(map(len, texts)) / seconds / 1e6:.2f}", str(broken)]
    return row


def golden_rules() -> list[Case]:
    """Return pysbd's own test cases for English, which others than us wrote."""
    try:
        rules = importlib.import_module("benchmarks.english_golden_rules").GOLDEN_EN_RULES
    except ImportError:
        return []
    return [(text, text, aligned(text, sentences)) for text, sentences in rules]


def seed() -> list[Case]:
    """Return the cases of the seed article, if it is there."""
    found = seed_case()
    if found is None:
        return []
    text, spans = found
    paragraphs = seed_paragraphs(text)
    return [
        (f"seed {at}", text[a:b], [(c - a, d - a) for c, d in spans if a <= c < b])
        for at, (a, b) in enumerate(paragraphs, 1)
    ]


def main() -> None:
    """Print the table, or the cases that one splitter gets wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder of .md files, for speed and loss")
    parser.add_argument("--wrong", help="list the cases that this splitter gets wrong")
    parser.add_argument("--abroad", action="store_true", help="the cases in other languages")
    arguments = parser.parse_args()
    if arguments.abroad:
        show_abroad()
        return
    sets = {"canned": read_cases(), "seed article": seed(), "pysbd's rules": golden_rules()}
    sets = {name: cases for name, cases in sets.items() if cases}
    if arguments.wrong:
        show_wrong(
            SPLITTERS[arguments.wrong](), [case for cases in sets.values() for case in cases]
        )
        return
    texts = paragraphs_of(arguments.texts) if arguments.texts else []
    head = ["splitter"]
    for name in sets:
        head += [f"{name}: right", "cut", "too long", "broken"]
    head += ["M characters/s", "paragraphs changed"] if texts else []
    print("| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |", sep="\n")
    for name in SPLITTERS:
        try:
            print("| " + " | ".join(cells(name, list(sets.values()), texts)) + " |", flush=True)
        except ImportError as error:
            print(f"{name}: {error}", file=sys.stderr)


def show_wrong(splitter: Splitter, cases: list[Case]) -> None:
    """Print the cases that a splitter gets wrong."""
    for name, text, expected in cases:
        try:
            spans = trimmed(text, splitter(text))
        except Exception as error:
            print(f"{name}: {error!r}")
            continue
        if spans != expected:
            print(f"{name}:\n   is " + " ¦ ".join(text[a:b] for a, b in spans))
            print("   not " + " ¦ ".join(text[a:b] for a, b in expected))


if __name__ == "__main__":
    main()
