"""The markers that a schema is written with."""

import pytest

from extractor.records.markers import Ref


@pytest.mark.parametrize("nobody", [1, -1, "0", None])
def test_only_zero_may_stand_for_nobody(nobody):
    with pytest.raises(TypeError, match=r'expected Ref\["actors", 0\]'):
        Ref.__class_getitem__(("actors", nobody))
