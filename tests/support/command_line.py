"""Run a command that must fail, and look at what it says."""

from __future__ import annotations

from click.testing import CliRunner

from bot.__main__ import _settings
from index.cli import cli
from index.cli.group import Front


def fails(*arguments: str, code: int) -> str:
    """Run a command, and return the line of its error; a hint must follow."""
    result = CliRunner().invoke(cli, list(arguments), obj=Front(settings=_settings))
    assert result.exit_code == code, result.output
    lines = result.stderr.strip().splitlines()
    assert lines[0].startswith("error: ")
    assert lines[-1].startswith("hint: ")
    assert len(lines) == 3
    return lines[0]
