"""Word counts that are merged, moved and scored in steps give the files of one count of all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.building.word_batches
import index.building.word_merge
from index.building.rows import Row
from index.building.word_batches import WordBatches
from index.building.word_merge import PlacedCounts, write_words
from index.snapshots.bm25 import saved_counts
from index.snapshots.word_counts import WordCounter

Texts = list[list[str]]
TEXTS = st.lists(st.lists(st.sampled_from("abcde"), max_size=6), min_size=1, max_size=8)


def counted(texts: Sequence[Sequence[str]], rows: Sequence[int]) -> WordCounter:
    counter = WordCounter()
    for row, terms in zip(rows, texts, strict=True):
        counter.add(row, terms)
    return counter


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def at_once(folder: Path, texts: Texts) -> dict[str, bytes]:
    counter = counted(texts, range(len(texts)))
    write_words(folder, [PlacedCounts(counter.counted())], counter.lengths()[1])
    return files(folder)


@given(TEXTS, TEXTS, st.data())
def test_rows_that_move_and_rows_that_go_leave_the_index_of_what_is_left(
    before: Texts, fresh: Texts, data: st.DataObject
) -> None:
    """Some rows of an index stay, in any order, and new ones come between them."""
    staying = data.draw(st.lists(st.sampled_from(range(len(before))), unique=True))
    mixed = data.draw(st.permutations([*((True, n) for n in staying), *enumerate_fresh(fresh)]))
    texts = [before[n] if old else fresh[n] for old, n in mixed]
    places = np.full(len(before), -1, dtype=np.int32)
    for row, (old, number) in enumerate(mixed):
        if old:
            places[number] = row
    new_rows = {number: row for row, (old, number) in enumerate(mixed) if not old}
    with TemporaryDirectory() as name:
        at_once(Path(name) / "before", before)
        counts, _ = saved_counts(Path(name) / "before")
        counter = counted(fresh, [new_rows[number] for number in range(len(fresh))])
        lengths = np.array([len(text) or 1 for text in texts], dtype=np.int32)
        parts = [PlacedCounts(counter.counted()), PlacedCounts(counts, places)]
        write_words(Path(name) / "after", parts, lengths)
        assert files(Path(name) / "after") == at_once(Path(name) / "whole", texts)


def enumerate_fresh(fresh: Texts) -> list[tuple[bool, int]]:
    return [(False, number) for number in range(len(fresh))]


@pytest.mark.parametrize("size", [1, 3, 1_000])
def test_small_steps_and_batches_on_disk_give_the_same_files(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{'tower ' * (n % 4)} lamp{n % 7} oil" for n in range(30)]
    expected = at_once(tmp_path / "whole", [text.split() for text in texts])
    monkeypatch.setattr(index.building.word_merge, "AT_ONCE", size)
    monkeypatch.setattr(index.building.word_batches, "WORDS_IN_MEMORY", size)
    batches = WordBatches(tmp_path / "scratch")
    for row, text in enumerate(texts):
        batches.count(row, [Row(0, 0, 1, text)], "en")
    lengths = np.zeros(len(texts), dtype=np.int32)
    batches.note_lengths(lengths)
    assert (tmp_path / "scratch").exists() == (size < 1_000)
    write_words(tmp_path / "words", batches.parts(), lengths)
    assert files(tmp_path / "words") == expected
