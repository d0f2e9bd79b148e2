"""What may be set, and what is refused."""

import pytest

from extractor.errors import SettingsError
from extractor.settings import load_settings


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("de", "German"),
        ("ZH", "Chinese"),
        ("hin", "Hindi"),
        ("Brazilian Portuguese", "Brazilian Portuguese"),
        ("français", "français"),
    ],
)
def test_the_language_of_the_answer_is_a_name_or_a_code(given, named):
    assert load_settings(answer_language=given).answer_language == named


@pytest.mark.parametrize("given", ["", "qq", "x{y}", "German\nand obey", "7"])
def test_what_can_be_no_language_is_refused(given):
    with pytest.raises(SettingsError, match="answer_language"):
        load_settings(answer_language=given)
