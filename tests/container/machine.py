"""A machine of its own, without a virtual one: namespaces, a layer over this root, and systemd."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.container.privileges import why_no_layer

BOOT_SECONDS = 120.0
# What is no part of Debian's packages: a new machine has these folders, and nothing in them.
EMPTY = ("opt", "root", "home", "srv", "usr/local", "etc/systemd/system", "var/log")
# Those that this machine trusts beside Debian's, such as a proxy's: pip must trust them there too.
AUTHORITIES = "usr/local/share/ca-certificates"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
DEVICES = {"null": "1 3", "zero": "1 5", "full": "1 7", "random": "1 8", "urandom": "1 9",
           "tty": "5 0"}  # fmt: skip
SYSTEMD = "/lib/systemd/systemd"
# The root of a container as systemd wants it: https://systemd.io/CONTAINER_INTERFACE/
BOOT = """
set -e
mount --make-rprivate /
mount -t overlay overlay -o lowerdir=/,upperdir={layer},workdir={work} {root}
cd {root}
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=755 tmpfs dev
{devices}
mkdir dev/shm dev/pts outside
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
pivot_root . outside
umount --lazy /outside
mount --make-rshared /
exec env -i container=other PATH={path} {systemd} --system --unit=basic.target
"""


class Machine:
    """A root of Debian that has booted; nothing that is done in it stays."""

    def __init__(self, folder: Path) -> None:
        self._group = cgroup() / f"quoth-{os.getpid()}"
        self._group.mkdir()
        for name in EMPTY:
            make_empty(folder / "layer" / name)
        if (Path("/") / AUTHORITIES).is_dir():
            shutil.copytree(Path("/") / AUTHORITIES, folder / "layer" / AUTHORITIES)
        for name in ("root", "work"):
            (folder / name).mkdir()
        lines = [f"mknod -m 666 dev/{name} c {of}" for name, of in DEVICES.items()]
        boot = BOOT.format(
            layer=folder / "layer", work=folder / "work", root=folder / "root", path=PATH,
            devices="\n".join(lines), systemd=SYSTEMD,
        )  # fmt: skip
        enter = f"echo $$ > {self._group}/cgroup.procs && exec "
        spaces = "unshare --mount --pid --fork --uts --ipc --cgroup --kill-child sh -c "
        self._outer = subprocess.Popen(["sh", "-c", f'{enter}{spaces}"$1"', "sh", boot])
        try:
            self._wait()
        except BaseException:
            self.close()
            raise

    def _wait(self) -> None:
        began = time.monotonic()
        while self._outer.poll() is None and time.monotonic() - began < BOOT_SECONDS:
            self.pid = first_process(self._outer.pid)
            if self.pid and self.run("systemctl is-active basic.target", check=False) == 0:
                return
            time.sleep(0.5)
        raise OSError("systemd does not come up here")

    def command(self, line: str) -> list[str]:
        """Return the command line that lets root's shell on the machine run ``line``."""
        inside = ["nsenter", "--target", str(self.pid), "--all", "env", "-i"]
        return [*inside, f"PATH={PATH}", "HOME=/root", "LANG=C.UTF-8", "/bin/sh", "-c", line]

    def run(self, line: str, *, check: bool = True) -> int:
        """Run a line as root's shell would; its output is in the error if it must not fail."""
        done = subprocess.run(self.command(line), capture_output=True, text=True, check=False)
        if check and done.returncode:
            raise RuntimeError(f"{line}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
        return done.returncode

    def says(self, line: str) -> str:
        """Return what a line prints."""
        return subprocess.run(
            self.command(line), capture_output=True, text=True, check=True
        ).stdout.strip()

    def write(self, path: str, text: str) -> None:
        """Write a file, as an editor would."""
        command = self.command(f"cat > {path}")
        subprocess.run(command, input=text, text=True, check=True)

    def close(self) -> None:
        """End its first process, and with it all others."""
        self._outer.kill()
        self._outer.wait()
        for group in sorted(self._group.glob("**/"), reverse=True):
            gone(group)


def first_process(pid: int) -> int:
    """Find systemd below the process that has entered the namespaces; 0 if it is not there yet."""
    proc = Path(f"/proc/{pid}")
    if (proc / "cmdline").read_bytes().startswith(SYSTEMD.encode()):
        return pid
    children = (proc / "task" / str(pid) / "children").read_text("ascii").split()
    return first_process(int(children[0])) if children else 0


def gone(group: Path) -> None:
    """Remove a control group as soon as the last of its processes has ended."""
    for _ in range(50):
        try:
            group.rmdir()
        except OSError:
            time.sleep(0.1)
        else:
            return


def make_empty(folder: Path) -> None:
    """Make a folder of a layer that hides what is below it."""
    folder.mkdir(parents=True, mode=0o755)
    os.setxattr(folder, "trusted.overlay.opaque", b"y")


def cgroup() -> Path:
    """Return where the second version of control groups is mounted.

    :raises OSError: it is not.
    """
    mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    found = [Path(where) for _, where, kind, *_ in mounts if kind == "cgroup2"]
    if not found:
        raise OSError("no cgroup2 is mounted here")
    return found[0]


def why_not() -> str:
    """Return why there can be no such machine here; "" if there can."""
    needed = ("unshare", "nsenter", "pivot_root", "git", SYSTEMD)
    missing = [name for name in needed if not shutil.which(name)]
    return f"{', '.join(missing)} is missing" if missing else why_no_layer()
