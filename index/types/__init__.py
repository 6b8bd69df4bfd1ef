"""The nouns of Quoth. Read these modules first: all other files use their words.

A ``Document`` (``document``) holds passages; a ``Passage`` that is found for a question is a
``Hit`` (``passage``); the best of it becomes a ``Quote`` (``quote``); quotes make an ``Answer``,
or their lack a ``Refusal`` (``answer``).

Offsets are Unicode code points into ``Document.text``, half-open: ``text[start:end]``.
A score rises with relevance.
"""

from index.types.answer import Answer, Reason, Refusal, Scope, Tier
from index.types.document import Block, BlockKind, Document, Landmark, Locator, Markup, Stretch
from index.types.passage import Hit, Passage, Scores, Span
from index.types.quote import UNREAD, Quote, QuoteKind, Reading

__all__ = [
    "UNREAD",
    "Answer",
    "Block",
    "BlockKind",
    "Document",
    "Hit",
    "Landmark",
    "Locator",
    "Markup",
    "Passage",
    "Quote",
    "QuoteKind",
    "Reading",
    "Reason",
    "Refusal",
    "Scope",
    "Scores",
    "Span",
    "Stretch",
    "Tier",
]
