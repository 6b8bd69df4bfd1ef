"""Recognise the markup that Discord writes for a mention, an emoji or a time."""

from __future__ import annotations

import re

# No part may contain another "<": else the pattern would read on to the end from each "</".
MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)-?\d+(?::\w)?>|</[^:<>]+:\d+>|<id:\w+>")
