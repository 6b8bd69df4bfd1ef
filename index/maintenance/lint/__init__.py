"""Find problems of the sources before questions are answered from them."""

from index.maintenance.lint.checks import Finding, lint

__all__ = ["Finding", "lint"]
