"""The text of an article in a tree, of HTML or of what trafilatura makes of it."""

from collections.abc import Iterator

from extractor.sources.web.stylesheets import Element

_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_LEVELS = frozenset("123456")
_ITEMS, _ROWS = frozenset({"item", "li"}), frozenset({"row", "tr"})
_BREAKS = frozenset({"lb", "br"})
_BLOCKS = _HEADINGS | _ITEMS | _ROWS | {"p", "list", "quote", "table", "div", "ab"}
_BLOCKS |= {"address", "article", "aside", "blockquote", "body", "center", "dd", "dl"}
_BLOCKS |= {"dt", "footer", "header", "hr", "main", "ol", "pre", "section", "tbody"}
_BLOCKS |= {"tfoot", "thead", "ul", "cell", "td", "th"}
_LEFT_OUT = frozenset({"figcaption", "script", "style"})


def body_text(body: Element) -> str:
    """Return the words block by block: headings with `#`, items `-`, cells by `|`."""
    pieces: list[str] = []
    before = ""
    for kind, words in _blocks(body):
        tight = kind == before and kind in _ITEMS | _ROWS
        pieces += ["\n" if tight else "\n\n", words]
        before = kind
    return "".join(pieces[1:])


def _blocks(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and the words of each block in an element."""
    kind = str(element.tag)
    if kind in _ROWS and not _lays_out(element):
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


def _lays_out(row: Element) -> bool:
    """Tell whether a row's cells hold paragraphs, as tables for layout do."""
    return any(sum(part.tag in _BLOCKS for part in cell) > 1 for cell in row)


def _block(element: Element, run: str) -> Iterator[tuple[str, str]]:
    """Yield a run of words as a block of its element's kind, unless it is blank."""
    lines = [" ".join(line.split()) for line in run.split("\v")]
    words = "\n".join(filter(None, lines))
    if words:
        kind = str(element.tag)
        yield kind, _mark(element) + words


def _mark(element: Element) -> str:
    tag = str(element.tag)
    if tag in _HEADINGS:
        level = element.get("rend", tag)[1:]
        return "#" * (int(level) if level in _LEVELS else 2) + " "
    return "- " if tag in _ITEMS else ""


def _inline(element: Element) -> str:
    """Return the words inside a line, a vertical tab for each line break."""
    if element.tag in _BREAKS:
        return "\v"
    if element.tag in _LEFT_OUT:
        return ""
    inner = (_inline(child) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)
