"""Build an index as the settings say, once or repeatedly, for the terminal and for Discord."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.building.build import BuildReport, build
from index.building.gather import Gathered, gather
from index.building.plan import Basis, BuildPlan, plan_build
from index.building.preparation import texts_to_encode
from index.models.encoder import Encoder, load_encoder
from index.progress import Progress, no_progress
from index.settings import IndexSettings
from index.snapshots.opening import library_of
from index.snapshots.snapshot import Snapshot
from index.sources.documents import skipped_endings
from index.sources.opening import tree_of
from index.sources.register.source_files import sources_of, withdrawn
from index.sources.tree import mark_of

if TYPE_CHECKING:
    from index.answering.answerer import Answerer

# What to do with files that no reader reads, where another form of them is.
ADVICE = {
    **dict.fromkeys((".adoc", ".asciidoc"), "index the pages that Asciidoctor makes of them"),
    **dict.fromkeys((".doc", ".odt", ".rtf"), "save them as .docx"),
}


class Rebuilder:
    """The corpus of ``settings`` to build, with the model that stays loaded between builds.

    Each build reads the register anew. ``gate_lines`` is the report of the gate for the last build.
    """

    def __init__(
        self,
        settings: IndexSettings,
        *,
        prune: bool = False,
        force: bool = False,
        gate: Path | None = None,
        keep: int | None = None,
    ) -> None:
        """``gate`` and ``keep`` override the settings; ``force`` publishes despite the gate.

        ``prune`` drops the documents of files that no longer exist.
        """
        self._settings = settings
        self._places = settings.library
        self._library = library_of(settings.library)
        self._tree = tree_of(settings)
        self._prune, self._force = prune, force
        self._gate = gate or settings.library.gate
        self._keep = keep or settings.library.keep
        self.gate_lines: tuple[str, ...] = ()

    def build(self, *, full: bool = False, progress: Progress = no_progress) -> BuildReport:
        """Build once; see ``building.build`` for the steps and errors."""
        self.gate_lines = ()
        places = self._tree.current().library
        report = build(
            self._library,
            places.corpus,
            sources_of(places),
            self._encoder,
            max_bytes=places.max_file_bytes,
            full=full,
            prune_gone=self._prune,
            removed=withdrawn(places),
            keep=self._keep,
            check=self._check(),
            progress=progress,
        )
        return replace(report, plan=_with_skipped(report.plan, places.sources))

    @property
    def shared_in(self) -> str:
        """Return the database whose sources are built; "" if they are of this machine."""
        return self._tree.shared_in

    @property
    def encoder_name(self) -> str:
        """Return the name of the encoder that builds."""
        return self._encoder.name

    def plan(self) -> BuildPlan:
        """Plan what a build would do, without loading the model."""
        return self._planned()[0]

    def plan_and_count(self) -> tuple[BuildPlan, int]:
        """Plan what a build would do, and count the texts that it would encode."""
        plan, gathered = self._planned()
        if plan.up_to_date:
            return plan, 0
        return plan, texts_to_encode(self._library, self._places.corpus, gathered, self._encoder)

    def state(self) -> object:
        """Return a value that most likely changes when a source does; cheap, and no proof."""
        return self._tree.state(), mark_of(self._gate) if self._gate else None

    def _planned(self) -> tuple[BuildPlan, Gathered]:
        places = self._tree.current().library
        basis = Basis.of(self._library, places.corpus)
        gathered = gather(
            sources_of(places),
            basis.manifest,
            max_bytes=places.max_file_bytes,
            prune=self._prune,
            removed=withdrawn(places),
        )
        plan = plan_build(gathered, basis, self._encoder)
        return _with_skipped(plan, places.sources), gathered

    def _check(self) -> Callable[[Snapshot, Snapshot | None], None] | None:
        if self._gate is None:
            return None
        from index.maintenance.gate import ask_gate, read_gate, refuse

        gate = read_gate(self._gate)

        def check(new: Snapshot, serving: Snapshot | None) -> None:
            passing = ask_gate(gate, self._answerer, new, serving)
            self.gate_lines = passing.changes
            if not self._force:
                refuse(gate, new, passing)

        return check

    @cached_property
    def _encoder(self) -> Encoder:
        return load_encoder(self._settings.encoder)

    @cached_property
    def _answerer(self) -> Answerer:
        from index.answering.answerer import Answerer

        return Answerer.of(self._settings, self._encoder)


def _with_skipped(plan: BuildPlan, folder: Path) -> BuildPlan:
    """Add a note on the files of the folder that no reader reads."""
    skipped = skipped_endings(folder) if folder.is_dir() else Counter()
    named = [_files_ending_in(ending, number) for ending, number in skipped.most_common()]
    notes = (f"not read: {', '.join(named)}",) if named else ()
    return replace(plan, notes=(*plan.notes, *notes))


def _files_ending_in(ending: str, number: int) -> str:
    files = "1 file" if number == 1 else f"{number} files"
    advice = f" ({ADVICE[ending]})" if ending in ADVICE else ""
    return f"{files} ending in {ending}{advice}" if ending else f"{files} without an ending"
