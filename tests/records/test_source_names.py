import pytest

from extractor.records.source_names import name_of, parts_of


@pytest.mark.parametrize("item", ["7", "row-7", "a#b", "https://a.org/b.csv#c", "x\ny"])
@pytest.mark.parametrize("file", ["a.jsonl", "in/B.CSV", "a#b/c.parquet", "feed.xml"])
def test_the_name_of_a_row_has_its_file_and_its_id(file: str, item: str):
    assert parts_of(name_of(file, item)) == (file, item)


@pytest.mark.parametrize(
    "source", ["-", "a.txt", "a#b.txt", "C#/notes.md", "a.csv", "#"]
)
def test_the_name_of_a_file_is_all_of_it(source: str):
    assert parts_of(source) == (source, None)
