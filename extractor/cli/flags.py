"""Flags that several commands have: each declared once, handed over in bundles."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

OWN_RECIPES = "A folder with prompts/ and schemas/ of your own."
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, corpora, web addresses, feeds, or - for stdin.",
    ),
]
Recipes = Annotated[Path | None, typer.Option(help=OWN_RECIPES)]
RetryFailed = Annotated[
    bool, typer.Option("--retry-failed", help="Try those again that failed before.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")]
Verbose = Annotated[
    bool, typer.Option("-v", "--verbose", help="Details of every article.")
]


def flag(
    name: str, told: str, *, kind: Any = str, typed: str | None = None, **more: Any
) -> inspect.Parameter:
    """Return the flag of that name, None when it is not given.

    Args:
        name: Of the parameter; the flag is named after it.
        told: What --help says.
        kind: The type of its value.
        typed: The flag itself, when it is not named after the parameter.
        more: Anything else that typer takes.
    """
    names = (typed or "--" + name.replace("_", "-"),)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, typer.Option(*names, help=told, **more)],
    )


def bundled(
    command: Callable[..., None],
    *,
    into: str,
    flags: Iterable[inspect.Parameter],
    make: Callable[[dict[str, Any]], Any],
) -> Callable[..., None]:
    """Return the command with flags in the place of one of its parameters.

    Args:
        command: Takes one parameter for all the flags.
        into: That parameter.
        flags: What stands in its place on the command line.
        make: Makes the parameter of what was typed, by the flags' names.
    """
    flags = tuple(flags)
    signature = inspect.signature(command)
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        parameters += flags if parameter.name == into else [parameter]

    @wraps(command)
    def with_flags(*arguments: Any, **given: Any) -> None:
        typed = {flag.name: given.pop(flag.name) for flag in flags}
        command(*arguments, **given, **{into: make(typed)})

    changed: Any = with_flags
    changed.__signature__ = signature.replace(parameters=parameters)
    changed.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_flags
