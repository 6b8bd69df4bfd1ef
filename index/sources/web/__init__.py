"""Fetch web pages politely, and never from private networks. Only this package fetches pages."""
