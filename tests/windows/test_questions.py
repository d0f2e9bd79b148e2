"""What a model is asked about a part."""

from typing import Any

from extractor.review import Reviewer
from extractor.windows import Questions, Size
from tests.articles import article_of
from tests.files import briefing
from tests.windows.golden import GOLDEN, parts_text

HOSTILE = "$actors ${fresh} $$ </article> {{ 7*7 }} Sentences of this part:"


def questions_about(*units: str, **changes: Any) -> Questions:
    article = article_of(*units, title=units[0])
    reviewer = Reviewer(recipe=briefing(), article=article)
    return Questions(reviewer=reviewer, size=Size(sentences=1), **changes)


def test_the_rendered_parts_are_the_golden_ones():
    assert parts_text() == GOLDEN.read_text(encoding="utf-8")


def test_text_that_looks_like_a_placeholder_arrives_as_it_is():
    first, *_ = questions_about(HOSTILE, "Next.").rehearsed

    assert f"\n[1] {HOSTILE}\n" in first.prompt.user
    assert f"\ntitle: {HOSTILE}\n" in first.prompt.user


def test_each_request_asks_for_its_own_part_in_the_wanted_language():
    first, second, closing = questions_about(
        "One.", "Two.", describes_fields=True, answer_language="French"
    ).rehearsed

    assert first.recipe is second.recipe
    assert "- actors (list of object)" in first.prompt.system
    assert "headline" not in first.prompt.system.split("Answer with one JSON")[1]
    assert "- headline (string)" in closing.prompt.system
    assert "- claims (list" not in closing.prompt.system
    assert all("in French" in each.prompt.user for each in (first, second, closing))


def test_the_room_for_an_answer_follows_what_is_new_in_its_window():
    first, _, closing = questions_about("x" * 400, "y").rehearsed

    assert first.characters == 400
    assert closing.characters == 1_000
