"""Every figure, in the order in which figures are told."""

from extractor.evaluation.metric import ICD_203, OWN, Group, Metric
from extractor.evaluation.metrics_of_gold import ACTORS, ATTRIBUTIONS, CASES
from extractor.evaluation.mutations import KINDS

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
    *ATTRIBUTIONS, *ACTORS, *CASES, *_COVERAGE, *_PROOF, *_mutations(),
    *_INFERENCES, *_COST,
)  # fmt: skip
BY_NAME = {metric.name: metric for metric in METRICS}

# What is a share of pieces of gold.
OF_GOLD = frozenset[Group]({"attributions", "actors", "own cases"})

# What a perfect answer to the gold has at 1; the rest measures size, review or price.
QUALITY = frozenset(m.name for m in (*ATTRIBUTIONS, *ACTORS, *CASES)) | {"exact_spans"}
