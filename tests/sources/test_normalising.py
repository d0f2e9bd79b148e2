import re
import sys
import unicodedata
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings

from extractor.sources.invisibles import ANY
from extractor.sources.normalising import UNUSUAL, normalise
from tests.sources.samples import INVISIBLE, any_text, article_like


class Case(NamedTuple):
    id: str
    raw: str
    text: str
    removed: dict[str, int]


REMOVED = [
    Case("control", "a\x00b\x1b[0m\x7f\x9f", "ab[0m", {"control": 4}),
    Case("noncharacter", "a\ufffe\ufdd0\U0001ffff", "a", {"control": 3}),
    Case("override", "\u202eabc\u202c \u2066x\u2069", "abc x", {"bidi": 4}),
    Case("direction mark in English", "a\u200eb\u200f", "ab", {"bidi": 2}),
    Case("zero width in English", "wo\u200brd\ufeff", "word", {"zero_width": 2}),
    Case("joiners in English", "f\u200ci \u200dx", "fi x", {"zero_width": 2}),
    Case("soft hyphen", "mis\xadsile", "missile", {"zero_width": 1}),
    Case("word joiner", "a\u2060b\u2064", "ab", {"zero_width": 2}),
    Case("annotation", "\ufff9a\ufffab\ufffb", "ab", {"zero_width": 3}),
    Case("Hangul filler", "\u3164\uffa0\u115f\u1160a", "a", {"zero_width": 4}),
    Case("tags", "a\U000e0068\U000e0069", "a", {"tag": 2}),
    Case("text in a flag", "🏴" + "\U000e0061" * 7 + "\U000e007f", "🏴", {"tag": 8}),
    Case("selector of a letter", "a\ufe0fb\U000e0101", "ab", {"variation_selector": 2}),
    Case("second selector", "❤\ufe0f\ufe0f", "❤\ufe0f", {"variation_selector": 1}),
    Case("selector of a digit", "1\ufe0f 2", "1 2", {"variation_selector": 1}),
    Case("second half-space", "می\u200c\u200cخ", "می\u200cخ", {"zero_width": 1}),
    Case("half-space at the end", "می\u200c.", "می.", {"zero_width": 1}),
    Case("joiner between emoji and word", "👨\u200da", "👨a", {"zero_width": 1}),
    Case("lone surrogate", "a\ud800b", "a\ufffdb", {"surrogate": 1}),
]
KEPT = {
    "tab": "a\tb\n",
    "templates": "{{ x }} {% raw %} $body </article> \\n",
    "Persian half-space": "می\u200cخواهد",
    "Hindi conjunct": "क्\u200dष and क्\u200cष",
    "Malayalam chillu": "അവന്\u200d വന്നു",
    "Sinhala": "ක්\u200dය",
    "Syriac": "ܐ\u200cܒ",
    "Khmer": "ក\u200cខ",
    "Mongolian": "ᠠ\u180bᠨ",
    "family": "👨\u200d👩\u200d👧",
    "heart on fire": "❤\ufe0f\u200d🔥",
    "keycap": "1\ufe0f\u20e3",
    "Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Han variant": "葛\U000e0100",
    "Hebrew mark": "שלום\u200e, hello",
    "Arabic mark": "(عربي)\u200f",
    "old Korean": "\u115f\u1161 \u1100\u1160",
    "Arabic number sign": "\u0600١",
    "object replacement": "a\ufffcb",
}
NEWLINES = "a\r\nb\rc\vd\fe\x1cf\x1dg\x1eh\x85i\u2028j\u2029k\n\rl"


@pytest.mark.parametrize("case", REMOVED, ids=lambda case: case.id)
def test_what_is_invisible_and_not_needed_is_removed_and_counted(case: Case):
    assert normalise(case.raw) == (case.text, case.removed)


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_a_script_or_an_emoji_needs_stays(text: str):
    assert normalise(text) == (text, {})


def test_the_quick_look_passes_over_nothing_that_is_invisible():
    invisible = re.compile(ANY)
    removable = filter(invisible.match, map(chr, range(sys.maxunicode + 1)))

    assert [c for c in removable if not UNUSUAL.match(c)] == []


def test_every_line_end_becomes_a_newline():
    assert normalise(NEWLINES) == ("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n\nl", {})


def test_letters_and_accents_are_composed():
    assert normalise("Zu\u0308rich e\u200b\u0301") == ("Zürich é", {"zero_width": 1})


@settings(deadline=None, max_examples=500)
@given(any_text | article_like)
@example("\u0301\u200b\u094d\u200d\u0915")
@example("\u0dd9\u200b\u0dca\u200d ")
@example("न\u200c\u093c\u115f\u0338")
def test_normalising_twice_is_normalising_once(raw: str):
    once = normalise(raw).text

    assert normalise(once) == (once, {})


@settings(deadline=None)
@given(any_text)
def test_a_text_without_such_characters_is_only_composed(raw: str):
    plain = "".join(c for c in raw if c.isprintable() and c not in INVISIBLE)

    text, removed = normalise(plain)

    assert removed or text == unicodedata.normalize("NFC", plain)


@settings(deadline=None)
@given(any_text)
def test_a_normalised_text_can_be_written_as_utf_8_and_has_no_control_characters(
    raw: str,
):
    text = normalise(raw).text

    assert text.encode("utf-8").decode("utf-8") == text
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
