"""Write promises in words, and why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.snapshots.calibration import GENERAL, Promise, evidence_of
from index.snapshots.manifest import content

if TYPE_CHECKING:
    from index.settings import AnswerSettings
    from index.snapshots.calibration import Measured, NearPromise

MIN, NEAR = "QUOTH_ANSWER__MIN_CONFIDENCE", "QUOTH_ANSWER__NEAR_CONFIDENCE"
CALIBRATE_AGAIN = "run `quoth calibrate` again"


def promises_in_force(
    measured: Measured | None, manifest: dict[str, Any], reader: str, chosen: AnswerSettings
) -> dict[str, str]:
    """Write what an index promises of its answers and of its closest texts, or why nothing."""
    own = measured.calibration if measured else GENERAL
    lowest = MIN if chosen.min_confidence is not None else ""
    near = NEAR if chosen.near_confidence is not None else ""
    return {
        "promise": _in_force(measured, manifest, reader, own.promise, lowest),
        "near_promise": _in_force(measured, manifest, reader, own.near_promise, lowest or near),
    }


def _in_force(
    measured: Measured | None,
    manifest: dict[str, Any],
    reader: str,
    promise: Promise | NearPromise | None,
    overridden: str,
) -> str:
    """Write ``promise``, or why there is none; ``overridden``: the setting that replaces it."""
    if measured is None:
        return "none (general calibration)"
    if measured.evidence != evidence_of(manifest["encoder"]["fingerprint"], reader):
        stale = f"that of {measured.on} was for another model: {CALIBRATE_AGAIN}"
        return f"none (general calibration; {stale})"
    if promise is None:
        return f"none (calibrated on {measured.on}, when the questions did not support one)"
    if overridden:
        return f"none ({overridden} overrides the threshold that was measured)"
    if measured.content != content(manifest):
        stale = f"the sources changed since: {CALIBRATE_AGAIN}"
        return f"none (measured on snapshot {measured.snapshot}; {stale})"
    words, counts = _told(promise)
    return f"{words} ({percent(promise.level)} sure; {counts}, on {measured.on})"


def _told(promise: Promise | NearPromise) -> tuple[str, str]:
    if isinstance(promise, Promise):
        return promise_words(promise), f"{promise.wrong:,} of {promise.answered:,} were"
    return near_promise_words(promise), f"{promise.held:,} of {promise.shown:,} did"


def promise_words(promise: Promise) -> str:
    """Write the share of a promise: "at most 5 % of answers wrong"."""
    return f"at most {percent(promise.risk)} of answers wrong"


def near_promise_words(promise: NearPromise) -> str:
    """Write the share of a promise: "at least 25 % of closest texts hold the answer"."""
    return f"at least {percent(promise.useful)} of closest texts hold the answer"


def percent(share: float) -> str:
    """Write a share as ``5 %`` or ``2.5 %``."""
    return f"{100 * share:.4g} %"
