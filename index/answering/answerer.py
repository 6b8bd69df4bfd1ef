"""Answer a question with quotes, or abstain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.answering.assessment import Assessment, Assessor
from index.answering.both_sides import both_sides
from index.answering.closest import closest
from index.answering.ellipsis import corrected
from index.answering.follow_choice import chosen
from index.answering.followups import Turn, leans, may_lean
from index.answering.merge import combined
from index.answering.newest import newest_that_answers
from index.answering.part import Part
from index.answering.question_check import check_question
from index.answering.quoting import candidates, without_repeated, worth_showing
from index.answering.reading import read_hits
from index.answering.references import references, spans_of
from index.answering.refusal import refusal
from index.answering.several import told_apart
from index.answering.spelling import read_as
from index.answering.together import asked_in_turn
from index.answering.wholes import wholes
from index.answering.withholding import held_back
from index.errors import SnapshotMismatch
from index.models.encoder import Encoder
from index.models.reader import Reader
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.settings import AnswerSettings, IndexSettings
from index.snapshots.bm25 import LexicalIndex
from index.snapshots.snapshot import Snapshot
from index.text.analysis import Analysis
from index.text.answer_kinds import asks_for_fact
from index.text.comparisons import comparison_in
from index.text.courtesy import without_courtesy
from index.types import UNREAD, Answer, Reason, Refusal

MAX_CANDIDATES = 5
DEFAULT_DEPTH = 10
DEFAULT_PASSAGES_READ = 3


class Answerer:
    """The models and settings that answer questions; equal questions get equal answers."""

    def __init__(
        self,
        encoder: Encoder,
        settings: AnswerSettings | None = None,
        reader: Reader | None = None,
        pages: int = DEFAULT_PASSAGES_READ,
    ) -> None:
        self._encoder = encoder
        self._settings = settings or AnswerSettings()
        self._reader = reader
        self._pages = pages

    @classmethod
    def of(cls, settings: IndexSettings, encoder: Encoder | None = None) -> Answerer:
        """Make the answerer that ``settings`` describe.

        A loaded ``encoder`` is used instead of a new one.

        :raises EncoderError: see ``load_encoder``.
        :raises ReaderError: see ``load_reader``.
        """
        from index.models.encoder import load_encoder
        from index.models.loading import load_reader

        encoder = encoder or load_encoder(settings.encoder)
        reader = load_reader(settings.reader)
        return cls(encoder, settings.answer, reader, settings.reader.passages)

    def ask(
        self,
        question: str,
        scope: Sequence[Part],
        after: Turn | None = None,
        depth: int = DEFAULT_DEPTH,
        *,
        whole: bool = False,
    ) -> Answer:
        """Quote what answers ``question`` in the parts of ``scope``, or abstain.

        Each part is asked by itself; ``index.answering.merge`` combines their answers. No other
        text is scored or shown. What is said around a question, such as thanks, is not asked. A
        message that surely asks several questions is answered by ``index.answering.together``,
        unless it is to be asked as a ``whole``.
        ``after`` is the turn before, for a question that depends on it, such as "and when was
        that?"; its citations are looked up in ``scope`` only. ``depth`` is the number of hits that
        the Answer carries, for measuring.

        :raises QuestionError: see ``check_question``.
        :raises SnapshotMismatch: another model made one of the snapshots.
        """
        tidy = check_question(question)
        for part in scope:
            self.check_model(part.snapshot)

        def ask(asked: str, turn: Turn | None) -> Answer:
            return self._ask(asked, scope, turn, depth)

        questions = (tidy,) if whole else told_apart(tidy)
        if len(questions) == 1:
            return ask(tidy, after)
        return asked_in_turn(tidy, questions, ask, after)

    def _ask(self, question: str, scope: Sequence[Part], after: Turn | None, depth: int) -> Answer:
        """Answer one question, which may refer to the turn before."""
        plain = without_courtesy(question)
        meant = read_as(plain, *_lexicons(scope))
        if after is not None and may_lean(meant):
            answer = self._follow(plain, meant, after, scope, depth)
        else:
            answer = self._alone(plain, meant, scope, depth)
        return replace(answer, question=question)

    def _follow(
        self, question: str, meant: str, turn: Turn, scope: Sequence[Part], depth: int
    ) -> Answer:
        """Answer ``question`` with what it refers to, or as it is if that answer is surer.

        A question that possibly refers to the turn before is first asked as it is.
        """
        words = _analysis(scope)
        question, meant = corrected(question) or question, corrected(meant) or meant
        alone = self._alone(question, meant, scope, depth)
        if not leans(meant) and not alone.abstained:
            return alone
        cited = spans_of(turn, scope)
        tries = [
            self._look_up(Query.following(question, meant, one, self._encoder, words), scope, depth)
            for one in references(meant, turn, cited, self._reader)
        ]
        return chosen(alone, [replace(one, followed=True) for one in tries], cited)

    def _alone(self, question: str, meant: str, scope: Sequence[Part], depth: int) -> Answer:
        """Answer ``question`` as if it were the first; one that compares, with both its sides."""
        words = _analysis(scope)

        def look_up(asked: str, meant: str | None = None) -> Answer:
            return self._look_up(Query.of(asked, self._encoder, meant, words), scope, depth)

        answer = look_up(question, meant)
        compared, least = comparison_in(meant), self._settings.near_confidence or 0.0
        return both_sides(meant, compared, answer, look_up, least) if compared else answer

    def _look_up(self, query: Query, scope: Sequence[Part], depth: int) -> Answer:
        lexicons, searched = _lexicons(scope), max(depth, DEFAULT_DEPTH)
        answers = [self._answer(query, part, lexicons, searched) for part in scope]
        return combined(query, answers, quotes=self._settings.quotes, depth=depth)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as (n, d) float32 unit rows, to compare questions with each other."""
        return self._encoder.encode_passages(texts)

    def check_model(self, snapshot: Snapshot) -> None:
        """Check that this encoder made ``snapshot``, and so can search it.

        :raises SnapshotMismatch: another model made it.
        """
        if snapshot.fingerprint == self._encoder.fingerprint:
            return
        built, used = snapshot.manifest["encoder"]["name"], self._encoder.name
        if built == used:
            raise SnapshotMismatch(
                f"the index was built with a different version of the model {used}",
                hint="Rebuild it with `quoth build`.",
            )
        raise SnapshotMismatch(
            f"the index was built with {built}, but the model in use is {used}",
            hint="Rebuild it with `quoth build`, or restore QUOTH_ENCODER__MODEL.",
        )

    def _answer(
        self, query: Query, part: Part, lexicons: Sequence[LexicalIndex], depth: int
    ) -> Answer:
        """Answer from one part; ``lexicons`` are those of all parts that are asked."""
        snapshot = part.snapshot
        best = self._best(query, part, depth)
        held = held_back(query, best.quotes[0], lexicons)
        answered = best.answers(self.threshold(snapshot)) and held is None
        passages = tuple(scored.hit for scored in best.hits)
        whole = wholes(best.quotes, around=not asks_for_fact(query.wording, query.kind))
        quotes = without_repeated(query, whole)
        refused = None
        if not answered:
            refused = refusal(query.mended, best.signals, passages, *lexicons, held=held)
        is_near = refused and self._is_near(best.confidence, snapshot, refused)
        return Answer(
            question=query.text,
            quotes=worth_showing(quotes, self._settings.quotes) if answered else (),
            near=closest(query, quotes, best.hits, snapshot) if is_near else (),
            confidence=best.confidence,
            candidates=quotes,
            refusal=refused,
            hits=passages,
            snapshot=snapshot.name,
            evidence=best.evidence,
            read_as=query.mended if query.mended != query.text else "",
            within=part.title,
        )

    def _best(self, query: Query, part: Part, depth: int) -> Assessment:
        """Retrieve from ``part``, and assess its best quotes, the one to be shown first."""
        snapshot, readings = part.snapshot, None
        scored = retrieve(query, snapshot, depth, within=part.rows)
        if self._reader is not None:
            readings = read_hits(query.wording, scored, snapshot, self._reader, self._pages)
        quotes = tuple(candidates(query, scored, snapshot, MAX_CANDIDATES, readings=readings))
        assess = Assessor(query, part, scored, self._reader).assess
        return newest_that_answers(query, assess(quotes), assess, self.threshold(snapshot))

    @property
    def encoder(self) -> Encoder:
        """Return the encoder, which also builds the snapshots that can be asked."""
        return self._encoder

    @property
    def reader(self) -> str:
        """Return the fingerprint of the reader, or ``UNREAD`` without one."""
        return self._reader.fingerprint if self._reader else UNREAD

    def threshold(self, snapshot: Snapshot) -> float:
        """Return the confidence below which ``snapshot`` abstains.

        It is the operator's choice or, without one, the calibration's.
        """
        chosen = self._settings.min_confidence
        return snapshot.calibration_for(self.reader).threshold if chosen is None else chosen

    def _is_near(self, sure: float, snapshot: Snapshot, refused: Refusal) -> bool:
        """Return whether something is near enough to be shown although it may not answer."""
        chosen = self._settings.near_confidence
        least = snapshot.calibration_for(self.reader).near if chosen is None else chosen
        return sure >= least and refused.reason is not Reason.OFF_TOPIC


def _lexicons(scope: Sequence[Part]) -> list[LexicalIndex]:
    return [part.lexicon for part in scope]


def _analysis(scope: Sequence[Part]) -> Analysis:
    """Return the way to cut a question into words as the sources in ``scope`` were cut."""
    lexicons = _lexicons(scope)
    languages = dict.fromkeys(code for lexicon in lexicons for code in lexicon.languages)
    return Analysis(tuple(languages), lambda term: any(one.knows(term) for one in lexicons))
