"""The text of a page's article, from the tree that trafilatura makes of it."""

from collections.abc import Iterator

from extractor.sources.web.stylesheets import Element

_BLOCKS = frozenset({"head", "p", "list", "item", "quote", "table", "row", "div", "ab"})
_MARKS = {"item": "- "}


def body_text(body: Element) -> str:
    """Return the words block by block: headings with `#`, items `-`, cells by `|`."""
    pieces: list[str] = []
    before = ""
    for kind, words in _blocks(body):
        tight = kind == before and kind in ("item", "row")
        pieces += ["\n" if tight else "\n\n", words]
        before = kind
    return "".join(pieces[1:])


def _blocks(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and the words of each block in an element."""
    kind = str(element.tag)
    if kind == "row":
        cells = (" ".join(_inline(cell).split()) for cell in element)
        yield kind, " | ".join(filter(None, cells))
        return
    run = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield from _block(element, run)
            yield from _blocks(child)
            run = child.tail or ""
        else:
            run += _inline(child) + (child.tail or "")
    yield from _block(element, run)


def _block(element: Element, run: str) -> Iterator[tuple[str, str]]:
    """Yield a run of words as a block of its element's kind, unless it is blank."""
    lines = [" ".join(line.split()) for line in run.split("\v")]
    words = "\n".join(filter(None, lines))
    if words:
        kind = str(element.tag)
        yield kind, _mark(element) + words


def _mark(element: Element) -> str:
    if element.tag == "head":
        level = element.get("rend", "")[1:]
        return "#" * (int(level) if level.isdigit() else 2) + " "
    return _MARKS.get(str(element.tag), "")


def _inline(element: Element) -> str:
    """Return the words inside a line, a vertical tab for each line break."""
    if element.tag == "lb":
        return "\v"
    inner = (_inline(child) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)
