import pytest

from extractor.sources.plausible import is_ascii_but_for_marks, is_plausible
from tests.sources.test_legacy_encodings import TEXTS


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_people_write_is_plausible(text: str):
    assert is_plausible(text)


@pytest.mark.parametrize(
    "text",
    [
        *("the countryÕs army", "M‰rz", "ZÃ¼rich", "donâ€™t", "a \x93quote\x94"),
        *("щcafé", "años ń", "пРИВЕТ мИР", "text \ufffd", "\ue000", "caf‚s"),
    ],
)
def test_what_a_wrong_encoding_leaves_is_not(text: str):
    assert not is_plausible(text)


def test_names_in_capitals_and_marks_inside_words_are_plausible():
    assert is_plausible("CÔTE D’IVOIRE, Rock’n’Roll, façade–fenêtre, 東京タワー")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“It’s over,” he said – “really.”", True),
        ("L’État c’est moi", False),
        ("pol’tica", False),
        ("votaci—n", False),
        ("a policy—which failed—ended", True),
        ("said “ and", False),
    ],
)
def test_marks_count_only_where_they_may_stand(text: str, plain: bool):
    assert is_ascii_but_for_marks(text) is plain
