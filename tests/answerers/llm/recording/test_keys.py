import json
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.answerers.llm.recording.keys import Asked
from tests.answerers.llm.toys import SCHEMA

text = st.text(max_size=20)
scalar = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | text
)
messages = st.lists(
    st.fixed_dictionaries(
        {"role": st.sampled_from(["system", "user"]), "content": text}
    ),
    min_size=1,
    max_size=4,
)
parameters = st.dictionaries(
    st.sampled_from(["temperature", "seed", "top_p", "stop"]), scalar, max_size=4
)


@st.composite
def bodies(draw: st.DrawFn) -> dict[str, Any]:
    """Return the body of a request."""
    body = {
        "model": draw(text),
        "messages": draw(messages),
        "max_tokens": draw(st.integers(min_value=1)),
        **draw(parameters),
    }
    return _with_schema(body, SCHEMA)


def _with_schema(body: dict[str, Any], schema: Any) -> dict[str, Any]:
    named = {"name": "toy", "strict": True, "schema": schema}
    return {
        **body,
        "response_format": {"type": "json_schema", "json_schema": named},
    }


def _turned(value: Any) -> Any:
    """Return the same JSON with the keys of every object the other way round."""
    if isinstance(value, dict):
        return {name: _turned(value[name]) for name in reversed(list(value))}
    return [_turned(item) for item in value] if isinstance(value, list) else value


def _key(body: dict[str, Any]) -> str:
    return Asked.of(body).key


@given(bodies())
def test_a_key_does_not_depend_on_the_order_of_names(body):
    assert _key(_turned(body)) == _key(body)


@given(bodies())
def test_a_key_survives_the_wire(body):
    assert _key(json.loads(json.dumps(body))) == _key(body)


@given(
    bodies(),
    st.text("abcdef", min_size=1),
    st.dictionaries(st.text("xyz", min_size=1), st.text("xyz")),
)
def test_a_key_depends_on_neither_host_nor_headers(body, host, headers):
    sent = httpx2.Request("POST", f"http://{host}/v1/any", json=body, headers=headers)
    assert _key(json.loads(sent.content)) == _key(body)


@given(bodies())
def test_a_key_does_not_depend_on_what_a_server_calls_the_room(body):
    other = {k: v for k, v in body.items() if k != "max_tokens"}
    other["max_completion_tokens"] = body["max_tokens"]
    assert _key(other) == _key(body)


@given(bodies(), text, scalar)
def test_a_key_tells_apart_what_is_asked(body, said, value):
    seed = int(value) if isinstance(value, float) and value.is_integer() else value
    changed = [
        {**body, "model": body["model"] + "x"},
        {**body, "max_tokens": body["max_tokens"] + 1},
        {**body, "messages": [*body["messages"], {"role": "user", "content": said}]},
        {
            **body,
            "messages": [{"role": "user", "content": f"{said}!"}, *body["messages"]],
        },
        _with_schema(body, {**SCHEMA, "description": said}),
    ]
    if repr(body.get("logprobs", ...)) != repr(seed):
        changed.append({**body, "logprobs": seed})
    assert _key(body) not in [_key(other) for other in changed]


@given(bodies(), st.integers(-1000, 1000))
def test_a_number_has_one_key_however_it_is_written(body, number):
    whole, point = {**body, "seed": number}, {**body, "seed": float(number)}
    assert _key(whole) == _key(point)


def test_the_schema_is_found_in_every_mode():
    base = {"model": "m", "messages": []}
    tool = {"type": "function", "function": {"name": "toy", "parameters": SCHEMA}}
    assert Asked.of(_with_schema(base, SCHEMA)).schema == SCHEMA
    assert Asked.of({**base, "tools": [tool]}).schema == SCHEMA
    plain = {**base, "response_format": {"type": "json_object"}}
    assert Asked.of(plain).schema is None


@pytest.mark.parametrize("name", ["response_format", "tools", "tool_choice"])
def test_how_the_shape_is_asked_for_is_no_parameter(name):
    body = {"model": "m", "messages": [], "seed": 1, name: []}
    assert Asked.of(body).parameters == {"seed": 1}
