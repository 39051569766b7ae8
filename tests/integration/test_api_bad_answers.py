"""Drafts and submissions that are refused, and write nothing."""

from typing import Any

import pytest

from tests.builders import CLOSES_AT
from tests.integration.api import GRACE_MS, LIMIT_MS, NOON, Api, address, first_options
from tests.integration.gateway import Answer

NO_ANSWERS = [None, [], "x", 1, True, {"q": None}, {"q": 0}, {"q": "0"}, {"q": [[0]]}]
NO_PLACES = [["0"], [None], [0.0], [True], [False], [{}], [0, True]]
BODIES = [
    ({}, ["answers"]),
    ({"answers": {}, "extra": 1}, ["extra"]),
    ({"answers": {}, "score": 3}, ["score"]),
    ({"answers": {}, "submitted_at": 1}, ["submitted_at"]),
    *[({"answers": {}, "prediction": value}, ["prediction"]) for value in (1, "1", 0, True, [])],
    *[({"answers": value}, ["answers"]) for value in NO_ANSWERS],
    *[({"answers": {"q": value}}, ["answers"]) for value in NO_PLACES],
]
SEQS = [None, -1, 1.5, True, "1", 2**31, 10**400]
END = NOON + LIMIT_MS


@pytest.fixture
def started(api: Api) -> Answer:
    return api.start()


def submit(api: Api, started: Answer, body: Any = None, **over: Any) -> Answer:
    path = f"{address(started)}/submission"
    return api.send("POST", path, body, token=started.body["token"], **over)


def save(api: Api, started: Answer, body: Any = None, **over: Any) -> Answer:
    return api.send("PUT", f"{address(started)}/draft", body, token=started.body["token"], **over)


def a_question(started: Answer, multiple: bool) -> dict[str, Any]:
    questions: list[dict[str, Any]] = started.body["paper"]["questions"]
    return next(question for question in questions if question["multiple"] is multiple)


def start_with_a_multiple_question(api: Api) -> Answer:
    """Somebody's paper has it: the small bank holds one among its five."""
    for number in range(100):
        started = api.start(identity=f"09123456{number:02}")
        if any(question["multiple"] for question in started.body["paper"]["questions"]):
            return started
    raise AssertionError("nobody drew it")


@pytest.mark.parametrize(("body", "fields"), BODIES, ids=lambda each: ascii(each)[:40])
def test_a_wrong_body_is_refused_with_its_field(
    api: Api, started: Answer, body: dict[str, Any], fields: list[str]
) -> None:
    with api.writing_nothing():
        submitted, saved = submit(api, started, body), save(api, started, {"seq": 1, **body})
    assert submitted.said == saved.said == (422, "invalid")
    assert list(submitted.error["fields"]) == list(saved.error["fields"]) == fields


@pytest.mark.parametrize("seq", SEQS, ids=lambda each: ascii(each)[:20])
def test_a_wrong_seq_is_refused(api: Api, started: Answer, seq: Any) -> None:
    with api.writing_nothing():
        refused = save(api, started, {"seq": seq, "answers": {}})
    assert refused.said == (422, "invalid")
    assert list(refused.error["fields"]) == ["seq"]


def test_a_draft_without_seq_is_refused(api: Api, started: Answer) -> None:
    with api.writing_nothing():
        assert list(save(api, started, {"answers": {}}).error["fields"]) == ["seq"]


@pytest.mark.parametrize("raw", ["", "[]", "{", "NaN", '{"answers": {}, "answers": {}}', b"\xff"])
def test_what_is_no_json_object(api: Api, started: Answer, raw: str | bytes) -> None:
    with api.writing_nothing():
        assert submit(api, started, raw=raw).said == (400, "not_json")
        assert save(api, started, raw=raw).said == (400, "not_json")


def test_a_body_over_16_kb(api: Api, started: Answer) -> None:
    raw = '{"answers": {}}' + " " * 16_384
    with api.writing_nothing():
        assert submit(api, started, raw=raw).said == (413, "too_large")
        assert save(api, started, raw=raw).said == (413, "too_large")


