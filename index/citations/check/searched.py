"""The documents of a snapshot as one check searches them, each prepared once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from index.citations.check.claim import ClaimPiece
from index.citations.check.find import SearchedDocument
from index.citations.check.fold import skeleton
from index.snapshots.snapshot import Snapshot
from index.text.analysis import Analysis
from index.types import Document, Passage

PASSAGES = 12  # how many of the likeliest are compared word by word
KEPT = 64  # documents whose folded text is kept; a large corpus has too many


class SearchedSnapshot:
    """The folded documents and the weights of words that all readings of one claim share."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._documents: dict[str, SearchedDocument] = {}
        self._weights: dict[str, float] = {}

    def likely(self, claim: str) -> list[Passage]:
        """Return the passages that hold the most of the claim's words."""
        lexicon = self._snapshot.passage_terms
        coverage = lexicon.coverage(Analysis(lexicon.languages, lexicon.knows).terms(claim))
        best = np.argsort(-coverage, kind="stable")[:PASSAGES]
        return [self._snapshot.passage(int(row)) for row in best if coverage[row] > 0]

    def of(self, document: Document) -> SearchedDocument:
        """Return the document with what has been prepared of it."""
        known = self._documents.get(document.id)
        if known is None:
            known = SearchedDocument(document)
            if len(self._documents) < KEPT:
                self._documents[document.id] = known
        return known

    def holding(
        self, parts: Sequence[ClaimPiece], searched: Collection[SearchedDocument]
    ) -> Iterator[SearchedDocument]:
        """Yield the documents, other than ``searched``, that may hold all the pieces."""
        known = {source.document.id for source in searched}
        bones = [skeleton(part.core) for part in parts]
        for document in self._snapshot.documents():
            if document.id in known:
                continue
            source = self.of(document)
            if all(bone in source.skeleton for bone in bones):
                yield source

    def weigh(self, word: str) -> float:
        """Return how rare ``word`` is in the sources: its inverse document frequency."""
        weight = self._weights.get(word)
        if weight is None:
            lexicon = self._snapshot.window_terms
            weight = min(map(lexicon.idf, lexicon.forms(word)))
            self._weights[word] = weight
        return weight
