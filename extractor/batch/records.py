"""What the ledger keeps of a plan, its shards and their requests."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

ShardState = Literal["planned", "creating", "submitted", "ended", "collected"]
TRIES = 3  # batches that may leave a request unanswered before it fails
NAME_CHARS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What all requests of an output have in common.

    Attributes:
        run: Tells this plan's batches from all others at the provider.
        settings: As JSON, without a key.
        question: sha256 of the recipe and of what the model is asked with.
    """

    run: str
    settings: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Requests that go to the provider in one file, as one batch.

    Attributes:
        id: Its number in the ledger.
        name: sha256 of its keys, shortened.
        attempt: The how-manieth batch its requests are in.
        resent: How often the provider had no room for it.
        requests: Their number.
        bytes: Of its file.
        tokens: Estimated, of what is sent.
        usd: Estimated price, None when unknown.
        state: How far it is.
        file: The provider's name for its file.
        batch: The provider's name for its batch.
        status: The provider's word for how far the batch is.
        output: The file of the answers.
        errors: The file of the requests without an answer.
        answered: Requests that the provider says are answered.
        why: What the provider says is wrong.
    """

    id: int
    name: str
    attempt: int
    resent: int
    requests: int
    bytes: int
    tokens: int
    usd: float | None
    state: ShardState
    file: str | None
    batch: str | None
    status: str | None
    output: str | None
    errors: str | None
    answered: int
    why: str

    def labels(self, run: str) -> dict[str, str]:
        """Return the metadata by which its batch is found at the provider.

        No other shard of the run has the same, even if it asks the same once more.
        """
        attempt = f"{self.attempt}.{self.resent}" if self.resent else f"{self.attempt}"
        return {"run": run, "shard": f"{self.name}-{self.id}", "attempt": attempt}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as the ledger knows it.

    Attributes:
        key: What is asked: equal keys, equal questions.
        article: As JSON; None once the request has come to an end.
        tries: Batches that left it unanswered.
        statuses: What became of it in them, as in Attempt.
        sources: The articles that it answers.
        shard: The number of the shard that it is in; None while it waits for one.
    """

    key: bytes
    article: str | None
    tries: int
    statuses: tuple[str, ...]
    sources: tuple[str, ...]
    shard: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a batch is.

    Attributes:
        run: Tells its batches from others at the provider.
        requests: Their number by state: waiting (in no shard), sharded, ended.
        shards: Their number by state.
        tokens: Estimated tokens that wait at the provider.
        usd: Estimated price of all shards, None when unknown.
        batches: The provider's words for the batches that have not been collected.
    """

    run: str
    requests: dict[str, int] = field(default_factory=dict)
    shards: dict[str, int] = field(default_factory=dict)
    tokens: int = 0
    usd: float | None = None
    batches: dict[str, int] = field(default_factory=dict)


def name_of(keys: list[bytes]) -> str:
    """Return the name of a shard of these keys."""
    return hashlib.sha256(b"".join(keys)).hexdigest()[:NAME_CHARS]
