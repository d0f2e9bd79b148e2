"""The answerer without a model: rules on a parse, English only, verbatim only."""

from typing import TypeVar

from pydantic import BaseModel

from extractor.answerers.offline.language import is_english
from extractor.answerers.offline.parser import Parser, load_parser
from extractor.errors import SettingsError, UnreadableArticle
from extractor.records import Article
from extractor.records.briefing_file import Engine
from extractor.records.outcome import Recipe, Reply, Request
from extractor.schemas.briefing import Answer

T = TypeVar("T", bound=BaseModel)


class OfflineAnswerer:
    """Answers the briefing recipe by rules: no key, no server, no network.

    Attributes:
        softened: A verbatim statement may begin with a pronoun (V10), and a text may
            hold nothing that the rules find (V19).
    """

    softened = frozenset({"V10", "V19"})

    def __init__(self) -> None:
        """Load the parser, once in a process.

        Raises:
            SettingsError: It is not installed, or not the official one.
        """
        self._parser = load_parser()

    async def answer(self, request: Request[T]) -> Reply[T]:
        """Return the reply of the rules.

        Raises:
            SettingsError: The recipe is not the briefing.
            UnreadableArticle: The article is not in English.
        """
        require_briefing(request.recipe)
        answer = answer_of(request.article)
        return Reply(
            review=request.review(answer.model_dump()),
            engine=engine_record(self._parser),
            cost_usd=0.0,
        )

    async def aclose(self) -> None:
        """Let go of nothing: the parser is shared by the process."""


def answer_of(article: Article) -> Answer:
    """Return what the rules find in an English article; every string stands in it.

    Raises:
        SettingsError: The parser is not installed, or not the official one.
        UnreadableArticle: The article is not in English, or has no sentences.
    """
    parser = load_parser()
    require_english(article)
    from extractor.answerers.offline.answering import answered  # imports spaCy

    return answered(article, parser.pipeline)


def require_briefing(recipe: Recipe[T]) -> None:
    """Do nothing if the recipe asks for a briefing.

    Raises:
        SettingsError: It asks for something else.
    """
    asked = recipe.answer
    same = asked is Answer or (
        (asked.__name__, asked.__doc__) == (Answer.__name__, Answer.__doc__)
        and asked.model_json_schema() == Answer.model_json_schema()
    )
    if not same:
        message = (
            f"the offline engine answers only the recipe 'briefing', not "
            f"{recipe.name!r}: choose a model with --model"
        )
        raise SettingsError(message)


def require_english(article: Article) -> None:
    """Do nothing if the article is in English.

    Raises:
        UnreadableArticle: It is not.
    """
    if not is_english(article):
        told = f" (it is marked {article.language!r})" if article.language else ""
        message = (
            f"the offline engine reads English, and this article is not in English"
            f"{told}: choose a model with --model"
        )
        raise UnreadableArticle("not_english", message)


def engine_record(parser: Parser) -> Engine:
    """Return what answered, for provenance."""
    return Engine(
        kind="offline", model=None, parser=parser.name, parser_sha256=parser.sha256
    )
