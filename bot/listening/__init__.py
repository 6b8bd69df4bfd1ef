"""What is a question to us, by which way it came, and on what it leans."""
