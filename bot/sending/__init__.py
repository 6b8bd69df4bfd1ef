"""Everything that leaves for Discord."""
