"""Quoth's index: documents in, verbatim quotes out. Knows nothing of Discord or asyncio.

What a front needs can be imported from here:

    from index import Answerer, IndexSettings, Library, Part

    settings = IndexSettings()
    answerer = Answerer.of(settings)
    snapshot = Library(settings.library.index).get("default")
    for quote in answerer.ask("When was it built?", [Part(snapshot)]).quotes:
        print(quote.text, quote.locator)

Each name is imported from its module when it is first used, so that ``import index`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.answering.answerer import Answerer as Answerer
    from index.answering.followups import Turn as Turn
    from index.answering.part import Part as Part
    from index.errors import QuestionError as QuestionError
    from index.errors import QuothError as QuothError
    from index.settings import IndexSettings as IndexSettings
    from index.snapshots.library import Library as Library
    from index.snapshots.snapshot import Snapshot as Snapshot
    from index.types import Answer as Answer
    from index.types import Document as Document
    from index.types import Locator as Locator
    from index.types import Passage as Passage
    from index.types import Quote as Quote
    from index.types import Reason as Reason
    from index.types import Refusal as Refusal

MODULES = {
    "answering.answerer": ("Answerer",),
    "answering.followups": ("Turn",),
    "answering.part": ("Part",),
    "errors": ("QuestionError", "QuothError"),
    "settings": ("IndexSettings",),
    "snapshots.library": ("Library",),
    "snapshots.snapshot": ("Snapshot",),
    "types": ("Answer", "Document", "Locator", "Passage", "Quote", "Reason", "Refusal"),
}


def __getattr__(name: str) -> object:
    for module, names in MODULES.items():
        if name in names:
            return getattr(import_module(f"index.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *(name for names in MODULES.values() for name in names)})
