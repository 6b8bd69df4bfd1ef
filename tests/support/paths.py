"""Locate the repository, its test files, and the shared material next to it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
TESTS = ROOT / "tests"
FILES = TESTS / "files"
CANNED = TESTS / "canned"
