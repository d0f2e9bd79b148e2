from extractor.backends.ray.working import Working, lost
from extractor.errors import AccessError


class Wrapped(Exception):
    """An error of a task, as Ray hands it on."""

    def __init__(self, cause: Exception) -> None:
        self.cause = cause
        super().__init__("a traceback of many lines")


def _broken() -> None:
    raise KeyError("a column")


def test_any_error_that_ends_the_work_is_kept_for_the_one_who_waits():
    working = Working(_broken)

    working.start()
    working.join()

    assert "KeyError: 'a column'" in str(lost(working.error or Exception()))


def test_what_a_task_raised_is_told_without_what_ray_wraps_it_in():
    ended = lost(Wrapped(Wrapped(AccessError("no such key\nSet retried_map_errors"))))

    assert "Ray has ended the work (AccessError: no such key)" in str(ended)
    assert "the same command goes on" in str(ended)
    assert ended.exit_code == AccessError.exit_code
