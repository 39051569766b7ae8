"""rank, publish and export as AWS calls them: plain JSON in and out."""

import hashlib
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

import app
from chalicelib.stores.objects import s3_client
from tests.aws import PRIVATE_BUCKET, SITE_BUCKET
from tests.builders import a_document
from tests.integration.api import FROZEN_AT, NOON, Api, right_answers

NO_HOUR = "Trong phép thử không có bản chốt hằng giờ"
PURE = {"rank": app.rank, "publish": app.publish, "export": app.export}


def invoke(name: str, event: dict[str, Any]) -> dict[str, Any]:
    """What the function answers, as it comes through JSON."""
    answer: dict[str, Any] = json.loads(json.dumps(PURE[name](event, None)))
    return answer


@pytest.fixture
def ended(api: Api) -> Api:
    """A contest with three entries, frozen."""
    for number in range(3):
        started = api.start(identity=f"091234567{number}", name=f"Người {number}")
        api.submit(started, right_answers(started, a_document()), at=NOON + 60_000 + number)
    api.move_to(FROZEN_AT)
    return api


@pytest.mark.parametrize("name", PURE)
@pytest.mark.parametrize("event", [{}, {"slug": ""}, {"slug": " "}, {"slug": 1}, {"slug": None}])
def test_without_a_slug_the_field_is_named(api: Api, name: str, event: dict[str, Any]) -> None:
    error = invoke(name, event)["error"]
    assert error["code"] == "invalid"
    assert error["message"]
    assert list(error["fields"]) == ["slug"]


@pytest.mark.parametrize("name", ["rank", "publish"])
def test_a_wrong_by_is_named(api: Api, name: str) -> None:
    assert list(invoke(name, {"slug": "nho", "by": 1})["error"]["fields"]) == ["by"]


@pytest.mark.parametrize("given", ["accept_flags", "accept_late"])
def test_what_is_accepted_needs_a_reason(ended: Api, given: str) -> None:
    error = invoke("publish", {"slug": "nho", given: True})["error"]
    assert list(error["fields"]) == [given]


@pytest.mark.parametrize("name", PURE)
def test_an_unknown_contest(api: Api, name: str) -> None:
    assert invoke(name, {"slug": "khong-co"})["error"]["code"] == "no_such_contest"


@pytest.mark.parametrize("name", ["rank", "publish"])
def test_before_the_freeze(api: Api, name: str) -> None:
    api.move_to(FROZEN_AT - 1)
    error = invoke(name, {"slug": "nho"})["error"]
    assert (error["code"], error["frozen_at"]) == ("not_frozen", FROZEN_AT)


def test_an_export_before_the_first_ranking(api: Api) -> None:
    assert invoke("export", {"slug": "khac"})["error"]["code"] == "not_ranked"


def test_from_rank_to_the_workbook(ended: Api) -> None:
    ranked = invoke("rank", {"slug": "nho", "by": "test"})
    assert ranked["totals"]["counted"] == ranked["standing_count"] == 3
    assert invoke("rank", {"slug": "nho"})["inputs_hash"] == ranked["inputs_hash"]
    exported = invoke("export", {"slug": "nho"})
    assert exported["provisional"] is True
    results = invoke("publish", {"slug": "nho", "by": "test", "accept_late": NO_HOUR})
    assert results["run"] == ranked["inputs_hash"]
    assert invoke("publish", {"slug": "nho"}) == results
    public = s3_client().get_object(Bucket=SITE_BUCKET, Key="contests/nho/results.json")
    assert json.load(public["Body"]) == results
    exported = invoke("export", {"slug": "nho"})
    assert (exported["run"], exported["provisional"]) == (results["run"], False)
    workbook = s3_client().get_object(Bucket=PRIVATE_BUCKET, Key=exported["key"])["Body"].read()
    assert load_workbook(io.BytesIO(workbook)).sheetnames


def test_results_come_with_their_ledger(ended: Api) -> None:
    given = {"accept_flags": "Đã xem", "accept_late": NO_HOUR}
    results = invoke("publish", {"slug": "nho", **given})
    index = json.loads(_published("ledger/index.json"))
    assert index["run"] == results["run"]
    listed = {each["path"]: each["sha256"] for each in index["files"]}
    assert {"results.json", "ledger/entries.json", "ledger/rulings.json"} <= listed.keys()
    for path, expected in listed.items():
        assert hashlib.sha256(_published(path)).hexdigest() == expected


def _published(path: str) -> bytes:
    stored = s3_client().get_object(Bucket=SITE_BUCKET, Key=f"contests/nho/{path}")
    return stored["Body"].read()
