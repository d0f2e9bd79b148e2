"""Where articles are worked on, when this process alone is too small."""
