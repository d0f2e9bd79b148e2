"""Takes the pictures of the pages in docs/: `python -m tools.screenshots`.

The briefing is a recorded one, so the pictures change only with the page.
"""

import json
import shutil
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

from extractor import Done, extract, read_article
from extractor.annotating import AnnotationServer, Desk
from extractor.report import Found, write_folder

ROOT = Path(__file__).resolve().parent.parent
TAPE = ROOT / "tests" / "recordings" / "desk-large-model"
SEEDS = {"seed": "000_aea5ba39c10c2b18.txt", "korea": "GUM_news_korea.txt"}
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 800}
PAPER = {"width": 794, "height": 1123}  # A4 at 96 dots an inch
NOON = datetime(2025, 3, 20, 12, tzinfo=UTC)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def main() -> None:
    """Write docs/report-*.png and docs/annotate.png."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("expected chromium or google-chrome on this machine, found neither")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [_found(stem, SEEDS[stem]) for stem in SEEDS]
        write_folder(found, (), folder)
        text = json.dumps(found[0].document)
        (folder / "seed.json").write_text(text, encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            _take(browser, folder)
            _take_annotation(browser, folder)
            browser.close()


def _found(stem: str, article: str) -> Found:
    outcome = extract(read_article(ROOT / "seeds" / article), replay=TAPE)
    if not isinstance(outcome, Done):
        sys.exit(f"expected a briefing of {article}, found {outcome}")
    document = outcome.file.model_dump(mode="json")
    return Found(name=f"{stem}.json", place=PurePath(f"{stem}.json"), document=document)


def _take(browser: Any, folder: Path) -> None:
    seed, index = (folder / f"{stem}.html" for stem in ("seed", "index"))
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport=WIDE, color_scheme=scheme)
        page.goto(f"{seed.as_uri()}#claim-c6")
        page.locator("#claim-c6 .statement").hover()
        _keep(page, scheme)
    page = browser.new_page(viewport=PHONE)
    page.goto(seed.as_uri())
    _keep(page, "phone")
    page = browser.new_page(viewport=WIDE)
    page.goto(index.as_uri())
    _keep(page, "index")
    page = browser.new_page(viewport=PAPER)
    page.emulate_media(media="print")
    page.goto(seed.as_uri())
    page.evaluate("document.documentElement.style.padding = '12mm 13mm'")
    _keep(page, "printed")


def _take_annotation(browser: Any, folder: Path) -> None:
    desk = Desk("ana", lambda: NOON)
    desk.lay([folder / "seed.json"])
    with AnnotationServer(desk) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport=WIDE)
        page.goto(server.address)
        for identity, action in (("c5", "accept"), ("c6", "reject")):
            page.click(f"[data-decide='{identity}'][data-action='{action}']")
            page.wait_for_timeout(300)
        page.locator("#claim-c5").evaluate("card => card.scrollIntoView()")
        page.locator("#claim-c6 .statement").hover()
        _keep(page, "annotate", prefix="")
        server.shutdown()


def _keep(page: Any, name: str, *, prefix: str = "report-") -> None:
    page.wait_for_timeout(800)  # until the text has scrolled
    path = ROOT / "docs" / f"{prefix}{name}.png"
    page.screenshot(path=path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")
    page.close()


if __name__ == "__main__":
    main()
