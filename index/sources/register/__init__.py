"""The register of sources: one readable file, and the functions that read and change it."""

from index.sources.register.source_files import sources_of, withdrawn

__all__ = ["sources_of", "withdrawn"]
