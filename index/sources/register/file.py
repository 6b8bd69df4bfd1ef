"""Read and write the register's file; a change of one entry leaves every other byte alone.

A block of the file is an entry with the comment right above it. A change rewrites one block with
tomlkit, which keeps comments and order. Text between blocks is never touched, so removing an entry
keeps the comments of other entries. Removing it from tomlkit's tree would delete some.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from index.errors import RegisterError
from index.files import replace_file
from index.sources.register.entry import Entry, entry_of

HEADER = re.compile(r"[ \t]*\[\[[ \t]*source[ \t]*\]\][ \t]*(?:#.*)?")
TABLE = "source"
MAX_REGISTER_BYTES = 5_000_000
BEGINNING = """\
# The sources of Quoth. Edit it by hand or with `quoth sources`: comments stay.
"""


@dataclass(frozen=True, slots=True)
class Register:
    """The entries in the order of the file, and the text that they were read from."""

    path: Path
    text: str
    entries: tuple[Entry, ...]

    def get(self, name: str) -> Entry:
        """Return the entry with this name.

        :raises RegisterError: there is none.
        """
        for entry in self.entries:
            if entry.name == name:
                return entry
        raise RegisterError(
            f"no source named {name[:80]!r} in {self.path}",
            hint="`quoth sources list` shows the names.",
        )


def read_register(path: Path) -> Register:
    """Read the register from its file; a missing file is an empty register.

    :raises RegisterError: it cannot be read, or an entry is invalid.
    """
    try:
        if path.stat().st_size > MAX_REGISTER_BYTES:
            raise RegisterError(
                f"{path}: too large for a register", hint="Check that it is the right file."
            )
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        return Register(path, "", ())
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(
            f"{path}: cannot be read ({error})", hint="Check that it is UTF-8 text and readable."
        ) from None
    return parse(text, path)


def parse(text: str, path: Path) -> Register:
    """Parse the text of a register. ``path`` is named in errors.

    :raises RegisterError: it is not TOML, or an entry is invalid.
    """
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RegisterError(
            f"{path}: not valid TOML ({error})",
            hint="Correct it there, or restore it from version control.",
        ) from None
    records = found.pop(TABLE, [])
    if found or not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
        raise RegisterError(
            f"{path}: it contains more than [[{TABLE}]] entries ({', '.join(found)[:60]})",
            hint="Remove everything but entries; comments may stay.",
        )
    entries = tuple(entry_of(record, path.name) for record in records)
    _check_names(entries, path)
    if [record for _, record in _blocks(text)] != records:
        raise RegisterError(
            f"{path}: its entries are not written one by one",
            hint=f"Begin each with a line of its own: [[{TABLE}]]",
        )
    return Register(path, text, entries)


def _check_names(entries: tuple[Entry, ...], path: Path) -> None:
    names = [entry.name for entry in entries]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise RegisterError(
                f"{path.name}: two sources are named {name!r}", hint="Rename one of them."
            )


def _blocks(text: str) -> list[tuple[slice, Mapping[str, Any]]]:
    """Return the lines of each entry, with the comment above it, and its record parsed alone."""
    lines = text.split("\n")
    heads = [n for n, line in enumerate(lines) if HEADER.fullmatch(line)]
    blocks = []
    for head, after in zip(heads, [*heads, len(lines)][1:], strict=True):
        first, last = head, after
        while first and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        while last > head + 1 and (
            not lines[last - 1].strip() or lines[last - 1].lstrip()[0] == "#"
        ):
            last -= 1
        try:
            record = tomllib.loads("\n".join(lines[head:last]))[TABLE][0]
        except (tomllib.TOMLDecodeError, KeyError):
            record = {}  # the header is inside a multi-line string
        blocks.append((slice(first, last), record))
    return blocks


def with_entry(register: Register, record: Mapping[str, Any]) -> str:
    """Return the register's text with one more entry at its end."""
    document = tomlkit.document()
    table = tomlkit.table()
    table.update({key: value for key, value in record.items() if value is not None})
    array = tomlkit.aot()
    array.append(table)
    document.add(TABLE, array)
    before = register.text or BEGINNING
    return before.rstrip("\n") + "\n\n" + tomlkit.dumps(document).strip("\n") + "\n"


def with_changes(register: Register, name: str, changes: Mapping[str, Any]) -> str:
    """Return the register's text with ``changes`` made to one entry; None removes a key."""

    def change(block: str) -> str:
        document = tomlkit.parse(block)
        table = document[TABLE][0]  # an array of one table
        for key, value in changes.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = value
        return tomlkit.dumps(document)

    return _rewritten(register, name, change)


def without_entry(register: Register, name: str) -> str:
    """Return the register's text without one entry and the comment right above it."""
    return _rewritten(register, name, lambda _: None)


def _rewritten(register: Register, name: str, change: Callable[[str], str | None]) -> str:
    lines = register.text.split("\n")
    for place, record in _blocks(register.text):
        if record["name"] == name:
            block = change("\n".join(lines[place]))
            after = lines[place.stop :]
            if block is None and after and not after[0].strip():
                after = after[1:]  # the blank line between it and the next entry
            kept = [] if block is None else block.rstrip("\n").split("\n")
            return "\n".join([*lines[: place.start], *kept, *after])
    raise KeyError(name)


def write_register(register: Register, text: str) -> Register:
    """Replace the register's file with ``text``, if that is valid, and return the new register.

    :raises RegisterError: it is invalid, or cannot be written; the old file is kept.
    """
    changed = parse(text, register.path)
    try:
        register.path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(register.path, text.encode())
    except OSError as error:
        raise RegisterError(
            f"{register.path}: cannot be written ({error.strerror}); it is unchanged",
            hint="Check its permissions and the disk.",
        ) from error
    return changed
