"""Write the headings above a passage as the text by which its section is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.text.questions import is_question

if TYPE_CHECKING:
    from index.types import Document


def searched_path(document: Document, offset: int) -> str:
    """Return the title and headings above ``offset``, by whose vector a section is found.

    A heading that is a question stands alone: people ask for its answer in nearly the same words.
    """
    headings = document.headings_at(offset)
    if headings and is_question(headings[-1]):
        return headings[-1]
    return " - ".join((document.title, *headings))
