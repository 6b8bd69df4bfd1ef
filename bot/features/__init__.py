"""What can be pressed below an answer, and what pressing it does."""
