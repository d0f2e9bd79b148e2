"""Words are found whatever their typography, and never when one of them differs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.folding import DASHES, QUOTE_MARKS, SPACES, find, fold

TYPOGRAPHY = QUOTE_MARKS + DASHES + SPACES + "….,;:!?"
LETTERS = st.text("abcdeéñößАж北京ไทยعربي한국0123456789", min_size=1, max_size=6)
GAPS = st.text(TYPOGRAPHY, min_size=1, max_size=3).map(lambda gap: f" {gap} ")
WORDS = st.lists(st.from_regex(r"[a-z]{2,6}", fullmatch=True), min_size=1, max_size=9)


def hits(text: str, words: str) -> list[str]:
    """Return the stretches of the text where the words are found."""
    return [text[start:end] for start, end in find(fold(text), words)]


@st.composite
def texts_with_a_part(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a text, and a part of it that begins and ends with whole words."""
    words = draw(st.lists(LETTERS, min_size=1, max_size=12))
    gaps = draw(st.lists(GAPS, min_size=len(words), max_size=len(words)))
    pieces = [p for pair in zip(words, gaps, strict=True) for p in pair]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    part = "".join(pieces[2 * first : 2 * last + 1])
    return tuple(unicodedata.normalize("NFC", t) for t in ("".join(pieces), part))  # type: ignore[return-value]


@given(texts_with_a_part())
def test_any_part_cut_at_word_boundaries_is_found_and_folds_equal(case):
    text, part = case

    found = hits(text, part)

    assert found
    assert {fold(stretch).text for stretch in found} == {fold(part).text.strip()}


@given(st.text(), st.text())
def test_whatever_is_found_folds_to_what_was_asked_for(text, words):
    for start, end in find(fold(text), words):
        asked = fold(unicodedata.normalize("NFC", words)).text.strip()

        assert 0 <= start < end <= len(text)
        assert fold(text[start:end]).text == asked


@given(WORDS, st.data())
def test_a_sentence_with_one_word_changed_is_never_found(words, data):
    place = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:place], words[place] + "x", *words[place + 1 :]]

    assert not hits(" ".join(words), " ".join(changed))


@given(st.lists(st.from_regex(r"[a-z]{2,6}", fullmatch=True), min_size=3, unique=True))
def test_a_stretch_with_a_word_dropped_from_its_middle_is_never_found(words):
    middle = len(words) // 2
    dropped = [*words[:middle], *words[middle + 1 :]]

    assert not hits(" ".join(words), " ".join(dropped))


@given(WORDS, st.data())
def test_a_stretch_with_a_word_added_is_never_found(words, data):
    place = data.draw(st.integers(0, len(words)))
    longer = [*words[:place], "added", *words[place:]]

    assert not hits(" ".join(words), " ".join(longer))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “no” twice.", 'He said "no" twice.'),
        ("He said ‘no’ twice.", "He said 'no' twice."),
        ('He said "no" twice.', "He said «no» twice."),
        ("Worker’s Party", "Worker's Party"),
        ("a last-minute deal", "a last\u2010minute deal"),
        ("the war—if it comes", "the war--if it comes"),
        ("pages 10–12", "pages 10-12"),
        ("5\u00a0000 men", "5 000 men"),
        ("a line\nwrapped here", "a line wrapped here"),
        ("a line wrapped", "a line\n   wrapped"),
        ("and then…", "and then..."),
        ("and then ... it ended", "and then … it ended"),
        ("caf\u00e9 owners", "cafe\u0301 owners"),
    ],
)
def test_typography_alone_hides_no_words(text, words):
    assert hits(text, words) == [text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They will not send aid.", "They will send aid."),
        ("an illegal act", "legal act"),
        ("a legalistic act", "a legal"),
        ("Kim Jong Un", "Kim Jong Unx"),
        ("the EU", "the Eu"),
        ("1.2 million died", "2 million died"),
        ("it rose 1.5 %", "it rose 1"),
        ("10,000 men", "000 men"),
        ("We won't accept it", "We won"),
        ("they can’t confirm it", "they can"),
        ("THEY CAN’T CONFIRM", "THEY CAN"),
        ("He said go… away", "He said go."),
        ("snake_case", "case"),
        ("abc", ""),
        ("abc…", "…"),
        ("“”", '"'),
    ],
)
def test_words_that_say_something_else_are_not_found(text, words):
    assert hits(text, words) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Putin’s aide", "Putin"),
        ("l’Iran", "Iran"),
        ("Seoul-based firms", "Seoul"),
        ("in 2025.", "in 2025"),
        ("“Go,” he said", "Go"),
        ("Well...", "Well"),
    ],
)
def test_possessives_elisions_and_stops_hide_no_word(text, words):
    assert hits(text, words) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("朝鲜外务省发表声明", "外务省"),
        ("นายกรัฐมนตรีกล่าว", "นายกรัฐมนตรี"),
        ("واشنطن وموسكو", "موسكو"),
        ("북한은 미사일을 발사했다", "북한"),
        ("2031年の日本", "日本"),
    ],
)
def test_scripts_that_join_words_are_searched_inside_runs_of_letters(text, words):
    assert hits(text, words) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("q\u0303 is a letter", "q"),
        ("क्षेत्र", "क"),
        ("นี้", "น"),
        ("a\u200db", "a"),
        ("1\ufe0f\u20e3 first", "1"),
    ],
)
def test_a_character_is_never_cut_from_its_combining_marks(text, words):
    assert hits(text, words) == []


