"""An endpoint as a recording keeps it, and back."""

from pathlib import Path
from typing import Any

from extractor.answerers.llm.answerer import LlmAnswerer
from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.prices import provider_of
from extractor.answerers.llm.recording import Player, read_meta
from extractor.answerers.llm.retries import RetryPolicy, no_wait
from extractor.errors import SettingsError


def recorded_parameters(endpoint: Endpoint, **more: object) -> dict[str, Any]:
    """Return what meta.json keeps of an endpoint, and whatever else is given.

    No address and no key: a replay needs neither.
    """
    return {
        "mode": endpoint.mode,
        "room_parameter": endpoint.room_name,
        "provider": provider_of(endpoint),
        "sent": dict(endpoint.parameters),
        **more,
    }


def replay_endpoint(folder: Path) -> Endpoint:
    """Return the endpoint that the recording in the folder was made with.

    Raises SettingsError when there is none.
    """
    meta = read_meta(folder)
    kept = meta.parameters
    try:
        return Endpoint(
            model=meta.model,
            mode=kept["mode"],
            room_parameter=kept["room_parameter"],
            provider=kept["provider"],
            parameters=kept["sent"],
        )
    except KeyError as error:
        raise SettingsError(
            f"{folder}: expected parameters.{error.args[0]} in meta.json, found none"
        ) from error


def replay(folder: Path) -> LlmAnswerer:
    """Return an answerer that plays the recording and waits for nothing.

    Raises SettingsError when there is none.
    """
    return LlmAnswerer(
        replay_endpoint(folder),
        transport=Player(folder),
        policy=RetryPolicy(sleep=no_wait),
    )
