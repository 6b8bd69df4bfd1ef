"""Quoth on Discord. Everything that knows Discord or asyncio lives here."""
