"""Places in the page are places in the file, however a browser counts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

EVIDENCE = """() => page.data.briefing.claims.flatMap(claim => claim.evidence)
  .map(span => [span.quote, offsets.rangeOf(span.start, span.end).toString()])"""
# Selects every range of the text within a line and asks for it back.
EVERY_SELECTION = """() => {
  const text = [...page.data.article.text];
  const wrong = [];
  let tried = 0;
  for (let start = 0; start < text.length; start += 1) {
    for (let end = start + 1; end <= text.length && text[end - 1] !== "\\n"; end += 1) {
      if (!text[start].trim() || !text[end - 1].trim()) continue;
      getSelection().removeAllRanges();
      getSelection().addRange(offsets.rangeOf(start, end));
      const found = offsets.selected();
      const quote = text.slice(start, end).join("");
      tried += 1;
      if (found?.start !== start || found.end !== end || found.quote !== quote) {
        wrong.push([start, end, found]);
      }
    }
  }
  return { tried, wrong };
}"""


@pytest.mark.parametrize("name", ["emoji", "seed", "korea", "hostile"])
def test_the_place_of_every_quote_holds_its_words(name: str, opened: Open) -> None:
    pairs = opened(name).ask(EVIDENCE)

    assert pairs
    assert all(quote == words for quote, words in pairs)


def test_selected_words_have_the_offsets_of_the_file(opened: Open) -> None:
    answered = opened("emoji").ask(EVERY_SELECTION)

    assert answered["tried"] > 500
    assert answered["wrong"] == []


def test_all_that_is_selected_is_the_whole_text(opened: Open) -> None:
    page = opened("emoji")

    found = page.ask(
        "() => { getSelection().selectAllChildren(document.getElementById('text'));"
        " return offsets.selected(); }"
    )

    text = page.ask("page.data.article.text")
    assert found == {"start": 0, "end": len(text), "quote": text}


def test_words_outside_the_text_have_no_place(opened: Open) -> None:
    page = opened("emoji")

    found = page.ask(
        "() => { getSelection().selectAllChildren(document.querySelector('h1'));"
        " return offsets.selected(); }"
    )

    assert found is None


def test_a_selection_is_told_in_the_characters_of_the_file(opened: Open) -> None:
    page = opened("emoji")

    page.find("mark[data-claims='c1']").dblclick()

    text: str = page.ask("page.data.article.text")
    start = text.index("stay")
    told = f"characters {start} to {start + len('stay')} of the text"
    expect(page.find("#selection")).to_have_text(told)
