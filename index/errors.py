"""Everything that can go wrong, sorted by who can act on it.

QuothError                1  the message says what happened, the hint what to do next
├─ SettingsError          2  the operator: a setting
├─ SourceError            4  the maintainer: a document or a folder of them
│  ├─ FetchError             what a web address gave, or that it may not be asked
│  └─ RegisterError          the register of sources, or an entry of it
├─ EncoderError           5  the operator: the model that encodes
├─ ReaderError            5  the operator: the model that reads
├─ SnapshotError          6  the maintainer: the index
│  ├─ SnapshotMissing        there is none yet
│  ├─ SnapshotCorrupt        its bytes are not those that were sealed
│  └─ SnapshotMismatch       made by another model, or by another version of Quoth
├─ BuildError             7  the maintainer: disk full, or another build is running
│  └─ GateError           9  the new index answers the maintainer's own questions worse
└─ QuestionError          8  the person who asks; the only one shown to users as it is

Exit code 3 is not an error: it says that Quoth abstained. 2 is Click's for bad usage too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pydantic import ValidationError


class QuothError(Exception):
    """A letter to the one person who can act: what happened, and what to do next."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingsError(QuothError):
    exit_code = 2


class SourceError(QuothError):
    exit_code = 4


class FetchError(SourceError):
    pass


class RegisterError(SourceError):
    pass


class EncoderError(QuothError):
    exit_code = 5


class ReaderError(QuothError):
    exit_code = 5


class SnapshotError(QuothError):
    exit_code = 6


class SnapshotMissing(SnapshotError):  # noqa: N818 - the tree above reads as English
    pass


class SnapshotCorrupt(SnapshotError):  # noqa: N818
    pass


class SnapshotMismatch(SnapshotError):  # noqa: N818
    pass


class BuildError(QuothError):
    exit_code = 7


class GateError(BuildError):
    """``lines`` say what went wrong, and what changed, one question each."""

    exit_code = 9

    def __init__(self, message: str, *, hint: str, lines: Sequence[str] = ()) -> None:
        super().__init__(message, hint=hint)
        self.lines = tuple(lines)


class QuestionError(QuothError):
    """``kind`` and ``values`` let a front say it in another language; see ``bot/speech/say.py``."""

    exit_code = 8

    def __init__(
        self, message: str, *, hint: str, kind: str = "", values: Mapping[str, str | int] = {}
    ) -> None:
        super().__init__(message, hint=hint)
        self.kind = kind
        self.values = dict(values)


def first_fault(error: ValidationError) -> str:
    """Say in one line what pydantic found wrong first, and at which key: ``promise.risk: …``."""
    found = error.errors(include_input=False, include_url=False)[0]
    key = ".".join(map(str, found["loc"]))
    return f"{key}: {found['msg']}" if key else found["msg"]
