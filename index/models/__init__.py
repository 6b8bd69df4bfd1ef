"""Reading: a small model that reads the question together with a passage."""
