"""What people can do with the bot: one module for each feature, its commands and its buttons."""
