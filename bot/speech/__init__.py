"""Say the bot's own texts in six languages."""
