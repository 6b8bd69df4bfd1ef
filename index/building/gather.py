"""Gather the documents of a corpus from its files; a bad file never costs its earlier documents.

A file is not read again if its bytes are those that the serving index was built from. A file that
cannot be read is reported as a fault, and the last good documents of it are kept. The documents of
a missing file are also kept, until a maintainer removes them.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from index.building.file_token import file_token
from index.errors import NoTextError, OnlyContentsError, QuothError, SourceError
from index.progress import Progress, no_progress
from index.snapshots.manifest import source_record
from index.sources.documents import SourceFile, read_with_notes
from index.sources.sphinx_titles import with_titles
from index.types import Document

BUG = "The log has the details; please report it. Until then, leave the file out."
MOST_NAMED = 5  # of the files that are passed over
OTHER_ID = "Give one of them another `id:` in its front matter."
RENAME = "Rename one of them."
log = logging.getLogger(__name__)
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that could not be read; ``kept`` counts its earlier documents that are kept."""

    file: str
    message: str
    hint: str
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents that a new index would hold, ordered by the names of their files.

    ``records`` are the manifest's entries, one a document. ``read`` holds the documents that were
    read just now, by id; the others are in the serving index. ``origins`` maps each file to a token
    of its bytes. ``gone`` are the ids of documents that are kept although their file is missing.
    ``empty`` are the files without text to quote, which were passed over. ``notes`` say what was
    left out of the documents that were read just now; ``left_out`` are the same by file.
    """

    records: tuple[Record, ...]
    read: Mapping[str, Document]
    origins: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    gone: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def gather(
    files: Sequence[SourceFile],
    serving: Mapping[str, Any],
    *,
    max_bytes: int,
    prune: bool = False,
    removed: Container[str] = (),
    progress: Progress = no_progress,
) -> Gathered:
    """Read those of ``files`` that changed since ``serving``, a manifest, was made.

    Documents of a file that is not in ``files`` are kept, unless ``prune`` is set or the file's
    name is in ``removed``.

    :raises SourceError: none of the files can be read.
    """
    before = _by_file(serving.get("sources", ()))
    known: Mapping[str, str] = serving.get("origins", {})
    found = _Found(before, known)
    for number, file in enumerate(with_titles(files, max_bytes), 1):
        found.take(file, max_bytes)
        progress("reading", number, len(files))
    found.settle_ids()
    if found.nothing:
        raise _nothing_readable(found.blamed())
    found.keep_the_gone({file.name for file in files}, removed, prune=prune)
    return found.gathered()


class _Found:
    """The documents of each file so far, and the faults."""

    def __init__(self, before: Mapping[str, list[Record]], known: Mapping[str, str]) -> None:
        self._before = before
        self._known = known
        self._origins: dict[str, str] = {}
        self._records: dict[str, list[Record]] = {}
        self._read: dict[str, list[Document]] = {}
        self._notes: dict[str, tuple[str, ...]] = {}
        self._gone: list[str] = []
        self._empty: list[str] = []
        self._seen: set[str] = set()
        self.faults: list[Fault] = []

    @property
    def nothing(self) -> bool:
        """Return whether there were files, and none has text that can be read."""
        return bool(self.faults or self._empty) and not self._records

    def take(self, file: SourceFile, max_bytes: int) -> None:
        """Read one file, unless its bytes have not changed."""
        name = file.name
        if name in self._seen:
            self.faults.append(Fault(name, f"{name}: two sources have this name", RENAME))
            return
        self._seen.add(name)
        try:
            self._read_if_changed(file, max_bytes)
        except OnlyContentsError:
            self._empty.append(name)
        except NoTextError as error:
            if self._before.get(name):  # a file that lost its text may have been cut off
                self._blame(name, error.message, error.hint)
            else:
                self._empty.append(name)
        except QuothError as error:
            self._blame(name, error.message, error.hint)
        except Exception as error:  # a bug in one reader must not cost the other files
            log.exception("reading %s", name)
            self._blame(name, f"{name}: cannot be read ({type(error).__name__})", BUG)

    def _read_if_changed(self, file: SourceFile, max_bytes: int) -> None:
        """Read the documents of a file; keep those that serve if its bytes are still the same."""
        name, token = file.name, file_token(file, max_bytes)
        if token and token == self._known.get(name) and self._before.get(name):
            self._records[name], self._origins[name] = self._before[name], token
            return
        self._read[name], self._notes[name] = read_with_notes(file, max_bytes=max_bytes)
        # If the file was written to in the meantime, the next build reads it again.
        self._origins[name] = token if token == file_token(file, max_bytes) else ""
        self._records[name] = [source_record(document) for document in self._read[name]]

    def blamed(self) -> list[Fault]:
        """Return the faults, and one for each file without text."""
        hint = "Add text to it, or remove it from the folder."
        empty = [Fault(name, f"{name}: it contains no text to quote", hint) for name in self._empty]
        return [*self.faults, *empty]

    def settle_ids(self) -> None:
        """Give an id that several files claim to the file that has it in the serving index."""
        owners = {record["id"]: name for name, old in self._before.items() for record in old}
        claims: dict[str, list[str]] = defaultdict(list)
        for name, records in self._records.items():
            for record in records:
                claims[record["id"]].append(name)
        for ident, names in claims.items():
            owner = owners[ident] if owners.get(ident) in names else names[0]
            twice = names.count(owner) > 1  # in one file
            for loser in dict.fromkeys(name for name in names if name != owner or twice):
                also = "it" if loser == owner else owner
                self._blame(
                    loser, f"{loser}: {also} has a document of the id {ident!r} too", OTHER_ID
                )

    def keep_the_gone(
        self, present: Container[str], removed: Container[str], *, prune: bool
    ) -> None:
        """Keep the documents of missing and faulty files, unless they are to be removed."""
        taken = {record["id"] for records in self._records.values() for record in records}
        for name in self._before:
            staying = [record for record in self._before[name] if record["id"] not in taken]
            if name in self._records or name in self._empty or not staying:
                continue
            if name not in present:
                if prune or name in removed:
                    continue
                self._gone += [record["id"] for record in staying]
            self._records[name] = staying
            self._origins[name] = self._known.get(name, "")

    def gathered(self) -> Gathered:
        """Return everything found so far, ordered by the names of the files."""
        names = sorted(self._records, key=lambda name: name.split("/"))
        return Gathered(
            records=tuple(record for name in names for record in self._records[name]),
            read={d.id: d for name in names for d in self._read.get(name, ())},
            origins={name: self._origins[name] for name in names},
            faults=tuple(self._with_kept(fault) for fault in self.faults),
            gone=tuple(self._gone),
            empty=tuple(self._empty),
            notes=tuple(self._folded_notes(names)),
            left_out={name: self._notes[name] for name in names if self._notes.get(name)},
        )

    def _folded_notes(self, names: Iterable[str]) -> Iterator[str]:
        """Yield each note once, with the number of files if it is of several."""
        notes = Counter(note for name in names for note in self._notes.get(name, ()))
        for note, files in notes.items():
            yield note if files == 1 else f"{note} ({files} files)"
        if self._empty:
            more = len(self._empty) - MOST_NAMED
            named = ", ".join(self._empty[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
            yield f"without text to quote, and passed over: {named}"

    def _with_kept(self, fault: Fault) -> Fault:
        kept = len(self._records.get(fault.file, ()))
        return Fault(fault.file, fault.message, fault.hint, kept)

    def _blame(self, name: str, message: str, hint: str) -> None:
        self._records.pop(name, None)
        self._read.pop(name, None)
        self._notes.pop(name, None)
        self._origins.pop(name, None)
        self.faults.append(Fault(name, message, hint))


def _by_file(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record["file"]].append(record)
    return dict(found)


def _nothing_readable(faults: Sequence[Fault]) -> SourceError:
    first, others = faults[0], len(faults) - 1
    more = f" (nor can the {others} other sources be read)" if others else ""
    return SourceError(f"{first.message}{more}", hint=first.hint)
