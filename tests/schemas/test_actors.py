"""Entries that mean one actor, and the places where the article names it."""

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.schemas.briefing_actors import actor_groups, mentions_of
from extractor.schemas.briefing_answer import Actor
from tests.answers import actor
from tests.articles import article_of


class Form(NamedTuple):
    """A name and its other forms."""

    name: str
    aliases: tuple[str, ...] = ()


def mentioned(text: str, *forms: Form) -> list[list[str]]:
    """Return the words of each one's mentions."""
    article = article_of(text)
    found = mentions_of(forms, article)
    return [[article.text[m.start : m.end] for m in mentions] for mentions in found]


def groups(*entries: tuple[str, list[str]]) -> list[tuple[int, ...]]:
    """Return the places of the entries that are one actor."""
    actors = [Actor(**actor(name, aliases=aliases)) for name, aliases in entries]
    return [group.places for group in actor_groups(actors)]


def test_the_longest_form_is_taken_and_no_mention_overlaps_another():
    text = (
        "North Korean leader Kim Jong Un met Kim Yong Nam in North Korea, Korea said."
    )

    found = mentioned(
        text, Form("Kim Jong Un", ("Kim",)), Form("North Korea", ("Korea",))
    )

    assert found == [["Kim Jong Un", "Kim"], ["North Korea", "Korea"]]


def test_a_form_is_no_part_of_a_longer_word():
    assert mentioned(
        "The USA and US-led troops; Russians.", Form("US"), Form("Russia")
    ) == [
        ["US"],
        [],
    ]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Putin’s aide met Putin.", "Putin", ["Putin", "Putin"]),
        ("북한은 미사일을 발사했다", "북한", ["북한"]),
        ("朝鲜外务省发表声明", "外务省", ["外务省"]),
        ("The Worker’s Party won.", "Worker's Party", ["Worker’s Party"]),
        (
            "Analysts agree; other analysts do not.",
            "analysts",
            ["Analysts", "analysts"],
        ),
    ],
)
def test_a_name_is_found_in_the_forms_that_its_script_gives_it(text, name, found):
    assert mentioned(text, Form(name)) == [found]


def test_a_form_of_two_actors_goes_to_the_one_whose_name_it_is():
    found = mentioned(
        "Ford hired Ford Smith. Ford won.", Form("Ford Smith", ("Ford",)), Form("Ford")
    )

    assert found == [["Ford Smith"], ["Ford", "Ford"]]


FORMS = st.builds(
    Form,
    st.sampled_from(["Kim", "Kim Jong Un", "Jong", "Un", "North Korea", "Korea"]),
    st.lists(st.sampled_from(["Kim", "Un", "Korea", "North"]), max_size=2).map(tuple),
)


@given(st.lists(FORMS, max_size=5, unique_by=lambda form: form.name), st.randoms())
def test_mentions_do_not_depend_on_the_order_of_the_actors(forms, random):
    text = "Kim Jong Un of North Korea. Un? Korea! Kim, North."
    shuffled = random.sample(forms, len(forms))

    found = dict(zip(forms, mentioned(text, *forms), strict=True))
    again = dict(zip(shuffled, mentioned(text, *shuffled), strict=True))

    assert found == again


@given(st.lists(FORMS, max_size=5))
def test_no_two_mentions_overlap(forms):
    article = article_of("Kim Jong Un of North Korea. Un? Korea! Kim, North.")

    every = sorted(
        (m.start, m.end) for found in mentions_of(forms, article) for m in found
    )

    assert all(a[1] <= b[0] for a, b in pairwise(every))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([("Lena Vogt", []), ("lena  vogt", [])], [(0, 1)]),
        ([("Lena Vogt", ["Vogt"]), ("Vogt", [])], [(0, 1)]),
        ([("Vogt", []), ("Lena Vogt", ["Vogt"])], [(0, 1)]),
        ([("Lena Vogt", ["Vogt"]), ("Ulf Vogt", ["Vogt"])], [(0,), (1,)]),
        (
            [("Lena Vogt", ["Vogt"]), ("Ulf Vogt", ["Vogt"]), ("Vogt", [])],
            [(0,), (1,), (2,)],
        ),
        ([("Lena Vogt", []), ("Ulf Vogt", [])], [(0,), (1,)]),
    ],
)
def test_entries_are_one_actor_by_name_or_by_an_alias_of_one_only(entries, expected):
    assert groups(*entries) == expected


def test_one_actor_has_the_fullest_name_and_every_other_form_once():
    entries = [
        Actor(**actor("Vogt", aliases=["the minister"], country=None)),
        Actor(**actor("Lena Vogt", aliases=["Vogt"], country="DEU", role="Minister")),
    ]

    (group,) = actor_groups(entries)

    assert (group.name, group.aliases) == ("Lena Vogt", ("Vogt", "the minister"))
    assert (group.country, group.role) == ("DEU", "Minister")
