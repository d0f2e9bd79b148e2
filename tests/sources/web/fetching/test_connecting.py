"""A fetch ends when its time is up, of which nothing else takes any."""

import httpcore2
import pytest

from extractor.sources.web.fetching import Deadline


def test_a_deadline_has_less_and_less_left_and_then_nothing():
    now = iter([0.0, 10.0, 31.0])
    deadline = Deadline(30, lambda: next(now))

    assert deadline.left() == 20
    with pytest.raises(httpcore2.ReadTimeout):
        deadline.left()


def test_time_for_which_a_deadline_stands_still_is_not_counted():
    now = iter([0.0, 5.0, 105.0, 110.0])
    deadline = Deadline(30, lambda: next(now))

    with deadline.standing_still():
        pass

    assert deadline.left() == 20
