"""Examine the installation before anyone asks a question: `quoth doctor`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.errors import QuothError
from index.maintenance.rebuild import rebuilder
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.models.reader import ReaderInput
from index.settings import IndexSettings
from index.snapshots.languages_line import languages_line
from index.snapshots.library import Library
from index.snapshots.manifest import languages_in
from index.sources.register.source_files import WEB, sources_of

NEEDS = {"languages": "index"}  # what a part is read from


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check; ``remedy`` is empty if all is well."""

    what: str
    says: str
    remedy: str = ""

    @property
    def well(self) -> bool:
        """Return whether there is nothing to remedy."""
        return not self.remedy


def examine(settings: IndexSettings) -> Iterator[Check]:
    """Examine the installation, one part after the other, without changing anything."""
    yield Check("python", sys.version.split()[0])
    checks: dict[str, Callable[[IndexSettings], str]] = {
        "model": _model, "reader": _reader, "sources": _sources, "index": _index,
        "languages": _languages, "freshness": _freshness,
    }  # fmt: skip
    failed: set[str] = set()
    for what, check in checks.items():
        if NEEDS.get(what) in failed:
            continue  # why is said already
        try:
            yield Check(what, check(settings))
        except QuothError as error:
            failed.add(what)
            yield Check(what, error.message, error.hint)


def _model(settings: IndexSettings) -> str:
    encoder = load_encoder(settings.encoder)
    length = len(encoder.encode_question("Does it load?"))
    return f"{encoder.name}: {length} dimensions, {encoder.max_tokens} tokens"


def _reader(settings: IndexSettings) -> str:
    reader = load_reader(settings.reader)
    if reader is None:
        return "none: passages are not read, only ranked"
    text = "It loads."
    reader.read("Does it load?", [ReaderInput("", text, ((0, len(text)),))])
    return f"{reader.name}: reads {settings.reader.passages} passages at the most"


def _sources(settings: IndexSettings) -> str:
    files = sources_of(settings.library)
    pages = sum(file.name.startswith(WEB) for file in files)
    fetched = f", and {pages} fetched pages" if pages else ""
    return f"{settings.library.sources}: {len(files) - pages} files{fetched}"


def _index(settings: IndexSettings) -> str:
    library = Library(settings.library.index)
    if (fault := library.fault(settings.library.corpus)) is not None:
        raise fault
    snapshot = library.get(settings.library.corpus)
    counts = snapshot.counts
    return f"{snapshot.name}: {counts['passages']} passages of {counts['documents']} documents"


def _languages(settings: IndexSettings) -> str:
    library = Library(settings.library.index)
    return languages_line(languages_in(library.manifest(settings.library.corpus)))


def _freshness(settings: IndexSettings) -> str:
    plan = rebuilder(settings).plan()
    for fault in plan.faults:
        raise QuothError(fault.message, hint=fault.hint)
    if plan.anew:
        raise QuothError(
            "another version of Quoth built the index, or other settings",
            hint="Run `quoth build`: it rebuilds the index once. The old one serves until then.",
        )
    if not plan.up_to_date:
        raise QuothError(
            "the sources have changed since the index was built", hint="Run `quoth build`."
        )
    return "the index is up to date"
