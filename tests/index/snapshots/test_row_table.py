"""The arrays of a snapshot: written in pieces, and searched by the hashes of texts."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.snapshots.arrays import ArrayWriter, mapped
from index.snapshots.row_table import as_keys, rows_with

# Few bytes, so that keys meet, and zeros at their ends, which numpy drops from strings of bytes.
KEYS = st.binary(min_size=2, max_size=2).map(
    lambda two: b"\0\1"[two[0] % 2 :][:1] * 8 + two[1:] * 8
)


@given(st.lists(KEYS), st.lists(KEYS, unique=True))
def test_a_text_is_found_in_the_first_row_that_has_it(
    known: list[bytes], wanted: list[bytes]
) -> None:
    found = rows_with(as_keys(known), as_keys(wanted)).tolist()
    assert found == [known.index(key) if key in known else -1 for key in wanted]


@given(st.lists(st.lists(st.integers(-(2**40), 2**40), max_size=4), max_size=5))
def test_an_array_that_is_written_in_pieces_is_the_file_that_numpy_writes(
    pieces: list[list[int]],
) -> None:
    with TemporaryDirectory() as name:
        path, whole = Path(name) / "pieces.npy", Path(name) / "whole.npy"
        with ArrayWriter(path, np.int64) as writer:
            for piece in pieces:
                writer.append(np.array(piece, dtype=np.int64))
        np.save(whole, np.array([number for piece in pieces for number in piece], dtype=np.int64))
        assert path.read_bytes() == whole.read_bytes()


def test_rows_of_three_numbers_are_mapped_and_cannot_be_changed(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "x.npy", np.int64, (3,)) as writer:
        writer.append(np.arange(9).reshape(3, 3))
    found = mapped(tmp_path / "x.npy")
    assert found.tolist() == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    with pytest.raises(ValueError, match="read-only"):
        found[0, 0] = 1


def test_keys_that_end_in_zeros_are_read_out_whole() -> None:
    keys = [b"\1" * 15 + b"\0", bytes(16)]
    assert as_keys(keys).tolist() == keys
