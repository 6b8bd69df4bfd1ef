"""Write promises in words, and why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.snapshots.calibration import evidence_of
from index.snapshots.manifest import content

if TYPE_CHECKING:
    from index.snapshots.calibration import Measured, NearPromise, Promise

MIN, NEAR = "QUOTH_ANSWER__MIN_CONFIDENCE", "QUOTH_ANSWER__NEAR_CONFIDENCE"
CALIBRATE_AGAIN = "run `quoth calibrate` again"


def promise_in_force(
    measured: Measured | None, manifest: dict[str, Any], reader: str, *, overridden: bool
) -> str:
    """Write what an index promises of its answers.

    ``overridden``: QUOTH_ANSWER__MIN_CONFIDENCE replaces the threshold.
    """
    if (foreign := _foreign(measured, manifest, reader)) or measured is None:
        return foreign
    promise = measured.calibration.promise
    if promise is None:
        return _unsupported(measured)
    if overridden:
        return f"none ({MIN} overrides the threshold that was measured)"
    if stale := _stale(measured, manifest):
        return stale
    counts = f"{promise.wrong:,} of {promise.answered:,} were, on {measured.on}"
    return f"{promise_words(promise)} ({percent(promise.level)} sure; {counts})"


def near_promise_in_force(
    measured: Measured | None, manifest: dict[str, Any], reader: str, *, overridden: str
) -> str:
    """Write what an index promises of the closest texts that it shows.

    ``overridden``: the setting that replaces one of the two thresholds, or "".
    """
    if (foreign := _foreign(measured, manifest, reader)) or measured is None:
        return foreign
    promise = measured.calibration.near_promise
    if promise is None:
        return _unsupported(measured)
    if overridden:
        return f"none ({overridden} overrides the threshold that was measured)"
    if stale := _stale(measured, manifest):
        return stale
    counts = f"{promise.held:,} of {promise.shown:,} did, on {measured.on}"
    return f"{near_promise_words(promise)} ({percent(promise.level)} sure; {counts})"


def overriding(min_confidence: float | None, near_confidence: float | None) -> str:
    """Name the setting that replaces a threshold of the near tier, or "" if none does."""
    if min_confidence is not None:
        return MIN
    return NEAR if near_confidence is not None else ""


def _foreign(measured: Measured | None, manifest: dict[str, Any], reader: str) -> str:
    """Write that an index has no calibration of its own; "" if it has one."""
    if measured is None:
        return "none (general calibration)"
    if measured.evidence != evidence_of(manifest["encoder"]["fingerprint"], reader):
        stale = f"that of {measured.on} was for another model: {CALIBRATE_AGAIN}"
        return f"none (general calibration; {stale})"
    return ""


def _unsupported(measured: Measured) -> str:
    return f"none (calibrated on {measured.on}, when the questions did not support one)"


def _stale(measured: Measured, manifest: dict[str, Any]) -> str:
    """Write that the sources are others than those that were measured; "" if they are not."""
    if measured.content == content(manifest):
        return ""
    stale = f"the sources changed since: {CALIBRATE_AGAIN}"
    return f"none (measured on snapshot {measured.snapshot}; {stale})"


def promise_words(promise: Promise) -> str:
    """Write the share of a promise: "at most 5 % of answers wrong"."""
    return f"at most {percent(promise.risk)} of answers wrong"


def near_promise_words(promise: NearPromise) -> str:
    """Write the share of a promise: "at least 25 % of closest texts hold the answer"."""
    return f"at least {percent(promise.useful)} of closest texts hold the answer"


def percent(share: float) -> str:
    """Write a share as ``5 %`` or ``2.5 %``."""
    return f"{100 * share:.4g} %"
