"""What a newcomer without a key, a server or a network gets."""

import subprocess
import sys
from pathlib import Path

import pytest

from evals.floors import faults, pinned, today
from evals.runs import RUNS
from extractor import Briefing, Done, extract, load_recipe, read_article, verify

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_aea5ba39c10c2b18.txt"
NAMED = {
    "Vladimir Putin": ("person", "RUS"),
    "Kim Jong Un": ("person", "PRK"),
    "Ri Hi Yong": ("person", "PRK"),
    "Donald Trump": ("person", "USA"),
    "Russia": ("state", "RUS"),
    "North Korea": ("state", "PRK"),
    "South Korea": ("state", "KOR"),
    "Ukraine": ("state", "UKR"),
    "U.S.": ("state", "USA"),
    "Korean Central News Agency": ("organization", "PRK"),
}


@pytest.fixture(scope="module")
def seed() -> Done[Briefing]:
    outcome = extract(read_article(SEED), engine="offline")
    assert isinstance(outcome, Done)
    return outcome


def names(briefing: Briefing, ids: tuple[str, ...]) -> list[str]:
    known = {actor.id: actor.name for actor in briefing.actors}
    return [known[i] for i in ids]


def test_the_core_works_without_spacy_and_says_how_to_add_it(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules['spacy'] = None\n"
        "from extractor.cli import main\n"
        f"main(['brief', {str(SEED)!r}])"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 2
    assert "article-briefing[offline]" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_seeds_file_holds_with_its_rules(seed: Done[Briefing]) -> None:
    assert verify(seed.file, recipe=load_recipe()).breaks == ()
    assert seed.file.provenance.engine.model is None
    assert seed.file.dropped == ()


def test_two_runs_differ_only_in_when_they_ran(seed: Done[Briefing]) -> None:
    again = extract(read_article(SEED), engine="offline")

    assert isinstance(again, Done)
    first, second = seed.file.model_dump(), again.file.model_dump()
    first["provenance"].pop("run")
    second["provenance"].pop("run")
    assert first == second


@pytest.mark.parametrize("name", NAMED)
def test_the_seed_names_its_actors_with_kind_and_country(
    seed: Done[Briefing], name: str
) -> None:
    [actor] = [actor for actor in seed.value.actors if actor.name == name]

    assert (actor.kind, actor.country) == NAMED[name]


def test_every_string_stands_in_the_article(seed: Done[Briefing]) -> None:
    text = seed.file.article.text
    for claim in seed.value.claims:
        for words in (claim.statement, claim.cue, *claim.hedges):
            assert words is None or words in text
    assert seed.value.headline in text
    assert seed.value.gaps == ()
    assert {i.basis for i in seed.value.implications} == {"stated"}


def test_the_agency_relays_kims_words(seed: Done[Briefing]) -> None:
    [told] = [claim for claim in seed.value.claims if claim.via]

    assert names(seed.value, told.asserted_by) == ["Kim Jong Un"]
    assert names(seed.value, told.via) == ["Korean Central News Agency"]


def test_south_korea_is_the_source_of_the_troop_observation(
    seed: Done[Briefing],
) -> None:
    [observed] = [claim for claim in seed.value.claims if claim.cue == "observed"]

    assert names(seed.value, observed.asserted_by) == ["South Korea"]


@pytest.mark.parametrize(
    "words", ["broader implications", "may impact future", "deepening alliance"]
)
def test_the_consequences_at_the_end_are_found(
    seed: Done[Briefing], words: str
) -> None:
    assert any(words in i.statement for i in seed.value.implications)


def test_the_summary_does_not_double_the_claims(seed: Done[Briefing]) -> None:
    spans = [s for claim in seed.value.claims for s in claim.evidence]
    places = [(s.start, s.end) for s in spans]

    assert len(places) == len(set(places))
    assert not any("met with North Korean leaders" in s.quote for s in spans)


@pytest.mark.parametrize("name", ["offline", "offline-cases"])
def test_no_figure_of_the_rules_is_under_its_floor(name: str) -> None:
    run = RUNS[name]

    found = today(run, run.result())

    assert list(faults(pinned()[name], found)) == []
