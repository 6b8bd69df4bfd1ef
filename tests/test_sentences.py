from __future__ import annotations

from pathlib import Path

MARK = "¦"
CASES = Path(__file__).parent / "canned" / "sentences.txt"


def read_cases(path: Path = CASES) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Name, text and right spans of each block of the file."""
    cases = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        name, _, marked = block.strip().partition("\n")
        if name.startswith("# "):
            cases.append((name[2:], marked.replace(MARK, ""), _spans(marked)))
    return cases


def _spans(marked: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for part in marked.split(MARK):
        start = at + len(part) - len(part.lstrip())
        spans.append((start, start + len(part.strip())))
        at += len(part)
    return spans
