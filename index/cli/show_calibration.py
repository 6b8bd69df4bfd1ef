"""Write promises in words, and why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.snapshots.calibration import evidence_of
from index.snapshots.manifest import content

if TYPE_CHECKING:
    from index.snapshots.calibration import Measured, Promise

CALIBRATE_AGAIN = "run `quoth calibrate` again"


def promise_in_force(
    measured: Measured | None, manifest: dict[str, Any], reader: str, *, overridden: bool
) -> str:
    """Write what an index promises of its answers.

    ``overridden``: QUOTH_ANSWER__MIN_CONFIDENCE replaces the threshold.
    """
    if measured is None:
        return "none (general calibration)"
    if measured.evidence != evidence_of(manifest["encoder"]["fingerprint"], reader):
        stale = f"that of {measured.on} was for another model: {CALIBRATE_AGAIN}"
        return f"none (general calibration; {stale})"
    promise = measured.calibration.promise
    if promise is None:
        return f"none (calibrated on {measured.on}, when the questions did not support one)"
    if overridden:
        return "none (QUOTH_ANSWER__MIN_CONFIDENCE overrides the threshold that was measured)"
    if measured.content != content(manifest):
        stale = f"the sources changed since: {CALIBRATE_AGAIN}"
        return f"none (measured on snapshot {measured.snapshot}; {stale})"
    counts = f"{promise.wrong:,} of {promise.answered:,} were, on {measured.on}"
    return f"{promise_words(promise)} ({percent(promise.level)} sure; {counts})"


def promise_words(promise: Promise) -> str:
    """Write the share of a promise: "at most 5 % of answers wrong"."""
    return f"at most {percent(promise.risk)} of answers wrong"


def percent(share: float) -> str:
    """Write a share as ``5 %`` or ``2.5 %``."""
    return f"{100 * share:.4g} %"
