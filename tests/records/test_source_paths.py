"""Addresses and feeds' items have places that a person would give them."""

import pytest

from extractor.records.source_names import as_path, is_address, parts_of


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (
            "https://post.example/2026/08/harbour.html",
            "post.example/2026/08/harbour.page",
        ),
        ("https://post.example/2026/harbour/", "post.example/2026/harbour.page"),
        ("https://post.example", "post.example.page"),
        ("http://post.example:8080/", "post.example:8080.page"),
        ("https://post.example/story.php?id=5.7", "post.example/story-id=5.7.page"),
        ("https://post.example/a?x=../b#c", "post.example/a-x=.._b#c.page"),
        ("https://post.example/v1.5", "post.example/v1.5.page"),
        ("notes/a.txt", "notes/a.txt"),
        ("-", "-"),
    ],
)
def test_an_address_is_a_path_of_its_host_and_steps(name, path):
    assert as_path(name) == path


def test_an_item_of_an_address_is_told_from_its_feed():
    assert parts_of("https://a.example/feed#id 1") == ("https://a.example/feed", "id 1")
    assert parts_of("https://a.example/feed#https://a.example/1") == (
        "https://a.example/feed",
        "https://a.example/1",
    )
    assert parts_of("HTTPS://a.example/") == ("HTTPS://a.example/", None)
    assert is_address("HTTPS://a.example/")
    assert not is_address("https.txt")
