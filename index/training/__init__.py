"""Scripts that made the shipped models. Nothing here is imported when a question is answered."""