@pytest.mark.parametrize("name", ["tc-999", "", "TC-001", "__proto__", "x" * 5_000])
def test_a_question_of_no_paper(api: Api, started: Answer, name: str) -> None:
    with api.writing_nothing():
        submitted = api.submit(started, {name: [0]})
        saved = api.draft(started, 1, {name: [0]})
    assert submitted.said == saved.said == (422, "invalid")
    assert list(submitted.error["fields"]) == [f"answers.{name}"[:60]]


def test_a_question_of_the_bank_that_this_paper_lacks(api: Api, started: Answer) -> None:
    drawn = set(first_options(started))
    [other, *_] = {"tc-001", "tc-002", "tc-003", "tt-001", "tt-002"} - drawn
    with api.writing_nothing():
        refused = api.submit(started, {**first_options(started), other: [0]})
    assert list(refused.error["fields"]) == [f"answers.{other}"]


@pytest.mark.parametrize("places", [[-1], [99], [8], [2**31], [-(2**70)]])
def test_an_option_that_is_not_there(api: Api, started: Answer, places: list[int]) -> None:
    name = a_question(started, multiple=False)["id"]
    with api.writing_nothing():
        submitted = api.submit(started, {name: places})
        saved = api.draft(started, 1, {name: places})
    assert submitted.said == saved.said == (422, "invalid")
    assert list(submitted.error["fields"]) == list(saved.error["fields"]) == [f"answers.{name}"]


def test_the_place_after_the_last_option(api: Api, started: Answer) -> None:
    question = a_question(started, multiple=False)
    with api.writing_nothing():
        refused = api.submit(started, {question["id"]: [len(question["options"])]})
    assert refused.said == (422, "invalid")
    assert api.submit(started, {question["id"]: [len(question["options"]) - 1]}).status == 201


def test_two_options_where_one_is_asked(api: Api, started: Answer) -> None:
    name = a_question(started, multiple=False)["id"]
    with api.writing_nothing():
        assert list(api.submit(started, {name: [0, 1]}).error["fields"]) == [f"answers.{name}"]
        assert api.submit(started, {name: [0, 0]}).said == (422, "invalid")


def test_two_options_where_several_are_asked(api: Api) -> None:
    started = start_with_a_multiple_question(api)
    name = a_question(started, multiple=True)["id"]
    with api.writing_nothing():
        assert api.draft(started, 1, {name: [2, 2]}).said == (422, "invalid")
    assert api.draft(started, 1, {name: [2, 0]}).status == 204
    submitted = api.submit(started, {name: [2, 0]})
    assert submitted.body["receipt"]["opening"]["answers"] == {name: [0, 2]}


def test_all_wrong_answers_are_named_at_once(api: Api, started: Answer) -> None:
    wrong = {name: [99] for name in first_options(started)}
    with api.writing_nothing():
        refused = api.submit(started, wrong)
    assert set(refused.error["fields"]) == {f"answers.{name}" for name in wrong}


def test_the_last_millisecond_of_the_grace_counts_as_at_the_end(api: Api, started: Answer) -> None:
    submitted = api.submit(started, at=END + GRACE_MS)
    assert submitted.status == 201
    assert (submitted.body["submitted_at"], submitted.body["elapsed_ms"]) == (END, LIMIT_MS)


@pytest.mark.parametrize("late", [END + GRACE_MS + 1, CLOSES_AT, CLOSES_AT + GRACE_MS + 1])
def test_after_the_grace_nothing_is_taken(api: Api, started: Answer, late: int) -> None:
    api.move_to(late)
    with api.writing_nothing():
        assert api.submit(started).said == (409, "expired")
        assert api.draft(started).said == (409, "expired")


def test_a_stored_draft_sent_again_after_the_end_is_still_saved(api: Api, started: Answer) -> None:
    api.draft(started, seq=3)
    api.move_to(END + GRACE_MS + 1)
    with api.writing_nothing():
        assert api.draft(started, seq=3).status == 204
        assert api.draft(started, seq=3, answers={}).said == (409, "newer_draft")
        assert api.draft(started, seq=4).said == (409, "expired")
