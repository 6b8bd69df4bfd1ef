"""Sources that several machines share, in PostgreSQL; each that builds has a copy of them."""
