"""What messages look like: texts, quotes, links and rows, as Discord shows them."""
