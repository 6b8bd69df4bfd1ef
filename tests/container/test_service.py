"""The page of the service says what works: its unit, its commands, a process under its rules."""

from __future__ import annotations

import asyncio
import os
import plistlib
import re
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.health.watchdog import ANSWERS
from index.building.build import build
from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.container import fresh_machine, reloaded
from tests.container.instructions import Unit, blocks, commands, service
from tests.standin import Standin
from tests.support.factories import LIGHTHOUSE
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.standin import Person

PAGE = "run-as-a-service.md"
ANALYZE = shutil.which("systemd-analyze")
analyzed = pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not here")
LOADED = 60.0  # seconds that a start may take on a busy machine
NOBODY = 65534
MOST_EXPOSED = 20  # in tenths, as systemd-analyze counts: 100 is the worst


def analyze(*arguments: object) -> subprocess.CompletedProcess[str]:
    given = [str(ANALYZE), *map(str, arguments)]
    return subprocess.run(given, capture_output=True, text=True, check=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The unit, with a program that exists on this machine in the place of Quoth."""
    found = tmp_path / "quoth.service"
    found.write_text(service().moved({"/opt/quoth/.venv/bin/quoth": "/bin/true"}).text, "utf-8")
    return found


@analyzed
def test_systemd_understands_each_line_of_the_unit(file: Path) -> None:
    done = analyze("verify", file)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    file.write_text(file.read_text("utf-8").replace("ProtectClock", "ProtectsClock"), "utf-8")
    assert "ProtectsClock" in analyze("verify", file).stderr, "it would say so"


@analyzed
def test_systemd_understands_the_lines_for_several_processes(file: Path) -> None:
    (lines,) = blocks("shards.md", "ini")
    unit = service()
    given = unit.moved({f"ExecStart={unit.one('ExecStart')}\n": lines})
    text = given.moved({"/opt/quoth/.venv/bin/quoth": "/bin/true"}).text
    file.write_text(text, "utf-8")
    done = analyze("verify", file)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    file.write_text(text.replace("ExecReload=", "ExecReload=/nowhere"), "utf-8")
    assert "/nowhere" in analyze("verify", file).stderr, "it would say so"


def test_the_service_that_is_reloaded_is_that_of_both_pages() -> None:
    ours, page = reloaded.unit(), service()
    assert ours.one("ExecReload") == "/bin/kill -HUP $MAINPID"
    assert ours.one("ExecStart").endswith("-m bot run --processes 2")
    own = {"ExecStart", "ExecReload", "Environment"}
    assert [it for it in ours.options if it[0] not in own] == [
        it for it in page.options if it[0] != "ExecStart"
    ]


@analyzed
def test_the_unit_closes_what_the_bot_does_not_need(file: Path) -> None:
    done = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", file)
    assert done.returncode == 0, done.stdout[-2000:]


def allowed_calls() -> set[str]:
    """Return the system calls that the unit allows."""
    found: set[str] = set()
    groups = service().all("SystemCallFilter")
    while groups:
        lines = analyze("syscall-filter", groups.pop()).stdout.split("\n")
        names = [line.strip() for line in lines if line.startswith("    ")]
        groups += [name for name in names if name.startswith("@")]
        found |= {name for name in names if not name.startswith(("@", "#"))}
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What steps 1 and 2 of the page leave, but for Python: sources, an index, a token."""
    home = tmp_path_factory.mktemp("opt")
    (home / "docs" / "articles").mkdir(parents=True)
    (home / "docs" / "articles" / "lamp.md").write_text(f"# Skerry Point\n\n{LIGHTHOUSE}", "utf-8")
    library = Library(home / "var" / "index")
    sources = find_sources(home / "docs" / "articles")
    build(library, "default", sources, load_encoder(EncoderSettings()), max_bytes=10**6)
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "quoth"))


