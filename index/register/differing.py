"""What a build would change, told before it happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.building import texts_to_encode
from index.documents import SourceFile, read_document
from index.encoder import Encoder
from index.errors import SourceError
from index.fetching.refreshing import Progress, no_progress
from index.library import Library
from index.planning import plan_build
from index.register.files import sources_of
from index.settings import IndexSettings
from index.types import Document


@dataclass(frozen=True, slots=True)
class Difference:
    """Documents by their ids; ``texts_to_encode`` are passages and windows.

    ``faults`` are one line for each file that cannot be read.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    texts_to_encode: int
    faults: tuple[str, ...]
    up_to_date: bool


def difference(
    settings: IndexSettings, encoder: Encoder, *, progress: Progress = no_progress
) -> Difference:
    """Compare the sources, as they lie and as they were last fetched, with what serves.

    :raises SourceError: there are none, or the register does not make sense.
    """
    places = settings.library
    files = sources_of(places)
    documents, faults = documents_of(files, max_bytes=places.max_file_bytes, progress=progress)
    library = Library(places.index)
    plan = plan_build(library, places.corpus, documents, encoder)
    fresh = 0 if plan.up_to_date else texts_to_encode(library, places.corpus, documents, encoder)
    present = {file.name for file in files}
    return Difference(
        plan.added,
        plan.changed,
        tuple(id_ for id_ in plan.removed if id_ not in present),  # one that fails is not removed
        fresh,
        faults,
        plan.up_to_date and not faults,
    )


def documents_of(
    files: Sequence[SourceFile], *, max_bytes: int, progress: Progress = no_progress
) -> tuple[list[Document], tuple[str, ...]]:
    """Every document that can be read, and one line for each file that cannot."""
    documents: dict[str, Document] = {}
    faults = []
    for number, file in enumerate(files, 1):
        try:
            document = read_document(file, max_bytes=max_bytes)
        except SourceError as error:
            faults.append(error.message)
        else:
            if document.id in documents:
                other = documents[document.id].file
                faults.append(f"{file.name}: has the id {document.id!r}, as {other} has")
            documents.setdefault(document.id, document)
        progress("reading", number, len(files))
    return list(documents.values()), tuple(faults)
