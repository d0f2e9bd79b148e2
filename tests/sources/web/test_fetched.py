"""What was fetched is read as what the server and the bytes say that it is."""

import pytest

from extractor.sources.metadata import Metadata
from extractor.sources.web.fetched import article_in
from extractor.sources.web.fetching import Fetched


def text_of(body: bytes, *, charset: str | None) -> str:
    """Return the text of the article in plain text that a server sent."""
    fetched = Fetched(
        address="https://example.org/a",
        content_type="text/plain",
        charset=charset,
        body=body,
    )
    return article_in(fetched, facts=Metadata()).text


def test_plain_text_is_read_as_the_server_names_it():
    assert text_of("Ада Квилл".encode("koi8-r"), charset="koi8-r") == "Ада Квилл"


@pytest.mark.parametrize("charset", ["punycode", "idna", "undefined", "hex", "x", None])
def test_plain_text_is_read_in_no_codec_of_pythons_own(charset):
    assert text_of(b"It began-kva", charset=charset) == "It began-kva"
