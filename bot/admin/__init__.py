"""Acts of maintainers from Discord; each one is written down."""
