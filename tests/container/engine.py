"""A ``docker compose`` that does by namespaces what the page of the container asks of the real one.

``tests.container.fresh_root`` puts it into the path of the shell that follows the page. It knows
what stands on the page and nothing more, and raises ValueError at all else. What it does not do:
limits of memory, processors and processes, which need an engine.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import yaml

from tests.container.dockerfile import Stage, stages_of
from tests.support.paths import ROOT

STATE = "QUOTH_ENGINE"  # the variable that names its folder
STOP_SECONDS = 30  # `stop_grace_period` of compose.yaml
SECRETS = "run/secrets"


class Engine:
    """One project, in the working directory, whose image is a root that was built before."""

    def __init__(self, state: Path) -> None:
        self._state, self._root = state, Path((state / "root").read_text("utf-8"))
        self._stage = stages_of(ROOT / "Dockerfile")[-1]
        self._entry = json.loads(self._stage.last("ENTRYPOINT"))

    def run(self, words: list[str]) -> int:
        """Run a command in a container of its own."""
        entry = self._entry
        while words[0] != "quoth":
            flag = words.pop(0)
            if flag == "--entrypoint":
                entry = [words.pop(0)]
            elif flag not in {"--rm", "-T"}:
                raise ValueError(flag)
        return self._within([*entry, *words[1:]]).wait()

    def up(self, words: list[str]) -> int:
        """Start the bot anew, if it does not run with these settings already."""
        if words != ["--detach"]:
            raise ValueError(words)
        if self._pid() and (self._state / "begun-with").read_text("utf-8") == self._settings():
            return 0
        self.stop([])
        return self.start([])

    def start(self, _words: list[str]) -> int:
        """Start the bot."""
        (self._state / "begun-with").write_text(self._settings(), "utf-8")
        with (self._state / "log").open("ab") as log:
            process = self._within(
                [*self._entry, *json.loads(self._stage.last("CMD"))], output=log.fileno()
            )
        (self._state / "pid").write_text(str(process.pid), "ascii")
        return 0

    def stop(self, _words: list[str]) -> int:
        """Send the image's signal, and wait as long as compose.yaml says."""
        if pid := self._pid():
            os.kill(pid, signal.Signals[self._stage.last("STOPSIGNAL")])
            began = time.monotonic()
            while self._pid():
                if time.monotonic() - began > STOP_SECONDS:
                    return 1
                time.sleep(0.1)
        return 0

    def exec(self, words: list[str]) -> int:
        """Run a command in the container of the bot."""
        words = words[1:] if words[0] == "-T" else words
        user, group = self._stage.last("USER").split(":")
        enter = ["nsenter", "--target", str(self._pid()), "--mount", "--pid", "--root", "--wd"]
        who = ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--no-new-privs"]
        command = [*enter, *who, *words[1:]]
        return subprocess.run(command, env=self._environment(), check=False).returncode

    def cp(self, words: list[str]) -> int:
        """Copy a file out of the container, whose owner is then who copies it."""
        source, target = words
        shutil.copy(self._root / source.removeprefix("quoth:/"), target)
        return 0

    def ps(self, _words: list[str]) -> int:
        """Say whether the bot is healthy, by the image's own check."""
        command = shlex.join(self._stage.health())
        done = self.exec(["quoth", "sh", "-c", f"{command} 2>/dev/null"])
        print("starting" if done else "healthy")
        return 0

    def logs(self, words: list[str]) -> int:
        """Print what the bot has logged."""
        if words != ["--follow"]:
            raise ValueError(words)
        return subprocess.run(
            ["tail", "--lines=+1", "-f", self._state / "log"], check=False
        ).returncode

    def _pid(self) -> int:
        file = self._state / "pid"
        return first_child(int(file.read_text("ascii"))) if file.is_file() else 0

    def _within(self, command: list[str], output: int | None = None) -> subprocess.Popen[bytes]:
        line = inside(self._stage, self._root, command, secrets())
        detached = output is not None
        return subprocess.Popen(
            line, env=self._environment(), stdout=output, stderr=output, start_new_session=detached
        )

    def _environment(self) -> dict[str, str]:
        lines = Path(".env").read_text("utf-8").splitlines()
        return self._stage.environment() | dict(line.split("=", 1) for line in lines if line)

    def _settings(self) -> str:
        return json.dumps([self._environment(), sorted(map(str, secrets().items()))])


def secrets() -> dict[str, Path]:
    """Return the file of each secret that ``compose.override.yaml`` hands over."""
    override = Path("compose.override.yaml")
    if not override.is_file():
        return {}
    given = yaml.safe_load(override.read_text("utf-8"))["secrets"]
    return {name: Path(secret["file"]).resolve() for name, secret in given.items()}


def inside(stage: Stage, root: Path, command: list[str], handed_over: dict[str, Path]) -> list[str]:
    """Return the command line that runs ``command`` as a container would."""
    user, group = stage.last("USER").split(":")
    volumes = json.loads(stage.last("VOLUME"))
    mounts = [f"mount --bind {root} {root}"]
    mounts += [f"mount --bind {root}{place} {root}{place}" for place in volumes]
    mounts += [f"mount -o remount,bind,ro {root}", f"mount -t tmpfs tmpfs {root}/tmp"]
    mounts += [f"mount -t proc proc {root}/proc", f"mount --rbind /dev {root}/dev"]
    mounts += [f"mount -t tmpfs tmpfs {root}/run", f"mkdir {root}/{SECRETS}"]
    for name, file in handed_over.items():
        there = f"{root}/{SECRETS}/{name}"
        mounts.append(f"touch {there} && mount --bind {shlex.quote(str(file))} {there}")
    enter = (
        f"exec /usr/sbin/chroot {root} /usr/bin/setpriv --reuid {user} --regid {group} "
        "--clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all /bin/sh -c "
    )
    within = f"cd {stage.last('WORKDIR')} && exec {shlex.join(command)}"
    script = " && ".join([*mounts, enter + shlex.quote(within)])
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child=SIGTERM", "sh", "-c", script]


def first_child(pid: int) -> int:
    """Return the process that ``unshare`` has started; 0 if neither is there any more."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except FileNotFoundError:
        return 0
    return int(children[0]) if children else 0


def main() -> None:
    """Do what one command line of the page asks for."""
    compose, kind, *words = sys.argv[1:]
    if compose != "compose" or kind not in {
        "run",
        "up",
        "start",
        "stop",
        "exec",
        "cp",
        "ps",
        "logs",
    }:
        raise ValueError(sys.argv)
    sys.exit(getattr(Engine(Path(os.environ[STATE])), kind)(words))


if __name__ == "__main__":
    main()
