"""Keep snapshots in a folder: one folder for each corpus, in which ``CURRENT`` names one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

from index.files import replace_file
from index.snapshots.catalogue import CANDIDATE, CURRENT, SNAPSHOT_NAME, Sealed
from index.snapshots.locks import BEING_BUILT, exclusive, unused
from index.snapshots.manifest import MANIFEST, check_files, read_manifest
from index.snapshots.snapshot import Snapshot


class FolderCatalogue:
    """The snapshots below one folder; see ``Catalogue``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def where(self) -> str:
        """Return the folder."""
        return str(self.root)

    def folder(self, corpus: str) -> Path:
        """Return the folder of a corpus."""
        return self.root / corpus

    def corpora(self) -> list[str]:
        """List the corpora with a ``CURRENT``."""
        if not self.root.is_dir():
            return []
        return sorted(path.parent.name for path in self.root.glob(f"*/{CURRENT}"))

    def current(self, corpus: str) -> str | None:
        """Read ``CURRENT``."""
        return self._name_in(corpus, CURRENT)

    def candidate(self, corpus: str) -> str | None:
        """Read ``CANDIDATE``."""
        return self._name_in(corpus, CANDIDATE)

    def snapshots(self, corpus: str) -> list[str]:
        """List the folders that have a manifest."""
        folder = self.folder(corpus)
        if not folder.is_dir():
            return []
        found = [
            path
            for path in folder.iterdir()
            if SNAPSHOT_NAME.fullmatch(path.name) and (path / MANIFEST).is_file()
        ]
        return [path.name for path in sorted(found, key=_age)]

    def on_this_machine(self, corpus: str) -> list[str]:
        """List all snapshots: they are here, after the one that ``CURRENT`` names."""
        names = [self.current(corpus), *reversed(self.snapshots(corpus))]
        return [name for name in dict.fromkeys(names) if name is not None]

    def manifest(self, corpus: str, name: str) -> dict[str, Any]:
        """Read the manifest in the snapshot's folder."""
        return read_manifest(self.folder(corpus) / name)

    def sealed(self, corpus: str, name: str) -> Sealed:
        """Compare every byte."""
        folder = self.folder(corpus) / name
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        return Sealed(folder, manifest)

    def open(self, corpus: str, name: str) -> Snapshot:
        """Open the folder; files with the marks that were noted are not compared again."""
        return Snapshot(self.folder(corpus) / name)

    def examine(self, corpus: str, name: str) -> None:
        """Compare every byte."""
        self.sealed(corpus, name)

    def publish(self, corpus: str, name: str) -> None:
        """Point ``CURRENT`` at ``name``."""
        self._write_name(corpus, CURRENT, name)

    def propose(self, corpus: str, name: str) -> None:
        """Point ``CANDIDATE`` at ``name``."""
        self._write_name(corpus, CANDIDATE, name)

    def withdraw(self, corpus: str) -> None:
        """Remove ``CANDIDATE``."""
        (self.folder(corpus) / CANDIDATE).unlink(missing_ok=True)

    def remove(self, corpus: str, name: str) -> None:
        """Rename the snapshot for deletion, so that a kill cannot leave half of it under its name.

        The files are deleted when the lock of the corpus is released.
        """
        folder = self.folder(corpus) / name
        with suppress(OSError), unused(folder) as free:
            if free:
                folder.rename(folder.with_name(f"{BEING_BUILT}{name}"))

    def building(self, corpus: str) -> AbstractContextManager[Path]:
        """Hold the lock file of the corpus."""
        return exclusive(self.folder(corpus))

    def changed(self, corpora: Sequence[str]) -> Iterable[str]:
        """Return all: to read ``CURRENT`` is as quick as to ask whether it was written."""
        return corpora

    def opened(self, corpus: str, name: str) -> None:
        """Note nothing: ``CURRENT`` says what serves."""

    def _name_in(self, corpus: str, file: str) -> str | None:
        try:
            name = (self.folder(corpus) / file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if SNAPSHOT_NAME.fullmatch(name) else None

    def _write_name(self, corpus: str, file: str, name: str) -> None:
        replace_file(self.folder(corpus) / file, f"{name}\n".encode())


def _age(folder: Path) -> tuple[str, int]:
    """Return a sort key: the second in the snapshot's name, then the time it was written."""
    try:
        written = (folder / MANIFEST).stat().st_mtime_ns
    except OSError:  # a build has just removed it
        written = 0
    return folder.name.partition("-")[0], written
