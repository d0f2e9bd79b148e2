"""A page in a browser, and what a test asks of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

AXE = Path(__file__).parent / "axe_core" / "axe.min.js"
SERIOUS = frozenset({"serious", "critical"})


@dataclass
class Opened:
    """A page and what it did on its own.

    Attributes:
        page: The page.
        requests: Addresses that it asked for, its own included.
        said: What came to the console, and errors.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, page: Page, address: str) -> "Opened":
        """Return the page at an address, watched from before it is loaded."""
        opened = cls(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.said.append(message.text))
        page.on("pageerror", lambda error: opened.said.append(str(error)))
        page.on("dialog", lambda dialog: opened.said.append(dialog.message))
        page.goto(address)
        return opened

    def find(self, selector: str, *, has_text: str | None = None) -> Locator:
        """Return what a selector finds, of that what holds a text."""
        return self.page.locator(selector, has_text=has_text)

    def ids(self, selector: str) -> list[str]:
        """Return the ids of what a selector finds and a reader sees."""
        found: list[str] = self.find(f"{selector}:visible").evaluate_all(
            "all => all.map(one => one.dataset.id)"
        )
        return found

    def lit(self) -> list[str]:
        """Return the lit words of the article."""
        return self.find("mark.on").all_text_contents()

    def ask(self, script: str, argument: Any = None) -> Any:
        """Return what a script in the page answers."""
        return self.page.evaluate(script, argument)

    def violations(self) -> list[str]:
        """Return what axe finds that is serious or critical, rule by rule."""
        self.ask(AXE.read_text(encoding="utf-8"))
        result = self.ask("axe.run()")
        assert len(result["passes"]) > 10, "axe has not run"
        return [
            f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in result["violations"]
            if one["impact"] in SERIOUS
        ]