@asynccontextmanager
async def started(
    unit: Unit, home: Path, discord: Standin, wrapper: list[str], *, seconds: float = LOADED
) -> AsyncIterator[tuple[asyncio.subprocess.Process, socket.socket]]:
    """Start the process of ``unit`` as systemd would, with the socket that hears it."""
    secrets = home.parent / "credentials"
    secrets.mkdir()
    (name, _, _source) = unit.one("LoadCredential").partition(":")
    (secrets / name).write_text(f"{discord.token}\n", "utf-8")
    given = {key: value for key, value in os.environ.items() if not key.startswith("QUOTH_")}
    stand_in = {k: v for k, v in discord.environment.items() if not k.endswith("TOKEN")}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(home.parent / "notify"))
        systemd.settimeout(seconds)
        (home.parent / "notify").chmod(0o666)
        process = await asyncio.create_subprocess_exec(
            *(*wrapper, sys.executable, "-m", "bot", *unit.all("ExecStart")[1:]),
            cwd=home,
            env=given | stand_in | {
                "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home),
                "CREDENTIALS_DIRECTORY": str(secrets), "MPLCONFIGDIR": str(home / "var"),
                "NOTIFY_SOCKET": str(home.parent / "notify"),
                "WATCHDOG_USEC": str(int(unit.one("WatchdogSec")) * 1_000_000),
            },
        )  # fmt: skip
        try:
            yield process, systemd
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def heard(systemd: socket.socket) -> str:
    while (said := (await asyncio.to_thread(systemd.recv, 64)).decode()) == ANSWERS:
        pass
    return said


async def answered(discord: Standin, ada: Person) -> str:
    asked = await discord.slash(ada, "ask", question="When was the light automated?")
    return (await asked.message(within=30)).text


@analyzed
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
async def test_the_bot_makes_no_system_call_that_the_unit_forbids(home: Path) -> None:
    calls = home.parent / "calls"
    wrapper = ["strace", "-f", "-c", "-o", str(calls)]
    async with Standin() as discord, started(service(), home, discord, wrapper) as (process, _):
        await discord.connected(within=2 * LOADED)
        assert "1983" in await answered(discord, discord.person("Ada"))
        traced = told_by_the_kernel(process.pid, f"task/{process.pid}/children")
        os.kill(int(traced.split()[0]), signal.SIGTERM)
        await asyncio.wait_for(process.wait(), LOADED)
    made = calls_in(calls)
    assert {"read", "futex", "connect", "execve"} <= made
    assert made - allowed_calls() == set()


def calls_in(table: Path) -> set[str]:
    """Return the system calls of strace's summary, whose rows are between two lines."""
    rows = table.read_text("utf-8").split("-\n")[1].splitlines()[:-1]
    return {row.split()[-1] for row in rows}


