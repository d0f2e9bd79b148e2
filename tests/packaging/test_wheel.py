"""What the distribution holds, and that it works wherever it is installed.

Wheel and sdist are built once. Each way to install gets a new environment of its own,
which borrows the dependencies of the outer one through a path file: path files are not
followed from there, so the outer editable install stays out of sight.
"""

import os
import site
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
OUTER_PACKAGES = site.getsitepackages()


class Dists(NamedTuple):
    """What the two builds of the checkout left."""

    wheel: Path
    sdist: Path
    wheel_from_sdist: Path


class Install(NamedTuple):
    """One environment that holds the package, and where its code must come from."""

    bin: Path
    code: Path


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """Return what a command prints in a bare environment; fail with its words."""
    bare = {"PATH": os.defpath, "TMPDIR": str(cwd), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=cwd, env=bare | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(into: Path, *flags: str) -> Path:
    """Return the folder that holds what was built from the checkout."""
    into.mkdir()
    build = (sys.executable, "-m", "build", "--no-isolation", *flags)
    run(*build, "--outdir", into, ROOT, cwd=into.parent)
    return into


def new_install(where: Path, *what: str | Path) -> Path:
    """Return the bin folder of a new environment with the package in it."""
    run(sys.executable, "-m", "venv", "--without-pip", where, cwd=where.parent)
    pip = (sys.executable, "-m", "pip", "--python", where / "bin" / "python")
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed")
    outer = os.pathsep.join(OUTER_PACKAGES)  # holds hatchling
    run(*pip, "install", *offline, *what, cwd=where.parent, PYTHONPATH=outer)
    (packages,) = (where / "lib").glob("python*/site-packages")
    (packages / "outer.pth").write_text("\n".join(OUTER_PACKAGES), encoding="utf-8")
    return where / "bin"


def files(wheel: Path) -> list[str]:
    """Return the sorted names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


@pytest.fixture(scope="module")
def dists(tmp_path_factory: pytest.TempPathFactory) -> Dists:
    folder = tmp_path_factory.mktemp("dists")
    direct = build(folder / "direct", "--wheel")
    through_sdist = build(folder / "through_sdist")
    return Dists(
        wheel=next(direct.glob("*.whl")),
        sdist=next(through_sdist.glob("*.tar.gz")),
        wheel_from_sdist=next(through_sdist.glob("*.whl")),
    )


@pytest.fixture(scope="module", params=["wheel", "editable"])
def install(
    request: pytest.FixtureRequest,
    dists: Dists,
    tmp_path_factory: pytest.TempPathFactory,
) -> Install:
    where = tmp_path_factory.mktemp(request.param) / "env"
    if request.param == "wheel":
        return Install(new_install(where, dists.wheel), code=where)
    return Install(new_install(where, "--editable", ROOT), code=ROOT)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder to run from whose own `schemas` and `prompts` must stay unread."""
    for name in ("schemas", "prompts"):
        (tmp_path / name).mkdir()
        module = tmp_path / name / "__init__.py"
        module.write_text("raise SystemExit('read!')\n", encoding="utf-8")
    return tmp_path


def test_the_wheel_holds_only_the_import_package(dists):
    name, version, *_ = dists.wheel.name.split("-")

    top_level = {file.partition("/")[0] for file in files(dists.wheel)}

    assert top_level == {"extractor", f"{name}-{version}.dist-info"}


def test_the_wheel_holds_the_recipe_the_pages_parts_and_the_type_marker(dists):
    assert set(files(dists.wheel)) >= {
        "extractor/prompts/briefing/system.md",
        "extractor/prompts/briefing/user.md",
        "extractor/py.typed",
        "extractor/report/assets/page.css",
        "extractor/report/assets/page.js",
        "extractor/report/templates/briefing.html",
        "extractor/schemas/briefing.py",
    }


def test_the_wheel_built_from_the_sdist_holds_the_same_files(dists):
    assert files(dists.wheel_from_sdist) == files(dists.wheel)


def test_the_sdist_unpacks_where_links_cannot_be_made(dists):
    with tarfile.open(dists.sdist) as archive:
        assert all(member.isfile() for member in archive)


def test_the_code_that_runs_is_the_code_that_was_installed(install, hostile):
    where = "import extractor; print(extractor.__file__)"
    file = run(install.bin / "python", "-c", where, cwd=hostile)

    assert Path(file.strip()).is_relative_to(install.code)


def test_the_briefing_schema_imports_beside_a_hostile_schemas_folder(install, hostile):
    run(install.bin / "python", "-c", "import extractor.schemas.briefing", cwd=hostile)


@pytest.mark.parametrize("command", [["python", "-m", "extractor"], ["extractor"]])
def test_the_recipes_are_listed_beside_a_hostile_schemas_folder(
    command, install, hostile
):
    program, *arguments = command
    listed = run(install.bin / program, *arguments, "recipes", "list", cwd=hostile)

    assert "briefing" in listed