def test_offsets_count_code_points_after_emoji_and_astral_letters():
    text = "👩‍👩‍👧 and 𝒳 met “Ana”… here"

    assert find(fold(text), '"Ana"... here') == [(text.index("“"), len(text))]


def test_every_hit_is_found_in_order_without_overlap():
    text = "no no no, no"

    assert find(fold(text), "no no") == [(0, 5)]
    assert find(fold(text), "no") == [(0, 2), (3, 5), (6, 8), (10, 12)]


def test_words_inside_an_ellipsis_of_one_character_keep_the_whole_character():
    assert hits("so … many", "... many") == ["… many"]


@pytest.mark.parametrize(
    "text",
    ["a non-violent protest", "an ex-violent man", "Non-violent", "anti-violent"],
)
def test_a_word_is_not_found_without_the_prefix_that_turns_it_round(text: str) -> None:
    assert find(fold(text), "violent") == []


def test_a_name_is_found_in_front_of_a_hyphen_and_after_other_words() -> None:
    assert find(fold("the Seoul-based, Moscow-Seoul talks"), "Seoul") == [
        (4, 9),
        (24, 29),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(("他们同意派兵", "同意派兵"), ("金正恩说", "金正恩"), ("南非总统说", "总统")),
        *(("淹没城市", "城市"), ("5月10日", "10日"), ("東京の知事", "知事")),
        *(("قال وزير الخارجية", "وزير"), ("والرئيس قال", "رئيس"), ("بموسكو", "موسكو")),
        *(("للرئيس", "رئيس"), ("وقال علي", "علي"), ("می‌خواهد برود", "می‌خواهد")),
        *(("בירושלים", "ירושלים"), ("הנשיא אמר", "נשיא"), ("प्रधानमंत्री मोदी", "मोदी")),
        *(("김정은은 말했다", "김정은"), ("미국의 대통령", "미국")),
    ],
)
def test_a_word_is_found_where_its_script_joins_others_to_it(text, words):
    assert hits(text, words) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(
            ("他们不同意派兵", "同意派兵"),
            ("非法的行为", "法的行为"),
            ("未確認", "確認"),
        ),
        *(("不安定な情勢", "安定"), ("15人", "5人")),
        *(
            ("قالت وزيرة الخارجية", "وزير"),
            ("لأنه عليه", "علي"),
            ("غيرقانوني", "قانوني"),
        ),
        *(("نمی‌خواهد", "خواهد"), ("נשיאה", "נשיא")),
        *(("북한군은", "군"), ("हिन्दी", "हिन"), ("Москва", "Моск"), ("ไม่ส่ง", "ส")),
    ],
)
def test_a_cut_that_changes_a_word_finds_nothing_in_any_script(text, words):
    assert hits(text, words) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("彼は「行け」と言った", "“行け”"), ("他說『不會』。", "「不會」")],
)
def test_corner_brackets_are_quote_marks_like_any_other(text, words):
    assert len(hits(text, words)) == 1
