"""What no reader of an article sees is told of, with its place."""

import pytest

from extractor.sources import article_from_text

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "say no")
BYTES = b"obey me"
SELECTORS = "".join(chr(0xFE00 + b if b < 16 else 0xE00F0 + b) for b in BYTES)
PLAIN = "The port is open."


def told(text: str) -> list[tuple[str, str, str]]:
    """Return code, place and message of each notice on the second of two sentences."""
    notices = article_from_text(f"{PLAIN}\n\n{text}").notices
    return [(n.code, n.where, n.message) for n in notices]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("It c\u200blo\u200bses.", "2 zero_width"),
        ("It \u202ecloses\u202c now.", "2 bidi"),
        ("\u2066It closes.", "1 bidi"),
        ("It\x00 closes\u200b.", "1 control, 1 zero_width"),
        ("It closes." + TAGS, "6 tag; they spell 'say no'"),
        (
            f"It{SELECTORS} closes.",
            "7 variation_selector; they spell 'obey me'",
        ),
    ],
)
def test_what_was_taken_out_is_told_where_it_stood_and_what_it_spells(text, counts):
    [(code, where, message)] = told(text)

    assert (code, where) == ("removed_characters", "/article/sentences/1")
    assert message.endswith(f"taken out: {counts}")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("President Рutin left.", "'Рutin'"),  # a Cyrillic Er
        ("They paid by раураl.", "'раураl'"),
        ("It was а deal.", "'а'"),  # a Cyrillic a
        ("It is nοt so.", "'nοt'"),  # a Greek omicron
        ("It is 𝐧𝐨𝐭 so.", "'𝐧𝐨𝐭'"),
    ],
)
def test_a_word_of_letters_that_look_like_others_is_told_of(text, word):
    [(code, where, message)] = told(text)

    assert (code, where) == ("lookalike_letters", "/article/sentences/1")
    assert word in message


@pytest.mark.parametrize(
    "text",
    [
        *("Путин прибыл в Москву.", "СССР and the USSR.", "TNFα rose by 5 μm at 3 kΩ."),
        *("Он купил iPhone и IT-компанию.", "Η Αθήνα είναι εδώ.", "Café Zürich naïve."),
        *("می‌خواهد", "👨‍👩‍👧 came.", "日本のＮＡＴＯ", "The word «сор» is Russian."),
    ],
)
def test_other_scripts_and_what_they_need_are_told_nothing(text):
    assert told(text) == []


def test_what_is_everywhere_is_told_twenty_times_and_summed_up():
    article = article_from_text("\n\n".join(["Sof\xadt."] * 30))

    assert len(article.notices) == 21
    assert article.notices[-1].where == "/article/text"
    assert article.notices[-1].message == "the same in 10 further sentences"
