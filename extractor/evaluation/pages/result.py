"""The page of one result: figures, articles, and every miss with its words."""

from collections.abc import Iterator

from extractor.evaluation.judgments import Judgment
from extractor.evaluation.metric import Metric
from extractor.evaluation.metrics import BY_NAME
from extractor.evaluation.pages.elements import Html, facts, page, table, tag
from extractor.evaluation.pages.rows import grouped, made_facts, metric_cell
from extractor.evaluation.results import ArticleScore, Figure, Result
from extractor.evaluation.tables import shown

HEADLINES = ("found", "speaker", "span_f1", "character_f1", "actor_recall", "dropped")


def result_page(result: Result) -> str:
    """Return the page of a result."""
    figures = table(
        "Figures over all articles",
        ("metric", "figure ", "counted "),
        *grouped(lambda metric: _row(metric, result.figures), columns=3),
    )
    misses = [_article(a) for a in result.articles if any(_misses(a))]
    nothing = [tag("p", "Nothing.")]
    return page(
        f"Evaluation: {result.label}",
        facts(made_facts(result.made, result.gold)),
        tag("section", tag("h2", "Figures", id="figures"), figures),
        tag("section", tag("h2", "By article"), _articles(result)),
        tag("section", tag("h2", "What was missed"), *(misses or nothing)),
    )


def _row(metric: Metric, figures: dict[str, Figure]) -> Html | None:
    figure = figures.get(metric.name)
    if figure is None:
        return None
    counted = f"{figure.part:,.6g} of {figure.whole:,.6g}"
    return tag(
        "tr",
        metric_cell(metric),
        tag("td", shown(figure.value), class_="number"),
        tag("td", counted, class_="number faint"),
    )


def _articles(result: Result) -> Html:
    names = [name for name in HEADLINES if name in result.figures]
    rows = (
        tag(
            "tr",
            tag("th", article.id, scope="row"),
            tag("td", article.outcome),
            *(tag("td", _shown(article, name), class_="number") for name in names),
        )
        for article in result.articles
    )
    titles = (f"{BY_NAME[name].title} " for name in names)
    return table("By article", ("article", "outcome", *titles), tag("tbody", *rows))


def _shown(article: ArticleScore, name: str) -> str:
    figure = article.figures.get(name)
    return shown(figure.value if figure else None)


def _misses(article: ArticleScore) -> Iterator[Judgment]:
    for judgment in article.judgments:
        if not judgment.right and BY_NAME[judgment.metric].group != "mutations":
            yield judgment


def _article(article: ArticleScore) -> Html:
    misses = list(_misses(article))
    title = tag("summary", f"{article.id}: {len(misses)}")
    return tag("details", title, tag("ul", *map(_miss, misses), class_="cards"))


def _miss(judgment: Judgment) -> Html:
    return tag(
        "li",
        tag("h3", BY_NAME[judgment.metric].title),
        tag("blockquote", judgment.text),
        facts([("expected", judgment.expected), ("got", judgment.got)]),
    )
