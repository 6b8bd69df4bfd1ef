"""Recognise the messages that ask the bot a question, and find the earlier turn they refer to."""
