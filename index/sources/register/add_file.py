"""Save a file that a maintainer sent into the sources folder, under a safe name."""

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
    """Write ``content`` into the sources folder, and return its path.

    Only the last part of ``filename`` is used, and only its letters, digits, ``-``, ``_`` and dots.

    :raises SourceError: it is too large or empty, its format is unknown, it cannot be written, or
        there is such a file already and ``overwrite`` is not set.
    """
    name = safe_name(filename)
    _check_content(name, content, library.max_file_bytes)
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


def _check_content(name: str, content: bytes, most: int) -> None:
    if len(content) > most:
        raise SourceError(
            f"{name}: {len(content) / 1e6:,.1f} MB, more than the {most / 1e6:,.1f} MB allowed",
            hint="Split it, or raise QUOTH_LIBRARY__MAX_FILE_BYTES.",
        )
    if not content.strip():
        raise SourceError(f"{name}: empty", hint="Send a file with text in it.")


def _write_new(path: Path, content: bytes) -> None:
    """Write a temporary file and hard-link it, since unlike a rename, a link never overwrites."""
    temporary = path.with_name(f".{path.name}-{os.getpid()}.new")
    try:
        replace_file(temporary, content)
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if path.exists():
                raise FileExistsError from None
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def safe_name(filename: str) -> str:
    """Return a name for a file that is safe for shells and on all systems, without its path.

    :raises SourceError: no name is left, or Quoth does not read files with its suffix.
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
    """Cut a name to 120 bytes; file systems count bytes, and the temporary name is longer."""
    return stem.encode()[:120].decode("utf-8", "ignore")
