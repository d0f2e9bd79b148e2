"""Markdown as plain text: the words that a reader of the page sees, block by block."""

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

# The default depth, 20, drops what stands in the tenth list within a list.
_PARSER = MarkdownIt("commonmark", {"maxNesting": 60}).enable(
    ["table", "strikethrough"]
)
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")


def plain_text(markdown: str) -> str:
    """Return the text of a Markdown file.

    Headings keep `#`, list items `-` or their number; emphasis, links and code are
    reduced to their words, images to their alternative text.
    """
    page = _Page()
    for token in _PARSER.parse(markdown):
        page.take(token)
    return page.text


class _Page:
    """Plain text in the making."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._mark = ""  # stands before the next words
        self._cells: list[str] | None = None  # of the table row at hand
        self._tight = self._was_tight = False
        self._takers = {
            "heading_open": self._open_heading,
            "heading_close": self._forget_mark,
            "list_item_open": self._open_item,
            "list_item_close": self._forget_mark,
            "paragraph_open": self._open_paragraph,
            "tr_open": self._open_row,
            "tr_close": self._close_row,
            "inline": self._take_words,
            "fence": self._take_code,
            "code_block": self._take_code,
            "html_block": self._take_html,
        }

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces[1:])

    def take(self, token: Token) -> None:
        """Add what a reader sees of the token."""
        taker = self._takers.get(token.type)
        if taker:
            taker(token)

    def _open_heading(self, token: Token) -> None:
        self._mark = "#" * int(token.tag[1:]) + " "

    def _open_item(self, token: Token) -> None:
        self._mark = f"{token.info}{token.markup} " if token.info else "- "

    def _forget_mark(self, _: Token) -> None:
        self._mark = ""

    def _open_paragraph(self, token: Token) -> None:
        self._tight = token.hidden  # as in a list without blank lines

    def _open_row(self, _: Token) -> None:
        self._cells = []

    def _close_row(self, _: Token) -> None:
        self._tight = True
        words, self._cells = " | ".join(self._cells or ()), None
        self._add(words)

    def _take_words(self, token: Token) -> None:
        words = "".join(map(_words, token.children or ()))
        if self._cells is not None:
            self._cells.append(words)
        elif self._mark.startswith("#"):
            self._add(words.replace("\n", " "))
        else:
            self._add(words)

    def _take_code(self, token: Token) -> None:
        self._add(token.content.rstrip("\n"))

    def _take_html(self, token: Token) -> None:
        self._add(_without_tags(token.content))

    def _add(self, words: str) -> None:
        """Add a block, and its mark, unless it is blank."""
        if words.strip():
            between = "\n" if self._tight and self._was_tight else "\n\n"
            self._pieces += between, self._mark + words.strip("\n")
            self._was_tight, self._mark = self._tight, ""
        self._tight = False


def _words(token: Token) -> str:
    """Return what a reader sees of a token inside a line."""
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if _BREAK.fullmatch(token.content) else ""
        case _:
            return token.content


def _without_tags(html: str) -> str:
    """Return the words of a piece of HTML, line by line as they stand there."""
    seen = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", html)))
    return "\n".join(
        filter(None, (line.strip() for line in unescape(seen).split("\n")))
    )
