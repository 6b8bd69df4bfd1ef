"""From evidence to a probability: what a confidence means, and what is promised of it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import exp, isfinite
from typing import Any

from pydantic import BaseModel, ValidationError

from index.errors import first_fault
from index.types import UNREAD

EVIDENCE = "logistic-b33399fe"
"""The recipe of the evidence: a calibration holds for evidence of one recipe only.

The digits are those of the coefficients and of the retrieval's weights; a test compares them.
"""


@dataclass(frozen=True, slots=True)
class Promise:
    """At most ``risk`` of the answers are wrong, as judged questions showed with ``level``.

    ``wrong`` of ``answered`` questions were wrong at the threshold, among ``questions`` that
    nothing was fitted on.
    """

    risk: float
    level: float
    questions: int
    answered: int
    wrong: int

    def __post_init__(self) -> None:
        if not (0 < self.risk < 1 and 0 < self.level < 1):
            raise ValueError("a risk or a level that is no probability")
        if not 0 <= self.wrong <= self.answered <= self.questions:
            raise ValueError("counts that cannot be")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes of the evidence a probability that holds for one corpus.

    The general calibration, which holds until a corpus has its own, takes the evidence as it is.
    ``threshold`` is the probability below which Quoth abstains.
    """

    scale: float = 1.0
    shift: float = 0.0
    threshold: float = 0.35
    promise: Promise | None = None

    def __post_init__(self) -> None:
        if not (self.scale > 0 and isfinite(self.scale) and isfinite(self.shift)):
            raise ValueError("no such scale or shift")
        if not 0 <= self.threshold <= 1:
            raise ValueError("a threshold that is no probability")

    def probability(self, evidence: float) -> float:
        """The probability, 0 to 1, that the first quote answers."""
        logit = self.scale * evidence + self.shift
        return 1 / (1 + exp(-max(-50.0, min(50.0, logit))))


GENERAL = Calibration()


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus's own calibration, and on what it was measured, which tells whether it holds.

    ``snapshot`` and ``content`` are the name and the content of the index whose answers were
    judged; ``evidence`` is what gave the evidence, see ``evidence_of``.
    """

    calibration: Calibration
    snapshot: str
    content: str
    evidence: str
    on: date

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[\w-]+", self.snapshot):
            raise ValueError("no such snapshot")

    def applied(self, evidence: str, content: str) -> Calibration:
        """What of it holds for an index: its promise is for the content that was judged only."""
        if self.evidence != evidence:
            return GENERAL
        if self.content != content:
            return replace(self.calibration, promise=None)
        return self.calibration


def evidence_of(encoder: str, reader: str = UNREAD) -> str:
    """What gives the evidence: the encoder and the reader of these fingerprints, and our recipe."""
    return f"{encoder}|{reader}|{EVIDENCE}"


def measured_record(measured: Measured) -> dict[str, Any]:
    """The plain data that a manifest holds under ``calibration``."""
    return {
        **asdict(measured.calibration),
        "snapshot": measured.snapshot,
        "content": measured.content,
        "evidence": measured.evidence,
        "on": measured.on.isoformat(),
    }


class _Record(BaseModel):
    """The keys of ``measured_record``. None has a default, since a damaged record may lack it."""

    scale: float
    shift: float
    threshold: float
    promise: Promise | None
    snapshot: str
    content: str
    evidence: str
    on: date


def measured_from(record: object) -> Measured:
    """Read that data back. It is plain data, as ``json.loads`` gives it.

    :raises ValueError: it is not what ``measured_record`` gives.
    """
    try:
        found = _Record.model_validate_json(json.dumps(record), strict=True)
    except ValidationError as error:
        raise ValueError(f"no calibration ({first_fault(error)})") from None
    calibration = Calibration(found.scale, found.shift, found.threshold, found.promise)
    return Measured(calibration, found.snapshot, found.content, found.evidence, found.on)
