"""Find the document that a user means by a part of its title, or by a choice from a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Protocol, TypeVar

from index.answering.part import source_gone
from index.errors import QuestionError

KEY = 20  # hex digits of a key: 80 bits


class Titled(Protocol):
    """The part of a document that is needed to name it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def corpus(self) -> str: ...


Source = TypeVar("Source", bound=Titled)


def key_of(source: Titled) -> str:
    """Return a key for a document in a list of choices; it is short, however long the id is."""
    digest = sha256(f"{source.corpus}\0{source.id}".encode("utf-8", "surrogatepass"))
    return f"#{digest.hexdigest()[:KEY]}"


def suggested(sources: Sequence[Source], typed: str, most: int) -> list[Source]:
    """Return the sources that ``typed`` may mean, best first; all, by title, if nothing is typed.

    Titles that begin with it come first, then titles with a word that begins with it, then others.
    """
    wanted = _plain(typed)
    ranked = [
        (rank, title, number)
        for number, source in enumerate(sources)
        if (rank := _rank(wanted, title := _plain(source.title or source.id))) is not None
    ]
    return [sources[number] for _, _, number in sorted(ranked)[:most]]


def picked(sources: Sequence[Source], named: str) -> Source:
    """Find the one document that is meant by a key, an id, a title, or a unique part of a title.

    :raises QuestionError: there is none, or there are several.
    """
    for found in _by_name(sources, named):
        if len(found) == 1:
            return found[0]
        if found:
            raise QuestionError(
                f"That name could mean {len(found)} sources.",
                hint="Type more of its title.",
                kind="source-unclear",
                values={"count": len(found)},
            )
    raise source_gone()


def _by_name(sources: Sequence[Source], named: str) -> Iterator[list[Source]]:
    """Yield the sources with that name, from its strictest meaning to its most lenient."""
    yield [source for source in sources if key_of(source) == named]
    yield [source for source in sources if source.id == named]
    wanted = _plain(named)
    if wanted:
        yield [source for source in sources if _plain(source.title) == wanted]
        yield [source for source in sources if wanted in _plain(source.title)]


def _rank(wanted: str, title: str) -> int | None:
    if title.startswith(wanted):
        return 0
    if f" {wanted}" in title:
        return 1
    return 2 if wanted in title else None


@lru_cache(maxsize=16_384)  # every title is compared again at each letter that is typed
def _plain(text: str) -> str:
    """Drop case, accents and needless white space."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    return " ".join(bare.split())
