"""The figures that are shares of pieces of gold: attributions, actors, own cases."""

from extractor.evaluation.metric import COVER, FACTBANK, OWN, PARC, Metric

ATTRIBUTIONS = (
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

ACTORS = (
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

CASES = (
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
