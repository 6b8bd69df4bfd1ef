"""Files in, Documents out: decoded, normalised once, and ready to be cited.

What normalisation does, and all that it does: the byte-order mark goes, CRLF and CR become
LF, and the front matter is read and taken away. Every other character stays as it is, and
offsets refer to that text for ever after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from index.errors import SourceError
from index.outline import Outline, outline_of_markdown, outline_of_plain_text
from index.types import Document

OUTLINERS = {
    ".md": outline_of_markdown,
    ".markdown": outline_of_markdown,
    ".txt": outline_of_plain_text,
}
NOTHING = ("", "~", "null")  # what YAML calls null
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that would become a document, named by its path below the sources folder.

    What is given beside the path wins over what the file says of itself.
    """

    path: Path
    name: str
    title: str | None = None
    url: str | None = None
    published: date | None = None
    boost: float = 1.0


def find_sources(folder: Path) -> list[SourceFile]:
    """List the files that a build of ``folder`` would read, in an order that never changes.

    :raises SourceError: there is no such folder, or nothing in it that we read.
    """
    if not folder.is_dir():
        raise SourceError(
            f"no folder of sources at {folder}",
            hint="Point --sources or QUOTH_LIBRARY__SOURCES at a folder of .md and .txt files.",
        )
    found = [
        SourceFile(path, path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in OUTLINERS and path.is_file() and not _hidden(path, folder)
    ]
    if not found:
        raise SourceError(
            f"no sources in {folder}", hint="Put .md or .txt files there, then run `quoth build`."
        )
    return found


def read_sources(folder: Path, *, max_bytes: int) -> Iterator[Document]:
    """Read every source of ``folder``.

    :raises SourceError: a file cannot be used, or two documents have one id.
    """
    seen: dict[str, str] = {}
    for source in find_sources(folder):
        document = read_document(source, max_bytes=max_bytes)
        if document.id in seen:
            raise SourceError(
                f"two documents have the id {document.id!r}: {seen[document.id]} and {source.name}",
                hint="Give one of them another `id:` in its front matter.",
            )
        seen[document.id] = source.name
        yield document


def read_document(source: SourceFile, *, max_bytes: int) -> Document:
    """Read one file.

    :raises SourceError: unreadable, too large, binary, not UTF-8, empty, nothing that can be
        quoted, or front matter that makes no sense.
    """
    _check_name(source.name)
    raw = _read_text(source, max_bytes)
    front, text = _split_front_matter(raw, source.name)
    outline: Outline = OUTLINERS[source.path.suffix.lower()](text)
    if not outline.paragraphs:
        raise SourceError(
            f"{source.name}: nothing in it can be quoted",
            hint="Add text to it, or remove it from the folder.",
        )
    return Document(
        id=_one_line(front.get("id"), source.name) or source.name,
        title=source.title
        or _one_line(front.get("title"), source.name)
        or outline.title
        or _title_from_name(source.path),
        text=text,
        sha256=sha256(text.encode("utf-8")).hexdigest(),
        url=source.url or _url(front.get("url"), source.name),
        author=_one_line(front.get("author"), source.name),
        published=source.published or _date(front.get("date"), source.name),
        language=_one_line(front.get("language"), source.name),
        licence=_one_line(front.get("licence") or front.get("license"), source.name),
        landmarks=outline.landmarks,
        paragraphs=outline.paragraphs,
        boost=source.boost,
        file=source.name,
    )


def _read_text(source: SourceFile, max_bytes: int) -> str:
    name = source.name
    try:
        size = source.path.stat().st_size
        if size > max_bytes:
            raise SourceError(
                f"{name}: {size / 1e6:,.1f} MB, more than the {max_bytes / 1e6:,.1f} MB allowed",
                hint="Split it, or raise QUOTH_LIBRARY__MAX_FILE_BYTES.",
            )
        data = source.path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name}: cannot be read ({error.strerror})", hint="Check its permissions."
        ) from None
    if b"\0" in data:
        raise SourceError(
            f"{name}: a binary file, not text", hint="Export it as UTF-8 text, or remove it."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: not UTF-8 (byte 0x{data[error.start]:02x} at {error.start:,})",
            hint=f"Save it as UTF-8, e.g. `iconv -f WINDOWS-1252 -t UTF-8 {name}`.",
        ) from None
    if not text.strip():
        raise SourceError(f"{name}: empty", hint="Add text to it, or remove it from the folder.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split_front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    match = FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        # Every value stays the text that it is: the title `Yes` is not `True`, nor is `007` 7.
        front = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 - it makes text only
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        raise SourceError(
            f"{name}: its front matter is not YAML{where}",
            hint="Write `key: value` lines between the two `---`; quote values that hold a colon.",
        ) from None
    if not isinstance(front, dict) and front not in (None, ""):
        kind = "list" if isinstance(front, list) else "text"
        raise SourceError(
            f"{name}: its front matter is a {kind}, not `key: value` lines",
            hint="Write `key: value` lines between the two `---`.",
        )
    return front or {}, text[match.end() :]


def _one_line(value: object, name: str) -> str | None:
    """A value of the front matter; of a list of texts (authors, say), one after the other."""
    parts = value if isinstance(value, list) else [value or ""]
    folded = [" ".join(part.split()) if isinstance(part, str) else "\0" for part in parts]
    if any(map(_unprintable, folded)):
        raise SourceError(
            f"{name}: a value in its front matter is no line of text",
            hint="Write `key: value`, without control characters.",
        )
    line = ", ".join(folded)
    return None if line in NOTHING else line


def _unprintable(text: str) -> bool:
    """Whether there is a control character in it, or half of a character."""
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def _check_name(name: str) -> None:
    if _unprintable(name):
        raise SourceError(
            f"{name!r}: a file's name must be UTF-8, without control characters",
            hint="Rename the file.",
        )


def _url(value: object, name: str) -> str | None:
    url = _one_line(value, name)
    if url is not None and not _is_web_address(url):
        raise SourceError(
            f"{name}: its url is not a web address: {url!r}",
            hint="Write it as https://…, or leave `url:` out.",
        )
    return url


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "http://["
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url


def _date(value: object, name: str) -> date | None:
    written = _one_line(value, name)
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        raise SourceError(
            f"{name}: its date is not a date: {written!r}", hint="Write it as `date: 2026-11-24`."
        ) from None


def _title_from_name(path: Path) -> str:
    return path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or path.name


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
