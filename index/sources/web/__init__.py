"""The web, fetched politely and never inwards. The only part of Quoth that asks the network."""
