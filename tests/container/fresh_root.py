"""Follow the Dockerfile without a container engine, and run the bot of the result.

Usage, as root on Linux, with ``debootstrap``: ``python -m tests.container.fresh_root``.

Each stage begins with an empty root of Debian 12, the release of the image's base; with ``--here``,
with this machine's own root, of which only what the steps change is written, and elsewhere. That
saves a minute or more, but a package that the steps forget may be there. RUN and COPY are followed
one by one within it; with ``--buildah``, buildah builds the image from the Dockerfile instead.

Then the page of the container is followed word by word: ``docker compose`` is
``tests.container.engine``, which runs the bot as the image's user, on a root that cannot be
written but for the volumes and ``/tmp``; Discord is the stand-in.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.container.buildah import Buildah
from tests.container.compose_page import ComposeFollower
from tests.container.dockerfile import Stage, copied, stages_of
from tests.container.privileges import why_no_layer
from tests.support.paths import ROOT

RELEASE = {"debian:12-slim": "bookworm"}
# What lets apt and pip of this machine reach their servers; copied in for the time of the steps.
NETWORK = (
    *("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/xdg/pip"),
    "/etc/ssl/certs/ca-certificates.crt",
    *("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/apt/apt.conf.d"),
)
HERE = Path("/")


def main() -> None:
    """Build the root, run the bot in it, and print what was done and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, help="a root of Debian 12 that is there already")
    parser.add_argument("--here", action="store_true", help="begin with this machine's own root")
    parser.add_argument("--keep", type=Path, help="keep the finished root there")
    parser.add_argument("--if-possible", action="store_true", help="it is no failure if it cannot")
    parser.add_argument("--buildah", action="store_true", help="let buildah build the image")
    parser.add_argument("--finished", type=Path, help="run the bot in a root that was kept")
    arguments = parser.parse_args()
    if arguments.here and (arguments.keep or arguments.buildah):
        parser.error("this machine's root is no base to keep or to build on: leave --here out")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that nothing stays mounted
    base = HERE if arguments.here else arguments.base
    if why := unsuitable(base) or missing(buildah=arguments.buildah):
        print(f"not done, because {why}")
        sys.exit(0 if arguments.if_possible else 1)
    with tempfile.TemporaryDirectory(prefix="quoth-root-") as scratch, ExitStack() as mounted:
        build = built_by_buildah if arguments.buildah else built
        image = arguments.finished or build(Path(scratch), base, mounted)
        whole = "" if base == HERE else f"the finished root: {size(image)}; "
        print(f"{whole}Quoth with its libraries and models: {size(image / 'opt/quoth')}")
        if arguments.keep:
            subprocess.run(["cp", "-a", image, arguments.keep], check=True)
        asyncio.run(ComposeFollower(Path(scratch), image).follow())
    print("1 passed, 0 failed")


def unsuitable(base: Path | None) -> str:
    """Return why this machine cannot do it; "" if it can."""
    if base == HERE:
        if any(Path(path).exists() for path in ("/opt/quoth", "/quoth")):
            return "Quoth is in this machine's own root already"
        return why_no_layer()
    if os.geteuid():
        return "this needs root"
    if base is None and not shutil.which("debootstrap"):
        return "this needs debootstrap (Debian: apt-get install debootstrap)"
    return ""


def missing(*, buildah: bool) -> str:
    """Return that buildah is missing, if it is needed; "" if not."""
    return "this needs buildah" if buildah and not shutil.which("buildah") else ""


def built_by_buildah(scratch: Path, base: Path | None, mounted: ExitStack) -> Path:
    """Let buildah follow all stages, and return the root of the image."""
    buildah = Buildah(scratch, mounted)
    (name,) = RELEASE
    buildah.take(base or debian(scratch / "base"), f"docker.io/library/{name}")
    began = time.monotonic()
    buildah.build()
    print(f"{time.monotonic() - began:6.1f} s  buildah build", flush=True)
    return buildah.mounted()


