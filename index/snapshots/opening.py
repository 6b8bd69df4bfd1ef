"""Open the library that the settings name: a folder, or a database that several machines share."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.credentials import Credential, credential
from index.errors import SettingsError
from index.settings import LibrarySettings
from index.snapshots.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.snapshots.shared.shared_catalogue import SharedCatalogue

URL = "QUOTH_LIBRARY__URL"


def library_of(places: LibrarySettings, *, older_may_serve: bool = False) -> Library:
    """Open the library of ``places``; a database is not asked before it is needed.

    :raises SettingsError: the address of the database is wrong, or psycopg is not installed.
    """
    return Library(
        places.index, catalogue=shared_catalogue_of(places), older_may_serve=older_may_serve
    )


def address_of(places: LibrarySettings) -> Credential | None:
    """Find the address of the shared index; None if it is not shared."""
    return credential(URL, places.url, places.url_file)


@contextmanager
def psycopg_imported() -> Iterator[None]:
    """Turn a missing psycopg into one line for the operator, around imports that need it.

    :raises SettingsError: it is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise SettingsError(
            f"{URL} is set, but psycopg cannot be imported ({error})",
            hint="Run `pip install 'quoth[postgres]'`.",
        ) from None


def shared_catalogue_of(places: LibrarySettings) -> SharedCatalogue | None:
    """Make what reads the shared index; None if it is not shared."""
    address = address_of(places)
    if address is None:
        return None
    with psycopg_imported():  # it is imported only here
        from index.snapshots.shared.database import IndexDatabase
        from index.snapshots.shared.local_copies import LocalCopies
        from index.snapshots.shared.shared_catalogue import SharedCatalogue
    return SharedCatalogue(
        IndexDatabase(address.value), LocalCopies(places.index, places.copies_bytes)
    )
