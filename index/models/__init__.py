"""Models: the encoder that makes vectors, and the reader that finds answers in passages."""
