"""What each server chose: its ways to ask, and what it is answered from."""
