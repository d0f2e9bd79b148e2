"""The briefing's rules: hard ones are asked again, the others become findings."""

from collections.abc import Iterator

from extractor.records import Article, Fault, Rule

from .briefing_agreement import AGREEMENT_RULES
from .briefing_countries import CODES
from .briefing_english import in_english, written_in_english
from .briefing_published import Briefing, InferredImplication
from .briefing_times import TIME_RULES
from .briefing_wording import WORDING_RULES
from .briefing_words import (
    LIKELIHOOD,
    UNNAMED_START,
    content_words,
    overlap,
    words_of_sentence,
)

SAME_WORDS = 0.8  # Jaccard overlap above which two sentences say the same (V12, V16)
STATEMENT_CHARS = 300  # V10
TEXT_WITHOUT_CLAIMS_CHARS = 400  # V19: shorter texts may hold none


def actor_is_mentioned(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each actor whose name and aliases stand nowhere in the article."""
    del article
    for n, actor in enumerate(briefing.actors):
        if not actor.name.strip():
            yield Fault(("actors", n), "it has no name: give the article's own form")
        elif not actor.mentions:
            yield Fault(
                ("actors", n),
                f"neither the name {actor.name!r} nor an alias occurs in the article: "
                "use the article's own form, or leave the actor out",
            )


def country_exists(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each actor whose country is no ISO 3166-1 alpha-3 code."""
    del article
    for n, actor in enumerate(briefing.actors):
        if actor.country is not None and actor.country not in CODES:
            yield Fault(
                ("actors", n, "country"),
                f"{actor.country!r} is no ISO 3166-1 alpha-3 code: give one, or null",
            )


def speech_is_marked(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each claim of an actor with neither reporting words nor quote marks."""
    del article
    for n, claim in enumerate(briefing.claims):
        if (
            claim.voice == "actor"
            and claim.cue is None
            and claim.quote_type == "indirect"
        ):
            yield Fault(
                ("claims", n),
                "it is given to an actor, but no reporting words and no quote marks "
                "show that the actor says it",
            )


def statement_stands_alone(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each statement that begins with a pronoun or is too long for one point."""
    del article
    english = written_in_english(briefing)
    for n, claim in enumerate(briefing.claims):
        start = UNNAMED_START.match(claim.statement) if english else None
        where = ("claims", n, "statement")
        if not claim.statement.strip():
            yield Fault(where, "it is empty: say the point in one sentence")
        if start:
            yield Fault(
                where, f"it begins with {start.group()!r}: name who or what is meant"
            )
        if len(claim.statement) > STATEMENT_CHARS:
            yield Fault(
                where,
                f"it has {len(claim.statement)} characters: one point in at most "
                f"{STATEMENT_CHARS}",
            )


def doubt_is_shown(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each fact called probable or possible without the words that make it so."""
    del article
    for n, claim in enumerate(briefing.claims):
        doubted = claim.certainty in ("probable", "possible")
        if doubted and claim.kind == "fact" and not claim.hedges:
            yield Fault(
                ("claims", n),
                f"certainty is {claim.certainty}, but no hedge is given: copy the "
                "words that weaken it, or make it certain",
            )


def claim_is_told_once(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each claim that the same asserters made before in much the same words."""
    del article
    words = [words_of_sentence(claim.statement) for claim in briefing.claims]
    told: dict[object, list[int]] = {}
    for n, claim in enumerate(briefing.claims):
        key = (claim.voice, frozenset(claim.asserted_by), claim.polarity)
        for m in told.setdefault(key, []):
            if overlap(words[n], words[m]) >= SAME_WORDS:
                message = f"it says the same as {briefing.claims[m].id}"
                yield Fault(("claims", n), message, instead=("claims", m))
                break
        else:
            told[key].append(n)


def inferences(
    briefing: Briefing,
) -> Iterator[tuple[int, InferredImplication]]:
    """Yield the inferred implications with their places."""
    for n, implication in enumerate(briefing.implications):
        if isinstance(implication, InferredImplication):
            yield n, implication


def inference_has_claims(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each inference that rests on no claim."""
    del article
    for n, inference in inferences(briefing):
        if not inference.rests_on:
            yield Fault(("implications", n), "it rests on no claim: name the claims")


def inference_has_no_likelihood(
    briefing: Briefing, article: Article
) -> Iterator[Fault]:
    """Yield each inferred statement with a word of likelihood or confidence inside."""
    del article
    for n, inference in inferences(briefing):
        word = LIKELIHOOD.search(inference.statement)
        if word:
            yield Fault(
                ("implications", n, "statement"),
                f"it holds {word.group()!r}: say it plainly, the likelihood has a "
                "field of its own",
            )


def inference_is_no_claim(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each inference that repeats a claim."""
    del article
    for n, inference in inferences(briefing):
        words = words_of_sentence(inference.statement)
        for claim in briefing.claims:
            if overlap(words, words_of_sentence(claim.statement)) >= SAME_WORDS:
                message = f"it repeats the claim {claim.statement!r}: leave it out"
                yield Fault(("implications", n), message)
                break


def inference_names_the_known(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield each inference with a name or number that the article does not hold."""
    if not (in_english(article) and written_in_english(briefing)):
        return
    known = content_words(article.text)
    for n, inference in inferences(briefing):
        named = {w for w in inference.statement.split()[1:] if w[:1].isupper()}
        named |= {w for w in inference.statement.split() if any(map(str.isdigit, w))}
        new = sorted(content_words(" ".join(named)) - known)
        if new:
            message = f"it names what the article does not: {', '.join(new)}"
            yield Fault(("implications", n, "statement"), message)


def some_claim_is_made(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield one fault when a text of some length led to no claim."""
    if not briefing.claims and len(article.text) > TEXT_WITHOUT_CLAIMS_CHARS:
        yield Fault(
            ("claims",),
            f"there is no claim in {len(article.text)} characters of text: give what "
            "the article says",
        )


def claims_are_there(briefing: Briefing, article: Article) -> Iterator[Fault]:
    """Yield one fault when there is no claim."""
    del article
    if not briefing.claims:
        yield Fault(("claims",), "no claim was found in the article")


# What publishing puts right by itself, with a finding.
NOTES = {
    "V7": "Entries that mean the same actor are one.",
    "V14": "Confidence is low when every claim beneath is unnamed or unsure.",
}

RULES: tuple[Rule[Briefing], ...] = (
    Rule("V6", "hard", "An actor's name or an alias occurs.", actor_is_mentioned),
    Rule(
        "V8",
        "hard",
        "A country is an ISO 3166-1 alpha-3 code; a country's name is made one, and "
        "anything else null, with a finding.",
        country_exists,
    ),
    Rule("V9", "warning", "An actor's claim has a cue or quotes.", speech_is_marked),
    Rule(
        "V10",
        "hard",
        f"A statement names what it is about, in at most {STATEMENT_CHARS} characters.",
        statement_stands_alone,
    ),
    Rule("V11", "hard", "A doubted fact has its hedge.", doubt_is_shown),
    Rule("V12", "drop", "Nobody says the same twice.", claim_is_told_once),
    Rule("V13", "hard", "An inference rests on claims.", inference_has_claims),
    Rule(
        "V15",
        "hard",
        "An inferred statement holds no word of likelihood or confidence.",
        inference_has_no_likelihood,
    ),
    Rule("V16", "hard", "An inference repeats no claim.", inference_is_no_claim),
    Rule(
        "unknown_detail",
        "warning",
        "An inference names nobody and no number that the article does not hold.",
        inference_names_the_known,
    ),
    Rule(
        "V19",
        "hard",
        f"A text of over {TEXT_WITHOUT_CLAIMS_CHARS} characters has a claim.",
        some_claim_is_made,
    ),
    Rule("no_claims", "warning", "There is a claim.", claims_are_there),
    *AGREEMENT_RULES,
    *TIME_RULES,
    *WORDING_RULES,
)
