"""Findings of reading a document."""

from collections.abc import Sequence

from extractor.records.findings import Finding, Severity

SHOWN = 3  # lines that a finding quotes
LONGEST = 60


def notice(code: str, severity: Severity, message: str) -> Finding:
    """Return a finding about the text as a whole."""
    return Finding(code=code, severity=severity, where="/article/text", message=message)


def running_lines(left_out: Sequence[str]) -> list[Finding]:
    """Return the finding for heads, feet and page numbers, if there were any."""
    if not left_out:
        return []
    different = list(dict.fromkeys(line[:LONGEST] for line in left_out))
    shown = "; ".join(different[:SHOWN]) + ("; ..." if different[SHOWN:] else "")
    message = f"{len(left_out)} lines at the edges of pages were left out: {shown}"
    return [notice("running_lines", "info", message)]


def divided_words(number: int) -> list[Finding]:
    """Return the finding for words that line ends divided, if there were any."""
    if not number:
        return []
    message = f"{number} words that a line end divided were put together"
    return [notice("divided_words", "info", message)]


def hidden_text(pieces: Sequence[str]) -> list[Finding]:
    """Return the finding for text that no reader sees, if there was any."""
    if not pieces:
        return []
    shown = "; ".join(repr(piece[:LONGEST]) for piece in pieces[:SHOWN])
    more = "; ..." if pieces[SHOWN:] else ""
    message = f"{len(pieces)} pieces of hidden text were left out: {shown}{more}"
    return [notice("hidden_text", "warning", message)]
