"""What must hold of a recipe at load: placeholders, schema, markers."""

from collections.abc import Iterator, Set
from string import Template
from types import ModuleType

from pydantic import BaseModel

from extractor.recipes.answers import answer_faults
from extractor.recipes.places import place_faults
from extractor.records.problems import Rule
from extractor.rendering import PLACEHOLDERS
from extractor.rendering.messages import REQUIRED_PLACEHOLDERS


def faults_of(module: ModuleType, *, system: str, user: str) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong with a recipe."""
    return (
        *_system_faults(system),
        *_user_faults(user),
        *answer_faults(module),
        *_publish_faults(module),
        *place_faults(module),
        *_rule_faults(module),
    )


def _system_faults(system: str) -> Iterator[str]:
    if not system.strip():
        yield "system.md: expected instructions, found an empty file"
    for name in sorted(PLACEHOLDERS & set(Template(system).get_identifiers())):
        yield f"system.md: ${name} belongs in user.md; system.md is the same each time"


def _user_faults(user: str) -> Iterator[str]:
    yield from frame_faults(
        "user.md", user, required=REQUIRED_PLACEHOLDERS, allowed=PLACEHOLDERS
    )


def frame_faults(
    file: str, frame: str, *, required: Set[str], allowed: Set[str]
) -> Iterator[str]:
    """Yield what is wrong with the placeholders and delimiters of a frame.

    What is required of it besides the marker is text from outside, to be framed.
    """
    template = Template(frame)
    if not template.is_valid():
        yield f"{file}: a $ that starts no placeholder; write $$ for a dollar sign"
        return
    used = template.get_identifiers()
    for name in sorted(set(used) - allowed):
        known = ", ".join(f"${name}" for name in sorted(allowed))
        yield f"{file}: ${name} is unknown; the placeholders are {known}"
    for name in sorted(required - set(used)):
        yield f"{file}: ${name} is missing"
    for name in sorted(required - {"marker"}):
        yield from _delimiter_faults(file, frame, name)


def _delimiter_faults(file: str, frame: str, name: str) -> Iterator[str]:
    """Yield what is wrong with the delimiters around a placeholder."""
    told = Template(frame).safe_substitute({name: "\0", "marker": "\1"})
    if told.count("\0") > 1:
        yield f"{file}: ${name} stands {told.count(chr(0))} times; once is enough"
    framed = "<\1>" in told and "</\1>" in told
    if not framed:
        yield f"{file}: put the article between <$marker> and </$marker>"
    elif not told.index("<\1>") < told.find("\0") < told.rindex("</\1>"):
        yield f"{file}: ${name} must stand between <$marker> and </$marker>"


def _publish_faults(module: ModuleType) -> Iterator[str]:
    published = getattr(module, "Published", None)
    publish = getattr(module, "publish", None)
    if (published is None) != (publish is None):
        yield "schema: Published and publish(answer, article) come together"
    if published is not None and not (
        isinstance(published, type) and issubclass(published, BaseModel)
    ):
        yield "schema: expected Published to be a pydantic model"
    if publish is not None and not callable(publish):
        yield "schema: expected publish to be a function"


def _rule_faults(module: ModuleType) -> Iterator[str]:
    for rule in getattr(module, "RULES", ()):
        if not isinstance(rule, Rule):
            yield f"schema: expected RULES to hold Rule, found {type(rule).__name__}"
