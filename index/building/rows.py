"""Cut a document into the rows of the tables of an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.models.encoder import Encoder
from index.snapshots.row_table import text_key
from index.text.chunking import Chunk, chunks
from index.text.heading_path import searched_path
from index.types import Document


@dataclass(frozen=True, slots=True)
class Row:
    """A passage, a window or a section, with its offsets, its text, and the row of its parent.

    The parent of a passage is its document, that of a window its passage, and that of a section its
    first passage; all are counted from the first of the document. The text of a section is its
    headings. ``heading`` helps to find a passage by its words. Windows have none: it would be the
    same for all windows of a passage.
    """

    parent: int
    start: int
    end: int
    text: str
    heading: str = ""

    @property
    def key(self) -> bytes:
        """Return the hash of the text by which its vector is found again."""
        return text_key(self.text)


def rows_of(document: Document, encoder: Encoder) -> dict[str, list[Row]]:
    """Cut a document into rows of the tables ``passages``, ``windows`` and ``sections``."""
    passages: list[Row] = []
    windows: list[Row] = []
    sections: list[Row] = []
    above = ""
    for chunk in chunks(document, encoder.count_tokens, encoder.max_tokens):
        windows += _window_rows(document, chunk, len(passages))
        path = searched_path(document, chunk.start)
        if path != above:
            sections.append(Row(len(passages), chunk.start, chunk.end, path))
        above = path
        heading = " ".join((document.title, *document.headings_at(chunk.start)))
        text = document.text[chunk.start : chunk.end]
        passages.append(Row(0, chunk.start, chunk.end, text, heading))
    return {"passages": passages, "windows": windows, "sections": sections}


def _window_rows(document: Document, chunk: Chunk, passage: int) -> Iterator[Row]:
    for start, end in chunk.windows:
        yield Row(passage, start, end, document.text[start:end])
