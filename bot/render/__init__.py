"""Build the bot's messages: texts, quotes, links and rows of buttons, as Discord shows them."""
