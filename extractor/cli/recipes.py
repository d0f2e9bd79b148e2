"""`extractor recipes`: what there is, whether it fits, and its schemas."""

import json
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.flags import Recipes

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, check and print recipes: prompts and schemas under one name.",
)


@app.command("list")
def list_recipes(*, recipes: Recipes = None) -> None:
    """Print the names of all recipes."""
    from extractor.recipes import recipe_names

    for name in recipe_names(recipes):
        typer.echo(name)


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Recipes; all when left out.")
    ] = None,
    *,
    recipes: Recipes = None,
) -> None:
    """Check placeholders, schemas and markers, without calling a model."""
    from extractor.errors import RecipeError
    from extractor.recipes import load_recipe, recipe_names

    broken = False
    for name in names or recipe_names(recipes):
        try:
            recipe = load_recipe(name, recipes=recipes)
            typer.echo(f"{name}: fits, fingerprint {recipe.fingerprint[:12]}")
        except RecipeError as error:
            typer.echo(str(error))
            broken = True
    raise typer.Exit(2 if broken else 0)


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="The recipe.")] = "briefing",
    *,
    answer: Annotated[
        bool, typer.Option("--answer", help="What the model is asked for instead.")
    ] = False,
    recipes: Recipes = None,
) -> None:
    """Print the JSON Schema of a recipe's briefing file."""
    from extractor.recipes import load_recipe
    from extractor.recipes.schemas import file_schema

    recipe = load_recipe(name, recipes=recipes)
    found = recipe.strict_schema if answer else file_schema(recipe)
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))


@app.command()
def diff(
    first: Annotated[str, typer.Argument(help="A recipe's name, or its folder.")],
    second: Annotated[str, typer.Argument(help="Another one.")],
    *,
    article: Annotated[
        Path | None,
        typer.Option(help="Show the request about this article, whole."),
    ] = None,
    recipes: Recipes = None,
) -> None:
    """Show what differs in what a model is sent: messages, schema and their sizes.

    Exit status 1 when anything does.
    """
    from extractor.cli.differing import differences, parts_of, sizes
    from extractor.recipes.naming import named_recipe
    from extractor.sources import read_article

    read = read_article(article) if article else None
    parts = [
        parts_of(named_recipe(name, recipes=recipes), read) for name in (first, second)
    ]
    found = differences(*parts, names=(first, second))
    typer.echo(sizes(*parts))
    typer.echo(found, nl=False)
    raise typer.Exit(1 if found else 0)
