"""Find a secret: in the environment, in ``.env``, or in a file that has it.

A service manager or a container engine hands a secret over in a file with the name of its setting:
systemd in the folder that ``CREDENTIALS_DIRECTORY`` names, Docker and Podman in ``/run/secrets``.
So the secret is not in the environment, which child processes and crash reports repeat. A file is
read when its secret is needed, so that other commands work for people who may not read it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from index.errors import SettingsError

CONTAINER_SECRETS = Path("/run/secrets")
MOST_BYTES = 4_096  # more than any secret has; a log or a disk is none
ENV_FILE = Path(".env")


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret, and where it was found; ``file`` is a file whose mode the operator chooses."""

    value: str = field(repr=False)
    origin: str
    file: Path | None = None

    @property
    def is_open(self) -> bool:
        """Return whether everybody on this machine can read its file."""
        return self.file is not None and os.name != "nt" and _is_open(self.file)


def credential(name: str, given: SecretStr | None, file: Path | None) -> Credential | None:
    """Find the secret of the setting ``name``; None if there is none.

    ``given`` is its value in the settings, and ``file`` the one that ``name`` with ``_FILE`` names.

    :raises SettingsError: it is in two places, or its file cannot be read.
    """
    value = given.get_secret_value().strip() if given else ""
    places = [_origin(name)] if value else []
    places += [str(path) for path in (file, *_handed_over(name)) if path is not None]
    if len(places) > 1:
        raise SettingsError(
            f"{name} is set twice: in {places[0]} and in {places[1]}",
            hint="Keep the one that is right, and delete the other.",
        )
    if value:
        return Credential(value, places[0], ENV_FILE if places[0] == str(ENV_FILE) else None)
    return Credential(_read(Path(places[0]), name), places[0], file) if places else None


def _origin(name: str) -> str:
    """Say which of the two had the value: pydantic takes the environment first."""
    return "the environment" if name in map(str.upper, os.environ) else str(ENV_FILE)


def _handed_over(name: str) -> Iterator[Path]:
    folders = [os.environ.get("CREDENTIALS_DIRECTORY"), CONTAINER_SECRETS]
    paths = (Path(folder, name) for folder in folders if folder)
    yield from (path for path in paths if os.path.exists(path))  # noqa: PTH110 - a closed folder is no error


def _read(file: Path, name: str) -> str:
    """Read a secret, without the white space around it; no error repeats a part of it."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        text = content.decode("utf-8").strip()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise _unusable(file, name, f"cannot be read ({why})") from None
    except UnicodeDecodeError:
        raise _unusable(file, name, "is not UTF-8 text") from None
    if not text or len(content) > MOST_BYTES:
        raise _unusable(file, name, "has no secret in it" if not text else "is too long")
    return text


def _unusable(file: Path, name: str, why: str) -> SettingsError:
    return SettingsError(
        f"{file} {why}",
        hint=f"It should have the value of {name} alone, and be readable by the user who runs "
        "this command.",
    )


def _is_open(file: Path) -> bool:
    """Return whether the file's mode, and those of all folders above it, let everybody read it."""
    try:
        path = file.resolve(strict=True)
        reached = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)
        return reached and bool(path.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False
