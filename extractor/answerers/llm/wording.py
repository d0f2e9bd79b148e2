"""What the model is told about its answer. Our own words only.

Recordings are looked up by the messages of a request, so nothing here may come from a
library: an upgrade would change every key.
"""

from collections.abc import Sequence

from extractor.records.problems import Pointer, Problem

UNUSABLE = "answer: expected one JSON object, found nothing that can be read as one"
NOT_CALLED = "answer: expected a call of the tool that was given, found none"
AGAIN = (
    "Send the whole answer again as one JSON object, with these problems put right "
    "and everything else as it was."
)


def problem_lines(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Return one line for each problem: its place, then what is wrong there."""
    return tuple(
        f"{place(problem.where)}: {one_line(problem.message)}" for problem in problems
    )


def place(where: Pointer) -> str:
    """Return a place in words, counted from 1: `claims 4, evidence 1`."""
    words: list[str] = []
    for step in where:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step + 1) if isinstance(step, int) else step)
    return ", ".join(words) or "answer"


def reask(lines: Sequence[str]) -> str:
    """Return the message that asks for a corrected answer."""
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    listed = "\n".join(f"- {line}" for line in lines)
    return f"Your answer has {count}:\n{listed}\n{AGAIN}"


def one_line(text: str) -> str:
    """Return the text with every run of white space made one space."""
    return " ".join(text.split())


def shortened(text: str, *, to: int) -> str:
    """Return the text on one line, of at most `to` characters."""
    line = one_line(text)
    return line if len(line) <= to else f"{line[: to - 1].rstrip()}…"
