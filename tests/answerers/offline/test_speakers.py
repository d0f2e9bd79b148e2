"""Speakers: whom a name, a pronoun or a description means."""

import pytest

from extractor.answerers.offline.answering import reports
from tests.answerers.offline.readings import drafter_of

SETTLED = {
    "he": (
        "Pavel Brandt came to the port. He said the strike goes on.",
        ["Pavel Brandt"],
    ),
    "she, not the man before": (
        "Lena Vogt met Pavel Brandt. She said the strike goes on.",
        ["Lena Vogt"],
    ),
    "it": (
        "The European Commission met on Friday. It said the plan had failed.",
        ["European Commission"],
    ),
    "possessive": (
        "Lena Vogt came to the port. She repeated her claim that the dam was safe.",
        ["Lena Vogt"],
    ),
    "jointly": ("Egypt and Qatar said the talks would go on.", ["Egypt", "Qatar"]),
    "title in front": ("Minister Lena Vogt said the dam was safe.", ["Lena Vogt"]),
    "apposition": (
        "The port's director, Lena Vogt, said the dam was safe.",
        ["Lena Vogt"],
    ),
    "government": (
        "The Norwegian government said the dam was safe. Norway has many dams.",
        ["Norway"],
    ),
    "outlet behind its name": (
        "The Daily Star newspaper said the dam was safe.",
        ["Daily Star"],
    ),
    "the minister of before": (
        "Finance Minister Lena Vogt came to the port. The minister said it was safe.",
        ["Lena Vogt"],
    ),
    "a statement's owner": (
        "Egypt and Qatar issued a statement saying the talks would go on.",
        ["Egypt"],
    ),
}
DESCRIBED = {
    "officials": ("Officials said the dam was safe.", "Officials", "group"),
    "person": ("A senior official said the dam was safe.", "senior official", "person"),
    "organization": (
        "The health ministry said the dam was safe.",
        "health ministry",
        "organization",
    ),
    "document": ("A leaked letter says the dam was safe.", "leaked letter", "other"),
    "with its place": (
        "Analysts at the bank said the dam was safe.",
        "Analysts at the bank",
        "group",
    ),
}


@pytest.mark.parametrize(("text", "names"), SETTLED.values(), ids=SETTLED)
def test_a_speaker_is_the_figure_that_is_meant(text: str, names: list[str]):
    last = reports(drafter_of(text))[-1]

    assert [figure.name for figure in last.by] == names


@pytest.mark.parametrize(("text", "name", "kind"), DESCRIBED.values(), ids=DESCRIBED)
def test_an_unnamed_speaker_has_the_articles_description(
    text: str, name: str, kind: str
):
    [report] = reports(drafter_of(text))
    [figure] = report.by

    assert (figure.name, figure.kind, figure.named) == (name, kind, False)


@pytest.mark.parametrize(
    "text",
    [
        "He said the dam was safe.",
        "Pavel Brandt and Igor Halm met on Friday. He said the strike goes on.",
    ],
    ids=["nobody before", "two alike before"],
)
def test_a_pronoun_that_nothing_settles_names_nobody(text: str):
    report = reports(drafter_of(text))[-1]

    assert (report.voice, report.by) == ("nobody", ())


def test_the_same_description_is_the_same_figure():
    text = "A spokesman said the dam was safe. The spokesman said it was checked."

    first, second = reports(drafter_of(text))

    assert first.by == second.by


def test_another_ministry_is_another_figure():
    text = "The health ministry said it was safe. The foreign ministry said it was not."

    first, second = reports(drafter_of(text))

    assert first.by != second.by
