"""Recordings are found by the request: it may change with the prompt, and only then."""

import json

from tests.rendering.golden import REQUESTS, request_digests


def test_the_requests_about_real_articles_are_those_of_the_recordings():
    known = json.loads(REQUESTS.read_text(encoding="utf-8"))

    assert len(known) == 14
    assert request_digests() == known
