"""Open the archives that DOCX and EPUB files are, after checking their unpacked size."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from index.errors import SourceError

MAX_UNPACKED_BYTES = 200_000_000  # of all files of an archive together
MAX_ENTRIES = 10_000
A = {"DOCX": "a", "EPUB": "an"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # files of Word before 2007, and encrypted ones


def open_archive(data: bytes, name: str, kind: str) -> ZipFile:
    """Open ``data`` as an archive without unpacking anything.

    :raises SourceError: it is not an archive, is encrypted, or unpacks to too much.
    """
    if data.startswith(OLE):
        raise SourceError(
            f"{name}: encrypted, or from Word before 2007, not {kind}",
            hint="Open it in Word or LibreOffice and save it as .docx without a password.",
        )
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError):
        raise wrong_format(name, kind) from None
    # A false size is harmless: zipfile unpacks no more than that, and checks the checksum.
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNPACKED_BYTES or len(entries) > MAX_ENTRIES:
        raise SourceError(
            f"{name}: unpacks to {len(entries):,} files of {size / 1e6:,.0f} MB; "
            f"{MAX_ENTRIES:,} and {MAX_UNPACKED_BYTES / 1e6:,.0f} MB are allowed",
            hint="It may be a zip bomb: remove it, or split it if you made it.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceError(f"{name}: encrypted", hint="Save it without a password.")
    return archive


def member(archive: ZipFile, path: str, name: str, kind: str) -> bytes:
    """Unpack one file of the archive.

    :raises SourceError: the file is missing or damaged.
    """
    try:
        return archive.read(path)
    except (KeyError, BadZipFile, NotImplementedError, EOFError, zlib.error, OSError, ValueError):
        raise wrong_format(name, kind) from None


def xml_of(data: bytes, name: str, kind: str) -> etree._Element:
    """Parse XML and return its root; entities are not resolved, so they cannot become a bomb.

    :raises SourceError: it is not XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise wrong_format(name, kind) from None


def wrong_format(name: str, kind: str) -> SourceError:
    """Return the error for a file that is damaged, or not of the format its name says."""
    return SourceError(
        f"{name}: not {A[kind]} {kind} file, or damaged",
        hint=f"Save it again as {kind}, or give it the suffix of what it is.",
    )
