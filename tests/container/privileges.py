"""What the scripts that follow a page need of the machine that they run on."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

REACH_SECONDS = 300.0
# That a layer over this root can be mounted, which containers often forbid.
TRIAL = "mount -t overlay overlay -o lowerdir=/,upperdir={0}/layer,workdir={0}/work {0}/root"
UPDATE = ["apt-get", "-qq", "-o", "APT::Update::Error-Mode=any", "update"]


def why_no_layer() -> str:
    """Return why there can be no layer over this machine's own root in which packages can be had.

    "" if there can.
    """
    if os.geteuid():
        return "this needs root"
    release = Path("/etc/debian_version")
    if not (release.is_file() and release.read_text("ascii").startswith("12.")):
        return "this machine is not Debian 12, the release of the image's base and of the page"
    if not _can_be_layered():
        return "nothing may be mounted here"
    return "" if _succeeds(UPDATE) else "the servers of Debian are not reached"


def _can_be_layered() -> bool:
    with tempfile.TemporaryDirectory(prefix="quoth-trial-") as folder:
        for name in ("layer", "work", "root"):
            (Path(folder) / name).mkdir()
        return _succeeds(["unshare", "--mount", "sh", "-c", TRIAL.format(folder)])


def _succeeds(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=REACH_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
