import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sources.markdown import plain_text

SEEN = {
    "# Title *now* #": "# Title now",
    "Title\n=====\n\nPart\n----": "# Title\n\n## Part",
    "One\nparagraph.": "One paragraph.",
    "One  \nline each.": "One\nline each.",
    "a **b** _c_ `d` ~~e~~ [f](http://g.h 'i') <http://j.k>": "a b c d e f http://j.k",
    "See [the list][1].\n\n[1]: http://a.b": "See the list.",
    "![A map](map.png) here": "A map here",
    "![](map.png)\n\nText.": "Text.",
    "- one\n  goes on\n- two\n  - three": "- one goes on\n- two\n- three",
    "- one\n\n- two": "- one\n\n- two",
    "3. three\n4. four": "3. three\n4. four",
    "-\n\nText.": "Text.",
    "> Quoted\n> words.\n\nText.": "Quoted words.\n\nText.",
    "a <b>b</b><!-- c --> d<br>e": "a b d\ne",
    "<div class='x'>\nA &lt; <i>B</i>\n</div>": "A < B",
    "<!-- hidden\n\nwords -->\n\nText.": "Text.",
    "<script>\nx()\n</script>\n\nText.": "Text.",
    "```sh\n# no heading\n```": "# no heading",
    "    code": "code",
    "| a | b |\n|---|---|\n| 1 | 2 |": "a | b\n1 | 2",
    "a\n\n---\n\nb": "a\n\nb",
    "AT&amp;T \\* \\_": "AT&T * _",
    "$body {{ x }} {% y %}": "$body {{ x }} {% y %}",
    "": "",
}


@pytest.mark.parametrize(("markdown", "text"), SEEN.items())
def test_only_what_a_reader_sees_stays(markdown: str, text: str):
    assert plain_text(markdown) == text


def test_a_list_in_a_list_is_kept_however_deep():
    deep = "\n".join(f"{'  ' * depth}- item {depth}" for depth in range(15))

    assert plain_text(deep) == "\n".join(f"- item {depth}" for depth in range(15))


@settings(deadline=None)
@given(st.text("ab *_`[]()<>!#-\n|&;.1\\", max_size=60))
def test_any_text_can_be_read_as_markdown(text: str):
    assert "\n\n\n" not in plain_text(text).replace(text, "")
