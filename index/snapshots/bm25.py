"""Score texts by the share of a question's words that they cover.

The score is BM25 (Robertson's term frequency with Lucene's idf) divided by its own ceiling for the
question. So it is an absolute share, 0 to 1, comparable across questions. A term that no text has
counts in the ceiling with the highest idf.

The score of each term in each text is computed at build time. A question only adds some of them up,
from arrays that are mapped from disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.snapshots.arrays import mapped
from index.snapshots.coverage import Coverage, FullCoverage, SparseCoverage, TermScores
from index.snapshots.word_counts import WordCounter, WordCounts, inverse_frequency, scores
from index.text.analysis import ENGLISH, spelt_in, terms_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCORES, ROWS, STARTS = (f"{name}.csc.index.npy" for name in ("data", "indices", "indptr"))
VOCABULARY, PARAMETERS = "vocab.index.json", "params.index.json"
COUNTS, LENGTHS = "counts.npy", "lengths.npy"  # by which the next build scores what it keeps
DENSE = 1  # of a question's words in each row: if more, few rows could be left out
ALL_SCORED = 1_000_000  # rows: to look some of them up costs more than to score all, if fewer


@dataclass(frozen=True, slots=True)
class Postings:
    """The scores of all terms: ``data``, in the texts ``indices``; ``indptr`` says where they are.

    ``count`` is the number of texts. ``ordered``: the texts of each term ascend.
    """

    data: NDArray[np.float32]
    indices: NDArray[np.int32]
    indptr: NDArray[np.int64]
    vocabulary: Mapping[str, int]
    count: int
    ordered: bool = True

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Map the files that a build wrote."""
        data, indices, indptr = (mapped(folder / name) for name in (SCORES, ROWS, STARTS))
        vocabulary = json.loads((folder / VOCABULARY).read_bytes())
        count = json.loads((folder / PARAMETERS).read_bytes())["num_docs"]
        ordered = (folder / COUNTS).exists()  # another program wrote those of format 3
        return cls(data, indices, indptr, vocabulary, int(count), ordered)

    def of(self, term: str) -> slice:
        """Return where the scores of ``term`` are; nowhere if no text has it."""
        row = self.vocabulary.get(term)
        if row is None or row + 1 >= len(self.indptr):
            return slice(0, 0)  # format 3 has a last word, "", that no text has
        return slice(int(self.indptr[row]), int(self.indptr[row + 1]))


