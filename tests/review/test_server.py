import json

import pytest

pytest.importorskip("starlette", reason="the extra [review] is not installed")

from starlette.testclient import TestClient

from aligner.review.server import MOST_BYTES, application
from aligner.types import Pair
from tests.review.making import HOSTILE, article

TOKEN = "the-token"
BASE = "http://127.0.0.1:8000"
ORIGIN = {"Origin": BASE}


@pytest.fixture
def client(desk_of):
    desk = desk_of([Pair("d", text, text) for text in HOSTILE] + article(3))
    with TestClient(application(desk, TOKEN), base_url=BASE) as client:
        client.desk = desk
        yield client


def act(client, action, base=0, **kwargs):
    headers = kwargs.pop("headers", ORIGIN)
    return client.post(f"/{TOKEN}/act", json={"base": base, "action": action}, headers=headers)


def test_the_page_and_its_files(client):
    page = client.get(f"/{TOKEN}/")
    assert page.status_code == 200
    assert '<script type="module" src="review.js">' in page.text
    for name, kind in (
        ("review.js", "javascript"),
        ("rows.js", "javascript"),
        ("review.css", "css"),
    ):
        answer = client.get(f"/{TOKEN}/{name}")
        assert answer.status_code == 200
        assert kind in answer.headers["content-type"]


def test_every_answer_forbids_inline_script_framing_and_sharing(client):
    for path in (f"/{TOKEN}/", f"/{TOKEN}/rows", f"/{TOKEN}/none", "/"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_the_rows_come_as_they_are_lone_surrogates_included(client):
    rows = client.get(f"/{TOKEN}/rows").json()["rows"]
    texts = [" ".join(row["ko"]) for row in rows[: len(HOSTILE)]]
    assert texts == [text.strip() for text in HOSTILE] or texts == list(HOSTILE)


@pytest.mark.parametrize(
    "path", ["/", "/rows", "/wrong/rows", f"/{TOKEN[:-1]}/rows", f"//{TOKEN}/rows"]
)
def test_without_the_token_there_is_nothing(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["../pyproject.toml", "..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "__init__.py",
     "export/../../etc/passwd", "export/..%2Fx", "review.js/x", "%00", "~root"],
)  # fmt: skip
def test_no_path_reaches_the_file_system(client, path):
    assert client.get(f"/{TOKEN}/{path}").status_code in {404, 405}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example:8000", "", "[::1]:8000"]
)
def test_another_host_name_is_refused(client, host):
    assert client.get(f"/{TOKEN}/rows", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8000"},
        {**ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {**ORIGIN, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_from_another_page_is_refused(client, headers):
    assert act(client, {"do": "confirm", "bead": 0}, headers=headers).status_code == 403
    assert client.desk.state.revision == 0


def test_reading_from_another_page_is_refused_too(client):
    assert client.get(f"/{TOKEN}/rows", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert (
        client.options(f"/{TOKEN}/act", headers={"Origin": "http://e.example"}).status_code == 403
    )


def test_a_form_cannot_pass_for_json(client):
    answer = client.post(
        f"/{TOKEN}/act",
        content=json.dumps({"base": 0, "action": {"do": "confirm", "bead": 0}}),
        headers={**ORIGIN, "Content-Type": "text/plain"},
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"nonsense", b"{}", b'{"base": "0"}', b'{"base": true, "action": {}}',
     b'{"base": 0, "action": {"do": "rm"}}', b"[" * 100_000, b"\xff\xfe", b'"' + b"a" * MOST_BYTES + b'"'],
)  # fmt: skip
def test_what_is_no_request_is_told_so(client, body):
    headers = {**ORIGIN, "Content-Type": "application/json"}
    answer = client.post(f"/{TOKEN}/act", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_conflicts_and_refusals_have_their_own_answers(client):
    assert (
        act(client, {"do": "edit", "bead": 0, "side": "ko", "sentence": 0, "text": "a"}).status_code
        == 200
    )
    conflict = act(client, {"do": "confirm", "bead": 0})
    assert conflict.status_code == 409
    assert "another tab" in conflict.json()["message"]
    assert act(client, {"do": "redo"}, base=1).status_code == 422


@pytest.mark.parametrize("name", ["tsv", "jsonl"])
def test_the_corrected_pairs_can_be_had(client, name):
    answer = client.get(f"/{TOKEN}/export/{name}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content.count(b"\n") == len(client.desk.state.beads) + (name == "tsv")


def test_gold_is_refused_until_a_document_is_confirmed(client):
    assert client.get(f"/{TOKEN}/export/gold").status_code == 409
    for bead in client.desk.state.beads:
        client.desk.act({"do": "confirm", "bead": bead.id}, client.desk.state.revision)
    answer = client.get(f"/{TOKEN}/export/gold")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_a_model_that_fails_in_any_way_is_told_and_costs_no_edit(desk_of):
    told = []

    def load():
        raise ValueError("the weights are damaged")

    app = application(desk_of(article(3)), TOKEN, load)
    app.state.room.tell = told.append
    with TestClient(app, base_url=BASE) as client:
        assert act(client, {"do": "merge", "bead": 0}).status_code == 200
        for _ in range(200):
            if any("scored" in each for each in told):
                break
            client.get(f"/{TOKEN}/rows")
        assert any("weights are damaged" in each.get("failed", "") for each in told)
        assert client.get(f"/{TOKEN}/rows").json()["revision"] == 1
        assert act(client, {"do": "undo"}, base=1).status_code == 200
