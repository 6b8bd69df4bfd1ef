"""Count what could be quoted of Markdown folders, although no reader of their sites sees it.

    python -m tests.benchmarks.markdown_furniture FOLDER…

Each block and each heading is compared with patterns of what belongs to a site generator. Code is
not looked at. A block that holds several kinds counts once for each.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from index.errors import SourceError
from index.formats.markdown import read
from index.formats.parsed import Parsed
from index.types import BlockKind

KINDS = {
    "includes": r"\{\*.*\*\}|\{!.*!\}|--8<--|^\s*<<< ?@|@include",
    "admonition and tab fences": r"^\s*(?:!!!|\?\?\?\+?|/{3,}|:{3,}|={3,}\s*\")|\[!\w+\]",
    "autodoc": r"^\s*:::\s+\w+[.:]\w",
    "template tags": r"\{%.*?%\}|\{\{.*?\}\}",
    "imports and exports": r"^(?:import\s.*['\"];?|export\s+(?:const|default)\b.*)$",
    "tags of the layout": r"</?(?:div|p|table|tr|td|details|summary|[A-Z]\w+)\b[^>]*>\s*$",
    "comments": r"<!--|\{/\*",
    "tables of contents": r"\A(?:\s*[-*+\d.)]+\s+\[[^\]]*\]\(#[^)]*\)\s*\n?)+\Z",
    "a question alone": r"\A[^.!?`\n]{3,120}\?\Z",
    "anchors": r"\{:? ?#[\w-]+ ?\}\s*$",
}


def main() -> None:
    """Print the counts of each folder."""
    for folder in map(Path, sys.argv[1:]):
        found: Counter[str] = Counter()
        blocks = 0
        for file in sorted(folder.rglob("*.md*")):
            for parsed in _read(file):
                blocks += len(parsed.blocks)
                found.update(_kinds(parsed))
        print(f"{folder}: {blocks} blocks")
        for kind in KINDS:
            print(f"  {kind:<26} {found[kind]:>5}")


def _read(file: Path) -> list[Parsed]:
    try:
        return list(read(file.read_bytes(), file.name))
    except SourceError:
        return []


def _kinds(parsed: Parsed) -> list[str]:
    shown = [parsed.text[b.start : b.end] for b in parsed.blocks if b.kind is not BlockKind.CODE]
    prose = [re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL) for text in shown]
    prose += [mark.heading for mark in parsed.landmarks if mark.heading.endswith("}")]
    return [kind for text in prose for kind in KINDS if re.search(KINDS[kind], text, re.MULTILINE)]


if __name__ == "__main__":
    main()