def built(scratch: Path, base: Path | None, mounted: ExitStack) -> Path:
    """Follow all stages, and return the root of the last one."""
    base = base or debian(scratch / "base")
    roots: dict[str, Path] = {}
    for number, stage in enumerate(stages_of(ROOT / "Dockerfile")):
        root = scratch / str(number)
        begin(base, root, mounted)
        roots[stage.name] = follow(stage, root, roots)
    return roots[""]


def debian(folder: Path) -> Path:
    """Make an empty root of Debian from the server that this machine's apt uses."""
    mirror = next(
        found[0]
        for file in [*Path("/etc/apt/sources.list.d").iterdir(), Path("/etc/apt/sources.list")]
        if file.is_file()
        and (found := re.findall(r"https?://[^\s]+/debian/?(?=\s)", file.read_text()))
    )
    (suite,) = set(RELEASE.values())
    timed("debootstrap", ["debootstrap", "--variant=minbase", suite, str(folder), mirror])
    return folder


def begin(base: Path, root: Path, mounted: ExitStack) -> None:
    """Make a root to change: a copy of ``base``, or a layer over this machine's own."""
    if base != HERE:
        subprocess.run(["cp", "-a", base, root], check=True)
        return
    layer, work = root.with_name(f"{root.name}-layer"), root.with_name(f"{root.name}-work")
    for folder in (root, layer, work):
        folder.mkdir()
    options = f"lowerdir=/,upperdir={layer},workdir={work}"
    timed("mount", ["mount", "-t", "overlay", "overlay", "-o", options, root])
    mounted.callback(subprocess.run, ["umount", "--lazy", root], check=True)


def follow(stage: Stage, root: Path, others: dict[str, Path]) -> Path:
    """Follow the steps of a stage in ``root``."""
    lent: set[Path] = set()
    for kind, argument in stage.steps:
        if kind == "RUN":
            lent |= lend_network(root)  # the step before may have replaced it
            timed(argument, ["chroot", root, "/bin/sh", "-c", argument], proxies())
        elif kind == "COPY":
            copy(argument, root, others)
    for path in lent:
        path.unlink() if path.is_file() else shutil.rmtree(path)
    return root


def lend_network(root: Path) -> set[Path]:
    """Copy in what apt and pip need here; return what was not there before."""
    lent = set()
    for name in NETWORK:
        here, there = Path(name), root / name.lstrip("/")
        if not here.exists():
            continue
        if not there.exists():
            lent.add(there)
        there.parent.mkdir(parents=True, exist_ok=True)
        if here.is_dir():
            shutil.copytree(here, there, dirs_exist_ok=True)
        else:
            shutil.copyfile(here, there)
    return lent


def proxies() -> dict[str, str]:
    """Return the variables by which this machine's pip finds its server."""
    given = {k: v for k, v in os.environ.items() if re.match(r"(?i)(https?|no)_proxy$|pip_", k)}
    return given | {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}


def copy(argument: str, root: Path, others: dict[str, Path]) -> None:
    """Follow COPY: of a folder, what it contains is copied."""
    stage, sources, target = copied(argument)
    home = others[stage] if stage else ROOT
    for source in sources:
        here, there = home / source.lstrip("/"), root / target.lstrip("/")
        if here.is_dir():
            shutil.copytree(here, there, symlinks=True, dirs_exist_ok=True)
        else:
            there.mkdir(parents=True, exist_ok=True)
            shutil.copy2(here, there)


def timed(what: str, command: list[str | Path], environment: dict[str, str] | None = None) -> None:
    """Run a step; its output is shown if it fails."""
    began = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {what}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)


def size(folder: Path) -> str:
    """Return how much disk a folder takes."""
    done = subprocess.run(["du", "-sm", folder], capture_output=True, text=True, check=True)
    return f"{done.stdout.split()[0]} MB"


if __name__ == "__main__":
    main()
