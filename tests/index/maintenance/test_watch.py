"""Builds again and again: at each change, each time, and each signed call; and never too often."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

import index.maintenance.webhook
from index.errors import BuildError, SettingsError
from index.maintenance.watch import Bell, keep_building, seconds_of
from index.maintenance.webhook import LONGEST_BODY, address_of, listening, signature
from index.snapshots.library import Library
from index.snapshots.locks import HOLDER
from tests.conftest import Build
from tests.support.paths import ROOT

SECRET = "a secret of the tests"


class Enough(Exception):  # noqa: N818 - it is none
    """Ends a loop that has no end."""


def loop(
    build: Callable[[], object],
    times: int,
    bell: Bell | None = None,
    within: float = 5,
    **how: object,
) -> int:
    """How many builds there were, until ``times`` of them were done, or the time was over."""
    done = 0
    end = time.monotonic() + within

    def counted() -> None:
        nonlocal done
        done += 1
        build()
        if done == times:
            raise Enough

    def state() -> object:
        if time.monotonic() > end:
            raise Enough
        return given_state() if given_state else None

    given_state: Callable[[], object] | None = how.pop("state", None)  # type: ignore[assignment]
    with pytest.raises(Enough):
        keep_building(
            counted, bell or Bell(), state=state, looked_every=0.02, rest=0.0, **how  # type: ignore[arg-type]
        )  # fmt: skip
    return done


@given(st.integers(1, 99), st.sampled_from("smhd"), st.integers(1, 99))
def test_lengths_of_time_add_up(count: int, unit: str, seconds: int) -> None:
    whole = count * {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit]
    assert seconds_of(f"{count}{unit}") == whole
    assert seconds_of(f"{count}{unit}{seconds}s") == whole + seconds


@pytest.mark.parametrize("text", ["", "6", "h", "0s", "-1h", "6 h", "6h!", "١h", "9" * 30 + "d"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="not a length of time"):
        seconds_of(text)


def test_a_change_is_built_once_after_it_has_settled() -> None:
    changes = iter([0, 1, 2, 3] + [4] * 10_000)
    assert loop(lambda: None, 3, within=2, state=lambda: next(changes)) == 2


def test_a_change_during_a_build_is_not_missed() -> None:
    seen = [0]

    def build() -> None:
        if seen == [0]:
            seen[0] = 1

    assert loop(build, 2, state=lambda: seen[0]) == 2


def test_time_asks_for_a_build() -> None:
    assert loop(lambda: None, 4, every=0.05) == 4


def test_a_bell_that_rings_often_asks_for_one_build() -> None:
    bell = Bell()
    assert [bell.ring() for _ in range(5)] == [True, False, False, False, False]
    assert loop(lambda: None, 3, bell, within=2) == 2


# The webhook


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def at(bell: Bell) -> Iterator[tuple[str, int]]:
    with listening(("127.0.0.1", 0), SECRET, bell) as address:
        yield address


def call(at: tuple[str, int], body: bytes, path: str = "/build", **headers: str) -> int:
    connection = http.client.HTTPConnection(*at, timeout=10)
    try:
        connection.request("POST", path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        return connection.getresponse().status
    finally:
        connection.close()


def signed(at: tuple[str, int], body: bytes) -> int:
    return call(at, body, X_Hub_Signature_256=signature(SECRET, body))


def test_a_signed_call_asks_for_a_build_and_a_replay_for_no_more(
    at: tuple[str, int], bell: Bell
) -> None:
    body = json.dumps({"ref": "refs/heads/main"}).encode()
    assert [signed(at, body) for _ in range(4)] == [202] * 4
    assert bell.wait(0)
    assert not bell.wait(0)


def test_the_signature_is_the_one_that_github_documents() -> None:
    known = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert signature("It's a Secret to Everybody", b"Hello, World!") == known


@pytest.mark.parametrize("given", ["", "sha256=", "sha256=" + "0" * 64, "sha1=x", "\xff"])
def test_a_call_that_is_not_signed_with_the_secret_does_nothing(
    given: str, at: tuple[str, int], bell: Bell
) -> None:
    assert call(at, b"{}", X_Hub_Signature_256=given) == 401
    assert call(at, b"{}") == 401
    assert not bell.wait(0)


def test_a_body_that_was_changed_is_refused(at: tuple[str, int], bell: Bell) -> None:
    assert call(at, b"{1}", X_Hub_Signature_256=signature(SECRET, b"{2}")) == 401
    assert not bell.wait(0)


def test_what_is_too_long_elsewhere_or_without_a_length_is_refused(
    at: tuple[str, int], bell: Bell
) -> None:
    assert signed(at, b"x" * (LONGEST_BODY + 1)) == 413
    assert call(at, b"", path="/") == 404
    assert call(at, b"", Content_Length="-1") == 411
    assert not bell.wait(0)


def test_callers_that_say_nothing_keep_nobody_away_for_long(
    bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.maintenance.webhook, "LONGEST_CALL", 0.3)
    with listening(("127.0.0.1", 0), SECRET, bell) as at:
        many = index.maintenance.webhook.CALLERS * 3
        silent = [socket.create_connection(at) for _ in range(many)]
        end = time.monotonic() + 10
        code = 0
        while code != 202 and time.monotonic() < end:
            try:
                code = signed(at, b"{}")
            except OSError:  # turned away
                time.sleep(0.1)
        assert code == 202
        for connection in silent:
            connection.close()


def test_an_address_is_a_host_and_a_port() -> None:
    assert address_of("127.0.0.1:80") == ("127.0.0.1", 80)
    assert address_of("[::1]:8080") == ("::1", 8080)
    for text in ("8080", ":80", "h:", "h:http", "h:99999"):
        with pytest.raises(SettingsError):
            address_of(text)


# The whole process


def test_a_process_that_watches_builds_at_a_change_and_at_a_call_and_ends_at_sigterm(
    sources: Path, library: Library, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    code = (
        "import index.maintenance.rebuild as r\n"
        "from tests.support.hashing_encoder import HashingEncoder as H\n"
        "r.load_encoder = lambda s: H()\n"
        "from index.maintenance.watch import keep_building\n"
        "keep_building.__kwdefaults__.update(looked_every=0.1, rest=0.1)  # not seconds\n"
        "from index.cli import cli; cli()"
    )
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", code, "build", "--watch", "--every", "1h", "--listen",
             "127.0.0.1:0", "--sources", str(sources), "--index", str(library.root)],
            cwd=ROOT, stdout=out, stderr=out, env=os.environ | {"QUOTH_WEBHOOK__SECRET": SECRET},
        )  # fmt: skip

    def until(holds: Callable[[], object]) -> None:
        end = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < end, log.read_text("utf-8")
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)

    try:
        until(lambda: library.current_or_none("default"))
        (sources / "bad.txt").write_bytes(b"caf\xe9")
        until(lambda: "not read: bad.txt" in log.read_text("utf-8"))
        (sources / "new.txt").write_text("A note was written.", "utf-8")
        until(lambda: len(library.manifest("default")["sources"]) == 3)
        count = log.read_text("utf-8").count(" building\n")
        port = int(log.read_text("utf-8").partition("/build.")[0].rpartition(":")[2])
        assert signed(("127.0.0.1", port), b"{}") == 202
        until(lambda: log.read_text("utf-8").count(" building\n") > count)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert "Stopped." in log.read_text("utf-8")
        assert SECRET not in log.read_text("utf-8")
    finally:
        process.kill()
        process.wait()


# Who holds the lock


def test_who_builds_is_named_to_the_second_who_would(rebuild: Build, library: Library) -> None:
    told: list[str] = []

    def during(stage: str, done: int, total: int) -> None:  # noqa: ARG001
        if not told:
            with pytest.raises(BuildError) as caught:
                rebuild()
            told.append(caught.value.message)

    rebuild(progress=during)
    assert f"another build of default is running: process {os.getpid()} on" in told[0]
    assert "since 20" in told[0]
    assert not (library.folder("default") / HOLDER).exists()


@pytest.mark.parametrize("left", ['{"pid": 4194304, "host": "%s"}', "", "{", "[]", '{"pid": {}}'])
def test_a_holder_that_was_killed_is_not_named(left: str, rebuild: Build, library: Library) -> None:
    folder = library.folder("default")
    folder.mkdir(parents=True)
    record = left.replace("%s", socket.gethostname()).replace("}", ', "since": "x", "command": ""}')
    (folder / HOLDER).write_text(record, "utf-8")
    with (
        FileLock(folder / ".lock"),
        pytest.raises(BuildError, match=r"another build of default is running$"),
    ):
        rebuild()
    assert rebuild().snapshot


def test_threads_are_not_left_behind(bell: Bell) -> None:
    before = threading.active_count()
    with listening(("127.0.0.1", 0), SECRET, bell):
        pass
    assert threading.active_count() == before
