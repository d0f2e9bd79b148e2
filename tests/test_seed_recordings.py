"""What the recorded models made of the seeds, played again with the network gone."""

from pathlib import Path

import pytest

from extractor import Briefing, Done, extract, load_recipe, read_article, verify
from extractor.schemas.briefing import InferredImplication

ROOT = Path(__file__).resolve().parent.parent
RECORDINGS = ROOT / "tests" / "recordings"
SEED = ROOT / "seeds" / "000_aea5ba39c10c2b18.txt"
KOREA = ROOT / "seeds" / "GUM_news_korea.txt"
DESK = RECORDINGS / "desk-large-model"
SERVER = RECORDINGS / "server-qwen2.5-coder-1.5b-instruct"


def played(seed: Path, tape: Path) -> Done[Briefing]:
    """Return what a recording makes of a seed."""
    outcome = extract(read_article(seed), replay=tape)
    assert isinstance(outcome, Done)
    return outcome


@pytest.fixture(scope="module")
def seed() -> Briefing:
    return played(SEED, DESK).value


def names(briefing: Briefing, ids: tuple[str, ...]) -> list[str]:
    known = {actor.id: actor.name for actor in briefing.actors}
    return [known[i] for i in ids]


@pytest.mark.parametrize(
    ("path", "tape"),
    [(SEED, DESK), (KOREA, DESK), (SEED, SERVER)],
    ids=["desk-seed", "desk-korea", "server-seed"],
)
def test_a_replayed_briefing_holds_with_its_rules(path: Path, tape: Path) -> None:
    verdict = verify(played(path, tape).file, recipe=load_recipe())

    assert verdict.breaks == ()
    assert verdict.notes == ()


def test_two_replays_differ_only_in_when_they_ran() -> None:
    first, second = (played(SEED, DESK).file.model_dump() for _ in range(2))

    assert first.pop("provenance").pop("run").keys() == {"started_at", "seconds"}
    second.pop("provenance")
    assert first == second


def test_the_agency_relays_what_kim_says(seed: Briefing) -> None:
    relayed = [claim for claim in seed.claims if claim.via]

    assert [names(seed, claim.asserted_by) for claim in relayed] == [["Kim Jong Un"]]
    assert names(seed, relayed[0].via) == ["Korean Central News Agency"]
    assert relayed[0].cue == "described"


def test_the_troop_observation_is_south_koreas(seed: Briefing) -> None:
    [observed] = [c for c in seed.claims if c.cue == "observed"]

    assert names(seed, observed.asserted_by) == ["South Korea"]
    assert "troop deployments" in observed.evidence[0].quote


def test_consequences_are_claims_and_stated_implications(seed: Briefing) -> None:
    stated = [i.statement for i in seed.implications if i.basis == "stated"]
    consequences = [c.statement for c in seed.claims if c.kind == "consequence"]

    assert stated == consequences
    assert any("regional stability" in statement for statement in stated)


def test_inferences_have_likelihood_confidence_and_claims(seed: Briefing) -> None:
    inferred = [i for i in seed.implications if isinstance(i, InferredImplication)]

    assert inferred
    assert all(i.rests_on and i.assumption for i in inferred)
    assert {i.confidence for i in inferred} <= {"low", "moderate"}


def test_the_trailer_is_the_publisher_and_never_evidence() -> None:
    file = played(SEED, DESK).file

    assert file.article.publisher == "www.hindustantimes.com"
    assert file.article.sentences[-1].kind == "trailer"
    spans = [span for claim in file.briefing.claims for span in claim.evidence]
    assert max(span.sentence for span in spans) < len(file.article.sentences)


def test_every_quotation_of_the_korea_article_comes_from_or_through_kcna() -> None:
    korea = played(KOREA, DESK).value
    direct = [claim for claim in korea.claims if claim.quote_type == "direct"]

    assert len(direct) >= 4
    for claim in direct:
        tellers = names(korea, (*claim.asserted_by, *claim.via))
        assert any("Korean Central News Agency" in name for name in tellers)
