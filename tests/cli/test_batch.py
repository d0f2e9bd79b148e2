"""Articles go through a provider's batch endpoint as through a direct run."""

import json
from collections.abc import Callable, Iterator

import pytest

from extractor.verification import verify
from tests.cli.batching import (
    PRICES,
    Run,
    answered,
    by_article,
    collected,
    failures,
    files,
    model_at,
    submitted,
)
from tests.cli.conftest import TEXT, answer
from tests.cli.processes import write_articles
from tests.servers.batches import EXPIRED, MISSING, BatchServer, Row, completion

pytestmark = pytest.mark.loopback


@pytest.fixture
def provider() -> Iterator[BatchServer]:
    server = BatchServer()
    server.row = answered
    server.chat = lambda _body: completion(answer())
    yield server
    server.close()


@pytest.fixture
def sent(run: Run, provider: BatchServer, here) -> Callable[..., None]:
    """Return what writes so many articles, plans and submits them."""

    def send(number: int, *more: object) -> None:
        write_articles(here / "articles", number)
        submitted(run, provider, *more)

    return send


def test_a_batch_ends_in_the_files_of_a_direct_run(sent, run, provider, here):
    sent(3)
    ran = collected(run)
    run("brief", "articles", "-o", "direct", *model_at(provider))

    batch, direct = files(here / "out"), files(here / "direct")

    assert ran.status == 0
    assert all(verify(file).holds for file in batch.values())
    for name, file in batch.items():
        assert file["briefing"] == direct[name]["briefing"]
        assert file["provenance"]["attempts"] == direct[name]["provenance"]["attempts"]
    assert list(batch) == list(direct)


def test_an_answer_costs_half_and_names_its_batch(sent, run, provider, here):
    sent(1)
    collected(run)

    [file] = files(here / "out").values()

    assert file["provenance"]["cost_usd"] == pytest.approx((100 + 2 * 20) / 2e6)
    assert file["provenance"]["engine"]["batch"] in provider.batches


def test_a_direct_run_afterwards_asks_nothing(sent, run, provider):
    sent(3)
    collected(run)

    ran = run("brief", "articles", "-o", "out", *model_at(provider))

    assert ran.status == 0
    assert provider.talks == []


def test_planning_again_plans_only_what_is_new(sent, run, provider, here):
    sent(2)
    write_articles(here / "articles", 3)

    ran = run("batch", "plan", "articles", "-o", "out", *model_at(provider), "--json")
    run("batch", "submit", "out")

    assert json.loads(ran.out)["requests"] == {"sharded": 3}
    assert [b.metadata["attempt"] for b in provider.batches.values()] == ["1", "1"]
    asked = [f for name, f in provider.files.values()]
    assert [content.count(b"custom_id") for content in asked] == [2, 1]


def test_equal_articles_are_asked_once_and_each_gets_a_file(run, provider, here):
    write_articles(here / "articles", 2)
    (here / "articles" / "copy.txt").write_bytes(
        (here / "articles" / "article-000.txt").read_bytes()
    )
    submitted(run, provider)
    collected(run)

    told = files(here / "out")

    assert list(provider.paid.values()) == [1, 1]
    assert told["copy.json"]["briefing"] == told["article-000.json"]["briefing"]


def test_what_expired_is_in_the_next_batch_and_only_that(sent, run, provider, here):
    provider.row = by_article({"article-001": EXPIRED, "article-002": MISSING})
    sent(3)
    ran = collected(run)
    provider.row = answered

    run("batch", "resubmit", "out")
    collected(run)

    assert "2 were left unanswered" in ran.err
    assert sorted(provider.paid.values()) == [1, 1, 1]
    file = files(here / "out")["article-001.json"]
    statuses = [attempt["status"] for attempt in file["provenance"]["attempts"]]
    assert statuses == ["timeout", "ok"]


def test_what_three_batches_left_unanswered_has_failed(sent, run, provider, here):
    provider.row = by_article({"article-000": EXPIRED})
    sent(2)
    collected(run)
    for _ in range(2):
        run("batch", "resubmit", "out")
        collected(run)

    ran = run("batch", "resubmit", "out")

    assert failures(here / "out") == {"articles/article-000.txt": "expired"}
    assert len(provider.batches) == 3
    assert "0 submitted" in ran.err


