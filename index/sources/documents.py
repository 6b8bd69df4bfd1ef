"""Find source files, and read them as documents that are normalised and ready to be cited.

``docs/explanation/verbatim.md`` describes the normalisation of each format. All offsets refer to
the normalised text. ``index/formats`` has the readers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from index.errors import NoTextError, SourceError
from index.formats.decoding import unprintable
from index.formats.json_lines import holds_questions
from index.formats.parsed import Parsed
from index.formats.registry import READERS, read_format, suffix_of
from index.sources.site_address import PAGES, SiteAddress
from index.text.document_language import prose, written_in
from index.types import Document, Landmark

# Headings above a list of links, which say nothing of what a page is about.
CONTENTS = frozenset(
    {"contents", "table of contents", "toc", "inhalt", "inhaltsverzeichnis", "sommaire"}
    | {"table des matières", "índice", "tabla de contenidos", "tabla de contenido", "sumário"}
    | {"目次"}
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read as one or more documents, named by its path below the sources folder.

    ``title``, ``url`` and ``published`` override those that the file gives. ``site`` makes the
    address of a file that gives none. ``titles`` are those that its references are shown as.
    """

    path: Path
    name: str
    title: str | None = None
    url: str | None = None
    published: date | None = None
    boost: float = 1.0
    site: SiteAddress | None = None
    titles: tuple[tuple[str, str], ...] = ()


def find_sources(folder: Path) -> list[SourceFile]:
    """List the files that a build of ``folder`` would read, sorted by path.

    :raises SourceError: there is no such folder, or it has no file that Quoth reads.
    """
    if not folder.is_dir():
        raise SourceError(
            f"no folder of sources at {folder}",
            hint="Start Quoth in its own folder, or set QUOTH_LIBRARY__SOURCES to another.",
        )
    found = [
        SourceFile(path, path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if suffix_of(path) in READERS and path.is_file() and not _passed_over(path, folder)
    ]
    if not found:
        raise SourceError(
            f"no sources in {folder}",
            hint=f"Put files there that end in {', '.join(READERS)}, then run `quoth build`.",
        )
    return found


def skipped_endings(folder: Path) -> Counter[str]:
    """Count the files of ``folder`` that no reader reads, by the ending of their name."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        ending = suffix_of(path)
        if ending not in READERS and path.is_file() and not _passed_over(path, folder):
            found[ending] += 1
    return found


def read_documents(source: SourceFile, *, max_bytes: int) -> list[Document]:
    """Read the documents of one file, for callers that ignore the notes.

    :raises SourceError: the file cannot be used; see ``read_with_notes``.
    """
    return read_with_notes(source, max_bytes=max_bytes)[0]


def read_with_notes(
    source: SourceFile, *, max_bytes: int
) -> tuple[list[Document], tuple[str, ...]]:
    """Read the documents of one file, with notes on invalid fields that were left out.

    :raises SourceError: the file is unreadable, too large, not of its format or empty, has no text
        to quote, or has two documents with the same id.
    """
    _check_name(source.name)
    data = _read_bytes(source, max_bytes)
    found = read_format(suffix_of(source.path), data, source.name, dict(source.titles))
    documents = [_document(parsed, source) for parsed in found]
    places: dict[str, str] = {}
    for document, parsed in zip(documents, found, strict=True):
        here = f"{source.name}{parsed.place}"
        if document.id in places:
            raise _same_id(document.id, places[document.id], here)
        places[document.id] = here
    return documents, tuple(note for parsed in found for note in parsed.notes)


def _document(parsed: Parsed, source: SourceFile) -> Document:
    if not parsed.blocks:
        raise _nothing_in(source)
    title = source.title or _telling(parsed.title) or title_from_name(source.path)
    # The `id` of a page of a site is unique only in its folder; it is a part of the address.
    return Document(
        id=source.name if source.site else parsed.id or source.name,
        title=title,
        text=parsed.text,
        sha256=sha256(parsed.text.encode("utf-8")).hexdigest(),
        url=source.url or parsed.url or _address(parsed, source),
        author=parsed.author,
        published=source.published or parsed.published,
        language=written_in(parsed.language, prose(parsed.text, parsed.blocks)) or None,
        licence=parsed.licence,
        landmarks=_landmarks(parsed, source, title),
        blocks=parsed.blocks,
        pages=parsed.pages,
        boost=source.boost,
        file=source.name,
        markup=parsed.markup,
    )


def _telling(title: str | None) -> str:
    """Return ``title``; "" if it only says that a table of contents follows, as in many wikis."""
    return "" if title is None or title.strip(" :").casefold() in CONTENTS else title


def _nothing_in(source: SourceFile) -> SourceError:
    """Return the error for a file without text: other formats than text may have lost it."""
    text = suffix_of(source.path) in (*PAGES, ".lr")
    return (NoTextError if text else SourceError)(
        f"{source.name}: it contains no text to quote",
        hint="Add text to it, or remove it from the folder.",
    )


def _address(parsed: Parsed, source: SourceFile) -> str | None:
    if source.site is None:
        return None
    return source.site.url_of(source.name, slug=parsed.slug, ident=parsed.id)


def _landmarks(parsed: Parsed, source: SourceFile, title: str) -> tuple[Landmark, ...]:
    if source.site is None:
        return parsed.landmarks
    return source.site.anchored(parsed.landmarks, title)


def _read_bytes(source: SourceFile, max_bytes: int) -> bytes:
    name = source.name
    try:
        size = source.path.stat().st_size
        if size > max_bytes:
            raise SourceError(
                f"{name}: {size / 1e6:,.1f} MB, more than the {max_bytes / 1e6:,.1f} MB allowed",
                hint="Split it, or raise QUOTH_LIBRARY__MAX_FILE_BYTES.",
            )
        return source.path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name}: cannot be read ({error.strerror})", hint="Check its permissions."
        ) from None


def _same_id(id_: str, one: str, other: str) -> SourceError:
    return SourceError(
        f"two documents have the id {id_!r}: {one} and {other}",
        hint="Give one of them a different `id` (for Markdown and text: in its front matter).",
    )


def _check_name(name: str) -> None:
    if unprintable(name):
        raise SourceError(
            f"{name!r}: a file's name must be UTF-8, without control characters",
            hint="Rename the file.",
        )


def title_from_name(path: PurePath) -> str:
    """Return the title of a file that gives none: its name, or that of its folder for an index."""
    stem = path.stem
    if suffix_of(path) != path.suffix.lower():  # "api.rst.txt"
        stem = PurePath(stem).stem
    if stem.lower() in ("index", "_index", "readme") and path.parent.name:
        stem = path.parent.name
    words = " ".join(stem.replace("-", " ").replace("_", " ").split())
    return (words.capitalize() if words.islower() else words) or path.name


def _passed_over(path: Path, folder: Path) -> bool:
    """Return whether a file is hidden, is Word's mark on an open one, or holds judged questions."""
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return hidden or (path.suffix.lower() in (".jsonl", ".ndjson") and holds_questions(path))
