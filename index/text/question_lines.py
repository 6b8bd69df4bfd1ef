"""Recognise the lines of a source that are questions, such as those of an FAQ.

A question is a heading of its answer. It is never quoted as an answer.
"""

from __future__ import annotations

import re

LONGEST_QUESTION = 160
QUESTION_LEVEL = 8  # deeper than any heading, so that it ends at the next one
QUESTION_MARKER = re.compile(
    r"(?:\*\*|__)?(?:Q(?:uestion)?|Frage|Pregunta|Pergunta)[ ]?\d{0,3}[ ]?[:.)][ ]?(?:\*\*|__)?[ ]?"
)
ANSWER_MARKER = re.compile(
    r"(?P<bold>\*\*|__)?(?:A(?:nswer)?|Antwort|R[ée]ponse|Respuesta|Resposta)[ ]?\d{0,3}[ ]?:"
    r"(?(bold)(?P=bold))[ ]+"
)
ENDS = re.compile(r"[?？؟][\"'”’»)\]*_]*\Z")
OTHER_SENTENCE = re.compile(r"[.!…。！](?=\s|\Z)")
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|incl|no|St|Mr|Mrs|Dr|z\.B|d\.h)\.", re.I)


def is_short_question(line: str) -> bool:
    """Return whether ``line`` is nothing but a short question, or two."""
    words = " ".join(line.split())
    if not 3 <= len(words) <= LONGEST_QUESTION or not ENDS.search(words):
        return False
    return OTHER_SENTENCE.search(ABBREVIATION.sub("", words)) is None


def asked(line: str) -> str | None:
    """Return the question of a line such as "Q: How?", without its marker; None if it is none."""
    marker = QUESTION_MARKER.match(line)
    question = line[marker.end() :].strip() if marker else line.strip()
    if marker and 3 <= len(question) <= LONGEST_QUESTION:
        return question
    return question if is_short_question(question) else None
