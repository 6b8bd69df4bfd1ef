"""Write a snapshot of what was prepared, and seal it, without letting it serve."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.building.draft import Draft
from index.building.encoding import Encoding
from index.building.known_vectors import KnownVectors
from index.building.preparation import Prepared
from index.building.vector_log import VectorLog
from index.errors import SourceError
from index.progress import Progress
from index.snapshots.layout import TABLES
from index.snapshots.locks import BEING_BUILT
from index.snapshots.publish import seal_and_rename


@dataclass(frozen=True, slots=True)
class WrittenSnapshot:
    """The name of a new snapshot, and what was counted: ``encoded`` are texts, the others rows."""

    name: str
    counts: Mapping[str, int]
    languages: Mapping[str, int]
    encoded: int

    @property
    def reused(self) -> int:
        """Return the number of rows whose vector was known."""
        return sum(self.counts[table] for table in TABLES) - self.encoded


def write(prepared: Prepared, folder: Path, log: VectorLog, progress: Progress) -> WrittenSnapshot:
    """Encode and write a snapshot into ``folder``.

    Vectors in ``log`` are used, and new ones added to it.

    :raises SourceError: the sources have no passage.
    """
    temporary = folder / f"{BEING_BUILT}{os.getpid()}"
    temporary.mkdir()
    scratch = temporary.with_name(f"{temporary.name}-words")  # removed with what builds leave
    draft = Draft(temporary, scratch, prepared.basis, prepared.encoder)
    _fill(draft, prepared, progress)
    draft.write_words()
    encoding = Encoding(draft, KnownVectors(prepared.known))
    with closing(log):
        encoded = encoding.encode(prepared.encoder, log, progress)
        encoding.write(temporary, log)
    languages = dict(Counter(draft.languages).most_common())
    told = {"counts": draft.counts, "languages": languages, "written": draft.languages}
    name = seal_and_rename(temporary, {**prepared.manifest, **told})
    return WrittenSnapshot(name, draft.counts, languages, encoded)


def _fill(draft: Draft, prepared: Prepared, progress: Progress) -> None:
    with draft:
        for piece in prepared.pieces:
            draft.add(piece)
            progress("splitting", len(draft.languages), len(prepared.manifest["sources"]))
    if not draft.counts["passages"]:  # the sources have only rules and empty list items
        raise SourceError("the sources contain no text to quote", hint="Add text to them.")
