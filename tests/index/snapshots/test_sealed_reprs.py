"""The seal of a document is made of what its parts print as, which must never change."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Block, BlockKind, Landmark

STRETCHES = st.lists(st.tuples(st.integers(0), st.integers(0))).map(tuple)


def as_dataclasses_print(one: Block | Landmark) -> str:
    """Return what the ``repr`` that dataclasses make would return."""
    values = ", ".join(f"{each.name}={getattr(one, each.name)!r}" for each in fields(one))
    return f"{type(one).__qualname__}({values})"


@pytest.mark.parametrize("kind", BlockKind)
@given(data=st.data())
def test_a_block_prints_as_dataclasses_do(kind: BlockKind, data: st.DataObject) -> None:
    start, end = data.draw(st.tuples(st.integers(0), st.integers(0)))
    parts, headed = data.draw(STRETCHES), data.draw(st.booleans())
    block = Block(kind, start, end, parts, headed, data.draw(st.text()))
    assert repr(block) == as_dataclasses_print(block)


@given(st.integers(0), st.text(), st.integers(1, 6), st.text())
def test_a_landmark_prints_as_dataclasses_do(
    offset: int, heading: str, level: int, anchor: str
) -> None:
    landmark = Landmark(offset, heading, level, anchor)
    assert repr(landmark) == as_dataclasses_print(landmark)


def test_the_seal_of_a_block_is_that_of_snapshots_that_exist() -> None:
    block = Block(BlockKind.CODE, 1, 2, ((1, 2),), language="sh")
    assert repr(block) == (
        "Block(kind=<BlockKind.CODE: 'code'>, start=1, end=2, parts=((1, 2),), headed=False, "
        "language='sh')"
    )
