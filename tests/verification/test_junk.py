"""What is no briefing file at all does not hold, and crashes nothing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.verification import verify
from tests.files import briefing
from tests.verification.changing import broken, changed, inner_places, valid


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_does_not_hold(content, tmp_path):
    path = tmp_path / "junk.json"
    path.write_bytes(content)

    assert not verify(path).holds


@pytest.mark.parametrize("depth", [600, 900, 5_000, 100_000])
@pytest.mark.parametrize("place", ["format", "briefing", "findings", "article"])
def test_nesting_without_end_does_not_hold_and_does_not_crash(place, depth, tmp_path):
    path = tmp_path / "deep.json"
    deep = '{"a":' * depth + "1" + "}" * depth
    document = changed(place, to="DEEP")
    path.write_text(json.dumps(document).replace('"DEEP"', deep), encoding="utf-8")

    assert verify(path).breaks


@pytest.mark.parametrize("name", ["format", "article", "provenance", "briefing"])
def test_json_parsed_elsewhere_may_be_nested_without_end_too(name):
    deep: Any = 1
    for _ in range(50_000):
        deep = {"a": deep}
    document = changed(name, to=deep)

    assert broken(document) == [""]


@pytest.mark.parametrize("name", ["findings", "dropped"])
@pytest.mark.parametrize("junk", [None, {}, "x", [1], [None]])
def test_findings_and_dropped_items_that_are_no_lists_of_objects_are_found(name, junk):
    assert broken(changed(name, to=junk)) == [f"/{name}"]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["a1", "c1", "briefing", "stated", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["start", "end", "quote", "sentence", "id", "\ud800"])
            | st.text(max_size=3),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(JUNK)
def test_junk_never_raises_and_never_holds(junk):
    assert not verify({"format": "extractor/briefing.v1", **_as_dict(junk)}).holds


def _as_dict(junk: Any) -> dict[str, Any]:
    return junk if isinstance(junk, dict) else {"briefing": junk}


@given(st.data(), JUNK)
def test_junk_anywhere_in_a_valid_file_never_raises(data, junk):
    where = data.draw(st.sampled_from([*inner_places(json.loads(valid()))]))

    verdict = verify(changed(*where, to=junk), recipe=briefing())

    assert isinstance(verdict.holds, bool)
