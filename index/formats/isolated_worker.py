"""The process that reads possibly hostile files: requests on stdin, documents on stdout."""

from __future__ import annotations

import json
import os
import sys
from typing import IO, Any

from index.errors import NoTextError, SourceError
from index.formats.parsed import to_record
from index.formats.registry import read_here
from index.formats.rst_references import Titles

MEMORY = 3 * 1024**3  # bytes of address space; the libraries alone take a few hundred MB
MOST_CHARACTERS = 50_000_000  # of the text of one file


def main() -> None:
    """Answer requests one by one until stdin ends."""
    _limit()
    # The output of libraries must not be mixed with the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while head := sys.stdin.buffer.readline():
        request = json.loads(head)
        data = sys.stdin.buffer.read(request["bytes"])
        _write(answers, _answer(request["suffix"], data, request["name"], request["titles"]))


def _answer(suffix: str, data: bytes, name: str, titles: Titles) -> dict[str, Any]:
    try:
        documents = read_here(suffix, data, name, titles)
    except SourceError as error:
        empty = isinstance(error, NoTextError)
        return {"error": error.message, "hint": error.hint, "empty": empty}
    except ImportError as error:  # the installation is incomplete; the file may be fine
        hint = "Install Quoth again, with all that it needs."
        return {"error": f"{name}: its reader cannot be loaded ({error})", "hint": hint}
    except MemoryError:
        return _refused(f"{name}: reading it takes more memory than is allowed")
    except RecursionError:
        return _refused(f"{name}: nested too deep to be read")
    except Exception as error:  # noqa: BLE001 - whatever a parser raises
        return _refused(f"{name}: damaged, as it seems ({type(error).__name__} while reading it)")
    if sum(len(document.text) for document in documents) > MOST_CHARACTERS:
        return _refused(f"{name}: more than {MOST_CHARACTERS:,} characters of text")
    return {"documents": [to_record(document) for document in documents]}


def _refused(message: str) -> dict[str, Any]:
    return {"error": message, "hint": "Export it again, split it, or remove it."}


def _write(answers: IO[bytes], answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    answers.write(b"%d\n" % len(data) + data)
    answers.flush()


def _limit() -> None:
    """Limit the memory of this process, and forbid it to write files and core dumps."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the deadline must suffice there
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    main()