def test_a_line_that_stands_twice_or_belongs_to_another_batch_changes_nothing(
    sent, run, provider, here
):
    sent(2, "--shard-requests", 1)
    run("batch", "poll", "out")
    outputs = [name for name, (word, _) in provider.files.items() if word == "output"]
    (_, first), (_, second) = (provider.files[name] for name in outputs)
    foreign = second.replace(b'"status_code": 200', b'"status_code": 400')
    provider.files[outputs[0]] = ("output", first + foreign + first)

    ran = run("batch", "collect", "out")

    assert ran.status == 0
    assert set(files(here / "out")) == {"article-000.json", "article-001.json"}


@pytest.mark.parametrize("status", ["expired", "cancelled"])
def test_a_batch_that_was_not_finished_keeps_what_it_has(
    status, sent, run, provider, here
):
    provider.status = status
    provider.row = by_article({"article-001": MISSING})
    sent(3)
    collected(run)

    assert set(files(here / "out")) == {"article-000.json", "article-002.json"}


def test_what_the_provider_refuses_fails_at_once(sent, run, provider, here):
    bad = Row(status=400, body={"error": {"message": "too odd", "code": None}})
    provider.row = by_article({"article-001": bad})
    sent(2)

    ran = collected(run)

    assert ran.status == 1
    assert "too odd" in ran.err
    assert failures(here / "out") == {"articles/article-001.txt": "request_rejected"}


def test_an_invalid_answer_is_mended_by_one_direct_call(sent, run, provider, here):
    cut_off = Row(body=completion(answer()[:-9]))
    provider.row = by_article({"article-001": cut_off})
    sent(2)
    collected(run)

    file = files(here / "out")["article-001.json"]

    assert len(provider.talks) == 1
    kinds = [attempt["kind"] for attempt in file["provenance"]["attempts"]]
    assert kinds == ["first", "reask"]


def test_an_answer_that_stays_invalid_has_failed(sent, run, provider, here):
    provider.row = lambda _body: Row(body=completion("no JSON"))
    provider.chat = lambda _body: completion("no JSON")
    sent(1)
    collected(run)

    assert failures(here / "out") == {"articles/article-000.txt": "invalid_reply"}
    assert len(provider.talks) == 1


def test_without_mending_nothing_is_asked_directly(sent, run, provider, here):
    provider.row = lambda _body: Row(body=completion("no JSON"))
    sent(1)
    collected(run, "--no-mend")

    assert provider.talks == []
    assert failures(here / "out") == {"articles/article-000.txt": "invalid_reply"}


def test_input_files_are_deleted_at_the_provider_once_collected(sent, run, provider):
    sent(2, "--shard-requests", 1)
    collected(run)

    kept = {name for name, _ in provider.files.values()}

    assert len(provider.deleted) == 2
    assert kept == {"output"}


def test_shards_wait_until_there_is_room_for_their_tokens(sent, run, provider):
    sent(3, "--shard-requests", 1, "--enqueued-tokens", 3_000)
    alone = len(provider.batches)
    collected(run)

    ran = run("batch", "submit", "out")

    assert alone < 3
    assert "submitted" in ran.err
    assert len(provider.batches) > alone


def test_a_batch_for_which_there_was_no_room_is_submitted_again(sent, run, provider):
    full = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached"}
    provider.status, provider.errors = "failed", [full]
    sent(2)
    polled = run("batch", "poll", "out")
    provider.status = "completed"

    run("batch", "submit", "out")
    ran = collected(run)

    assert "Enqueued token limit reached" in polled.err
    assert ran.status == 0
    assert [b.metadata["attempt"] for b in provider.batches.values()] == ["1", "1.1"]


def test_a_batch_that_another_key_does_not_see_is_not_thrown_away(
    sent, run, provider, here
):
    sent(2)
    run("batch", "poll", "out")
    batches, kept = dict(provider.batches), dict(provider.files)
    provider.batches.clear()
    provider.files.clear()

    blind = [run("batch", step, "out") for step in ("collect", "poll")]
    provider.batches.update(batches)
    provider.files.update(kept)
    ran = collected(run)

    assert [each.status for each in blind] == [4, 0]
    assert all("set that one's key and poll again" in each.err for each in blind)
    assert ran.status == 0
    assert len(files(here / "out")) == 2
    assert list(provider.paid.values()) == [1, 1]


