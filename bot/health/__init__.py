"""Tell operators how the bot is: live, ready, and its numbers."""
