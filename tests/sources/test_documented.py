import re
from pathlib import Path

from extractor.sources.corpora.fields import USUAL
from extractor.sources.folders import SUFFIXES

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
REASON = re.compile(r'(?:UnreadableArticle\(\s*|reason=)"([a-z_]+)"')


def test_every_end_of_a_name_that_counts_is_documented():
    assert {suffix for suffix in SUFFIXES if f"`{suffix}`" not in PAGE} == set()


def test_the_usual_names_of_fields_are_documented():
    rows = dict(
        re.findall(r"^\| \w+ \| `--(\w+)-field` \| (.*) \|$", PAGE, re.MULTILINE)
    )

    documented = {
        part: tuple(name.replace("_", "") for name in names.split(", "))
        for part, names in rows.items()
    }
    assert documented == dict(USUAL)


def test_every_reason_why_a_source_fails_is_documented():
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "extractor" / "sources").rglob("*.py"))
    )

    assert {
        reason for reason in REASON.findall(code) if f"`{reason}`" not in PAGE
    } == set()
