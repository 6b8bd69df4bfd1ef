"""Turn evidence into a probability, and record what was measured about its errors."""

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

EVIDENCE = "logistic-5cc21643"
"""The recipe of the evidence: a calibration holds only for evidence of the same recipe.

The digits are a hash of the coefficients and of the retrieval weights; a test compares them.
"""


@dataclass(frozen=True, slots=True)
class Promise:
    """A bound on wrong answers: at most a share ``risk`` is wrong, with confidence ``level``.

    It was measured on ``questions`` judged questions that nothing was fitted on. At the threshold,
    ``answered`` of them were answered, and ``wrong`` of those wrongly.

    :raises ValueError: a share is not between 0 and 1, or the counts are impossible.
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
class NearPromise:
    """A bound on closest texts: at least a share ``useful`` holds the answer.

    It is certain with confidence ``level``, and was measured on ``questions`` judged questions that
    nothing was fitted on: ``shown`` of them were shown the closest texts, ``held`` of those with
    the answer.

    :raises ValueError: a share is not between 0 and 1, or the counts are impossible.
    """

    useful: float
    level: float
    questions: int
    shown: int
    held: int

    def __post_init__(self) -> None:
        if not (0 < self.useful < 1 and 0 < self.level < 1):
            raise ValueError("a share or a level that is no probability")
        if not 0 <= self.held <= self.shown <= self.questions:
            raise ValueError("counts that cannot be")


@dataclass(frozen=True, slots=True)
class Calibration:
    """The scale and shift that turn evidence, in log odds, into a probability for one corpus.

    ``GENERAL`` leaves the evidence unchanged; it is used until a corpus has its own calibration.
    ``threshold`` is the probability below which Quoth abstains, and ``near`` the one below which
    it does not even show what is nearest.

    :raises ValueError: a value is out of range.
    """

    scale: float = 1.0
    shift: float = 0.0
    threshold: float = 0.5
    promise: Promise | None = None
    near: float = 0.14
    near_promise: NearPromise | None = None

    def __post_init__(self) -> None:
        if not (self.scale > 0 and isfinite(self.scale) and isfinite(self.shift)):
            raise ValueError("no such scale or shift")
        if not (0 <= self.threshold <= 1 and 0 <= self.near <= 1):
            raise ValueError("a threshold that is no probability")

    def probability(self, evidence: float) -> float:
        """Return the probability, 0 to 1, that the first quote answers the question."""
        logit = self.scale * evidence + self.shift
        return 1 / (1 + exp(-max(-50.0, min(50.0, logit))))


GENERAL = Calibration()


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus's own calibration, with the index and the models that it was measured on.

    ``snapshot`` is the name of the index whose answers were judged, and ``content`` the hash of
    its content. ``evidence`` names the source of the evidence; see ``evidence_of``.

    :raises ValueError: ``snapshot`` cannot be the name of a snapshot.
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
        """Return the calibration for an index with this ``evidence`` and ``content``.

        It is the general one for other evidence. For other content it comes without promises.
        """
        if self.evidence != evidence:
            return GENERAL
        if self.content != content:
            return replace(self.calibration, promise=None, near_promise=None)
        return self.calibration


def evidence_of(encoder: str, reader: str = UNREAD) -> str:
    """Return a name for the source of the evidence, from two fingerprints and the recipe."""
    return f"{encoder}|{reader}|{EVIDENCE}"


def measured_record(measured: Measured) -> dict[str, Any]:
    """Return the plain data that a manifest holds under ``calibration``."""
    return {
        **asdict(measured.calibration),
        "snapshot": measured.snapshot,
        "content": measured.content,
        "evidence": measured.evidence,
        "on": measured.on.isoformat(),
    }


class _Record(BaseModel):
    """The keys of ``measured_record``.

    Only those of the near tier have a default: records that were made before it lack them. Another
    that is missing means damage.
    """

    scale: float
    shift: float
    threshold: float
    promise: Promise | None
    near: float = GENERAL.near
    near_promise: NearPromise | None = None
    snapshot: str
    content: str
    evidence: str
    on: date


def measured_from(record: object) -> Measured:
    """Read a calibration from the plain data that ``measured_record`` returned.

    :raises ValueError: it is anything else.
    """
    try:
        found = _Record.model_validate_json(json.dumps(record), strict=True)
    except ValidationError as error:
        raise ValueError(f"no calibration ({first_fault(error)})") from None
    calibration = Calibration(
        found.scale, found.shift, found.threshold, found.promise, found.near, found.near_promise
    )
    return Measured(calibration, found.snapshot, found.content, found.evidence, found.on)
