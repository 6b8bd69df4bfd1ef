"""Where discord.py has changed what it does not document, the bot says so and does not start."""

from __future__ import annotations

from functools import reduce
from importlib.metadata import version
from typing import Any

import discord
import pytest
from pydantic import SecretStr

from bot.app import _dpy_check
from bot.app._dpy_check import ATTRIBUTES, PARAMETERS, TESTED, USED_IN, verify
from bot.app.run import run
from bot.settings import BotSettings, DiscordSettings
from index.errors import SettingsError
from tests.support.paths import ROOT


def test_this_discord_py_has_all_that_is_used() -> None:
    verify()


def test_the_tested_version_is_the_one_that_is_installed_and_pinned() -> None:
    assert version("discord.py") == TESTED
    assert f"discord.py=={TESTED}" in (ROOT / "constraints.txt").read_text("utf-8").split()


@pytest.mark.parametrize("path", ATTRIBUTES)
def test_an_attribute_that_is_gone_is_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    owner, _, name = path.rpartition(".")
    holder: Any = reduce(getattr, owner.split("."), discord)
    monkeypatch.delattr(next(one for one in _bases(holder) if name in vars(one)), name)
    with pytest.raises(SettingsError, match=path) as refusal:
        verify()
    assert f"`pip install discord.py=={TESTED}`" in refusal.value.hint


def _bases(holder: Any) -> tuple[Any, ...]:
    return holder.__mro__ if isinstance(holder, type) else (holder,)


@pytest.mark.parametrize(("path", "names"), [*PARAMETERS.items(), *USED_IN.items()])
def test_a_function_that_was_rewritten_is_named(
    monkeypatch: pytest.MonkeyPatch, path: str, names: tuple[str, ...]
) -> None:
    def rewritten() -> None: ...

    monkeypatch.setattr(f"discord.{path}", rewritten)
    with pytest.raises(SettingsError) as refusal:
        verify()
    assert all(name in refusal.value.message for name in names)


def test_the_bot_does_not_connect_with_a_discord_py_that_lacks_something(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(_dpy_check, "ATTRIBUTES", ("Client._no_longer_there",))
    monkeypatch.setattr("bot.app.run.start_logging", lambda *_: None)
    settings = BotSettings(discord=DiscordSettings(token=SecretStr("a.b.c")))
    assert run(settings) == SettingsError.exit_code
    assert "Client._no_longer_there" in caplog.text
    assert f"discord.py=={TESTED}" in caplog.text
