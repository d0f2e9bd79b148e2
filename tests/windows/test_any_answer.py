"""Whatever a model answers about parts, what is written holds."""

import json

from hypothesis import given
from hypothesis import strategies as st

from extractor.records.outcome import Done
from extractor.review.codes import ENGINE_CODES
from extractor.schemas.briefing import NOTES
from extractor.verification import verify
from extractor.windows import Size, cut
from tests.articles import STRIKE
from tests.engine.test_any_answer import answers, pointed
from tests.fakes import FakeAnswerer
from tests.files import briefing
from tests.windows.splitting import ended, read_with

SIZE = Size(sentences=4, overlap=1)
REQUESTS = len(cut(STRIKE, SIZE)) + 1
PARTS = st.lists(answers(), min_size=REQUESTS, max_size=REQUESTS)


@given(PARTS)
def test_every_file_that_is_written_holds_and_points_at_what_is_there(parts):
    outcome = ended(read_with(FakeAnswerer(*map(json.dumps, parts)), STRIKE, SIZE))

    if isinstance(outcome, Done):
        document = json.loads(outcome.file.model_dump_json())
        rules = {rule.code for rule in briefing().rules}
        known = rules | NOTES.keys() | {code.name for code in ENGINE_CODES}
        assert verify(document, recipe=briefing()).breaks == ()
        assert {finding["code"] for finding in document["findings"]} <= known
        assert {item["reason"] for item in document["dropped"]} <= known
        for finding in document["findings"]:
            pointed(document, finding["where"])


@given(PARTS)
def test_every_claim_of_a_window_that_was_read_is_published_or_dropped(parts):
    outcome = ended(read_with(FakeAnswerer(*map(json.dumps, parts)), STRIKE, SIZE))

    if isinstance(outcome, Done):
        lost = [f.where for f in outcome.file.findings if f.code == "window_lost"]
        read = [
            part
            for part, window in zip(parts, cut(STRIKE, SIZE), strict=False)
            if f"/article/sentences/{window.fresh - 1}" not in lost
        ]
        dropped = [d.where for d in outcome.file.dropped if d.where.count("/") == 2]
        gone = [where for where in dropped if where.startswith("/claims/")]
        told = sum(len(part["claims"]) for part in read)
        assert len(outcome.value.claims) + len(gone) == told
