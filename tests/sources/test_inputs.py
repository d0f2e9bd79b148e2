from pathlib import Path

import pytest

from extractor.errors import SettingsError, UnreadableArticle
from extractor.sources import iter_inputs


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name in (
        *("b.txt", "a.MD", "c.markdown", "d.text", "e.jpg", ".hidden.txt", "README.md"),
        *("sub/a.txt", "sub/.git/x.txt", "Sub2/z.txt", "none/e.jpg"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("It began.", encoding="utf-8")
    return tmp_path


def _below(house: Path, *inputs: str) -> list[str]:
    names = (
        found.name for found in iter_inputs([str(house / name) for name in inputs])
    )
    return [str(Path(name).relative_to(house)) for name in names]


def test_a_folder_is_its_articles_in_order(house: Path):
    assert _below(house, ".") == [
        *("Sub2/z.txt", "a.MD", "b.txt", "c.markdown", "d.text", "sub/a.txt"),
    ]


def test_a_named_file_is_read_whatever_its_name(house: Path):
    assert _below(house, "e.jpg", ".hidden.txt", "README.md") == [
        *("e.jpg", ".hidden.txt", "README.md"),
    ]


def test_inputs_keep_their_order(house: Path):
    assert _below(house, "sub", "b.txt", "Sub2") == ["sub/a.txt", "b.txt", "Sub2/z.txt"]


def test_an_article_is_read_when_it_is_asked_for(house: Path):
    (found,) = iter_inputs([str(house / "b.txt")])

    assert found.read().text == "It began."


def test_an_input_that_does_not_exist_is_one_failure(house: Path):
    (found,) = iter_inputs([str(house / "no")])

    with pytest.raises(UnreadableArticle) as caught:
        found.read()
    assert caught.value.reason == "missing"


def test_a_folder_without_articles_is_one_failure(house: Path):
    (found,) = iter_inputs([str(house / "none")])

    with pytest.raises(UnreadableArticle, match=r"they end in \.txt") as caught:
        found.read()
    assert caught.value.reason == "empty_folder"


def test_an_empty_name_is_not_the_current_folder():
    (found,) = iter_inputs([""])

    with pytest.raises(UnreadableArticle):
        found.read()


def test_links_that_go_in_circles_are_followed_once(house: Path):
    (house / "sub" / "up").symlink_to(house)
    (house / "sub" / "self").symlink_to(house / "sub")

    assert _below(house, "sub") == [
        "sub/a.txt",
        *("sub/up/Sub2/z.txt", "sub/up/a.MD", "sub/up/b.txt", "sub/up/c.markdown"),
        "sub/up/d.text",
    ]


def test_a_link_that_leads_nowhere_is_one_failure(house: Path):
    (house / "none" / "gone.txt").symlink_to(house / "no.txt")

    assert _below(house, "none") == ["none/gone.txt"]


def test_standard_input_may_be_named_once():
    assert [found.name for found in iter_inputs(["-"])] == ["-"]
    with pytest.raises(SettingsError, match="at most once, found it 2 times"):
        iter_inputs(["-", "a.txt", "-"])


def test_inputs_are_looked_at_when_their_turn_comes(house: Path):
    found = iter_inputs([str(house / "later"), str(house / "b.txt")])
    (house / "later").mkdir()
    (house / "later" / "x.txt").write_text("It began.", encoding="utf-8")

    assert next(found).name.endswith("x.txt")
