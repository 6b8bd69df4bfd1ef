"""The scripts that follow a page give a shell every command of it, in the order of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.container import compose_page, fresh_machine
from tests.container.compose_page import ComposeFollower
from tests.container.fresh_machine import Follower
from tests.container.instructions import HOW_TO, commands
from tests.container.page_reader import PageReader
from tests.standin import Standin

# What a page shows that is no command; in any other fence, a command would be overlooked.
SHOWN = {"", "ini", "powershell", "sh", "xml", "yaml"}


class NoMachine:
    """A machine that does nothing."""

    def command(self, line: str) -> list[str]:
        return [line]

    def write(self, path: str, text: str) -> None:
        pass


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The lines that a shell is given, which does nothing but leave a backup."""
    lines: list[str] = []

    async def said(_: PageReader, line: str) -> str:
        lines.append(line)
        if "backup" in line:
            (tmp_path / "project" / "backup.tar").touch(0o600)
        return "healthy"

    async def nothing(*_: object, **__: object) -> str:
        return "0"

    for name in ("said", "_ready"):
        monkeypatch.setattr(PageReader, name, said)
    for name in ("_adds_a_source", "_comes_back_after_a_kill", "_refused_token_is_tried_once"):
        monkeypatch.setattr(Follower, name, nothing)
    monkeypatch.setattr(Follower, "_shown", nothing)
    monkeypatch.setattr(Standin, "connected", nothing)
    for module in (compose_page, fresh_machine):
        monkeypatch.setattr(module, "asked", nothing)
    return lines


def are_in_order(wanted: list[str], given: list[str]) -> bool:
    left = iter(given)
    return bool(wanted) and all(line in left for line in wanted)


async def test_the_page_of_the_container_is_followed_word_by_word(
    given: list[str], tmp_path: Path
) -> None:
    await ComposeFollower(tmp_path, tmp_path).follow()
    replaced = re.compile("docker compose build|git pull")
    assert are_in_order([replaced.sub("true", line) for line in commands(compose_page.PAGE)], given)


async def test_the_page_of_the_service_is_followed_word_by_word(
    given: list[str], tmp_path: Path
) -> None:
    (tmp_path / "project").mkdir()
    await Follower(NoMachine(), "ADDRESS").follow()
    wanted = [line.replace("REPOSITORY", "ADDRESS") for line in commands(fresh_machine.PAGE)]
    assert are_in_order(wanted, given)


@pytest.mark.parametrize("page", [compose_page.PAGE, fresh_machine.PAGE])
def test_no_command_of_a_page_is_where_the_scripts_do_not_look(page: str) -> None:
    text = (HOW_TO / page).read_text("utf-8")
    fences = re.findall(r"^ *```(.*)$", text, re.MULTILINE)
    assert set(fences[::2]) <= SHOWN
    assert not any(fences[1::2])
