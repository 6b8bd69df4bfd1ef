"""What is wrong with the sources, found before somebody is answered from them."""

from index.register.linting.lint import Finding, lint

__all__ = ["Finding", "lint"]
