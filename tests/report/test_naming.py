from pathlib import PurePath

from hypothesis import given
from hypothesis import strategies as st

from extractor.report.naming import Names, address


@given(st.lists(st.text(min_size=1, max_size=300), max_size=6))
def test_names_are_plain_and_each_is_given_once(stems: list[str]) -> None:
    names = Names()

    given_out = [names.name(PurePath(f"{stem}.json")) for stem in stems]

    assert len({name.lower() for name in given_out}) == len(stems)
    for name in given_out:
        assert not set(name) & set('/\\:*?"<>|#%')
        assert not name.startswith(".")
        assert len(name.encode()) <= 255


def test_the_pages_of_the_folder_itself_are_never_overwritten() -> None:
    assert Names().name(PurePath("index.json")) == "index-2.html"
    assert Names().name(PurePath("Actors.json")) == "Actors-2.html"


def test_folders_become_part_of_the_name() -> None:
    assert Names().name(PurePath("2031", "may", "x.json")) == "2031-may-x.html"


def test_an_address_leads_to_the_file_whatever_it_is_called() -> None:
    assert address("a b;é.html") == "a%20b%3B%C3%A9.html"
