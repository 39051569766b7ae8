"""Official papers and manual prizes through the API, the job and the function."""

import base64
import io
from typing import Any

import pytest
from docx2python import docx2python

import app
from chalicelib.domain.papers.kinds import Paper
from chalicelib.stores.documents.builtin import builtin_template
from chalicelib.stores.objects import s3_client
from tests.aws import PRIVATE_BUCKET
from tests.builders import a_document
from tests.integration.api import FROZEN_AT, NOON, Api, right_answers
from tests.integration.gateway import Answer

BASE = "/organizer/contests/nho"
JOB = "job-drawn-by-the-page"


@pytest.fixture
def ranked(api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Three took part, frozen and ranked; functions are started by the tests themselves."""
    for number in range(3):
        started = api.start(identity=f"091234567{number}", name=f"Người {number}")
        api.submit(started, right_answers(started, a_document()), at=NOON + 60_000 + number)
    api.move_to(FROZEN_AT)
    app.rank({"slug": "nho"}, None)
    monkeypatch.setattr(type(api.stores.functions), "start", lambda *_: None)
    return api


def ask(api: Api, method: str, path: str, body: Any = None, group: str = "to-chuc") -> Answer:
    claims = {"token_use": "id", "cognito:groups": group, "email": f"{group}@ward.vn"}
    return api.send(method, BASE + path, body, claims=claims)


def worked(api: Api, path: str, job: str, **body: Any) -> dict[str, Any]:
    """What became of a job: its answer, or its error."""
    assert ask(api, "POST", path, {"job": job, **body}).status == 202
    found: dict[str, Any] = app.documents({"job": job}, None)
    return found


def test_papers_are_made_by_a_job_and_opened_by_a_link(ranked: Api) -> None:
    assert ask(ranked, "GET", "/documents/files/quyet-dinh").status == 404
    answer = worked(ranked, "/documents", JOB)["answer"]
    assert answer["draft"] is True
    shown = ask(ranked, "GET", "/documents", group="theo-doi").body
    assert [paper["made"] for paper in shown["papers"]] == [True] * 5
    assert "quyet-dinh.docx" in ask(ranked, "GET", "/documents/files/quyet-dinh").body["url"]
    key = f"documents/nho/{answer['run']}-du-thao/quyet-dinh.docx"
    stored = s3_client().get_object(Bucket=PRIVATE_BUCKET, Key=key)["Body"].read()
    with docx2python(io.BytesIO(stored)) as document:
        assert "Người 0" in document.text


def test_details_are_kept_and_stand_on_certificates(ranked: Api) -> None:
    given = {"signer": "Nguyễn Văn Đặng", "date": "2024-08-01"}
    assert ask(ranked, "PUT", "/documents/details", given).status == 200
    (first, *_) = ask(ranked, "GET", "/documents/certificates").body["certificates"]
    assert (first["signer"], first["name"]) == ("Nguyễn Văn Đặng", "Người 0")
    for wrong in ({"date": "1/8/2024"}, {"signer": "x" * 201}, {"surprise": "x"}):
        refused = ask(ranked, "PUT", "/documents/details", wrong)
        assert (refused.status, list(refused.body["error"]["fields"])) == (422, list(wrong))


def test_a_template_goes_in_and_back(ranked: Api) -> None:
    template = base64.b64encode(builtin_template(Paper.DECISION)).decode()
    assert "answer" in worked(ranked, "/templates/quyet-dinh", "job-of-a-template-1", file=template)
    assert ask(ranked, "GET", "/documents").body["papers"][0]["own_template"] is True
    assert ask(ranked, "DELETE", "/templates/quyet-dinh").status == 200
    assert ask(ranked, "GET", "/documents").body["papers"][0]["own_template"] is False
    bad = base64.b64encode(b"no .docx").decode()
    told = worked(ranked, "/templates/quyet-dinh", "job-of-a-template-2", file=bad)
    assert told["error"]["code"] == "bad_template"
    assert ask(ranked, "POST", "/templates/khac", {"job": JOB, "file": bad}).status == 404


def test_who_only_looks_makes_and_names_nothing(ranked: Api) -> None:
    for method, path in (
        ("POST", "/documents"),
        ("PUT", "/documents/details"),
        ("POST", "/templates/quyet-dinh"),
        ("POST", "/manual-prizes"),
    ):
        assert ask(ranked, method, path, {"job": JOB}, group="theo-doi").status == 403


def test_a_prize_that_the_contest_does_not_have_is_named(ranked: Api) -> None:
    body = {"prize": "manual-1", "place": 1, "recipient": "unit", "winner": "cong-an",
            "reason": "Vì"}  # fmt: skip
    refused = ask(ranked, "POST", "/manual-prizes", body)
    assert (refused.status, list(refused.body["error"]["fields"])) == (422, ["prize"])
