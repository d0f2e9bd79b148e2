import json

from hypothesis import given
from hypothesis import strategies as st

from extractor.report.embedding import data_block, policy_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_a_data_block_reads_back_as_what_was_put_in(value: object) -> None:
    assert json.loads(data_block(value)) == value


@given(st.text("</scriptSCRIPT!-> \u2028\u2029&"))
def test_nothing_in_a_data_block_can_end_it_or_begin_a_comment(text: str) -> None:
    block = data_block({text: [text]})

    assert not set(block) & set("<>&\u2028\u2029")


def test_a_policy_allows_one_script_and_one_style_and_no_address() -> None:
    policy = policy_of("body{}", "run()")

    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "http" not in policy
    assert "unsafe" not in policy
