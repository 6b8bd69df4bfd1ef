"""Quoth's index: documents in, verbatim quotes out. Knows nothing of Discord or asyncio."""
