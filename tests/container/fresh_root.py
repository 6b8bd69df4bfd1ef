"""Follow the Dockerfile without a container engine, and run the bot of the result.

Usage, as root on Linux, with ``debootstrap``: ``python -m tests.container.fresh_root``.

Each stage begins with an empty root of Debian 12, the release of the image's base; with ``--here``,
with this machine's own root, of which only what the steps change is written, and elsewhere. That
saves five minutes, but a package that the steps forget may be there. RUN and COPY are followed one
by one within it. Then the bot runs there as the image's user, on a root that cannot be
written but for the volumes and ``/tmp``, connected to the stand-in for Discord.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.container.dockerfile import Stage, copied, stages_of
from tests.standin import Standin
from tests.support.paths import ROOT

RELEASE = {"debian:12-slim": "bookworm"}
# What lets apt and pip of this machine reach their servers; copied in for the time of the steps.
NETWORK = (
    *("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/xdg/pip"),
    "/etc/ssl/certs/ca-certificates.crt",
    *("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/apt/apt.conf.d"),
)
HERE = Path("/")
QUESTION = "When was the nuclear deal concluded?"
START_SECONDS = 120.0


def main() -> None:
    """Build the root, run the bot in it, and print what was done and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, help="a root of Debian 12 that is there already")
    parser.add_argument("--here", action="store_true", help="begin with this machine's own root")
    parser.add_argument("--keep", type=Path, help="keep the finished root there")
    parser.add_argument("--finished", type=Path, help="run the bot in a root that was kept")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that nothing stays mounted
    base = HERE if arguments.here else arguments.base
    if why := unsuitable(base):
        sys.exit(why)
    with tempfile.TemporaryDirectory(prefix="quoth-root-") as scratch, ExitStack() as mounted:
        image = arguments.finished or built(Path(scratch), base, mounted)
        whole = "" if base == HERE else f"the finished root: {size(image)}; "
        print(f"{whole}Quoth with its libraries and models: {size(image / 'opt/quoth')}")
        if arguments.keep:
            subprocess.run(["cp", "-a", image, arguments.keep], check=True)
        asyncio.run(serve(stages_of(ROOT / "Dockerfile")[-1], image))
    print("1 passed, 0 failed")


def unsuitable(base: Path | None) -> str:
    """Return why this machine cannot do it; "" if it can."""
    if os.geteuid():
        return "This needs root."
    if base == HERE:
        release = Path("/etc/debian_version")
        if not (release.is_file() and release.read_text("ascii").startswith("12.")):
            return "This machine's own root is not Debian 12, the release of the image's base."
        if any(Path(path).exists() for path in ("/opt/quoth", "/quoth")):
            return "Quoth is in this machine's own root already."
    elif base is None and not shutil.which("debootstrap"):
        return "This needs debootstrap (Debian: apt-get install debootstrap)."
    return ""


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


def inside(stage: Stage, root: Path, command: list[str]) -> list[str]:
    """Return the command line that runs ``command`` as a container would."""
    user, group = stage.last("USER").split(":")
    volumes = json.loads(stage.last("VOLUME"))
    mounts = [f"mount --bind {root} {root}"]
    mounts += [f"mount --bind {root}{place} {root}{place}" for place in volumes]
    mounts += [f"mount -o remount,bind,ro {root}", f"mount -t tmpfs tmpfs {root}/tmp"]
    mounts += [f"mount -t proc proc {root}/proc", f"mount --rbind /dev {root}/dev"]
    enter = (
        f"exec /usr/sbin/chroot {root} /usr/bin/setpriv --reuid {user} --regid {group} "
        "--clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all /bin/sh -c "
    )
    within = f"cd {stage.last('WORKDIR')} && exec {shlex.join(command)}"
    script = " && ".join([*mounts, enter + shlex.quote(within)])
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child=SIGTERM", "sh", "-c", script]


async def serve(stage: Stage, root: Path) -> None:
    """Build the index, run the bot, and stop it; each must succeed."""
    entry = json.loads(stage.last("ENTRYPOINT"))
    environment = stage.environment()
    timed("quoth build", inside(stage, root, [*entry, "build"]), environment)
    wrote = subprocess.run(
        inside(stage, root, ["/usr/bin/touch", "/opt/quoth/x"]), env=environment,
        check=False, capture_output=True,
    )  # fmt: skip
    assert b"Read-only file system" in wrote.stderr, wrote.stderr
    async with Standin() as discord:
        settings = environment | discord.environment
        command = inside(stage, root, [*entry, *json.loads(stage.last("CMD"))])
        bot = await asyncio.create_subprocess_exec(*command, env=settings)
        await healthy(stage, root)
        who = Path(f"/proc/{innermost(bot.pid)}/status").read_text("utf-8")
        assert re.search(r"^Uid:\t10001\t10001", who, re.MULTILINE), who
        answer = await (
            await discord.slash(discord.person("Ada"), "ask", question=QUESTION)
        ).message()
        assert "2015" in answer.text, answer.text
        print(f"answered: {answer.text.splitlines()[0][:70]}")
        os.kill(innermost(bot.pid), signal.SIGTERM)
        assert await asyncio.wait_for(bot.wait(), 30) == 0
        print("ended by SIGTERM with 0")
        assert discord.problems == []


def innermost(pid: int) -> int:
    """Find the process that the wrappers around it have started."""
    while children := Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split():
        pid = int(children[0])
    return pid


async def healthy(stage: Stage, root: Path) -> None:
    """Wait until the health check of the image passes."""
    began = time.monotonic()
    while time.monotonic() - began < START_SECONDS:
        check = await asyncio.create_subprocess_exec(
            *inside(stage, root, stage.health()), env=stage.environment(),
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        if await check.wait() == 0:
            print(f"healthy after {time.monotonic() - began:.1f} s")
            return
        await asyncio.sleep(1)
    sys.exit("the health check never passed")


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