class LexicalIndex:
    """A BM25 index of one table, or of some of its rows; term statistics are always the table's."""

    def __init__(
        self,
        postings: Postings,
        text_of: Callable[[int], str] | None = None,
        rows: range | None = None,
        languages: Sequence[str] = (ENGLISH,),
    ) -> None:
        self._by_letter: dict[str, list[str]] = {}
        self._postings = postings
        self._text_of = text_of
        self._rows = rows
        self.languages = tuple(languages)

    @classmethod
    def build(cls, texts: Sequence[str], written: Sequence[str] | None = None) -> LexicalIndex:
        """Index ``texts``, one a row; ``written`` are their languages, English if it is None."""
        written = [ENGLISH] * len(texts) if written is None else written
        counter = WordCounter()
        for row, (language, text) in enumerate(zip(written, texts, strict=True)):
            counter.add(row, terms_in(language, text))
        found, (_, lengths) = counter.counted(), counter.lengths()
        scored = scores(found, lengths, lengths.mean())
        vocabulary = {term: number for number, term in enumerate(found.terms)}
        postings = Postings(scored, found.rows, found.starts, vocabulary, len(texts))
        return cls(postings, texts.__getitem__, languages=[*dict.fromkeys(written)] or [ENGLISH])

    @classmethod
    def load(
        cls,
        folder: Path,
        text_of: Callable[[int], str] | None = None,
        languages: Sequence[str] = (ENGLISH,),
    ) -> LexicalIndex:
        """Open a saved index; ``text_of`` reads the text of a row, which ``folder`` lacks."""
        return cls(Postings.load(folder), text_of, languages=languages)

    def part(self, rows: range) -> LexicalIndex:
        """Restrict the index to these rows; a term that none of them has is unknown."""
        part = LexicalIndex(self._postings, self._text_of, rows, self.languages)
        part._by_letter = self._by_letter
        return part

    def knows(self, term: str) -> bool:
        """Return whether any row has ``term``."""
        if self._rows is None:
            return term in self._postings.vocabulary
        return bool(len(self._holding(term)))

    def forms(self, word: str) -> Sequence[str]:
        """Return the stems of ``word``, by the rules of each language of the sources."""
        return spelt_in(self.languages, word)

    def knows_word(self, word: str) -> bool:
        """Return whether any row has ``word`` in some form."""
        return any(map(self.knows, self.forms(word)))

    def _holding(self, term: str) -> NDArray[np.int32]:
        """Return the rows that have ``term``, in ascending order."""
        holding = self._postings.indices[self._postings.of(term)]
        if self._rows is not None:
            holding = holding[(holding >= self._rows.start) & (holding < self._rows.stop)]
        return holding if self._postings.ordered else np.sort(holding)

    def texts_with(self, term: str, most: int) -> Iterator[str]:
        """Yield the texts of the first ``most`` rows that have ``term``, to see how it is spelt.

        The index has only stems. If the snapshot was replaced while the question is asked, its
        database may be closed; then there are no texts.
        """
        if self._text_of is None:
            return
        try:
            yield from map(self._text_of, self._holding(term)[:most].tolist())
        except sqlite3.ProgrammingError:
            return

    def stems_beginning_with(self, letter: str) -> Sequence[str]:
        """Return the stems of all rows of the table, also of those not in this part."""
        if not self._by_letter:
            found: dict[str, list[str]] = {}
            for stem in self._postings.vocabulary:
                found.setdefault(stem[:1], []).append(stem)
            self._by_letter.update(found)
        return self._by_letter.get(letter, ())

    def idf(self, term: str) -> float:
        """Return Lucene's inverse document frequency; an unknown term gets the highest one."""
        found = self._postings.of(term)
        return inverse_frequency(found.stop - found.start, self._postings.count)

    def coverage(self, question: Sequence[str]) -> NDArray[np.float32]:
        """Return ``(n,)`` float32, 0 to 1: the share of the question's weight that each row has."""
        postings = self._postings
        scores = np.zeros(postings.count, dtype=np.float32)
        for term in filter(self.knows, question):
            found = postings.of(term)
            # In a third of the time of +=, which reads, adds and writes one after the other.
            np.add.at(scores, postings.indices[found], postings.data[found])
        ceiling = sum(map(self.idf, question)) or 1.0
        scores /= ceiling  # in place: in a large table, new arrays cost more than their numbers
        return np.clip(scores, 0, 1, out=scores)

    def covering(self, question: Sequence[str]) -> Coverage:
        """Return the shares of ``coverage``, for a few rows of many."""
        postings = self._postings
        places = [(postings.of(term), self.idf(term)) for term in filter(self.knows, question)]
        held = sum(at.stop - at.start for at, _ in places)
        common = held > DENSE * postings.count
        if postings.count < ALL_SCORED or common or not postings.ordered:
            return FullCoverage(self.coverage(question))
        terms = [TermScores(postings.indices[at], postings.data[at], idf) for at, idf in places]
        return SparseCoverage(terms, sum(map(self.idf, question)) or 1.0, postings.count)

    def unknown_share(self, question: Sequence[str]) -> float:
        """Return the share, 0 to 1, of the question's weight that is on words no row has."""
        ceiling = sum(map(self.idf, question))
        unknown = sum(self.idf(term) for term in question if not self.knows(term))
        return unknown / ceiling if ceiling else 1.0


def saved_counts(folder: Path) -> tuple[WordCounts, NDArray[np.int32]]:
    """Map the counts of a saved index, and the numbers of words of its rows."""
    postings = Postings.load(folder)
    terms = list(postings.vocabulary)
    counts = mapped(folder / COUNTS)
    return WordCounts(terms, postings.indptr, postings.indices, counts), mapped(folder / LENGTHS)
