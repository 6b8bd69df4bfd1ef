"""Building: turn source files into a published snapshot."""
