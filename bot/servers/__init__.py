"""Keep each server's rules: its ways to ask, and the corpora that answer there."""
