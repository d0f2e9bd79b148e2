"""One `extractor eval`, from gold to table, files and exit status."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from extractor.aside import Aside
from extractor.cli.finished import finished, scored_briefing
from extractor.cli.gold_files import GoldArticle, GoldFrom, chosen_rows
from extractor.cli.results import read_results, write_comparison, write_result
from extractor.cli.talking import Talk
from extractor.engine import Engine
from extractor.errors import CostCapReached, SettingsError
from extractor.evaluation import (
    Made,
    Result,
    Scored,
    compare,
    gold_used,
    judge_mutants,
    result_of,
    score,
)
from extractor.evaluation.listening import Listening
from extractor.evaluation.tables import comparison_table, result_table
from extractor.recipes.naming import named_recipe
from extractor.records.outcome import Done, Outcome, Recipe
from extractor.review import Reviewer
from extractor.run import READERS, extracting, run
from extractor.settings import Settings
from extractor.version import package_version
from extractor.wiring import Tape, open_engine

INTERRUPTED = 130
NOTHING_KEPT = (
    "nothing is scored, and no answer is kept without --record. To go on, give the "
    "same command with a higher --max-cost (max_cost)"
)


def compare_results(paths: Sequence[Path], *, output: Path | None) -> int:
    """Print results side by side, write them when asked to, and return 0."""
    comparison = compare(read_results(paths))
    sys.stdout.write(comparison_table(comparison) + "\n")
    if output is not None:
        write_comparison(comparison, output)
    return 0


def require_alone(flag: str, others: Sequence[str]) -> None:
    """Do nothing if no other flag was given.

    Raises:
        SettingsError: One was, and would be of no effect.
    """
    if others:
        message = f"{flag} runs nothing: leave {', '.join(others)} out"
        raise SettingsError(message)


class Evaluation:
    """Gold, and what is to be measured against it."""

    def __init__(
        self,
        gold: GoldFrom,
        *,
        settings: Settings,
        tape: Tape,
        talk: Talk,
    ) -> None:
        """Read the gold.

        Raises:
            SettingsError: It cannot be read, or does not fit.
        """
        self.settings, self.tape, self.talk = settings, tape, talk
        self.name = gold.name
        chosen = chosen_rows(gold, talk=talk)
        self.rows, self.left_out = chosen.rows, chosen.left_out

    def result(
        self, briefings: Path | None, *, recipe: str, label: str | None
    ) -> Result:
        """Return the figures of finished briefings, or of a run of its own."""
        if briefings is not None:
            made, scored = self._read(briefings)
        else:
            loaded = named_recipe(recipe, recipes=self.settings.recipes)
            made, scored = self._run(loaded)
        articles = [
            score(row, each) for row, each in zip(self.rows, scored, strict=True)
        ]
        return result_of(
            label or label_of(made),
            gold=gold_used(self.rows, name=self.name),
            made=made,
            articles=articles,
        )

    def tell(self, result: Result, output: Path | None) -> int:
        """Print the table, write what is asked for, and return the exit status."""
        sys.stdout.write(result_table(result) + "\n")
        if self.left_out:
            sys.stdout.write(f"\nleft out of gold: {self.left_out:,} of {self.name}\n")
        if output is not None:
            write_result(result, output)
        if result.value("exact_spans") not in (None, 1):
            self.talk.error(
                "a span is not the article's text at its offsets: `extractor verify` "
                "names it. Of a file that this version wrote, that is a bug to report"
            )
            return 1
        missed = any(article.outcome != "done" for article in result.articles)
        return int(missed or self.left_out > 0)

    def _read(self, briefings: Path) -> tuple[Made, list[Scored]]:
        """Return finished briefings in the order of the rows."""
        found = finished(briefings)
        for row in self.rows:
            GoldArticle(row).read()
        scored = [found.scored(row) for row in self.rows]
        if not any(each.file for each in scored):
            message = (
                f"expected briefings of the gold's articles in {briefings}, found "
                f"{len(found.files)} of other texts: an article's id is its text's"
            )
            raise SettingsError(message)
        return found.made(), scored

    def _run(self, recipe: Recipe[Any]) -> tuple[Made, list[Scored]]:
        engine = open_engine(self.settings, recipe, tape=self.tape)
        listening = Listening(engine.answerer)
        outcomes = self._outcomes(replace(engine, answerer=listening))
        scored = [
            self._scored(outcome, recipe, listening=listening) for outcome in outcomes
        ]
        return self._made(scored, recipe), scored

    def _outcomes(self, engine: Engine[Any]) -> list[Outcome[Any]]:
        try:
            return asyncio.run(self._extract(engine))
        except (KeyboardInterrupt, asyncio.CancelledError):
            self.talk.error("interrupted; nothing is scored. --record keeps answers")
            sys.exit(INTERRUPTED)
        except CostCapReached as error:
            if self.tape.record is not None:
                raise
            raise error.with_advice(NOTHING_KEPT) from None

    async def _extract(self, engine: Engine[Any]) -> list[Outcome[Any]]:
        aside = Aside(threads=READERS)
        sources = map(GoldArticle, self.rows)
        work = extracting(engine, aside)
        outcomes: list[Outcome[Any]] = []
        try:
            running = run(sources, work, at_once=self.settings.at_once)
            async with aclosing(running):
                async for outcome in running:
                    outcomes.append(outcome)
                    self.talk.progress(f"{len(outcomes)} of {len(self.rows)} articles")
        finally:
            self.talk.progress("")
            aside.close()
            await engine.answerer.aclose()
        return outcomes

    def _scored(
        self, outcome: Outcome[Any], recipe: Recipe[Any], *, listening: Listening
    ) -> Scored:
        if not isinstance(outcome, Done):
            self.talk.note(f"{outcome.source}: {outcome.reason}: {outcome.message}")
            return Scored(
                outcome=outcome.reason,
                attempts=outcome.attempts,
                cost_usd=outcome.cost_usd,
            )
        article = outcome.file.article
        answers = listening.answers[article.id]
        reviewer: Reviewer[Any] = Reviewer(
            recipe=recipe, article=article, softened=listening.softened
        )
        whole = answers if len(answers) == 1 else []  # windows answer in parts
        mutants = (judge_mutants(answer, reviewer) for answer in whole)
        return Scored(
            file=scored_briefing(outcome.file),
            answers=tuple(answers),
            mutants=tuple(chain.from_iterable(mutants)),
            timed=self.tape.replay is None,
        )

    def _made(self, scored: Sequence[Scored], recipe: Recipe[Any]) -> Made:
        """Return what was measured, even if no article came of it."""
        engines = [each.file.provenance.engine for each in scored if each.file]
        origin = None
        if self.tape.replay is not None:
            from extractor.answerers.llm import read_meta

            origin = read_meta(self.tape.replay).origin
        return Made(
            extractor=package_version(),
            engine=engines[0].kind if engines else None,
            model=engines[0].model if engines else self.settings.model,
            recipe=recipe.name,
            fingerprint=recipe.fingerprint,
            origin=origin,
        )


def label_of(made: Made) -> str:
    """Return what a result is called when nobody says: model and unusual recipe."""
    name = made.model or ("offline engine" if made.engine == "offline" else "briefings")
    return name if made.recipe in (None, "briefing") else f"{name}, {made.recipe}"
