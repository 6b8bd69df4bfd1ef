"""Encode, as JSON, what a bot asks a worker and what the worker replies."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index import errors
from index.answering.followups import Turn
from index.citations.citation import Citation
from index.errors import QuestionError, QuothError
from index.types import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ANSWER, VECTORS, EXAMPLES, ERROR = "answer", "vectors", "examples", "error"


@dataclass(frozen=True, slots=True)
class WorkerQuestion:
    """A question to a worker, to be answered from ``snapshots``, one for each corpus."""

    question: str
    scope: Scope
    snapshots: tuple[str, ...]
    after: Turn | None = None


@dataclass(frozen=True, slots=True)
class WorkerTexts:
    """Texts that a worker is to encode."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkerExamples:
    """A wish for questions that ``scope`` answers."""

    scope: Scope


def asked_text(asked: WorkerQuestion | WorkerTexts | WorkerExamples) -> str:
    """Write what is asked."""
    kinds = {WorkerQuestion: ANSWER, WorkerTexts: VECTORS, WorkerExamples: EXAMPLES}
    return json.dumps({kinds[type(asked)]: asdict(asked)})


def asked_in(text: str) -> WorkerQuestion | WorkerTexts | WorkerExamples:
    """Read what is asked."""
    record: dict[str, Any] = json.loads(text)
    if VECTORS in record:
        return WorkerTexts(tuple(record[VECTORS]["texts"]))
    if EXAMPLES in record:
        return WorkerExamples(_scope(record[EXAMPLES]["scope"]))
    asked = record[ANSWER]
    return WorkerQuestion(
        asked["question"], _scope(asked["scope"]), tuple(asked["snapshots"]), _turn(asked["after"])
    )


def _scope(record: dict[str, Any]) -> Scope:
    return Scope(tuple(record["corpora"]), record["document"])


def _turn(record: dict[str, Any] | None) -> Turn | None:
    if record is None:
        return None
    cited = tuple(Citation(**citation) for citation in record["cited"])
    return Turn(record["question"], cited, record["subject"])


def outcome_text(kind: str, outcome: str | Sequence[str]) -> str:
    """Write the outcome: an answer as ``answer_codec`` writes it, or examples."""
    return json.dumps({kind: outcome})


def vectors_text(vectors: NDArray[np.float32]) -> str:
    """Write vectors, row by row."""
    data = b64encode(vectors.astype("<f4").tobytes()).decode("ascii")
    return json.dumps({VECTORS: {"shape": vectors.shape, "data": data}})


def error_text(error: QuothError) -> str:
    """Write an error."""
    given = {"kind": error.kind, "values": error.values} if isinstance(error, QuestionError) else {}
    record = {"type": type(error).__name__, "message": error.message, "hint": error.hint, **given}
    return json.dumps({ERROR: record})


def outcome_in(text: str, kind: str) -> Any:
    """Read the outcome.

    :raises QuothError: what the worker raised; or it sent something else.
    """
    record: dict[str, Any] = json.loads(text)
    if ERROR in record:
        raise _error(record[ERROR])
    if kind not in record:
        raise not_understood(f"no {kind}")
    return record[kind]


def vectors_in(text: str) -> NDArray[np.float32]:
    """Read vectors; raises as ``outcome_in``."""
    record = outcome_in(text, VECTORS)
    data = np.frombuffer(b64decode(record["data"]), "<f4")
    return data.reshape(record["shape"]).astype(np.float32)


def not_understood(what: str) -> QuothError:
    """Make the error for a reply of a worker that the bot cannot read."""
    return QuothError(
        f"a worker sent {what}", hint="Give the bot and its workers one version of Quoth."
    )


def _error(record: dict[str, Any]) -> QuothError:
    made = getattr(errors, str(record["type"]), QuothError)
    error: QuothError = made(str(record["message"]), hint=str(record["hint"]))
    if isinstance(error, QuestionError):
        error.kind, error.values = str(record["kind"]), dict(record["values"])
    return error
