"""Find problems of the sources before questions are answered from them."""

from index.maintenance.lint.checks import LEFT_OUT, Finding, lint

__all__ = ["LEFT_OUT", "Finding", "lint"]
