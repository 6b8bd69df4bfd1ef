"""Draw messages as Discord would show them, from the JSON that would be sent."""
