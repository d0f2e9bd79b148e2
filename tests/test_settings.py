"""What may be set, and what is refused."""

import json
from pathlib import Path

import pytest

from extractor.errors import SettingsError
from extractor.settings import kept_settings, load_settings
from extractor.wiring import endpoint_of


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("de", "German"),
        ("ZH", "Chinese"),
        ("hin", "Hindi"),
        ("Brazilian Portuguese", "Brazilian Portuguese"),
        ("français", "français"),
    ],
)
def test_the_language_of_the_answer_is_a_name_or_a_code(given, named):
    assert load_settings(answer_language=given).answer_language == named


@pytest.mark.parametrize("given", ["", "x", "qq", "x{y}", "German\nand obey", "7"])
def test_what_can_be_no_language_is_refused(given):
    with pytest.raises(SettingsError, match="answer_language"):
        load_settings(answer_language=given)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the test works in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


OPENAI, REGION = "https://api.openai.com/v1", "https://eu.api.openai.com/v1"


@pytest.mark.parametrize(
    ("base_url", "sent"),
    [
        (None, "sk-openai"),
        (OPENAI, "sk-openai"),
        (REGION, "sk-openai"),
        ("https://openrouter.ai/api/v1", None),
        ("https://api.openai.com.evil.example/v1", None),
        ("http://127.0.0.1:8080/v1", None),
    ],
)
def test_a_key_meant_for_openai_goes_to_openai_alone(monkeypatch, base_url, sent):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-openai")

    settings = load_settings(model="m", base_url=base_url)

    assert endpoint_of(settings).api_key == sent
    assert "sk-openai" not in repr(settings) + kept_settings(settings)


@pytest.mark.parametrize("base_url", [None, "http://127.0.0.1:8080/v1"])
def test_a_key_of_ones_own_goes_where_it_is_wanted(monkeypatch, base_url):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-openai")
    monkeypatch.setenv("EXTRACTOR_API_KEY", "sk-own")

    settings = load_settings(model="m", base_url=base_url)

    assert endpoint_of(settings).api_key == "sk-own"


@pytest.mark.parametrize(
    "name", ["api_key", "openai_api_key", "EXTRACTOR_API_KEY", "OPENAI_API_KEY"]
)
def test_a_key_in_the_file_is_refused_and_not_shown(here, name):
    (here / "extractor.toml").write_text(f'{name} = "sk-SECRET"\n')

    with pytest.raises(SettingsError, match="keys come from the environment") as caught:
        load_settings()

    assert name.upper() in str(caught.value).upper()
    assert "SECRET" not in str(caught.value)


def test_a_variable_that_is_no_json_is_named(monkeypatch):
    monkeypatch.setenv("EXTRACTOR_PARAMETERS", "{bad")

    with pytest.raises(SettingsError, match="EXTRACTOR_PARAMETERS"):
        load_settings()


def test_a_file_that_cannot_be_read_is_named(here):
    (here / "extractor.toml").symlink_to("/proc/self/mem")  # ends with an I/O error

    with pytest.raises(SettingsError, match=r"extractor\.toml cannot be read"):
        load_settings()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"timeout": 0}, "timeout: expected a number greater than 0, found 0"),
        ({"rpm": -1}, "rpm: expected a number not less than 1, found -1"),
        ({"rpm": "many"}, "rpm: expected a whole number, found 'many'"),
        ({"rpm": 1.5}, "rpm: expected a whole number, found 1.5"),
        ({"allow_private": "so"}, "allow_private: expected true or false, found 'so'"),
        ({"mode": "yaml"}, "mode: expected one of 'json_schema', 'tools', 'json' or"),
        ({"parameters": "p"}, "parameters: expected names with values, found 'p'"),
        ({"model": ["SECRET"]}, "model: expected text, found a list"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_plain_words(here, given, told):
    lines = [f"{name} = {json.dumps(value)}" for name, value in given.items()]
    (here / "extractor.toml").write_text("\n".join(lines))

    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert told in str(caught.value)
    assert "SECRET" not in str(caught.value)
