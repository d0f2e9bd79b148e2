"""CPU time of a whole article against one plain call of openai's own client.

    python -m benchmarks.whole_article [--rounds N]

By turns in one process, with the mock model in another: openai's client (create, then
validate), and the whole way of an article: split, render, call, ground, review, write.
Python's collector is set for both as the command sets it for a run. The mock answers
the seed with the large model's recorded answer.
"""

import argparse
import asyncio
import gc
import json
import logging
import statistics
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process, Queue
from pathlib import Path
from typing import Any

import openai

from extractor.cli.collecting import collecting_less
from extractor.engine import Engine
from extractor.recipes import load_recipe
from extractor.records.outcome import Done
from extractor.schemas.briefing import Answer
from extractor.settings import load_settings
from extractor.sinks import open_sink
from extractor.sources import article_from_text
from extractor.wiring import Tape, open_engine

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_aea5ba39c10c2b18.txt"
RECORDING = ROOT / "tests" / "recordings" / "desk-large-model"
CALLS, TARGET = 60, 1.5


def main() -> None:
    """Measure by turns and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    logging.disable(logging.CRITICAL)
    ports: Queue[int] = Queue()
    server = Process(target=_serve, args=(ports, _recorded()), daemon=True)
    server.start()
    base_url = f"http://127.0.0.1:{ports.get()}/v1"
    plain, whole = asyncio.run(_measure(base_url, rounds))
    server.terminate()
    ratios = [w / p for p, w in zip(plain, whole, strict=True)]
    print(f"openai create + validate  {1000 * min(plain) / CALLS:6.2f} ms CPU, least")
    print(f"whole article             {1000 * min(whole) / CALLS:6.2f} ms CPU, least")
    print(
        f"ratio, median of {rounds} rounds: {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}-{max(ratios):.2f}); target {TARGET}"
    )


def _recorded() -> str:
    """Return the recorded completion about the seed as JSON."""
    [path] = RECORDING.glob("in-moscow*.json")
    exchange = json.loads(path.read_text(encoding="utf-8"))
    return json.dumps(exchange["response"]["json"])


def _serve(ports: "Queue[int]", body: str) -> None:
    data = body.encode()

    class Handler(BaseHTTPRequestHandler):
        """Answers every request alike."""

        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            """Send the recorded completion."""
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ports.put(server.server_address[1])
    threading.current_thread().name = "mock model"
    server.serve_forever()


async def _measure(base_url: str, rounds: int) -> tuple[list[float], list[float]]:
    """Return CPU seconds a round: of plain calls, of whole articles."""
    recipe = load_recipe()
    text = SEED.read_text(encoding="utf-8")
    settings = load_settings(model="mock", base_url=base_url, engine="llm")
    engine = open_engine(settings, recipe, tape=Tape())
    client = openai.AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0)
    prompt = engine.prompt(article_from_text(text))
    spent: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as folder, collecting_less():
        for round_ in range(rounds + 1):
            plain = await _timed(lambda: _plain(client, prompt, recipe.strict_schema))
            whole = await _timed(lambda: _whole(engine, text, folder))
            if round_:  # the first one warms up
                spent[0].append(plain)
                spent[1].append(whole)
    await client.close()
    await engine.answerer.aclose()
    return spent


async def _timed(work: Any) -> float:
    gc.collect()
    before = time.process_time()
    for _ in range(CALLS):
        await work()
    return time.process_time() - before


async def _plain(client: openai.AsyncOpenAI, prompt: Any, schema: Any) -> None:
    form = {"name": "Answer", "strict": True, "schema": schema}
    completion = await client.chat.completions.create(
        model="mock",
        messages=[
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": prompt.user},
        ],
        response_format={"type": "json_schema", "json_schema": form},
    )
    Answer.model_validate_json(completion.choices[0].message.content or "")


async def _whole(engine: Engine[Any], text: str, folder: str) -> None:
    article = article_from_text(text)
    outcome = await engine.extract(article, "seed.txt")
    if not isinstance(outcome, Done):
        message = f"expected a briefing, found {outcome.message}"
        raise TypeError(message)
    sink = open_sink(f"{folder}/seed.json", single=True, stdout=None)  # type: ignore[arg-type]
    sink.write(outcome)
    sink.close()


if __name__ == "__main__":
    main()
