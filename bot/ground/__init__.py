"""Basics that every other part of the bot may import."""
