"""Building: documents in, the rows of a snapshot out."""
