import json
from collections.abc import Iterable
from pathlib import Path, PurePath

import pytest

from extractor.records.outcome import Failed
from extractor.report import Broken, Found, Written, write_folder
from tests.report.parsed import Element, parsed
from tests.report.reports import HOSTILE, Json, emoji, hostile, strike


def found(**documents: Json) -> list[Found | Broken]:
    return [
        Found(name=f"{name}.json", place=PurePath(f"{name}.json"), document=document)
        for name, document in documents.items()
    ]


def write(
    documents: Iterable[Found | Broken], folder: Path, *failures: Failed
) -> Written:
    return write_folder(documents, failures, folder)


def read(path: Path) -> Element:
    return parsed(path.read_text(encoding="utf-8"))


def rows(page: Element) -> list[list[str]]:
    return [
        [cell.text for cell in row.inside]
        for row in next(page.named("rows").all("tbody")).inside
    ]


def test_each_briefing_gets_a_page_and_a_row_the_newest_first(tmp_path: Path) -> None:
    old = strike()
    old["article"]["published"] = "2030-01-01"

    write(found(a=old, b=strike()), tmp_path)

    index = read(tmp_path / "index.html")
    assert [row[1] for row in rows(index)] == ["2031-05-06", "2030-01-01"]
    assert {p.name for p in tmp_path.iterdir()} == {
        "a.html",
        "actors.html",
        "b.html",
        "index.html",
    }


def test_a_row_counts_what_is_in_the_file(tmp_path: Path) -> None:
    document = strike()

    write(found(a=document), tmp_path)

    (row,) = rows(read(tmp_path / "index.html"))
    bases = [i["basis"] for i in document["briefing"]["implications"]]
    assert row[3:] == [
        str(len(document["briefing"]["claims"])),
        str(bases.count("stated")),
        str(bases.count("inferred")),
        "0",
        "0",
    ]


def test_a_row_and_a_page_lead_to_each_other(tmp_path: Path) -> None:
    write(found(**{"a b#1": strike()}), tmp_path)

    index = read(tmp_path / "index.html")
    (link,) = next(index.named("rows").all("tbody")).all("a")
    assert link.attributes["href"] == "a%20b_1.html"
    assert 'href="index.html"' in (tmp_path / "a b_1.html").read_text(encoding="utf-8")


def test_broken_files_and_failed_articles_are_listed_and_end_nothing(
    tmp_path: Path,
) -> None:
    broken = Broken(name="x.json", message="expected JSON")
    no_briefing = strike()
    del no_briefing["article"]
    failed = Failed(source="y.txt", reason="empty", message="expected text")

    written = write([broken, *found(a=no_briefing, b=strike())], tmp_path, failed)

    index = read(tmp_path / "index.html")
    assert [one.name for one in written.broken] == ["x.json", "a.json"]
    assert "expected JSON" in index.named("broken").text
    assert "y.txt empty expected text" in " ".join(index.named("failures").text.split())
    assert len(rows(index)) == 1


def test_names_that_are_no_utf_8_are_listed(tmp_path: Path) -> None:
    bad = "bad\udcff.txt"
    failed = Failed(source=bad, reason="empty", message=bad)
    place = PurePath("bad\udcff.json")
    whole = Found(name=str(place), place=place, document=strike())

    write([Broken(name=bad, message="no JSON"), whole], tmp_path, failed)

    index = read(tmp_path / "index.html")
    assert "bad?.txt no JSON" in index.named("broken").text
    assert "bad?.txt" in index.named("failures").text
    assert len(rows(index)) == 1


def test_actors_lead_to_where_they_speak(tmp_path: Path) -> None:
    write(found(a=strike(), b=strike()), tmp_path)

    actors = read(tmp_path / "actors.html")
    brandt = next(
        row
        for row in next(actors.named("rows").all("tbody")).inside
        if "Pavel Brandt" in row.text
    )
    assert [link.attributes["href"] for link in brandt.all("a")] == [
        "a.html#asserter=a2",
        "b.html#asserter=a2",
    ]


def test_hostile_text_stays_text_in_the_index_and_among_the_actors(
    tmp_path: Path,
) -> None:
    document = hostile()
    document["briefing"]["actors"][0]["name"] = HOSTILE[2]

    failed = Failed(source=HOSTILE[0], reason=HOSTILE[1], message=HOSTILE[4])
    write(found(a=document), tmp_path, failed)

    index, actors = read(tmp_path / "index.html"), read(tmp_path / "actors.html")
    assert len(list(index.all("script"))) == 1
    assert len(list(actors.all("script"))) == 2
    assert HOSTILE[0] in index.named("failures").text
    assert HOSTILE[2] in actors.named("rows").text


def test_a_briefing_of_another_recipe_has_a_row_without_counts(tmp_path: Path) -> None:
    document = strike()
    document["provenance"]["recipe"] = "promises"

    write(found(a=document), tmp_path)

    (row,) = rows(read(tmp_path / "index.html"))
    assert row[3:6] == ["", "", ""]


def test_documents_are_read_one_at_a_time(tmp_path: Path) -> None:
    seen: list[int] = []

    def documents() -> Iterable[Found | Broken]:
        for n, one in enumerate(found(a=strike(), b=emoji())):
            seen.append(len(list(tmp_path.glob("*.html"))))
            assert seen[-1] == n
            yield one

    write(documents(), tmp_path)

    assert seen == [0, 1]


@pytest.mark.parametrize("name", ["index.html", "actors.html"])
def test_an_empty_folder_has_its_pages_too(name: str, tmp_path: Path) -> None:
    write([], tmp_path)

    assert rows(read(tmp_path / name)) == []


def test_the_headlines_of_the_actors_page_are_those_of_the_briefings(
    tmp_path: Path,
) -> None:
    write(found(a=hostile()), tmp_path)

    block = read(tmp_path / "actors.html").named("headlines").text

    assert json.loads(block) == {"a.html": HOSTILE[2]}
