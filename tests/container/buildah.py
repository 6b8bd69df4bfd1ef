"""Build the image with buildah, which reads the Dockerfile as an engine does, without its rights.

Its base is a root of Debian that was made here, under the name that the Dockerfile gives it, so
that no registry of images is asked. What is written stays in one folder.
"""

from __future__ import annotations

import configparser
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

from tests.support.paths import ROOT

IMAGE = "quoth"
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
LENT = "/run/lent"


class Buildah:
    """Images and containers in ``folder``, until ``until`` is closed."""

    def __init__(self, folder: Path, until: ExitStack) -> None:
        self._folder = folder
        places = ["--root", f"{folder}/storage", "--runroot", f"{folder}/run"]
        self._command = ["buildah", *places, "--storage-driver", "overlay", "--log-level", "error"]
        until.callback(self._says, "rm", "--all")

    def take(self, root: Path, name: str) -> None:
        """Make an image of a root."""
        container = self._says("from", "scratch")
        subprocess.run(["cp", "-a", f"{root}/.", self._says("mount", container)], check=True)
        self._says("commit", "--rm", container, name)

    def build(self) -> None:
        """Build the image; what pip needs to reach its server here is lent to the steps."""
        lent = self._folder / "lent"
        lent.mkdir()
        volumes = ["--volume", f"{lent}:{LENT}:ro", "--volume", f"{lent}/pip.conf:/etc/pip.conf:ro"]
        pip = configparser.ConfigParser()
        pip["global"] = {}
        if AUTHORITIES.is_file():  # beside Debian's own file, which a package writes
            shutil.copyfile(AUTHORITIES, lent / "authorities")
            pip["global"]["cert"] = f"{LENT}/authorities"
        with (lent / "pip.conf").open("w", encoding="utf-8") as file:
            pip.write(file)
        as_here = ["--isolation", "chroot", "--network", "host", "--pull-never"]
        self._says("build", *as_here, *volumes, "--tag", IMAGE, str(ROOT))

    def mounted(self) -> Path:
        """Return the root of a container of the image."""
        return Path(self._says("mount", self._says("from", "--pull-never", IMAGE)))

    def _says(self, *words: str) -> str:
        command = [*self._command, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"buildah {words[0]}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
        return done.stdout.strip().rpartition("\n")[2]
