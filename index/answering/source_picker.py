"""Which document somebody means who types a few letters of its title, or chose it from a list."""

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
    """What must be known of a document, that it can be named."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def corpus(self) -> str: ...


Source = TypeVar("Source", bound=Titled)


def key_of(source: Titled) -> str:
    """What stands for a document in a list of choices: short, however long its id is."""
    digest = sha256(f"{source.corpus}\0{source.id}".encode("utf-8", "surrogatepass"))
    return f"#{digest.hexdigest()[:KEY]}"


def suggested(sources: Sequence[Source], typed: str, most: int) -> list[Source]:
    """Those that ``typed`` may mean, best first; all, in the order of their titles, for nothing.

    A title that begins so comes before one of which a word does, and that before the others.
    """
    wanted = _plain(typed)
    ranked = [
        (rank, title, number)
        for number, source in enumerate(sources)
        if (rank := _rank(wanted, title := _plain(source.title or source.id))) is not None
    ]
    return [sources[number] for _, _, number in sorted(ranked)[:most]]


def picked(sources: Sequence[Source], named: str) -> Source:
    """The one document that is meant by a key, an id, a title, or a part of one that no other has.

    :raises QuestionError: there is none, or there are several.
    """
    for found in _by_name(sources, named):
        if len(found) == 1:
            return found[0]
        if found:
            raise QuestionError(
                f"That name could mean {len(found)} sources.",
                hint="Choose one from the list, or type more of its title.",
                kind="source-unclear",
                values={"count": len(found)},
            )
    raise source_gone()


def _by_name(sources: Sequence[Source], named: str) -> Iterator[list[Source]]:
    """What bears that name, from the strictest meaning of it to the most lenient."""
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


@lru_cache(maxsize=16_384)  # the same titles are looked at with each letter that is typed
def _plain(text: str) -> str:
    """Without case, accents and needless white space."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    return " ".join(bare.split())
