"""Names that are no Unicode, as a database keeps them."""


def stored(text: str) -> str | bytes:
    """Return the text, or its bytes when a file's name is no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="surrogatepass")
    return text


def told(kept: str | bytes) -> str:
    """Return the text of what was stored."""
    return kept.decode(errors="surrogatepass") if isinstance(kept, bytes) else kept


def plain(text: str) -> str:
    """Return a text for people, with what cannot be written escaped."""
    return text.encode(errors="backslashreplace").decode()
