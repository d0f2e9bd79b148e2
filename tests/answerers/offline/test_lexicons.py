"""The word lists: each tells its source, and holds what its readers expect."""

from importlib.resources import files

import pycountry
import pytest

from extractor.answerers.offline import lexicon

LISTS = sorted(
    entry.name
    for entry in files("extractor.answerers.offline").joinpath("lexicons").iterdir()
)
CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX", "-"}


def text_of(name: str) -> str:
    folder = files("extractor.answerers.offline").joinpath("lexicons")
    return folder.joinpath(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_tells_its_source_and_repeats_nothing(name: str):
    lines = text_of(name).splitlines()
    head = " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))
    entries = [line for line in lines if line and not line.startswith("#")]

    assert "Own list" in head or "RECORD of the official wheel" in head
    assert entries
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize("name", [n for n in LISTS if n.endswith(".txt")])
def test_words_stand_in_small_letters_as_they_are_looked_up(name: str):
    assert all(word == word.casefold() for word in lexicon.lines_of(name))


@pytest.mark.parametrize("name", ["bodies.tsv", "statespeople.tsv"])
def test_countries_are_known_codes(name: str):
    assert {code for _, code in lexicon.rows_of(name)} <= CODES
    assert {row[0] for row in lexicon.rows_of("countries.tsv")} <= CODES


def test_every_reporting_verb_can_be_read():
    kinds = {"fact", "intent", "judgment", "prediction", None}

    verbs = lexicon.reporting_verbs().values()

    assert {verb.kind for verb in verbs} <= kinds
    assert {kind for verb in verbs for kind in verb.kind_with.values()} <= kinds
