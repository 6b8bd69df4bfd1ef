"""What maintainers do from Discord, and that it is written down."""