def test_answers_whose_file_alone_is_gone_are_asked_for_again(
    sent, run, provider, here
):
    sent(1)
    run("batch", "poll", "out")
    for name in [n for n, (word, _) in provider.files.items() if word == "output"]:
        del provider.files[name]

    run("batch", "collect", "out")
    run("batch", "resubmit", "out")
    collected(run)

    assert len(files(here / "out")) == 1


def test_a_text_that_no_article_has_any_more_is_not_asked_about(run, provider, here):
    write_articles(here / "articles", 1)
    plan = ("batch", "plan", "articles", "-o", "out", *model_at(provider))
    run(*plan)
    (here / "articles" / "article-000.txt").write_text(f"{TEXT}\nNews.\n", "utf-8")
    run(*plan)

    run("batch", "submit", "out")
    collected(run)

    assert list(provider.paid.values()) == [1]
    assert len(files(here / "out")) == 1


def test_what_was_asked_directly_before_it_was_submitted_is_not_asked_again(
    run, provider, here
):
    write_articles(here / "articles", 2)
    plan = ("batch", "plan", "articles", "-o", "out", *model_at(provider))
    run(*plan)
    run("brief", "articles/article-000.txt", "-o", "out", *model_at(provider))
    ran = run(*plan)

    run("batch", "submit", "out")
    collected(run)

    assert "1 done before" in ran.err
    assert list(provider.paid.values()) == [1]


def test_a_changed_article_does_not_get_the_answer_to_its_old_text(
    sent, run, provider, here
):
    sent(1)
    (here / "articles" / "article-000.txt").write_text(f"{TEXT}\nNews.\n", "utf-8")
    run("batch", "plan", "articles", "-o", "out", *model_at(provider))
    collected(run)
    assert not (here / "out" / "article-000.json").exists()

    run("batch", "submit", "out")
    collected(run)

    [file] = files(here / "out").values()
    assert file["article"]["text"].endswith("News.\n")


def test_an_answer_to_what_was_asked_directly_meanwhile_changes_nothing(
    sent, run, provider, here
):
    sent(2)
    run("brief", "articles", "-o", "out", *model_at(provider))
    before = files(here / "out")

    ran = collected(run)

    assert files(here / "out") == before
    assert "2 done before" in ran.err


