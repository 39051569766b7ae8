"""The draw and the lines to post through the API."""

from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.ranking import rank
from tests.builders import ROOTS, a_document
from tests.integration.api import FROZEN_AT, OBSERVER, Api, right_answers
from tests.integration.gateway import Answer

SLUG = "boc-tham"
SOURCE = "Giải đặc biệt ngày 25/7/2024"


@pytest.fixture
def ranked(api: Api) -> Api:
    """Two people of two units, equal in score; ties are drawn; ranked."""
    ranking = {"order": ["score"], "last_resort": "draw", "draw_source": SOURCE}
    document = a_document(slug=SLUG, ranking=ranking)
    api.move_to(document["opens_at"] - 1)
    load_contest(document, ROOTS, "tests", api.stores)
    api.move_to(document["opens_at"] + 60_000)
    for number in (1, 2):
        who = {"identity": f"091234560{number}", "unit": f"khu-pho-{number}"}
        started = api.start(
            SLUG, name=f"Người {number}", device_key=f"device-of-number-{number}", **who
        )
        assert started.status == 201
        api.submit(started, right_answers(started, document))
    api.move_to(FROZEN_AT)
    rank(SLUG, "tests", bootstrap.stores())
    return api


def ask(api: Api, method: str, path: str, body: Any = None, **over: Any) -> Answer:
    return api.organize(SLUG, method, path, body, **over)


def test_what_is_wrong_is_named_and_the_number_draws(ranked: Api) -> None:
    decided = {"prize": "collective-1", "winner": "khu-pho-1", "reason": "Tôi thích."}
    assert ask(ranked, "POST", "ranking/decisions", decided).status == 422
    assert ask(ranked, "PUT", "ranking/draw", {"seed": ""}).status == 422
    assert ask(ranked, "PUT", "ranking/draw", {"seed": "1", "x": 1}).status == 422
    assert ask(ranked, "PUT", "ranking/draw", {"seed": "1"}, claims=OBSERVER).status == 403
    before = ask(ranked, "GET", "ranking").body
    assert (before["draw_source"], before["draw"]) == (SOURCE, None)
    assert before["run"]["undecided"]
    answer = ask(ranked, "PUT", "ranking/draw", {"seed": "482915"})
    assert answer.status == 200
    assert (answer.body["source"], answer.body["seed"]) == (SOURCE, "482915")
    assert ask(ranked, "PUT", "ranking/draw", {"seed": "482915"}).body == answer.body
    other = ask(ranked, "PUT", "ranking/draw", {"seed": "2"})
    assert other.status == 422
    assert "reason" in other.body["error"]["fields"]
    again = {"seed": "482916", "reason": "Ghi nhầm một chữ số."}
    assert ask(ranked, "PUT", "ranking/draw", again).status == 200
    rank(SLUG, "tests", bootstrap.stores())
    after = ask(ranked, "GET", "ranking").body
    assert after["draw"]["seed"] == "482916"
    assert not after["run"]["undecided"]
    assert after["run"]["drawn"]


def test_lines_to_post_are_told_to_who_looks_on_too(ranked: Api) -> None:
    path = "postings?origin=https://thi.example.vn"
    told = ask(ranked, "GET", path, claims=OBSERVER)
    assert told.status == 200
    assert "BẢN CAM KẾT" in told.body["commitment"]
    assert ask(ranked, "GET", "postings").status == 422
