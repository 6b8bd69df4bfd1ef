"""What Discord writes into a message for a mention, an emoji or a time: markup, and no words."""

from __future__ import annotations

import re

# No part of it goes on beyond another "<": else each "</" of many would be read on to the end.
MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)-?\d+(?::\w)?>|</[^:<>]+:\d+>|<id:\w+>")