def test_a_jsonl_file_takes_a_batch_as_well(run, provider, here):
    write_articles(here / "articles", 3)
    run("batch", "plan", "articles", "-o", "out.jsonl", *model_at(provider))
    run("batch", "submit", "out.jsonl")
    run("batch", "poll", "out.jsonl")

    ran = run("batch", "collect", "out.jsonl")

    lines = (here / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert ran.status == 0
    assert len(lines) == 3
    assert all(verify(json.loads(line)).holds for line in lines)


def test_a_long_article_is_left_to_a_direct_run(run, provider, here, monkeypatch):
    monkeypatch.setenv("EXTRACTOR_WINDOW_SENTENCES", "2")
    write_articles(here / "articles", 1)

    ran = run("batch", "plan", "articles", "-o", "out", *model_at(provider))

    assert "1 are longer than one request may be" in ran.err
    assert "extractor brief" in ran.err


def test_status_tells_how_far_the_batches_are(sent, run, provider):
    sent(2)

    told, document = run("status", "out"), run("status", "out", "--json")

    assert "batches   1 submitted" in told.out
    assert json.loads(document.out)["batch"]["requests"] == {"sharded": 2}


def test_the_price_is_that_of_all_batches_or_not_known(run, provider, here):
    write_articles(here / "articles", 2)
    unpriced = model_at(provider)[: -len(PRICES)]
    plan = ("batch", "plan", "articles", "-o", "out", "--json", "--shard-requests", 1)

    priced = json.loads(run(*plan, *model_at(provider)).out)
    run("batch", "submit", "out")
    write_articles(here / "articles", 3)
    mixed = json.loads(run(*plan, *unpriced).out)

    assert priced["usd"] > 0
    assert mixed["usd"] is None


def test_each_batch_is_told_of_when_that_is_asked_for(run, provider, here):
    write_articles(here / "articles", 2)
    run("batch", "plan", "articles", "-o", "out", *model_at(provider))

    ran = run("batch", "submit", "out", "-v")

    assert "attempt 1: 2 requests" in ran.err


def test_nothing_is_submitted_that_would_pass_the_most_it_may_cost(sent, run, provider):
    sent(3, "--shard-requests", 1, "--max-cost", 0.002)

    ran = run("batch", "submit", "out")

    assert ran.status == 2
    assert "0.002 USD" in ran.err
    assert len(provider.batches) < 3


def test_planning_again_with_a_higher_cap_goes_on(sent, run, provider):
    shards = ("--shard-requests", 1)
    sent(3, *shards, "--max-cost", 0.002)
    more = (*model_at(provider), *shards, "--max-cost", 1)

    capped = run("batch", "submit", "out")
    run("batch", "plan", "articles", "-o", "out", *more)
    ran = run("batch", "submit", "out")

    assert "extractor batch plan INPUT... -o OUT --max-cost N" in capped.err
    assert "the same command" not in capped.err
    assert ran.status == 0
    assert len(provider.batches) == 3


def test_planning_again_with_prices_makes_a_cap_possible(run, provider, here):
    write_articles(here / "articles", 2)
    plan = ("batch", "plan", "articles", "-o", "out")
    run(*plan, *model_at(provider)[: -len(PRICES)])
    run(*plan, *model_at(provider), "--max-cost", 1)

    ran = run("batch", "submit", "out")

    assert ran.status == 0
    assert len(provider.batches) == 1


def test_a_cap_that_leaves_no_money_to_mend_names_what_can_be_done(sent, run, provider):
    provider.row = lambda _body: Row(body=completion("no JSON"))
    sent(1, "--max-cost", 0.002)

    capped = collected(run)
    ran = run("batch", "collect", "out", "--no-mend")

    assert capped.status == 2
    assert "collect with --no-mend, or plan again" in capped.err
    assert ran.status == 1
    assert provider.talks == []


def test_the_offline_engine_has_no_batches(run, here):
    write_articles(here / "articles", 1)

    ran = run("batch", "plan", "articles", "-o", "out")

    assert ran.status == 2
    assert "--model NAME" in ran.err


def test_a_step_without_a_plan_says_how_to_begin(run):
    ran = run("batch", "submit", "nowhere")

    assert ran.status == 2
    assert "extractor batch plan" in ran.err


def test_a_server_without_a_batch_endpoint_is_named_as_such(run, server, here):
    write_articles(here / "articles", 1)
    model = ["--model", "toy", "--base-url", f"{server.url}/none"]
    run("batch", "plan", "articles", "-o", "out", *model)
    server.by = None

    ran = run("batch", "submit", "out")

    assert ran.status == 4


def test_another_question_waits_until_the_first_is_collected(sent, run, provider):
    sent(1)
    other = [*model_at(provider), "--model", "other"]

    early = run("batch", "plan", "articles", "-o", "out", *other)
    collected(run)
    late = run("batch", "plan", "articles", "-o", "out", *other)

    assert early.status == 2
    assert "are at the provider: collect them first" in early.err
    assert late.status == 0


def test_what_was_not_submitted_is_planned_anew(run, provider, here):
    write_articles(here / "articles", 4)
    plan = ("batch", "plan", "articles", "-o", "out")
    run(*plan, *model_at(provider), "--model", "wrong")
    run(*plan, *model_at(provider))

    ran = run(*plan, *model_at(provider), "--shard-requests", 2, "--json")
    run("batch", "submit", "out")

    assert json.loads(ran.out)["shards"] == {"planned": 2}
    bodies = [json.loads(f.splitlines()[0])["body"] for _, f in provider.files.values()]
    assert [body["model"] for body in bodies] == ["toy", "toy"]


def test_a_key_is_in_no_file(sent, run, provider, here, monkeypatch):
    monkeypatch.setenv("EXTRACTOR_API_KEY", "sk-SECRET-0123456789")
    sent(1)
    collected(run)

    kept = [path.read_bytes() for path in here.rglob("*") if path.is_file()]

    assert not any(b"sk-SECRET" in content for content in kept)
