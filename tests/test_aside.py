"""Blocking calls beside the loop."""

import asyncio
import threading
from functools import partial

import pytest

from extractor.aside import Aside

pytestmark = pytest.mark.anyio


async def test_a_call_returns_or_raises_in_the_loop():
    aside = Aside(threads=2)

    assert await aside(lambda: 6 * 7) == 42
    with pytest.raises(ZeroDivisionError):
        await aside(lambda: 1 // 0)

    aside.close(wait=True)


async def test_no_more_threads_are_started_than_allowed_and_none_for_nothing():
    before = threading.active_count()
    aside = Aside(threads=3)
    assert threading.active_count() == before

    names = await asyncio.gather(
        *(aside(lambda: threading.current_thread().name) for _ in range(50))
    )

    assert len(set(names)) <= 3
    aside.close(wait=True)
    assert threading.active_count() == before


async def test_one_thread_keeps_the_order_of_its_calls():
    aside, order = Aside(threads=1), list[int]()

    await asyncio.gather(*(aside(partial(order.append, n)) for n in range(50)))

    assert order == list(range(50))
    aside.close()


async def test_closing_may_wait_for_what_nobody_awaits_any_more():
    aside, started, go = Aside(threads=1), threading.Event(), threading.Event()
    ended = list[str]()

    def slow() -> None:
        started.set()
        go.wait(5)
        ended.append("written")

    call = asyncio.create_task(aside(slow))
    await asyncio.to_thread(started.wait, 5)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    go.set()
    aside.close(wait=True)

    assert ended == ["written"]
