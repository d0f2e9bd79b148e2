"""The requests about the parts of one article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.records.outcome import Parts, Prompt, Recipe, Request
from extractor.rendering import (
    ANSWER_LANGUAGE,
    Frame,
    render_part,
    system_message,
)
from extractor.review import Reviewer
from extractor.windows.cutting import Size, Window, cut, tokens
from extractor.windows.joining import Known, items, lists_of
from extractor.windows.reviewing import ClosingReviewer, WindowReviewer
from extractor.windows.telling import closing_lines, told_lines

# Room for a headline, gaps and a few inferences: 3,000 tokens where 900 are expected.
CLOSING_CHARACTERS = 1_000


@dataclass(frozen=True, kw_only=True)
class Questions:
    """Asks about one article by one recipe, part by part.

    Attributes:
        reviewer: Reviews answers about the whole article.
        size: What one window may hold.
        describes_fields: Whether system messages tell the fields' meanings.
        answer_language: What answers are to be written in.
    """

    reviewer: Reviewer[Any]
    size: Size
    describes_fields: bool = False
    answer_language: str = ANSWER_LANGUAGE

    @property
    def article(self) -> Article:
        """The article."""
        return self.reviewer.article

    @property
    def parts(self) -> Parts:
        """How the recipe reads in parts.

        Raises:
            UnreadableArticle: It does not (`too_long`).
        """
        recipe = self.reviewer.recipe
        if recipe.parts is None:
            raise UnreadableArticle("too_long", self._too_long(recipe.name))
        return recipe.parts

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The windows of the article."""
        return cut(self.article, self.size)

    @property
    def rehearsed(self) -> tuple[Request[Any], ...]:
        """The requests as they are before any answer: only the first is sent as is."""
        nothing = dict.fromkeys(self.parts.known, ())
        empty = dict.fromkeys(lists_of(self.parts), ())
        windows = (self.window(window, nothing) for window in self.windows)
        return (*windows, self.closing(empty))

    def words(self, window: Window) -> str:
        """Return the text of a window, from its first sentence to its last."""
        sentences = self.article.sentences
        start, end = sentences[window.first - 1].start, sentences[window.last - 1].end
        return self.article.text[start:end]

    def window(
        self, window: Window, told: Mapping[str, Sequence[Known]]
    ) -> Request[Any]:
        """Return the request about a window that is told of these items."""
        more = {"fresh": str(window.fresh)}
        for name, known in told.items():
            listed = [each.item for each in known]
            more[name] = told_lines(listed, self.article, parts=self.parts)
        review = WindowReviewer(
            whole=self.reviewer, parts=self.parts, told=told, shown=window.shown
        )
        return Request(
            article=self.article,
            recipe=self.parts.window,
            prompt=self._prompt(self.parts.window, more, shown=window.shown),
            review=review.review,
            characters=window.characters,
        )

    def closing(self, found: Mapping[str, Any]) -> Request[Any]:
        """Return the closing request over what holds of what the windows brought."""
        model = items(self.parts, found)
        lists = {name: getattr(model, name) for name in lists_of(self.parts)}
        more = closing_lines(
            lists, self.article, parts=self.parts, tokens=self.size.closing_tokens
        )
        review = ClosingReviewer(whole=self.reviewer, parts=self.parts, found=found)
        return Request(
            article=self.article,
            recipe=self.parts.closing,
            prompt=self._prompt(self.parts.closing, more, shown=range(0)),
            review=review.review,
            characters=CLOSING_CHARACTERS,
        )

    def _prompt(
        self, asked: Recipe[Any], more: Mapping[str, str], *, shown: range
    ) -> Prompt:
        frame = Frame(
            system=system_message(asked, describes_fields=self.describes_fields),
            user=asked.user,
            answer_language=self.answer_language,
            more=more,
        )
        return render_part(self.article, frame, shown=shown)

    def _too_long(self, recipe: str) -> str:
        size = self.size
        return (
            f"expected an article of at most {size.sentences} sentences and "
            f"{size.tokens:,} tokens, found one of {len(self.article.sentences):,} "
            f"sentences and {tokens(self.article.text):,} tokens, and the recipe "
            f"{recipe!r} brings nothing to read longer ones in windows: cut it into "
            "parts, or raise window_sentences and window_tokens"
        )
