"""Nothing in an article or an answer runs, loads or leads anywhere."""

from pathlib import Path

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

PAGES = ["hostile", "emoji", "seed", "recipe", "index", "actors"]


def test_nothing_in_a_hostile_article_runs(opened: Open) -> None:
    page = opened("hostile")

    page.find("#claim-c2 .statement").hover()
    page.find("mark").first.click()
    page.find("#clear").click()
    for part in ("findings", "dropped", "provenance"):
        page.find(f"nav a[href='#{part}']").click()

    assert page.ask("window.ran") is None
    assert page.said == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_itself(name: str, opened: Open) -> None:
    page = opened(name)
    page.page.mouse.wheel(0, 3000)
    page.page.wait_for_load_state("networkidle")

    assert page.requests == [page.page.url]
    assert page.said == []


@pytest.mark.parametrize(
    "added",
    [
        "<script>window.ran = 1</script>",
        "<img src='data:,' onerror='window.ran = 1'>",
        "<script src='data:text/javascript,window.ran=1'></script>",
        "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    ],
)
def test_the_policy_stops_what_was_added_to_a_page(
    added: str, opened: Open, pages: Path, tmp_path: Path
) -> None:
    html = (pages / "seed.html").read_text(encoding="utf-8")
    (tmp_path / "added.html").write_text(
        html.replace("<main", f"{added}<main"), "utf-8"
    )

    page = opened("added", folder=tmp_path)

    assert page.ask("window.ran") is None
    assert "Content Security Policy" in page.said[0]


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.innerHTML = '<b>'",
        "document.body.setAttribute('onclick', 'window.ran = 1')",
        "setTimeout('window.ran = 1')",
    ],
)
def test_text_cannot_be_made_markup_or_script(attempt: str, opened: Open) -> None:
    refused = opened("seed").ask(f"""() => {{
      try {{ {attempt}; return false; }} catch (error) {{ return true; }}
    }}""")

    assert refused is True
