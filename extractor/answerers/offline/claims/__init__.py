"""From attributed words to claims: firmness, kind, repeats, and the filled answer."""
