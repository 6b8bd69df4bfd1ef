"""How the shipped reader was made. Nothing here is imported when a question is answered."""
