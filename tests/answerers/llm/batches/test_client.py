"""Each step at the provider can be repeated without harm."""

from collections.abc import Iterator

import pytest

from extractor.answerers.llm import Endpoint
from extractor.answerers.llm.batches import SETTLING_S, BatchClient
from extractor.errors import AccessError, ProviderUnavailable, SettingsError
from tests.servers.batches import PAGE, BatchServer
from tests.servers.loopback import Loopback, http

pytestmark = pytest.mark.loopback
LABELS = {"run": "r", "shard": "s", "attempt": "1"}


@pytest.fixture
def provider() -> Iterator[BatchServer]:
    server = BatchServer()
    yield server
    server.close()


def client_of(url: str, waits: list[float] | None = None) -> BatchClient:
    """Return a client that never really waits."""
    sleep = ([] if waits is None else waits).append
    return BatchClient(Endpoint(model="toy", base_url=url), sleep=sleep)


def test_a_batch_is_found_by_its_labels_behind_many_pages(provider):
    client = client_of(provider.url)
    ours = client.create("file-1", LABELS, perhaps_there=False)
    for n in range(2 * PAGE):
        others = {**LABELS, "shard": str(n)}
        client.create("file-1", others, perhaps_there=False)

    found = client.create("file-1", LABELS, perhaps_there=True)

    assert found.id == ours.id
    assert len(provider.batches) == 2 * PAGE + 1


def test_a_file_that_an_earlier_try_has_uploaded_is_not_uploaded_again(
    provider, tmp_path
):
    path = tmp_path / "requests.jsonl"
    path.write_bytes(b'{"custom_id": "x"}\n')
    client = client_of(provider.url)
    first = client.upload(path, "ours.jsonl", perhaps_there=False)

    again = client.upload(path, "ours.jsonl", perhaps_there=True)

    assert again == first
    assert provider.files[first] == ("ours.jsonl", path.read_bytes())


def test_a_batch_that_the_provider_does_not_know_any_more_is_gone(provider):
    batch = client_of(provider.url).look("batch-99")

    assert (batch.status, batch.ended) == ("gone", True)


def test_a_file_that_is_gone_holds_nothing(provider, tmp_path):
    found = client_of(provider.url).download("file-99", tmp_path / "out")

    assert not found
    assert (tmp_path / "out").read_bytes() == b""


def test_a_create_whose_answer_was_lost_is_looked_for_before_another(provider):
    losses = [ConnectionError()]

    def lose(call: str) -> None:
        if call == "POST batches" and losses:
            raise losses.pop()

    provider.seen = lose

    waits: list[float] = []

    found = client_of(provider.url, waits).create("file-1", LABELS, perhaps_there=False)

    assert [found.id] == list(provider.batches)
    assert provider.calls == ["POST batches", "GET batches"]
    assert waits[0] >= SETTLING_S


def test_what_may_pass_is_tried_five_times_and_then_said(server: Loopback):
    server.script(*[http(503)] * 5)
    waits: list[float] = []

    with pytest.raises(ProviderUnavailable, match="the same command goes on"):
        client_of(server.url, waits).create("file-1", LABELS, perhaps_there=False)

    assert len(waits) == 4


def test_a_refused_key_is_tried_once(server: Loopback):
    server.script(http(401))

    with pytest.raises(AccessError, match="refuses the key"):
        client_of(server.url).create("file-1", LABELS, perhaps_there=False)

    assert len(server.bodies) == 1


def test_openai_itself_needs_a_key():
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        BatchClient(Endpoint(model="gpt-5-mini"))
