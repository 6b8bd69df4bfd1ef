"""Messages as they would look on Discord, drawn without it: from the JSON that would be sent."""
