"""A reference of Sphinx is shown as the title of what it leads to, in whichever file that is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.building.build import build
from index.snapshots.library import Library
from index.sources.documents import find_sources, read_documents
from index.sources.sphinx_titles import with_titles
from tests.support.hashing_encoder import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from index.sources.documents import SourceFile

LAMP = """
.. _the-lamp:
.. _`How it is lit`:

How the *lamp* is :guilabel:`lit`
=================================

At dusk.

.. _nothing:

This is no title.

.. _wick: https://example.org/wick

++++
Oil\\*
++++

It burns oil.

.. _glass:

The ``glass``
-------------

It is cleaned with vinegar.
"""
SEEN = {
    ":ref:`the-lamp`": "How the lamp is lit",
    ":ref:`The-Lamp`": "How the lamp is lit",
    ":ref:`how it\nis lit`": "How the lamp is lit",
    ":std:ref:`glass`": "The glass",
    ":ref:`glass of it <glass>`": "glass of it",
    ":doc:`lamp`": "How the lamp is lit",
    ":doc:`../guide/lamp`": "How the lamp is lit",
    ":doc:`/guide/lamp`": "How the lamp is lit",
    ":doc:`/lamp`": "How the lamp is lit",
    ":ref:`nothing`": "nothing",
    ":doc:`/other/lamp`": "/other/lamp",
    "``:ref:`the-lamp```": ":ref:`the-lamp`",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source" / "guide").mkdir(parents=True)
    (tmp_path / "source" / "guide" / "lamp.rst").write_text(LAMP, "utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, SourceFile]:
    return {file.path.name: file for file in with_titles(find_sources(folder), 10_000)}


@pytest.mark.parametrize("written", SEEN)
def test_a_reference_is_shown_as_a_reader_of_the_site_sees_it(written: str, folder: Path) -> None:
    (folder / "source" / "guide" / "a.rst").write_text(f"The light\n=========\n\nSee {written}.\n")
    [page] = read_documents(files(folder)["a.rst"], max_bytes=10_000)
    [block] = page.blocks
    assert page.text[block.start : block.end] == f"See {SEEN[written]}."


def test_a_file_is_read_again_if_the_title_that_it_refers_to_changes(folder: Path) -> None:
    (folder / "source" / "a.rst").write_text("The light\n=========\n\nSee :ref:`glass`.\n")
    (folder / "source" / "b.rst").write_text("The horn\n========\n\nIt is loud.\n")
    library = Library(folder / "index")

    def texts() -> dict[str, str]:
        found = find_sources(folder / "source")
        build(library, "c", found, HashingEncoder(), max_bytes=10_000)
        return {one.id: one.text.strip() for one in library.get("c").documents()}

    assert texts()["a.rst"].endswith("See The glass.")
    lamp = folder / "source" / "guide" / "lamp.rst"
    lamp.write_text(LAMP.replace("``glass``", "clean glass"), "utf-8")
    assert texts()["a.rst"].endswith("See The clean glass.")


def test_what_cannot_be_read_gives_no_titles(folder: Path) -> None:
    (folder / "a.rst").write_text("See :ref:`glass`.\n")
    [lamp, *others] = sorted(find_sources(folder), key=lambda file: file.path.name, reverse=True)
    gone = replace(lamp, path=folder / "gone.rst")
    assert [file.titles for file in with_titles([gone, *others], 10_000)] == [(), ()]
    assert [file.titles for file in with_titles([lamp, *others], 20)] == [(), ()]
