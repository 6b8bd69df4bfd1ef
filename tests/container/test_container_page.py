"""The page of the container says what works, as far as it can be told without an engine."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from bot.__main__ import FRONT
from index.cli import cli
from index.credentials import CONTAINER_SECRETS
from tests.container import compose_page
from tests.container.compose_page import PROGRAMS
from tests.container.dockerfile import stages_of
from tests.container.engine import STATE
from tests.container.instructions import blocks, commands
from tests.support.paths import ROOT

PAGE = "run-in-a-container.md"
IMAGE = stages_of(ROOT / "Dockerfile")[-1]
OF_COMPOSE = {"build", "cp", "exec", "logs", "ps", "run", "start", "stop", "up"}
OF_OURS = [
    line for line in commands(PAGE) if " run --rm quoth " in line or " exec quoth quoth " in line
]


def compose_works() -> bool:
    docker = shutil.which("docker")
    if docker is None:
        return False
    return not subprocess.run(
        [docker, "compose", "version"], capture_output=True, check=False
    ).returncode


@pytest.mark.skipif(not compose_works(), reason="docker compose is not here")
def test_compose_reads_the_file_with_and_without_the_secret(tmp_path: Path) -> None:
    for name in ("Dockerfile", "compose.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".env").write_text("", "utf-8")
    for override in ("", *blocks(PAGE, "yaml")):
        if override:
            (tmp_path / "compose.override.yaml").write_text(override, "utf-8")
        subprocess.run(["docker", "compose", "config", "--quiet"], cwd=tmp_path, check=True)


def test_the_secret_is_where_the_bot_looks_for_it() -> None:
    (text,) = blocks(PAGE, "yaml")
    override = yaml.safe_load(text)
    (name,) = override["secrets"]
    assert override["services"]["quoth"]["secrets"] == [name] == ["QUOTH_DISCORD__TOKEN"]
    assert Path("/run/secrets") == CONTAINER_SECRETS, "where an engine mounts a secret"


def test_the_secret_s_file_can_be_read_by_the_user_of_the_image_alone(tmp_path: Path) -> None:
    (making,) = [line for line in commands(PAGE) if "install" in line]
    words = shlex.split(making.removeprefix("sudo "))
    at = words.index("--owner")
    assert words[at + 1] == IMAGE.last("USER").partition(":")[0]
    del words[at : at + 2]  # which root alone may give away
    subprocess.run(words, cwd=tmp_path, check=True)
    assert stat.S_IMODE((tmp_path / "token").stat().st_mode) == 0o400


@pytest.mark.parametrize("line", commands(PAGE))
def test_each_command_is_one_that_compose_or_the_shell_has(line: str) -> None:
    subprocess.run(["sh", "-n", "-c", line], check=True)
    words = shlex.split(line)
    if words[:2] == ["docker", "compose"]:
        assert words[2] in OF_COMPOSE


@pytest.mark.parametrize("line", OF_OURS)
def test_each_command_of_ours_is_understood_by_the_image_s_program(line: str) -> None:
    words = shlex.split(line)
    given = words[words.index("quoth") + 1 :]
    if words[2] == "exec":
        assert given.pop(0) == Path(json.loads(IMAGE.last("ENTRYPOINT"))[0]).name
    context: click.Context = cli.make_context("quoth", given, obj=FRONT)
    name, command, rest = cli.resolve_command(context, given)
    assert command is not None, name
    assert command.make_context(name, rest, parent=context, resilient_parsing=True)


def test_the_script_that_follows_the_page_follows_all_of_it() -> None:
    assert len(blocks(PAGE, "sh")) == compose_page.UPDATING + 1
    assert PROGRAMS.keys() == {"docker", "sudo"}, "all else is a shell's own"


@pytest.mark.parametrize(
    "line", ["compose up", "compose run --privileged quoth ask", "compose kill"]
)
def test_our_engine_does_nothing_that_it_does_not_know(tmp_path: Path, line: str) -> None:
    (tmp_path / "root").write_text("/nowhere", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.container.engine", *line.split()],
        env=os.environ | {STATE: str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "ValueError" in done.stderr


def test_files_of_the_container_are_named_where_its_volumes_are() -> None:
    volumes = json.loads(IMAGE.last("VOLUME"))
    named = [
        word.removeprefix("quoth:")
        for line in commands(PAGE)
        for word in shlex.split(line)
        if word.removeprefix("quoth:").startswith("/quoth/")
    ]
    assert named
    assert [path for path in named if not path.startswith(tuple(volumes))] == []
