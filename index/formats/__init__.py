"""One reader, one file, one row in the table of :mod:`index.formats.registry`."""
