"""Examine the installation before anyone asks a question: `quoth doctor`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from index.errors import QuothError, SettingsError
from index.maintenance.rebuild import Rebuilder
from index.models.cascade import CascadeReader
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.models.reader import Reader, ReaderInput
from index.settings import IndexSettings
from index.snapshots.languages_line import languages_line
from index.snapshots.manifest import languages_in
from index.snapshots.opening import address_of, library_of, shared_catalogue_of
from index.sources.opening import tree_of
from index.sources.register.source_files import WEB, sources_of

NEEDS = {
    "judge": "reader",
    "sources": "shared",
    "index": "shared",
    "languages": "index",
    "freshness": "shared",
}  # the check that must succeed before another one makes sense


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
    load = cache(partial(load_reader, settings.reader))  # once: the judge is a part of the reader
    checks: dict[str, Callable[[IndexSettings], str]] = {
        "model": _model, "reader": partial(_reader, load), "judge": partial(_judge, load),
        "shared": _shared, "sources": _sources, "index": _index, "languages": _languages,
        "freshness": _freshness,
    }  # fmt: skip
    failed: set[str] = set()
    for what, check in checks.items():
        if NEEDS.get(what) in failed:
            failed.add(what)
            continue  # its cause was reported
        try:
            if says := check(settings):
                yield Check(what, says)
        except QuothError as error:
            failed.add(what)
            yield Check(what, error.message, error.hint)


def _model(settings: IndexSettings) -> str:
    encoder = load_encoder(settings.encoder)
    length = len(encoder.encode_question("Does it load?"))
    return f"{encoder.name}: {length} dimensions, {encoder.max_tokens} tokens"


def _reader(load: Callable[[], Reader | None], settings: IndexSettings) -> str:
    reader = load()
    if reader is None:
        return "none: passages are not read, only ranked"
    _try(reader)
    return f"{reader.name}: reads {settings.reader.passages} passages at the most"


def _judge(load: Callable[[], Reader | None], settings: IndexSettings) -> str:
    """Try the judge by itself, since the reader asks it only in doubt."""
    reader = load()
    if not isinstance(reader, CascadeReader):
        return ""
    _try(reader.second)
    return f"{settings.reader.judge}: reads again what the reader is in doubt about"


def _try(reader: Reader) -> None:
    text = "It loads."
    reader.read("Does it load?", [ReaderInput("", text, ((0, len(text)),))])


def _sources(settings: IndexSettings) -> str:
    tree = tree_of(settings)
    places = tree.current().library
    files = sources_of(places)
    pages = sum(file.name.startswith(WEB) for file in files)
    fetched = f", and {pages} fetched pages" if pages else ""
    where = f"shared in {tree.shared_in}" if tree.shared_in else places.sources
    return f"{where}: {len(files) - pages} files{fetched}"


def _shared(settings: IndexSettings) -> str:
    """Ask the database in which the index is shared; there is nothing to say without one."""
    address, catalogue = address_of(settings.library), shared_catalogue_of(settings.library)
    if address is None or catalogue is None:
        return ""
    if address.is_open:
        raise SettingsError(
            f"the address of the shared index is in {address.origin}, which everybody on this "
            "machine can read",
            hint=f"Run `chmod 600 {address.origin}` as its owner.",
        )
    return catalogue.summary()


def _index(settings: IndexSettings) -> str:
    library = library_of(settings.library)
    if (fault := library.fault(settings.library.corpus)) is not None:
        raise fault
    snapshot = library.get(settings.library.corpus)
    counts = snapshot.counts
    return f"{snapshot.name}: {counts['passages']} passages of {counts['documents']} documents"


def _languages(settings: IndexSettings) -> str:
    library = library_of(settings.library)
    manifest = library.manifest(settings.library.corpus)
    return languages_line(languages_in(manifest), manifest["encoder"]["name"])


def _freshness(settings: IndexSettings) -> str:
    plan = Rebuilder(settings).plan()
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
