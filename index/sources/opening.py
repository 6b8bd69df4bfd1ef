"""Open the sources that the settings name: those of this machine, or shared ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.settings import IndexSettings
from index.snapshots.opening import address_of, psycopg_imported
from index.sources.tree import LocalTree, SourceTree

if TYPE_CHECKING:
    from index.sources.shared.shared_tree import SharedTree


def tree_of(settings: IndexSettings) -> SourceTree:
    """Open the sources of the corpus; a database is not asked before it is needed.

    :raises SettingsError: the address of the database is wrong, or psycopg is not installed.
    """
    return shared_tree_of(settings) or LocalTree(settings)


def shared_tree_of(settings: IndexSettings) -> SharedTree | None:
    """Open the sources in the database of the shared index; None if the index is not shared.

    :raises SettingsError: as in ``tree_of``.
    """
    address = address_of(settings.library)
    if address is None:
        return None
    with psycopg_imported():  # it is imported only here
        from index.sources.shared.shared_tree import SharedTree
    return SharedTree(settings, address.value)
