"""Sources: the files and web pages that documents are read from."""
