"""Name a connection to the shared database, for those who are handed one."""

from __future__ import annotations

from typing import Any, TypeAlias

import psycopg

Session: TypeAlias = psycopg.Connection[tuple[Any, ...]]
