"""Schemas of the built-in recipes: what is asked, what is published, and the rules."""
