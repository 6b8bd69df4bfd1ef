"""Extract public question-answering sets, from clones of their repositories, as titled paragraphs.

    python -m index.training.public_sets CLONES --output var/sets

``CLONES`` holds one clone for each repository, in a folder ``owner+name``; the model card lists
the commits. Each answer is a verbatim string of its paragraph; others are dropped. Every question
in ``--reserved``, those of the sets for judging, is dropped too.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from index.training.squad import Row, squad_fragments, squad_pairs

WINDOW = 900  # characters around an answer in a whole article


def natural_questions(clones: Path) -> Iterator[Row]:
    """Yield the questions of Natural Questions (open), each with its gold passage."""
    path = clones / "nelson-liu+lost-in-the-middle/qa_data/nq-open-oracle.jsonl.gz"
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        record = json.loads(line)
        gold, context = record["nq_annotated_gold"], record["ctxs"][0]
        answers = [*(gold.get("short_answers") or []), *record["answers"]]
        text = gold.get("long_answer") or context["text"]
        yield gold.get("title") or context["title"], text, record["question"], answers


def covid(clones: Path) -> Iterator[Row]:
    """Yield the questions of COVID-QA, each with the sentences around its answer."""
    for name in ("200423", "200421"):
        path = clones / f"deepset-ai+COVID-QA/data/question-answering/{name}_covidQA.json"
        for article in _json(path)["data"]:
            for paragraph in article["paragraphs"]:
                text = paragraph["context"]
                title = text.split("\n")[0][:200]
                for asked in paragraph["qas"]:
                    answer = asked["answers"][0]["text"].strip()
                    yield title, _around(text, answer), asked["question"], [answer]


def _around(text: str, answer: str) -> str:
    """Return the sentences around the first place of ``answer``."""
    at = max(0, text.find(answer))
    bounds = [0, *(m.end() for m in re.finditer(r"[.!?]\s+|\n\n", text)), len(text)]
    before = [b for b in bounds if b <= at and at - b <= WINDOW // 2]
    after = [b for b in bounds if b >= at + len(answer)]
    start = before[0] if before else at
    end = next((b for b in reversed(after) if b - start <= WINDOW), after[0])
    return text[start:end].strip()


def one_stop(clones: Path) -> Iterator[Row]:
    """Yield the questions of OneStopQA for each reading level of their paragraph."""
    folder = clones / "berzak+onestop-qa/annotations/annotated_articles"
    for path in sorted(folder.glob("*.txt")):
        for part in path.read_text("utf-8").split("# Paragraph")[1:]:
            questions = re.findall(r"^Q\d?: ?(.+)$", part, re.M)
            for level in re.findall(r"^(?:Adv|Int|Ele): ?(.+)$", part, re.M):
                text = re.sub(r"</?[AD]\d>", "", level).strip()
                for number, question in enumerate(questions[:3], 1):
                    marked = re.findall(rf"<A{number}>(.*?)</A{number}>", level)
                    answers = [re.sub(r"</?[AD]\d>", "", a).strip() for a in marked]
                    yield path.stem.replace("-", " "), text, question, answers or ["\0"]


def integreat(clones: Path) -> Iterator[Row]:
    """Yield the English questions of the Integreat set, answered by whole lines."""
    folder = clones / "digitalfabrik+integreat-qa-dataset/dataset/languages/en/splits"
    for name in ("train", "dev", "test"):
        for line in (folder / f"{name}_en.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            lines = record["context"].split("\n")
            answers = [lines[at] for at in sorted(record["answers"]) if lines[at].strip()]
            title = f"Integreat {record.get('city', '')}"
            yield title, record["context"], record["question"], answers


def tat(clones: Path) -> Iterator[Row]:
    """Yield the questions of TAT-QA that spans of its text answer."""
    for name in ("tatqa_dataset_dev.json", "tatqa_dataset_test_gold.json"):
        for document in _json(clones / f"NExTplusplus+TAT-QA/dataset_raw/{name}"):
            paragraphs = sorted(document["paragraphs"], key=lambda paragraph: paragraph["order"])
            text = "\n".join(paragraph["text"] for paragraph in paragraphs)
            for asked in document["questions"]:
                if asked.get("answer_type") == "span" and asked.get("answer_from") == "text":
                    given = asked["answer"]
                    answers = given if isinstance(given, list) else [given]
                    yield "", text, asked["question"], answers


def tweets(clones: Path) -> Iterator[Row]:
    """Yield the questions of TweetQA, with answers as the tweet writes them."""
    for name in ("train", "dev"):
        for record in _json(clones / f"KaishuoWang+TweetQA/data/{name}.json"):
            answers = record.get("Answer") or []
            given = [answers] if isinstance(answers, str) else answers
            found = [_as_written(record["Tweet"], answer) for answer in given]
            yield "", record["Tweet"], record["Question"], [a for a in found if a] or ["\0"]


def _as_written(text: str, answer: str) -> str | None:
    """Return ``answer`` as ``text`` writes it, with the case and spaces of ``text``."""
    words = answer.strip(" .").split()
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    match = re.search(pattern, text, re.I) if words else None
    return match[0] if match else None


def fairy_tales(clones: Path) -> Iterator[Row]:
    """Yield the questions of FairytaleQA that a tale answers explicitly."""
    folder = clones / "uci-soe+FairytaleQAData/data-by-origin"
    for path in sorted(folder.glob("questions/*/*-questions.csv")):
        name = path.name.removesuffix("-questions.csv")
        sections = {
            row["section"]: row["text"]
            for row in _csv(folder / f"section-stories/{path.parent.name}/{name}-story.csv")
        }
        for row in _csv(path):
            text = sections.get(row["cor_section"], "")
            if row["ex-or-im1"] == "explicit" and text:
                answer = _as_written(text, row["answer1"])
                yield name.replace("-", " "), text, row["question"], [answer or "\0"]


def selection(clones: Path) -> Iterator[Row]:
    """Yield the questions of SelQA, answered by whole sentences of a section."""
    for name in ("dev", "test"):
        for record in _json(clones / f"emorynlp+selqa/ass/selqa-ass-{name}.json"):
            sentences = record["candidates"]
            answers = [sentences[at] for at in record["answers"]]
            yield record["article"], " ".join(sentences), record["question"], answers


SETS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "squad_train_fragments": squad_fragments,
    "squad_train_pairs": squad_pairs,
    "nq_open_oracle_dev": natural_questions,
    "covidqa": covid,
    "onestopqa": one_stop,
    "integreat_en": integreat,
    "tatqa_text_dev_test": tat,
    "tweetqa": tweets,
    "fairytaleqa": fairy_tales,
    "selqa_sentences": selection,
}


def kept(rows: Iterable[Row], reserved: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield each question of a paragraph once, with the answers that the paragraph has verbatim."""
    seen: set[tuple[str, str]] = set()
    for title, context, asked, answers in rows:
        question = " ".join(asked.split())
        verbatim = list(dict.fromkeys(a for a in answers if a and a in context))
        if (question, context) in seen or question in reserved or (answers and not verbatim):
            continue
        seen.add((question, context))
        yield {"title": title, "context": context, "question": question, "answers": verbatim}


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _csv(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def main() -> None:
    """Write all sets as JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", type=Path)
    parser.add_argument("--output", type=Path, default=Path("var/sets"))
    parser.add_argument("--reserved", type=Path, help="questions never to take, one a line")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    reserved = frozenset(
        options.reserved.read_text("utf-8").splitlines() if options.reserved else ()
    )
    for name, rows in SETS.items():
        records = list(kept(rows(options.clones), reserved))
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (options.output / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{name}: {len(records)} questions", flush=True)


if __name__ == "__main__":
    main()
