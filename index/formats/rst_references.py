"""Name what the roles of Sphinx refer to, so that the title of it can be given to the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

REFERENCE = re.compile(r":(?:std:)?(?P<role>ref|doc):`(?P<to>[^`<>]+)`")

Titles = Mapping[str, str]
"""The titles that a reader of the site sees, by the ``reference`` to what has them."""
NONE: Titles = MappingProxyType({})


def reference(role: str, to: str) -> str:
    """Return one name for all ways to write the reference of ``role`` to the same target."""
    kind = role.rpartition(":")[2]
    return f"{kind}:{' '.join(to.split()).lower() if kind == 'ref' else to.strip()}"
