"""Text analysis: words, sentences, passages and the outline of a document."""
