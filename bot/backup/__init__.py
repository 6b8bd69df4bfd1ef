"""Back up all that a bot keeps, also while it runs, and restore it."""
