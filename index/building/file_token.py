"""Tell by a token whether a file would still be read as the documents that an index has of it."""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256

from index.files import file_digest
from index.formats.registry import suffix_of
from index.sources.documents import SourceFile

READING = 18
"""The version of the readers; raise it when one makes other documents of the same bytes.

All files are then read again.
"""


def file_token(file: SourceFile, max_bytes: int) -> str:
    """Return a hash of a file's bytes and of its entry in the register, to see whether it changed.

    Modification times are ignored, because a file can change without them. Return "" if the file
    cannot be read, or is larger than ``max_bytes``.
    """
    given = [getattr(file, field.name) for field in fields(file) if field.name != "path"]
    digest = sha256(repr((READING, suffix_of(file.path), given)).encode("utf-8", "replace"))
    try:
        if file.path.stat().st_size > max_bytes:
            return ""
        digest.update(bytes.fromhex(file_digest(file.path)))
    except OSError:
        return ""
    return digest.hexdigest()
