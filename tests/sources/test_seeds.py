from hashlib import sha256
from pathlib import Path

import pytest

from extractor.sources import iter_inputs, read_article

SEEDS = Path(__file__).parents[2] / "seeds"
SUMMARY, KOREA = "000_aea5ba39c10c2b18.txt", "GUM_news_korea.txt"
DIGESTS = {
    SUMMARY: "7d64691042929e6d87114797c706fca6154d16890850cb749c2299a3f5896b6c",
    KOREA: "22541085769033a9decaf60a51c0cc38d1bb904273449de86f52019b64efb456",
}


@pytest.mark.parametrize(("name", "digest"), DIGESTS.items())
def test_a_seed_is_unchanged_and_its_digest_is_the_articles_id(name: str, digest: str):
    assert sha256((SEEDS / name).read_bytes()).hexdigest() == digest
    assert read_article(SEEDS / name).id == digest


def test_every_seed_is_found_and_has_its_source_stated():
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")

    names = [Path(found.name).name for found in iter_inputs([str(SEEDS)])]

    assert names == sorted(DIGESTS)
    assert all(f"`{name}`" in readme for name in names)


def test_the_summary_has_18_sentences_and_says_only_where_it_came_from():
    article = read_article(SEEDS / SUMMARY)

    kinds = [unit.kind for unit in article.sentences]
    assert kinds == ["body"] * 17 + ["trailer"]
    assert article.publisher == "www.hindustantimes.com"
    assert article.title is article.source_url is article.published is None
    assert article.authors == ()


def test_the_news_article_has_a_headline_and_a_date():
    article = read_article(SEEDS / KOREA)

    kinds = [unit.kind for unit in article.sentences]
    assert kinds == ["heading", "byline"] + ["body"] * 12
    assert article.title == "North Korea puts military in 'quasi-state of war'"
    assert article.published == "2015-08-21"
    assert article.publisher is None
