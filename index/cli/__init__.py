"""The command line: ``quoth``, and ``python -m index`` without Discord.

Nothing heavy is imported here, so that help appears at once.
"""

from index.cli import (  # noqa: F401 - they add their commands
    ask,
    build,
    calibrate,
    chat,
    check,
    eval,
    judge,
    multilingual,
    sources,
    sources_edit,
    sources_upkeep,
    status,
    still,
)
from index.cli.group import cli

__all__ = ["cli"]
