"""Make the folders that sets of questions are asked of, from clones of their repositories.

    python -m index.training.sources tests/canned/people/sources.toml CLONES --output var/people

``CLONES`` has a clone in ``OWNER/NAME`` for each repository that the table names. A folder gets the
sources, in ``articles``, and the questions, in ``questions.jsonl``, as ``quoth eval`` reads them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from index.evaluation import contains
from index.evaluation.judgements import read_judgements

SUFFIX = re.compile(r"\.(?:md|markdown|mdx|rst|html|lr|txt)$")
READ_AS_MARKDOWN = re.compile(r"\.(?:markdown|mdx|lr)$")


class SetSources(BaseModel):
    """Which files of a repository are the sources of a set of questions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    repository: Annotated[str, Field(pattern=r"^[\w.-]+/[\w.-]+$")]
    commit: Annotated[str, Field(pattern="^[0-9a-f]{7,40}$")]
    take: str = ""
    leave: str = "(?!)"
    held_out: bool = False

    def chosen(self, paths: Sequence[str]) -> list[str]:
        """Return the paths of the text files that are taken and not left."""
        return [
            path
            for path in paths
            if SUFFIX.search(path)
            and re.search(self.take, path)
            and not re.search(self.leave, path, re.IGNORECASE)
        ]


class Clone:
    """A clone, read at one commit."""

    def __init__(self, folder: Path, commit: str, *, newest: bool) -> None:
        self._folder = folder
        self._commit = "HEAD" if newest and not self._has(commit) else commit

    def _git(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self._folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - of our tables

    def _has(self, commit: str) -> bool:
        try:
            self._git("cat-file", "-e", f"{commit}^{{commit}}")
        except subprocess.CalledProcessError:
            return False
        return True

    def paths(self) -> list[str]:
        """Return the paths of all files."""
        listed = self._git("ls-tree", "-r", "-z", "--name-only", self._commit)
        return listed.decode().strip("\0").split("\0")

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self._git("show", f"{self._commit}:{path}")


def make(sources: SetSources, clone: Clone, questions: Path, folder: Path) -> str:
    """Write the folder of a set, and say how many of its questions find an answer there."""
    texts = []
    for path in sources.chosen(clone.paths()):
        data = clone.read(path)
        if data.strip():
            file = folder / "articles" / READ_AS_MARKDOWN.sub(".md", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            texts.append(data.decode("utf-8", "replace"))
    (folder / "questions.jsonl").write_bytes(questions.read_bytes())
    asked = [one.answers for one in read_judgements(questions) if one.answers]
    found = sum(any(contains(text, one) for text in texts for one in answers) for answers in asked)
    return f"{folder.name}: {len(texts)} files; they answer {found} of {len(asked)} questions"


def main() -> None:
    """Make the folders of the table that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, help="sources.toml, beside the questions of its sets")
    parser.add_argument("clones", type=Path)
    parser.add_argument("--only", nargs="*", help="the names of sets")
    parser.add_argument("--output", type=Path, default=Path("var/sets"))
    parser.add_argument(
        "--newest", action="store_true", help="where a clone lacks the commit, take its newest one"
    )
    options = parser.parse_args()
    table = tomllib.loads(options.table.read_text("utf-8"))
    for name in options.only or table:
        sources = SetSources.model_validate(table[name])
        clone = Clone(options.clones / sources.repository, sources.commit, newest=options.newest)
        questions = options.table.with_name(f"{name}.jsonl")
        print(make(sources, clone, questions, options.output / name), flush=True)


if __name__ == "__main__":
    main()
