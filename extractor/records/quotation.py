"""Where a text stands inside quote marks."""

import re

# Each pattern begins with a mark and looks back from it, which keeps the search quick.
_CLOSED = re.compile(
    r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|‹[^‹›\n]*›|‚[^‚‘’\n]*[‘’](?!\w)"
    r"|「[^「」\n]*」|『[^『』\n]*』|﹁[^﹁﹂\n]*﹂|〝[^〝〟〞\n]*[〟〞]|＂[^＂\n]*＂"
    # German and Danish print, and Swedish and Finnish print.
    r"|»(?<![\w.,!?…].)(?=[^\s«»])[^«»\n]*?(?<=[^\s«»])«(?!\w)"
    r"|”(?<![\w.,!?…].)(?=\w)[^“”\n]*”"
    r'|"(?<!\d.)[^"\n]*"'  # 5" is a length
    r"|‘(?<![\w’].)(?=\w)[^‘\n]{2,400}?(?<=[\w.,!?…])’(?!\w)"
    r"|'(?<![\w'].)(?=[^\W\d])[^'\n]{2,200}?(?:\w'\w[^'\n]*?)*(?<=[\w.,!?])'(?!\w)"
)
# A quotation that goes on over paragraphs opens each and closes only the last.
_RUNNING = re.compile(
    r'(?:^|\n)[ \t]*(?P<open>[“"„«「『])(?P<rest>[^“”"„«»「」『』\n]+)(?=\n|$)'
)


def quoted_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges inside quote marks, marks included, in order, not overlapping.

    A paragraph that opens with a mark and closes none runs to its end. Apostrophes and
    lone marks open nothing.
    """
    ranges = [hit.span() for hit in _CLOSED.finditer(text)]
    taken = {start for start, _ in ranges}
    ranges += [
        (hit.start("open"), hit.end())
        for hit in _RUNNING.finditer(text)
        if hit.start("open") not in taken
    ]
    return tuple(_apart(sorted(ranges)))


def _apart(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges less those that begin inside an earlier one."""
    apart: list[tuple[int, int]] = []
    for start, end in ranges:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def quoted_share(
    spans: list[tuple[int, int]], quoted: tuple[tuple[int, int], ...]
) -> float:
    """Return the share of the spans' characters that stand inside quoted ranges."""
    total = sum(end - start for start, end in spans)
    inside = sum(
        max(0, min(end, stop) - max(start, begin))
        for start, end in spans
        for begin, stop in quoted
    )
    return inside / total if total else 0.0
