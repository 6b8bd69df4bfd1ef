"""What is wrong with the sources, found before somebody is answered from them."""

from index.maintenance.lint.checks import Finding, lint

__all__ = ["Finding", "lint"]
