import sys

from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.corpora.seen import BITS, Seen


@given(st.sets(st.text(max_size=20), max_size=50))
def test_a_name_is_new_once(names: set[str]):
    seen = Seen()

    assert {name for name in names if seen.add(name)} == names
    assert {name for name in names if seen.add(name)} == set()


def test_hardly_a_name_is_wrongly_known_and_memory_does_not_grow():
    seen = Seen()

    known = sum(not seen.add(str(n)) for n in range(20_000))

    assert known == 0
    assert sys.getsizeof(seen._bits) < BITS // 8 + 1_000
