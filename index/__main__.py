"""``python -m index``: everything for maintainers, and nothing of Discord."""

from index.cli import cli

if __name__ == "__main__":
    cli(prog_name="python -m index")
