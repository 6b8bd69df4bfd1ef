"""Read a PDF in a test: what may be quoted, by blocks, with the pages and the notes."""

from __future__ import annotations

from index.formats.parsed import Parsed
from index.formats.pdf import read
from index.types import Block, BlockKind
from tests.support.paths import FILES


def parsed_pdf(data: bytes | str) -> Parsed:
    """Read a file below ``tests/files/pdf`` by its name, or bytes."""
    data = (FILES / "pdf" / data).read_bytes() if isinstance(data, str) else data
    (parsed,) = read(data, "x.pdf")
    return parsed


def blocks_of(parsed: Parsed, kind: BlockKind | None = None) -> list[str]:
    """Return the texts of the blocks, of one kind or of all."""
    some: list[Block] = [block for block in parsed.blocks if kind in (None, block.kind)]
    return [parsed.text[block.start : block.end] for block in some]


def items_of(parsed: Parsed) -> list[str]:
    """Return the items of all lists and steps."""
    listed = [block for block in parsed.blocks if block.kind in (BlockKind.LIST, BlockKind.STEPS)]
    return [parsed.text[start:end] for block in listed for start, end in block.parts]


def quotable(parsed: Parsed) -> str:
    """Return all that may be quoted, block by block."""
    return "\n\n".join(blocks_of(parsed))
