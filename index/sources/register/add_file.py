"""A file that somebody sent becomes one of the folder of sources, under a name that is safe."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PurePosixPath

from index.errors import SourceError
from index.files import replace_file
from index.formats.registry import READERS
from index.settings import LibrarySettings
from index.sources.register.entry import RESERVED


def attach(
    content: bytes, filename: str, library: LibrarySettings, *, overwrite: bool = False
) -> Path:
    """Put ``content`` into the folder of sources, and say where.

    Of ``filename`` only the last part is used, and only letters, digits, ``-``, ``_`` and dots.

    :raises SourceError: too large, of no format that is read, or there is such a file already,
        and ``overwrite`` was not asked for.
    """
    name = safe_name(filename)
    if len(content) > library.max_file_bytes:
        raise SourceError(
            f"{name}: {len(content) / 1e6:,.1f} MB, more than the "
            f"{library.max_file_bytes / 1e6:,.1f} MB allowed",
            hint="Split it, or raise QUOTH_LIBRARY__MAX_FILE_BYTES.",
        )
    if not content.strip():
        raise SourceError(f"{name}: empty", hint="Send a file with text in it.")
    path = library.sources / name
    try:
        library.sources.mkdir(parents=True, exist_ok=True)
        if overwrite:
            replace_file(path, content)
        else:
            _write_new(path, content)
    except FileExistsError:
        raise SourceError(
            f"{name}: there is already a file of that name",
            hint="Rename yours, or choose to replace the old one.",
        ) from None
    except OSError as error:
        raise SourceError(
            f"{name}: cannot be written ({error.strerror})",
            hint="Check the folder's permissions and the disk.",
        ) from error
    return path


def _write_new(path: Path, content: bytes) -> None:
    """Write beside, then link: unlike a rename, a link never takes the place of a file."""
    beside = path.with_name(f".{path.name}-{os.getpid()}.new")
    try:
        replace_file(beside, content)
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if path.exists():
                raise FileExistsError from None
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def safe_name(filename: str) -> str:
    """The name that a file gets: no path, no dot in front, nothing that a shell or Windows minds.

    :raises SourceError: no name is left, or its suffix is none that is read.
    """
    last = PurePosixPath(filename.replace("\\", "/")).name
    plain = unicodedata.normalize("NFKC", last)
    kept = re.sub(r"-{2,}", "-", re.sub(r"[^\w.-]|[\x00-\x1f]", "-", plain)).strip(".-_ ")
    path = PurePosixPath(kept)
    suffix, stem = path.suffix.lower(), _cut(path.stem.strip(".-_ "))
    if suffix not in READERS or not stem:
        shown = "".join(c if c.isprintable() else "�" for c in last)[:80]
        raise SourceError(
            f"{shown!r}: not a kind of file that Quoth reads",
            hint=f"Send one that ends in {', '.join(READERS)}.",
        )
    return (
        f"{stem}-file{suffix}" if RESERVED.fullmatch(stem.lower().split(".")[0]) else stem + suffix
    )


def _cut(stem: str) -> str:
    """At most 120 bytes, which is what a file system counts; beside it stands a longer name."""
    return stem.encode()[:120].decode("utf-8", "ignore")
