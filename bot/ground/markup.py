"""What Discord writes into a message for a mention, an emoji or a time: markup, and no words."""

from __future__ import annotations

import re

MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)-?\d+(?::\w)?>|</[^:>]+:\d+>|<id:\w+>")
