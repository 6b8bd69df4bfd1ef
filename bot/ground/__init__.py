"""What every other part of the bot may use."""
