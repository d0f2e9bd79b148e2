"""An endpoint as a recording keeps it, and back."""

from dataclasses import replace
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
    prices = {"price_in": endpoint.price_in, "price_out": endpoint.price_out}
    return {
        "mode": endpoint.mode,
        "room_parameter": endpoint.room_name,
        "provider": provider_of(endpoint),
        "sent": dict(endpoint.parameters),
        **{name: price for name, price in prices.items() if price is not None},
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
            price_in=kept.get("price_in"),
            price_out=kept.get("price_out"),
        )
    except KeyError as error:
        raise SettingsError(
            f"{folder}: expected parameters.{error.args[0]} in meta.json, found none"
        ) from error


def replay(
    folder: Path, *, price_in: float | None = None, price_out: float | None = None
) -> LlmAnswerer:
    """Return an answerer that plays the recording and waits for nothing.

    Args:
        folder: Where the recording is.
        price_in: As in Endpoint, in place of what was recorded.
        price_out: Likewise.

    Raises:
        SettingsError: There is no recording, or one price without the other.
    """
    endpoint = replay_endpoint(folder)
    if price_in is not None or price_out is not None:
        endpoint = replace(endpoint, price_in=price_in, price_out=price_out)
    return LlmAnswerer(
        endpoint,
        transport=Player(folder),
        policy=RetryPolicy(sleep=no_wait),
    )
