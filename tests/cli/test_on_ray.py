import sys
from pathlib import Path

import pytest


def test_without_ray_the_backend_says_what_to_install(
    run, article: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = run("brief", article, "-o", "out", "--backend", "ray")
    assert ran.status == 2
    assert 'pip install "article-briefing[ray]"' in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.txt"], "name a folder"),
        (["a.txt", "-o", "-"], "name a folder"),
        (["a.txt", "-o", "one.json"], "name a folder"),
        (["-", "-o", "out"], "standard input"),
        (["https://example.com/a", "-o", "out"], "pages are fetched by one process"),
        (["a.txt", "-o", "out", "--ordered"], "--ordered does not go"),
        (["a.txt", "-o", "out", "--record", "tape", "--model", "m"], "--record"),
    ],
)
def test_what_does_not_go_with_ray_is_refused_before_it_starts(run, arguments, told):
    ran = run("brief", *arguments, "--backend", "ray")
    assert ran.status == 2
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_the_default_backend_needs_no_ray(
    run, article: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "ray", None)
    assert run("brief", article, "-o", "out").status == 0


@pytest.mark.ray
@pytest.mark.loopback
def test_an_address_where_no_cluster_is_says_so_at_once(run, article: Path):
    ran = run(
        *("brief", article, "-o", "out", "--backend", "ray"),
        *("--ray-address", "127.0.0.1:1"),
    )
    assert ran.status == 2
    assert "expected a Ray cluster at 127.0.0.1:1" in ran.err
