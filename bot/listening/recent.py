"""Bound what the listening parts remember of Discord's ids.

Nothing that they forget is needed: Discord can be asked again.
"""

MAX_REMEMBERED_IDS = 4_096  # messages, posts or threads; the least recently used go first
