"""The files and batches of a provider: each step can be repeated without harm."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import openai
from tenacity import (
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_fixed,
    wait_random_exponential,
)

from extractor.answerers.llm.endpoint import Endpoint
from extractor.answerers.llm.faults import THROWN, fault_of, redacted
from extractor.answerers.llm.signals import Fault
from extractor.answerers.llm.wire import NO_KEY
from extractor.answerers.llm.wording import shortened
from extractor.errors import AccessError, ProviderUnavailable, SettingsError

R = TypeVar("R")
ENDED = frozenset({"completed", "expired", "cancelled", "failed", "gone"})
PAGE = 100  # the most that OpenAI lists at once
TRIES = 5
# A batch whose creation was not heard of is listed by then.
SETTLING_S = 5.0
TOO_MANY_TOKENS = "token_limit_exceeded"
SHOWN = 300
OUT_OF_SIGHT = (
    "the provider knows no such batch with this key. If it is another project's, set "
    "that one's key and poll again before collecting: what is gone is asked anew"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteBatch:
    """A batch as the provider knows it.

    Attributes:
        id: The provider's name for it.
        status: The provider's word for how far it is; `gone` when it knows none.
        output: The file of the answers, if there is one.
        errors: The file of the requests without an answer, if there is one.
        total: Its requests.
        completed: Those answered.
        failed: Those that were not.
        why: What the provider says is wrong with it as a whole.
        too_many_tokens: Whether it was refused for what else is waiting there.
    """

    id: str
    status: str
    output: str | None = None
    errors: str | None = None
    total: int = 0
    completed: int = 0
    failed: int = 0
    why: str = ""
    too_many_tokens: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in ENDED


class BatchClient:
    """Speaks to the batch endpoint of one provider.

    Raises AccessError when the provider refuses, ProviderUnavailable when it does not
    answer, tries included.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,  # noqa: TID251 - tenacity's own
    ) -> None:
        """Make ready; nothing is sent.

        Raises:
            SettingsError: OpenAI itself is to be asked, without a key.
        """
        if endpoint.is_openai and not endpoint.api_key:
            raise SettingsError(
                f"expected a key for {endpoint.server}, found none; set "
                "EXTRACTOR_API_KEY or OPENAI_API_KEY"
            )
        self._endpoint, self._sleep = endpoint, sleep
        self._client = openai.OpenAI(
            base_url=endpoint.url,
            api_key=endpoint.api_key or NO_KEY,
            max_retries=0,
            timeout=httpx2.Timeout(endpoint.timeout_s),
            http_client=httpx2.Client(transport=transport) if transport else None,
        )

    def upload(self, path: Path, name: str, *, perhaps_there: bool) -> str:
        """Return the provider's name for a file of requests, uploading it once.

        Args:
            path: The file.
            name: What it is called at the provider.
            perhaps_there: Whether an earlier try may have uploaded it.
        """
        seen = [perhaps_there]

        def ask() -> str:
            there, seen[0] = (self._file(name) if seen[0] else None), True
            if there is not None:
                return there
            with path.open("rb") as file:
                sent = self._client.files.create(file=(name, file), purpose="batch")
            return sent.id

        return self._asked(ask)

    def create(
        self, file: str, labels: Mapping[str, str], *, perhaps_there: bool
    ) -> RemoteBatch:
        """Return the batch with these labels, creating it once.

        Args:
            file: The file of its requests.
            labels: Metadata by which it is found again.
            perhaps_there: Whether an earlier try may have created it.

        A provider that fails may have created it all the same, and is given a while to
        list it.
        """
        seen = [perhaps_there]

        def ask() -> RemoteBatch:
            there, seen[0] = (self._find(labels) if seen[0] else None), True
            return there or _remote(
                self._client.batches.create(
                    completion_window="24h",
                    endpoint="/v1/chat/completions",
                    input_file_id=file,
                    metadata=dict(labels),
                )
            )

        return self._asked(ask, settling_s=SETTLING_S)

    def find(self, labels: Mapping[str, str]) -> RemoteBatch | None:
        """Return the batch with these labels, if there is one."""
        return self._asked(lambda: self._find(labels))

    def look(self, batch: str) -> RemoteBatch:
        """Return how far a batch is."""
        found = self._asked(
            lambda: _or_none(lambda: self._client.batches.retrieve(batch))
        )
        return _remote(found) if found else _gone(batch)

    def download(self, file: str, path: Path) -> bool:
        """Write a file of results to a path; tell whether it is there at all."""
        found = self._asked(lambda: _or_none(lambda: self._stream(file, path)))
        return found is not None

    def delete(self, file: str) -> None:
        """Delete a file, if it is still there."""
        self._asked(lambda: _or_none(lambda: self._client.files.delete(file)))

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def _stream(self, file: str, path: Path) -> Path:
        with (
            path.open("wb") as written,
            self._client.files.with_streaming_response.content(file) as response,
        ):
            for part in response.iter_bytes():
                written.write(part)
        return path

    def _find(self, labels: Mapping[str, str]) -> RemoteBatch | None:
        for batch in self._client.batches.list(limit=PAGE):
            metadata = batch.metadata or {}
            if all(metadata.get(name) == value for name, value in labels.items()):
                return _remote(batch)
        return None

    def _file(self, name: str) -> str | None:
        files = self._client.files.list(purpose="batch", limit=PAGE)
        return next((file.id for file in files if file.filename == name), None)

    def _asked(self, ask: Callable[[], R], *, settling_s: float = 0.0) -> R:
        """Return what comes of asking; what may pass is tried again, after a while."""
        retrying = Retrying(
            retry=retry_if_exception(_may_pass),
            stop=stop_after_attempt(TRIES),
            wait=wait_fixed(settling_s) + wait_random_exponential(max=20),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            found: R = retrying(self._once, ask)
        except Fault as fault:
            raise self._ending(fault) from fault
        return found

    def _once(self, ask: Callable[[], R]) -> R:
        try:
            return ask()
        except THROWN as error:
            raise fault_of(error, endpoint=self._endpoint, now=time.time()) from error

    def _ending(self, fault: Fault) -> AccessError | ProviderUnavailable:
        if fault.status == "http_404":
            return AccessError(
                f"{self._endpoint.server} has no batch endpoint at this address (404): "
                "expected /files and /batches as OpenAI has them; check base_url, or "
                "use `extractor brief`, which needs chat completions alone"
            )
        said = redacted(str(fault), key=self._endpoint.api_key)
        if fault.ends_run or not fault.passing:
            return AccessError(said)
        return ProviderUnavailable(f"{said} (tries: {TRIES}); the same command goes on")


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, Fault) and error.passing


def _or_none(ask: Callable[[], R]) -> R | None:
    """Return None for what the provider does not know any more."""
    try:
        return ask()
    except openai.NotFoundError:
        return None


def _gone(batch: str) -> RemoteBatch:
    return RemoteBatch(id=batch, status="gone", why=OUT_OF_SIGHT)


def _remote(batch: Any) -> RemoteBatch:
    counts, errors = batch.request_counts, batch.errors
    said = list((errors.data if errors else None) or ())
    return RemoteBatch(
        id=batch.id,
        status=batch.status,
        output=batch.output_file_id,
        errors=batch.error_file_id,
        total=counts.total if counts else 0,
        completed=counts.completed if counts else 0,
        failed=counts.failed if counts else 0,
        why=shortened("; ".join(str(error.message) for error in said), to=SHOWN),
        too_many_tokens=any(error.code == TOO_MANY_TOKENS for error in said),
    )
