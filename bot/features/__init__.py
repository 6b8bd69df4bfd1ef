"""Features for people on Discord: one module for each feature, its commands and its buttons."""
