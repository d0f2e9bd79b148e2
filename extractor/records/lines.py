"""The lines of a JSONL text."""


def lines_of(text: str) -> list[str]:
    """Return the lines; a line feed ends one, and nothing else does.

    JSON may hold the other line ends of Unicode as they are, such as U+2028, at which
    `str.splitlines` would cut it.
    """
    return text.split("\n")
