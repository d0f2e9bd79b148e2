from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.documents.lines import Line
from extractor.sources.documents.paragraphs import flowed
from tests.sources.samples import writable

WIDE = "This line of the story is as long as every other line"
STEP = 12.0


def _page(
    *lines: str | tuple[str, float], size: float = 10, x: float = 50
) -> list[Line]:
    """Return lines one below the other; with a number, that many steps below."""
    page, y = list[Line](), 700.0
    for each in lines:
        text, steps = each if isinstance(each, tuple) else (each, 1.0)
        y -= steps * STEP
        page.append(Line(text, x, y, size))
    return page


def test_the_lines_of_a_paragraph_are_one():
    page = _page(WIDE, "and it ends here, on the second line of them.")

    assert (
        flowed([page]).text == f"{WIDE} and it ends here, on the second line of them."
    )


def test_more_space_than_usual_begins_a_paragraph():
    page = _page(f"{WIDE}.", f"{WIDE}.", (f"{WIDE}.", 1.7), f"{WIDE}.")

    assert flowed([page]).text.count("\n\n") == 1


def test_an_indented_line_begins_a_paragraph():
    page = _page(f"{WIDE}.")
    indented = Line(f"{WIDE}.", 62, page[0].y - STEP, 10)

    assert flowed([[*page, indented]]).text.count("\n\n") == 1


def test_a_short_line_ends_a_paragraph():
    page = _page(WIDE, WIDE, "By Jane Doe", WIDE, WIDE)

    assert flowed([page]).text.split("\n\n") == [
        f"{WIDE} {WIDE} By Jane Doe",
        f"{WIDE} {WIDE}",
    ]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page():
    left, right = _page(WIDE, WIDE), _page(WIDE.lower(), WIDE, x=300)

    text = flowed([[*left, *right], _page("and ends there.")]).text

    assert "\n" not in text


def test_a_new_column_after_a_sentence_is_a_new_paragraph():
    left, right = _page(WIDE, f"{WIDE}."), _page(WIDE, x=300)

    assert flowed([[*left, *right]]).text.count("\n\n") == 1


def test_larger_letters_are_headings_and_the_largest_is_the_title():
    small = [Line("What next", 50, 600, 13)]
    head, body = _page("Kim tests", "a missile", size=18), _page(WIDE, WIDE, WIDE, WIDE)

    found = flowed([[*head, *body, *small, *_page(WIDE)]])

    assert found.text.startswith(f"# Kim tests a missile\n\n{WIDE}")
    assert "\n\n## What next\n\n" in found.text
    assert found.title == "Kim tests a missile"


def test_a_bullet_begins_an_item():
    text = flowed(
        [_page(WIDE, "• the first thing that was", "said", "• the second")]
    ).text

    assert text.endswith("\n\n- the first thing that was said\n\n- the second")


def test_a_dash_opens_an_item_only_after_a_sentence():
    assert "\n" not in flowed([_page(WIDE, f"– {WIDE.lower()} – ends.")]).text
    assert flowed([_page(f"{WIDE}.", f"- {WIDE}")]).text == f"{WIDE}.\n\n- {WIDE}"


def test_no_lines_are_no_text():
    assert flowed([]).text == flowed([[], []]).text == ""


@given(
    st.lists(
        st.builds(
            Line,
            writable.filter(lambda text: bool(text.strip()) and "\n" not in text),
            st.floats(0, 500),
            st.floats(0, 800),
            st.sampled_from([8.0, 10.0, 18.0]),
        ),
        max_size=12,
    )
)
def test_every_letter_of_every_line_stands_in_the_text_in_order(lines: list[Line]):
    text = flowed([lines]).text

    printed = [c for line in lines for c in line.text if c.isalnum()]
    assert [c for c in text if c.isalnum()] == printed
