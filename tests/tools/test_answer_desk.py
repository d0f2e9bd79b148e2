import json
import threading
from pathlib import Path

import pytest

from extractor import Done, article_from_text, extract
from tests.cli.conftest import TEXT, answer
from tools.answer_desk import Desk, serve


@pytest.mark.loopback
def test_a_request_is_laid_on_the_desk_and_its_answer_comes_back(
    tmp_path: Path,
) -> None:
    desk = Desk(folder=tmp_path, name="somebody", wait_s=20)
    server = serve(desk, 0)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    threading.Thread(target=_answer_when_asked, args=(tmp_path,), daemon=True).start()

    outcome = extract(
        article_from_text(TEXT),
        model="somebody",
        base_url=f"http://127.0.0.1:{server.server_address[1]}/v1",
    )
    desk.close()
    server.shutdown()
    server.server_close()

    assert isinstance(outcome, Done)
    page = (tmp_path / "0001.request.md").read_text(encoding="utf-8")
    assert "[2] The port of Larnby" in page
    assert '"additionalProperties": false' in page
    assert outcome.file.provenance.engine.returned_model == "somebody"


def _answer_when_asked(folder: Path) -> None:
    while not (folder / "0001.request.md").exists():
        threading.Event().wait(0.05)
    draft = folder / "draft"
    draft.write_text(json.dumps(json.loads(answer())), encoding="utf-8")
    draft.rename(folder / "0001.answer.json")
