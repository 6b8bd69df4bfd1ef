"""File formats: one module reads each, and :mod:`index.formats.registry` lists them."""
