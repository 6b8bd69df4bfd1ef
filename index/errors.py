"""All errors of Quoth, sorted by the person who can act on them.

QuothError                1  the message says what happened, the hint what to do next
├─ SettingsError          2  the operator: a setting
├─ SourceError            4  the maintainer: a document or a folder of them
│  ├─ NoTextError            a document without any text to quote
│  │  └─ OnlyContentsError   a document that only leads to others
│  ├─ FetchError             a web address that failed, or that must not be fetched
│  └─ RegisterError          the register of sources, or an entry in it
├─ EncoderError           5  the operator: the model that encodes
├─ ReaderError            5  the operator: the model that reads
├─ SnapshotError          6  the maintainer: the index
│  ├─ SnapshotMissing        no index exists yet
│  ├─ SnapshotCorrupt        a file differs from what was sealed
│  ├─ SnapshotMismatch       built by another model, or by another version of Quoth
│  └─ SnapshotUnavailable    kept in a database that cannot be used now, or fetched to a full disk
├─ BuildError             7  the maintainer: disk full, or another build is running
│  └─ GateError           9  the new index answers the maintainer's own questions worse
└─ QuestionError          8  the person who asks; the only error shown to users as it is

Exit code 3 is not an error: it means that Quoth abstained. Click also exits with 2, on bad usage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pydantic import ValidationError


class QuothError(Exception):
    """The base of all errors: ``message`` says what happened, ``hint`` what to do next."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingsError(QuothError):
    """A setting that is missing, misspelt or wrong."""

    exit_code = 2


class SourceError(QuothError):
    """A document, or a folder of them, that cannot be read."""

    exit_code = 4


class NoTextError(SourceError):
    """A document without any text to quote, such as an empty file. It is passed over."""


class OnlyContentsError(NoTextError):
    """A document that only leads to others, so nothing is lost if it is passed over."""


class FetchError(SourceError):
    """A web address that failed, or that must not be fetched."""


class RegisterError(SourceError):
    """A register of sources that is wrong, or an entry that is wrong or not there."""


class EncoderError(QuothError):
    """An encoder that is missing, damaged or of the wrong kind."""

    exit_code = 5


class ReaderError(QuothError):
    """A reader that is missing, damaged or of the wrong kind."""

    exit_code = 5


class SnapshotError(QuothError):
    """An index that cannot be served."""

    exit_code = 6


class SnapshotMissing(SnapshotError):  # noqa: N818 - the tree above reads as English
    """An index that does not exist."""


class SnapshotCorrupt(SnapshotError):  # noqa: N818
    """An index with files that differ from what was sealed."""


class SnapshotMismatch(SnapshotError):  # noqa: N818
    """An index built by another model, or by another version of Quoth."""


class SnapshotUnavailable(SnapshotError):  # noqa: N818
    """An index that cannot be had now; it is worth trying again."""


class BuildError(QuothError):
    """A build that cannot finish: a full disk, or another build that is running."""

    exit_code = 7


class GateError(BuildError):
    """A new index that answers the maintainer's own questions worse.

    ``lines`` report the failures and the changes, one question a line.
    """

    exit_code = 9

    def __init__(self, message: str, *, hint: str, lines: Sequence[str] = ()) -> None:
        super().__init__(message, hint=hint)
        self.lines = tuple(lines)


class QuestionError(QuothError):
    """A question that cannot be asked as it is, for example because it is empty.

    ``kind`` and ``values`` let a front end translate the message; see ``bot/speech/say.py``.
    """

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
