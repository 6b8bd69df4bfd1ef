"""What maintainers do from Discord; each act is written down."""
