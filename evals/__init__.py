"""Measuring against gold that people made."""
