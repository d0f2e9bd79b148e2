from extractor.sources.documents.lines import Line, without_running_lines


def _page(*texts: str) -> list[Line]:
    """Return lines from the top of a page to its bottom."""
    return [Line(text, 50, 700 - 12 * n, 10) for n, text in enumerate(texts)]


def _kept(*pages: list[Line]) -> list[list[str]]:
    cleaned = without_running_lines(pages)
    return [[line.text for line in page] for page in cleaned.pages]


BODY = [f"{word} is a line of the text." for word in ("One", "Two", "Three", "Four")]
REST = [f"{n} kept the peace." for n in ("Ann", "Ben", "Cy", "Dee", "Eve")]
MORE = [f"{word} goes on." for word in ("Five", "Six", "Seven", "Eight", "Nine")]


def test_heads_and_feet_that_differ_in_their_numbers_only_are_left_out():
    cleaned = without_running_lines(
        [
            _page("The Reader, no. 7", *BODY, *MORE, "Page 1 of 2"),
            _page("The Reader, no. 7", *REST, "Page 2 of 2"),
        ]
    )

    assert [[line.text for line in page] for page in cleaned.pages] == [
        [*BODY, *MORE],
        REST,
    ]
    assert cleaned.left_out == [
        *("The Reader, no. 7", "Page 1 of 2", "The Reader, no. 7", "Page 2 of 2")
    ]


def test_a_line_that_is_repeated_inside_the_text_stays():
    chorus = _page(*BODY, "We will win.", *MORE)

    assert "We will win." in _kept(chorus, chorus)[0]


def test_the_order_of_lines_in_the_file_does_not_matter():
    page = _page("A head", *BODY, *MORE)

    assert _kept([*page[1:], page[0]], _page("A head", *REST, "Ten."))[0] == [
        *BODY,
        *MORE,
    ]


def test_a_page_number_needs_no_second_page():
    for number in ("7", "- 7 -", "Page 7", "7 / 12", "Seite 7 von 12"):
        assert _kept(_page(*BODY, number)) == [BODY]


def test_a_number_that_is_no_page_number_stays():
    for line in ("In 2015", "52,000", "7 people died", "20155"):
        assert _kept(_page(*BODY, line)) == [[*BODY, line]]


def test_what_a_browser_prints_around_a_page_is_left_out():
    page = _page("8/21/15, 9:30 AM A title - Site", *BODY, "https://a.org/b?c=1 1/1")

    assert _kept(page) == [BODY]


def test_a_page_of_one_line_is_never_emptied():
    assert _kept(_page("7")) == [["7"]]
    assert _kept([]) == [[]]
