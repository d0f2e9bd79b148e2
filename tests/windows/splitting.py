"""One whole answer, given window by window, as a model would that sees only these."""

import json
import re
from collections.abc import Iterable
from typing import Any

from extractor.engine import Engine
from extractor.records.article import Article
from extractor.records.briefing_file import Attempt
from extractor.records.briefing_file import Engine as Answered
from extractor.records.outcome import Outcome, Recipe, Reply, Request
from extractor.schemas.briefing import Briefing
from extractor.windows import Size
from tests.fakes import Clock, FakeAnswerer
from tests.files import briefing

Json = dict[str, Any]
TEN = Size(sentences=10, overlap=3)
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


class Splitter:
    """Answers requests about parts out of one answer about the whole.

    A claim is told by every window that shows all of its evidence.

    Attributes:
        softened: No rule is softer.
        requests: What was asked, in order.
    """

    softened: frozenset[str] = frozenset()

    def __init__(self, whole: Json) -> None:
        """Give parts of this."""
        self.requests = list[Request[Any]]()
        self._whole = whole
        self._actors, self._claims = list[int](), list[int]()  # as they were told

    async def answer(self, request: Request[Any]) -> Reply[Any]:
        """Return the part that is asked for."""
        self.requests.append(request)
        closing = "headline" in request.recipe.strict_schema["properties"]
        part = self._closing() if closing else self._window(request.prompt.user)
        return Reply(
            review=request.review(json.dumps(part)),
            engine=Answered(kind="llm", model="splitter"),
            attempts=(Attempt(kind="first", status="ok"),),
            cost_usd=0.25,
        )

    async def aclose(self) -> None:
        """Nothing is open."""

    def _window(self, asked: str) -> Json:
        found, shown = asked.split("Sentences of this part:")
        sentences = {int(n) for n, _ in _LINE.findall(shown)}
        told = [self._named(line) for _, line in _LINE.findall(found)]
        claims = [n for n, c in self._numbered("claims") if _lies_in(c, sentences)]
        spoken = {a for n in claims for a in _actors_of(self._whole["claims"][n])}
        own = [n for n in self._seen(shown, spoken) if n not in told]
        self._actors += own
        self._claims += [n for n in claims if n not in self._claims]
        numbers = {n: place for place, n in enumerate([*told, *own], start=1)}
        return {
            "actors": [self._whole["actors"][n] for n in own],
            "claims": [
                _renumbered(self._whole["claims"][n], actors=numbers, claims=claims)
                for n in claims
            ],
        }

    def _seen(self, shown: str, spoken: Iterable[int]) -> list[int]:
        """Return the actors that a window needs, and those that it is first to name."""
        return [
            n
            for n, actor in self._numbered("actors")
            if n in spoken
            or (n not in self._actors and any(f in shown for f in _forms(actor)))
        ]

    def _named(self, line: str) -> int:
        names = [actor["name"] for actor in self._whole["actors"]]
        return max(
            (n for n, name in enumerate(names) if line.startswith(f"{name} (")),
            key=lambda n: len(names[n]),
        )

    def _closing(self) -> Json:
        inferences = [
            each
            | {
                "rests_on": [self._claims.index(n - 1) + 1 for n in each["rests_on"]],
                "affected": [self._actors.index(n - 1) + 1 for n in each["affected"]],
            }
            for each in self._whole["inferences"]
        ]
        rest = {name: self._whole[name] for name in ("headline", "gaps")}
        return {"inferences": inferences, **rest}

    def _numbered(self, name: str) -> Iterable[tuple[int, Json]]:
        return enumerate(self._whole[name])


def _lies_in(claim: Json, sentences: set[int]) -> bool:
    return {each["sentence"] for each in claim["evidence"]} <= sentences


def _forms(actor: Json) -> list[str]:
    return [actor["name"], *actor["aliases"]]


def _actors_of(claim: Json) -> list[int]:
    via = claim["attribution"]["via"] if claim["attribution"] else []
    return [n - 1 for n in (*claim["by"], *via, *claim["about"]) if n]


def _renumbered(claim: Json, *, actors: dict[int, int], claims: list[int]) -> Json:
    def local(numbers: list[int]) -> list[int]:
        return [actors[n - 1] if n else 0 for n in numbers]

    told, nuance = claim["attribution"], claim["nuance"]
    if told:
        told = told | {"via": local(told["via"])}
    if nuance:
        disputed = [claims.index(n - 1) + 1 for n in nuance["disputes"]]
        nuance = nuance | {"disputes": disputed}
    numbered = {"by": local(claim["by"]), "about": local(claim["about"])}
    return claim | numbered | {"attribution": told, "nuance": nuance}


async def read_split(whole: Json, article: Article, size: Size) -> Outcome[Briefing]:
    """Return what comes of an answer that is given window by window."""
    return await read_with(Splitter(whole), article, size)


async def read_whole(whole: Json, article: Article) -> Outcome[Briefing]:
    """Return what comes of an answer that is given at once."""
    return await read_with(FakeAnswerer(whole), article, None)


async def read_with(
    answerer: Any,
    article: Article,
    size: Size | None,
    *,
    recipe: Recipe[Any] | None = None,
) -> Outcome[Any]:
    """Return what an engine makes of an article with these windows."""
    engine = Engine(
        recipe=recipe or briefing(),
        answerer=answerer,
        window=size,
        now=Clock(),
        version="0",
    )
    return await engine.extract(article, "article.txt")


def ended(outcome: Any) -> Any:
    """Return what is awaited, without an event loop, from fakes that wait for none."""
    try:
        outcome.send(None)
    except StopIteration as end:
        return end.value
    message = "expected answerers that wait for nothing"
    raise AssertionError(message)
