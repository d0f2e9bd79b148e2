"""The garbage collector is left as it was found."""

import gc

import pytest

from extractor.cli.collecting import NEW_OBJECTS, collecting_less


def test_the_collector_looks_less_often_only_for_a_while():
    before = gc.get_threshold()

    with pytest.raises(KeyboardInterrupt), collecting_less():
        assert gc.get_threshold()[0] == NEW_OBJECTS
        assert gc.get_freeze_count() > 0
        raise KeyboardInterrupt

    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
