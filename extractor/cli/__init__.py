"""The command line. Importing it imports no model client and no pydantic."""

from extractor.cli.application import app, main

__all__ = ["app", "main"]
