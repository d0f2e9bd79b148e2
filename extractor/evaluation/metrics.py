"""Every figure: what it is called, which way is better, what it means, whence."""

from dataclasses import dataclass
from typing import Literal

from extractor.evaluation.mutations import KINDS

Better = Literal["higher", "lower", "neither"]
Group = Literal[
    "attributions",
    "actors",
    "own cases",
    "volume",
    "coverage",
    "proof",
    "mutations",
    "inferences",
    "cost",
]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure.

    Attributes:
        name: In files and floors.
        title: In tables.
        group: What it is about.
        better: Which way is better; neither when more is only different.
        meaning: How it is computed.
        source: Where the definition comes from.
    """

    name: str
    title: str
    group: Group
    better: Better
    meaning: str
    source: str


COVER = "own: kind to claims that tell less than a whole content"
PARC = "PARC 3.0 (Pareti 2016), PolNeAR (Newell et al. 2018)"
FACTBANK = "FactBank (Saurí and Pustejovsky 2009)"
OWN = "own"
ICD_203 = "ICD 203 (2015), D.6.e(2)"

_ATTRIBUTIONS = (
    Metric(
        "found", "attributions found", "attributions", "higher",
        "Share of gold contents of which one scored claim covers more than 30 % of the "
        "characters.",
        COVER,
    ),
    Metric(
        "speaker", "right speaker", "attributions", "higher",
        "Of those found that have a gold source: share where a covering claim's "
        "speakers share a content word with the source or a mention of its entity.",
        COVER,
    ),
    Metric(
        "found_direct", "found, direct", "attributions", "higher",
        "As found, of gold contents of which more than 90 % stands inside quote marks.",
        PARC,
    ),
    Metric(
        "found_mixed", "found, mixed", "attributions", "higher",
        "As found, of gold contents that stand partly inside quote marks.",
        PARC,
    ),
    Metric(
        "found_indirect", "found, indirect", "attributions", "higher",
        "As found, of gold contents without quote marks.",
        PARC,
    ),
    Metric(
        "span_f1", "span F1 at IoU .5", "attributions", "higher",
        "F1 of scored claims against gold contents, matched one to one, the best "
        "overlaps first, at an intersection over union of at least .5 of their "
        "characters.",
        PARC,
    ),
    Metric(
        "matched_speaker", "right speaker of matched spans", "attributions", "higher",
        "As right speaker, of the pairs that span F1 matches.",
        PARC,
    ),
    Metric(
        "character_f1", "character F1", "attributions", "higher",
        "F1 of all characters of scored claims' evidence against all characters of "
        "gold contents.",
        PARC,
    ),
)  # fmt: skip

_ACTORS = (
    Metric(
        "actor_recall", "actors found", "actors", "higher",
        "Share of gold persons and organizations (two mentions or more, or an article "
        "of Wikipedia; and every actor of own cases) that a mention of some actor "
        "overlaps.",
        "GUM's entities and coreference",
    ),
    Metric(
        "actor_purity", "actors of one entity", "actors", "higher",
        "Share of actors whose mentions all belong to one gold entity: that of the "
        "mention they overlap best. Actors that touch no gold mention are left out.",
        "purity (Manning et al. 2008, 16.3), by mention",
    ),
    Metric(
        "actor_kind", "kind of actor", "actors", "higher",
        "Share of found actors whose kind fits: GUM's person is person or group, its "
        "organization is organization, state or group; own cases give the kind itself, "
        "and an actor of theirs that is not found has it wrong.",
        "GUM's entity types",
    ),
    Metric(
        "country", "country of actor", "actors", "higher",
        "Share of own cases' actors whose country is the gold one, none included.",
        "ISO 3166-1 alpha-3",
    ),
    Metric(
        "named", "named or not", "actors", "higher",
        "Share of own cases' actors that are rightly called named or unnamed.",
        "ICD 206: the descriptor of a source",
    ),
)  # fmt: skip

_CASES = (
    Metric(
        "case_found", "own cases: claim found", "own cases", "higher",
        "Share of gold claims of which some claim, in whichever voice, covers more "
        "than 30 %. A claim that is not there has no trait right.",
        COVER,
    ),
    Metric(
        "certainty", "certainty", "own cases", "higher",
        "Share of gold claims of which the best covering claim has the gold certainty.",
        FACTBANK,
    ),
    Metric(
        "polarity", "polarity", "own cases", "higher",
        "Likewise for polarity.",
        FACTBANK,
    ),
    Metric(
        "voice", "voice", "own cases", "higher",
        "Likewise for whose words they are: an actor's, the article's, nobody's.",
        "PARC 3.0: source may be absent",
    ),
    Metric(
        "asserter", "asserters", "own cases", "higher",
        "Likewise for asserted_by: as many actors, each sharing a content word with a "
        "gold name.",
        PARC,
    ),
    Metric(
        "relay", "relays", "own cases", "higher",
        "Likewise for via, in their order.",
        "PARC 3.0: nested attribution",
    ),
    Metric("kind", "kind of claim", "own cases", "higher", "Likewise for kind.", OWN),
    Metric(
        "quote_type", "quote type", "own cases", "higher",
        "Likewise for direct, mixed, indirect and none.",
        PARC,
    ),
    Metric(
        "dispute", "disputes", "own cases", "higher",
        "Share of gold denials whose claim disputes, or is disputed by, the claim of "
        "the point denied.",
        OWN,
    ),
    Metric(
        "told_once", "told once", "own cases", "higher",
        "Share of points that the article repeats and that exactly one claim tells.",
        OWN,
    ),
    Metric(
        "stated", "stated or not", "own cases", "higher",
        "Share of gold claims that are rightly an implication that the article states, "
        "or rightly none.",
        "ICD 203 standard 3: information apart from judgments",
    ),
)  # fmt: skip

_COVERAGE = (
    Metric(
        "claims_per_1000", "claims per 1,000 characters", "volume", "neither",
        "Claims in any voice for a thousand characters of the article.",
        OWN,
    ),
    Metric(
        "quoted_covered", "quoted text covered", "coverage", "higher",
        "Share of the characters inside quote marks that the evidence of some claim "
        "holds.",
        OWN,
    ),
)  # fmt: skip

_PROOF = (
    Metric(
        "exact_spans", "exact spans", "proof", "higher",
        "Share of spans whose quote is the article's text at their offsets. 1 by "
        "construction: anything else ends eval with exit status 1.",
        OWN,
    ),
    Metric(
        "reasked", "articles asked again", "proof", "lower",
        "Share of articles, failed ones too, of which an answer was refused and asked "
        "for again.",
        OWN,
    ),
    Metric(
        "dropped", "items dropped", "proof", "lower",
        "Dropped actors, claims and inferences, of those and the published ones.",
        OWN,
    ),
    Metric(
        "refused_quotes", "quotes refused", "proof", "lower",
        "Quotes that do not stand in their sentence (V3), each time one is answered, "
        "of those and the published spans.",
        OWN,
    ),
)  # fmt: skip

_INFERENCES = (
    Metric(
        "unsupported", "unsupported inferences", "inferences", "lower",
        "Share of inferences, published or dropped, that were dropped because they "
        "rest on no claim (V2, V13), on claims that fell (rests_on_dropped) or repeat "
        "one (V16), or are published and name what the article does not "
        "(unknown_detail).",
        "ICD 203 standard 3; rules in docs/rules.md",
    ),
    Metric(
        "icd_203", "inferences in ICD 203 form", "inferences", "higher",
        "Share of inferences, published or dropped, answered with one of the seven "
        "likelihoods, low or moderate confidence, neither word in the sentence, an "
        "assumption and a basis. Of published ones review grants all but the "
        "assumption.",
        ICD_203,
    ),
)  # fmt: skip

_COST = (
    Metric(
        "answer_per_character", "answer per article character", "cost", "lower",
        "Characters of the kept answers as compact JSON, for a character of the "
        "article. Unknown for finished briefings.",
        OWN,
    ),
    Metric(
        "tokens", "tokens an article", "cost", "lower",
        "Prompt and answer tokens of all attempts, as the server counted them, of "
        "failed articles too.",
        OWN,
    ),
    Metric(
        "cost_usd", "US dollars an article", "cost", "lower",
        "Price of all attempts, where it is known, of failed articles too.",
        OWN,
    ),
    Metric(
        "seconds", "seconds an article", "cost", "lower",
        "From the first request to the file. Unknown for a replay, which waits for "
        "nothing.",
        OWN,
    ),
)  # fmt: skip


def _mutations() -> tuple[Metric, ...]:
    flips = Metric(
        "catch_polarity_flips", "polarity flips caught", "mutations", "higher",
        "Of answers with a negation put in or taken out, in a quote or a statement: "
        "share that review refuses, drops from or finds fault with.",
        OWN,
    )  # fmt: skip
    kinds = (
        Metric(
            f"catch_{kind}", f"caught: {kind.replace('_', ' ')}", "mutations", "higher",
            "Likewise, of answers with this one change.", OWN,
        )
        for kind in KINDS
    )  # fmt: skip
    return (flips, *kinds)


METRICS: tuple[Metric, ...] = (
    *_ATTRIBUTIONS, *_ACTORS, *_CASES, *_COVERAGE, *_PROOF, *_mutations(),
    *_INFERENCES, *_COST,
)  # fmt: skip
BY_NAME = {metric.name: metric for metric in METRICS}

# What is a share of pieces of gold.
OF_GOLD = frozenset[Group]({"attributions", "actors", "own cases"})

# What a perfect answer to the gold has at 1; the rest measures size, review or price.
QUALITY = frozenset(m.name for m in (*_ATTRIBUTIONS, *_ACTORS, *_CASES)) | {
    "exact_spans"
}
