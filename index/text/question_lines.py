"""Recognise the lines of a source that are questions, such as those of an FAQ.

A question is a heading of its answer. It is never quoted as an answer.
"""

from __future__ import annotations

import re

LONGEST_QUESTION = 200  # characters
STRONG_LEVEL = 7  # of a line that is bold as a whole: below all headings
QUESTION_LEVEL = 8  # deeper than any heading, so that it ends at the next one
QUESTION_MARKER = re.compile(
    r"(?:\*\*|__)?(?:Q(?:uestion)?|Frage|Pregunta|Pergunta)[ ]?\d{0,3}[ ]?[:.)][ ]?(?:\*\*|__)?[ ]?"
)
ANSWER_MARKER = re.compile(
    r"(?P<bold>\*\*|__)?(?:A(?:nswer)?|Antwort|R[ée]ponse|Respuesta|Resposta)[ ]?\d{0,3}[ ]?:"
    r"(?(bold)(?P=bold))[ ]+"
)
FEWEST_WORDS = 3
# "Q:", "Q1.", "12)" and the marks of bold text can stand before it.
LINE = re.compile(
    r"(?:[*_]{1,3})?(?:(?:question|q)\s*\d{0,3}\s*[:.)]\s*|\d{1,3}[.)]\s+)?"
    r"[^\W_][^.!?]*(?:\.[^\s.!?][^.!?]*)*[?？؟;]\s*(?:[*_]{1,3})?",
    re.IGNORECASE,
)
QUESTION_MARKS = ("?", "？", "؟", ";")
GREEK = re.compile(r"[\u0370-\u03ff]")
UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def is_question_line(text: str) -> bool:
    """Return whether ``text`` is one short question, and nothing else.

    What a person says in a story ("Where is he?", — Où est-il ?) is none.
    """
    if not text.rstrip().rstrip("*_ \t\n").endswith(QUESTION_MARKS):  # most lines of a source
        return False
    line = " ".join(text.split()).removeprefix("¿")
    if len(line) > LONGEST_QUESTION or LINE.fullmatch(line) is None:
        return False
    if line.endswith(";"):  # the question mark of Greek
        return GREEK.search(line) is not None
    return len(line.split()) >= FEWEST_WORDS or UNSPACED.search(line) is not None


def asked(line: str) -> str | None:
    """Return the question of a line such as "Q: How?", without its marker; None if it is none."""
    marker = QUESTION_MARKER.match(line)
    question = line[marker.end() :].strip() if marker else line.strip()
    if marker and 3 <= len(question) <= LONGEST_QUESTION:
        return question
    return question if is_question_line(question) else None
