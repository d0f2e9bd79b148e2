"""A page as its elements, read by the standard library's parser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "img", "input", "link", "meta", "rect"})


@dataclass
class Element:
    """An element with its attributes and the text in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, tag: str = "") -> Iterator["Element"]:
        """Yield the elements in it, those of one name if it is given."""
        for one in self.inside:
            if not tag or one.tag == tag:
                yield one
            yield from one.all(tag)

    def named(self, name: str) -> "Element":
        """Return the element with an id."""
        return next(e for e in self.all() if e.attributes.get("id") == name)

    def of_class(self, name: str) -> list["Element"]:
        """Return the elements of a class."""
        return [e for e in self.all() if name in e.classes]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def parsed(html: str) -> Element:
    """Return the page; it fails where elements are not nested as they must be."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, builder.open[-1].tag
    return builder.open[0]
