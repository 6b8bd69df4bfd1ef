"""Check that a question can be asked at all, and tidy its white space."""

from __future__ import annotations

import unicodedata

from index.errors import QuestionError

MAX_QUESTION_CHARACTERS = 1_000


def check_question(question: str) -> str:
    """Return ``question`` with its white space tidied.

    :raises QuestionError: it is empty, has no words, or is too long.
    """
    # A lone surrogate (from an argument that is not UTF-8, say) is nothing that a model can read.
    tidy = " ".join(question.encode("utf-8", "replace").decode("utf-8").split())
    if not tidy:
        raise QuestionError(
            "That question is empty.", hint="Type your question.", kind="question-empty"
        )
    if len(tidy) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"That question has {len(tidy):,} characters; "
            f"the limit is {MAX_QUESTION_CHARACTERS:,}.",
            hint="Ask one thing, in one sentence.",
            kind="question-long",
            values={"length": len(tidy), "most": MAX_QUESTION_CHARACTERS},
        )
    if not any(unicodedata.category(character)[0] in "LN" for character in tidy):
        raise QuestionError(
            "There are no words in that question.",
            hint="Type your question.",
            kind="question-wordless",
        )
    return tidy
