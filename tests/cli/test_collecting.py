"""The garbage collector is left as it was found."""

import gc

from extractor.cli.collecting import NEW_OBJECTS, collecting_less


def test_the_collector_looks_less_often_only_for_a_while():
    before = gc.get_threshold()

    with collecting_less():
        during = gc.get_threshold()[0], gc.get_freeze_count() > 0

    assert during == (NEW_OBJECTS, True)
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
