"""The constructions that attribute words to somebody, one module for each family."""