def told_by_the_kernel(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text("ascii")


def can_be_closed() -> bool:
    """Tell whether a mount namespace of its own can be had here, and its root made read-only."""
    if os.geteuid() or not (shutil.which("unshare") and shutil.which("setpriv")):
        return False
    user = f"setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups"
    python = f"{user} {shlex.quote(sys.executable)} -c 'import bot, click'"
    trial = ["unshare", "--mount", "sh", "-c", f"mount -o remount,bind,ro / && {python}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(trial, capture_output=True, env=environment, check=False)
    return done.returncode == 0


def closed(unit: Unit, home: Path) -> list[str]:
    """Return what runs a command on a root that can be written where ``unit`` says, and nowhere."""
    assert unit.one("ProtectSystem") == "strict"
    assert unit.one("NoNewPrivileges") == "yes"
    assert unit.all("CapabilityBoundingSet") == []
    writable = [shlex.quote(path) for path in unit.all("ReadWritePaths")]
    mounts = [f"mount --bind {path} {path}" for path in writable]
    mounts += ["mount -o remount,bind,ro /", f"cd {shlex.quote(str(home))}"]
    user = f"exec setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups"
    rights = '--no-new-privs --bounding-set=-all --inh-caps=-all "$@"'
    script = " && ".join([*mounts, f"umask {unit.one('UMask')}", f"{user} {rights}"])
    return ["unshare", "--mount", "sh", "-c", script, "sh"]


def give_to_nobody(home: Path) -> None:
    """Let the user of the service own its files, as the page's ``chown`` does."""
    for path in (home, *home.rglob("*")):
        os.chown(path, NOBODY, NOBODY)


@pytest.fixture
def open_home(built: Path) -> Iterator[Path]:
    """A home that others than its owner can reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="quoth-service-") as folder:
        Path(folder).chmod(0o755)
        home = Path(shutil.copytree(built, Path(folder) / "quoth"))
        give_to_nobody(home)
        yield home


@pytest.mark.skipif(
    not can_be_closed(),
    reason="no root with mount namespaces here, or no Python that others can run",
)
async def test_under_the_rules_of_the_unit_it_starts_answers_writes_and_stops(
    open_home: Path,
) -> None:
    home = open_home
    unit = service().moved({"/opt/quoth/": f"{home}/"})
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with started(unit, home, discord, closed(unit, home)) as (process, systemd):
            assert await heard(systemd) == "READY=1"
            assert await heard(systemd) == "WATCHDOG=1"
            await discord.connected(within=LOADED)
            who = told_by_the_kernel(process.pid, "status")
            assert re.search(rf"^Uid:\t{NOBODY}\t{NOBODY}", who, re.MULTILINE)
            assert re.search(r"^CapBnd:\t0+$", who, re.MULTILINE)
            assert "1983" in await answered(discord, ada)
            process.send_signal(signal.SIGTERM)
            assert await heard(systemd) == "STOPPING=1"
            assert await asyncio.wait_for(process.wait(), int(unit.one("TimeoutStopSec"))) == 0
        ledger = home / "var" / "ledger.sqlite"
        assert (ledger.stat().st_uid, stat.S_IMODE(ledger.stat().st_mode)) == (NOBODY, 0o600)


def test_no_restart_follows_the_exit_code_of_a_token_that_discord_refused() -> None:
    from index.errors import SettingsError

    assert service().all("RestartPreventExitStatus") == [str(SettingsError.exit_code)]
    assert int(service().one("TimeoutStopSec")) == 30


# The commands of the page


def test_the_token_s_file_can_be_read_by_root_alone(tmp_path: Path) -> None:
    (making,) = [line for line in commands(PAGE) if "/etc/quoth/token" in line]
    subprocess.run(making.replace("/etc", str(tmp_path)), shell=True, check=True)
    assert stat.S_IMODE((tmp_path / "quoth" / "token").stat().st_mode) == 0o600
    source = service().one("LoadCredential").partition(":")[2]
    assert source in making


def test_the_script_that_follows_the_page_follows_all_of_it() -> None:
    assert len(blocks(PAGE, "sh")) == fresh_machine.REPLACING + 1


def test_the_page_makes_what_the_unit_names() -> None:
    lines, unit = commands(PAGE), service()
    (useradd,) = [line for line in lines if line.startswith("useradd")]
    assert useradd.split()[-1] == unit.one("User")
    home = unit.one("WorkingDirectory")
    assert f"--home-dir {home}" in useradd
    assert f"git clone REPOSITORY {home}" in lines
    assert unit.all("ExecStart")[0] == f"{home}/.venv/bin/quoth", "where `make build` installs it"
    assert "systemctl enable --now quoth" in lines


def test_the_page_makes_a_template_whose_instances_have_a_port_each(tmp_path: Path) -> None:
    (making,) = [line for line in commands(PAGE) if line.startswith("sed ")]
    unit = service().moved({"/opt/quoth/.venv/bin/quoth": "/bin/true"})
    (tmp_path / "quoth.service").write_text(unit.text, "utf-8")
    moved = making.replace("/etc/systemd/system", shlex.quote(str(tmp_path)))
    subprocess.run(["sh", "-c", moved], check=True)
    template = Unit((tmp_path / "quoth@.service").read_text("utf-8"))
    assert template.one("Environment") == "QUOTH_HEALTH__PORT=%i"
    assert set(unit.options) == set(template.options) - {("Environment", "QUOTH_HEALTH__PORT=%i")}
    if ANALYZE:
        done = analyze("verify", tmp_path / "quoth@.service")
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_what_launchd_reads_is_a_property_list() -> None:
    (text,) = blocks(PAGE, "xml")
    job = plistlib.loads(text.encode())
    assert job["ProgramArguments"] == [*service().all("ExecStart")]
    assert job["ExitTimeOut"] == int(service().one("TimeoutStopSec"))


def test_what_powershell_reads_is_whole_and_starts_what_pip_installs() -> None:
    (text,) = blocks(PAGE, "powershell")
    for opening, closing in ("()", "[]", "{}"):
        assert text.count(opening) == text.count(closing)
    begun = [line.split()[0] for line in text.splitlines()]
    assert begun == ["$action", "$settings", "Register-ScheduledTask"], "one command a line"
    defined = re.findall(r"^\$(\w+) = ", text, re.MULTILINE)
    assert set(re.findall(r"\$(\w+)", text)) == set(defined)
    (program,) = re.findall(r"-Execute (\S+)", text)
    (folder,) = re.findall(r"-WorkingDirectory (\S+)", text)
    assert program == rf"{folder}\.venv\Scripts\quoth.exe"
    assert "`.venv\\Scripts\\pip install" in (ROOT / "docs" / "how-to" / PAGE).read_text("utf-8")


@pytest.mark.parametrize("line", commands(PAGE))
def test_each_command_of_the_page_is_one_that_a_shell_understands(line: str) -> None:
    subprocess.run(["sh", "-n", "-c", line], check=True)
    targets = re.findall(r"\bmake (\w+)", line) if "--command" in line else []
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [target for target in targets if f"\n{target}:" not in makefile] == []
