"""The register of sources: one readable file, and the verbs that a maintainer has for it."""

from index.sources.register.source_files import sources_of, withdrawn

__all__ = ["sources_of", "withdrawn"]
