"""DOCX and EPUB are archives: opened only when it is known how large they unpack."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from index.errors import SourceError

MAX_UNPACKED_BYTES = 200_000_000  # of all files of an archive together, unpacked
MAX_ENTRIES = 10_000
A = {"DOCX": "a", "EPUB": "an"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and Word's encryption


def open_archive(data: bytes, name: str, kind: str) -> ZipFile:
    """Open ``data``, of which nothing is unpacked yet.

    :raises SourceError: it is no archive, or encrypted, or unpacks to too much.
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
        raise not_one(name, kind) from None
    # A size that lies is found out: zipfile unpacks no more than it, and compares the checksum.
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
    """The bytes of one file of the archive.

    :raises SourceError: there is no such file, or it is damaged.
    """
    try:
        return archive.read(path)
    except (KeyError, BadZipFile, NotImplementedError, EOFError, zlib.error, OSError, ValueError):
        raise not_one(name, kind) from None


def xml_of(data: bytes, name: str, kind: str) -> etree._Element:
    """The root of an XML file; entities are not resolved, so no bomb goes off.

    :raises SourceError: it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise not_one(name, kind) from None


def not_one(name: str, kind: str) -> SourceError:
    """That a file is not what its name says."""
    return SourceError(
        f"{name}: not {A[kind]} {kind} file, or damaged",
        hint=f"Save it again as {kind}, or give it the suffix of what it is.",
    )
