"""Every word that the bot says itself, in six languages."""
