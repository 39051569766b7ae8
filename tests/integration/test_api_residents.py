"""A resident's way through the API, and every repetition of a step."""

import json
from typing import Any

import pytest

from tests.builders import CLOSES_AT, OPENS_AT, a_document
from tests.integration.api import (
    FREEZE_MS,
    FROZEN_AT,
    GRACE_MS,
    LIMIT_MS,
    NOON,
    PHONE,
    Api,
    a_registration,
    first_options,
    right_answers,
)

SAME_PHONE = [
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "(0912) 345-678",
    "+84912345678",
    "+84 912 345 678",
    "+84 (0)912 345 678",
    "0084 912 345 678",
    "84912345678",
    " 0912\u00a0345\u00a0678 ",
    "０９１２３４５６７８",
]
SECRETS_OF_THE_BANK = {"key", "correct", "explanation", "source", "difficulty"}


def names_in(value: Any) -> set[str]:
    """All names of fields, however deep."""
    if isinstance(value, list):
        return set().union(*map(names_in, value))
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set()


def test_a_start_gives_paper_token_and_code(api: Api) -> None:
    started = api.start()
    assert started.status == 201
    assert started.body["state"] == "open"
    assert started.body["started_at"] == started.body["server_time"] == NOON
    assert started.body["deadline"] == NOON + LIMIT_MS
    assert len(started.body["paper"]["questions"]) == 3
    assert len(api.attempts()) == 1


def test_a_whole_participation(api: Api) -> None:
    started = api.start()
    assert api.draft(started).status == 204
    api.move_to(NOON + 60_000)
    submitted = api.submit(started)
    assert submitted.status == 201
    assert submitted.body["elapsed_ms"] == 60_000
    assert submitted.body["submitted_at"] == NOON + 60_000
    assert submitted.body["sealed_by"] == "holder"
    standing = api.look_up(started)
    assert standing.status == 200
    assert standing.body["state"] == "submitted"
    assert standing.body["outcome"] == submitted.body


def test_the_same_start_twice_is_one_attempt(api: Api) -> None:
    first = api.start()
    api.move_to(NOON + 5_000)
    with api.writing_nothing():
        second = api.start()
    assert (first.status, second.status) == (201, 200)
    changed = {name for name in first.body if first.body[name] != second.body[name]}
    assert changed == {"server_time"}


def test_the_same_submission_twice_is_one_receipt_byte_for_byte(api: Api) -> None:
    started = api.start()
    first = api.submit(started)
    api.move_to(NOON + 5_000)
    with api.writing_nothing():
        second = api.submit(started)
    assert (first.status, second.status) == (201, 200)
    assert first.text == second.text


def test_a_second_submission_with_other_answers_changes_nothing(api: Api) -> None:
    started = api.start()
    first = api.submit(started)
    with api.writing_nothing():
        assert api.submit(started, {}).text == first.text


def test_the_same_draft_twice_is_saved_once(api: Api) -> None:
    started = api.start()
    assert api.draft(started).status == 204
    with api.writing_nothing():
        assert api.draft(started).status == 204


def test_a_start_after_submission_shows_the_receipt(api: Api) -> None:
    started = api.start()
    submitted = api.submit(started)
    resumed = api.start()
    assert resumed.status == 200
    assert resumed.body["state"] == "submitted"
    assert resumed.body["outcome"] == submitted.body


def test_a_resumed_attempt_shows_its_draft(api: Api) -> None:
    started = api.start()
    answers = dict([first_options(started).popitem()])
    api.draft(started, seq=7, answers=answers)
    draft = {"seq": 7, "answers": answers, "prediction": None}
    assert api.start().body["draft"] == draft
    assert api.look_up(started).body["draft"] == draft


def test_an_older_draft_meets_the_newer_one(api: Api) -> None:
    started = api.start()
    api.draft(started, seq=5)
    with api.writing_nothing():
        refused = api.draft(started, seq=4, answers={})
        same_number = api.draft(started, seq=5, answers={})
    assert refused.said == same_number.said == (409, "newer_draft")
    assert refused.error["draft"]["seq"] == 5
    assert refused.error["draft"]["answers"] == first_options(started)


def test_a_draft_after_submission_is_refused(api: Api) -> None:
    started = api.start()
    api.submit(started)
    with api.writing_nothing():
        assert api.draft(started, seq=9).said == (409, "submitted")


@pytest.mark.parametrize("spelled", [str, str.lower, lambda code: f" {code[:4]}-{code[4:]} "])
def test_a_resume_code_opens_the_attempt_on_another_device(api: Api, spelled: Any) -> None:
    started = api.start()
    code = spelled(started.body["resume_code"])
    resumed = api.start(device_key="another-device-0001", resume_code=code)
    assert resumed.status == 200
    assert resumed.body["attempt_id"] == started.body["attempt_id"]
    assert api.start(device_key="another-device-0001").status == 200
    assert api.start().said == (409, "other_device")


def test_the_first_token_still_submits_after_a_hand_over(api: Api) -> None:
    started = api.start()
    api.start(device_key="another-device-0001", resume_code=started.body["resume_code"])
    assert api.submit(started).status == 201


def test_a_draft_is_sealed_by_a_look_up_once_all_waiting_is_over(api: Api) -> None:
    started = api.start()
    api.draft(started)
    due = NOON + LIMIT_MS + GRACE_MS + FREEZE_MS
    api.move_to(due - 1)
    assert api.look_up(started).body["state"] == "expired"
    api.move_to(due)
    standing = api.look_up(started).body
    assert standing["state"] == "submitted"
    assert standing["outcome"]["sealed_by"] == "draft"
    assert standing["outcome"]["submitted_at"] == NOON + LIMIT_MS


def test_a_late_submission_gets_the_receipt_of_the_sealed_draft(api: Api) -> None:
    started = api.start()
    api.draft(started)
    api.move_to(FROZEN_AT)
    sealed = api.look_up(started).body["outcome"]
    late = api.submit(started, {})
    assert (late.status, late.body) == (200, sealed)


def test_after_the_close_the_same_device_still_gets_its_receipt(api: Api) -> None:
    started = api.start()
    submitted = api.submit(started)
    api.move_to(CLOSES_AT + 86_400_000)
    with api.writing_nothing():
        resumed = api.start()
        repeated = api.submit(started)
    assert resumed.status == repeated.status == 200
    assert repeated.body["receipt"] == submitted.body["receipt"]
    assert resumed.body["outcome"] == repeated.body


@pytest.mark.parametrize(("moment", "shown"), [(FROZEN_AT - 1, False), (FROZEN_AT, True)])
def test_the_score_shows_once_the_contest_is_frozen(api: Api, moment: int, shown: bool) -> None:
    started = api.start()
    answers = right_answers(started, a_document())
    assert api.submit(started, answers).body["score"] is None
    api.move_to(moment)
    assert api.look_up(started).body["outcome"]["score"] == (3 if shown else None)


def test_a_contest_may_reveal_scores_at_once(api: Api) -> None:
    started = api.start("biet-diem")
    submitted = api.submit(started, right_answers(started, a_document()))
    assert (submitted.body["score"], submitted.body["total"]) == (3, 3)


def test_without_a_limit_there_is_no_deadline(api: Api) -> None:
    assert api.start("khong-han").body["deadline"] is None


def test_a_contest_may_know_people_by_citizen_number(api: Api) -> None:
    assert api.start("can-cuoc", identity="052203001234").status == 201
    assert api.start("can-cuoc", identity="0912345678").said == (422, "invalid")


def test_what_participants_see_before_the_close_depends_on_no_key(api: Api) -> None:
    submitted = []
    for identity, right in (("0912345678", True), ("0987654321", False)):
        started = api.start(identity=identity)
        answers = right_answers(started, a_document()) if right else {}
        api.draft(started, answers=answers)
        api.draft(started, seq=0, answers={"no-such-question": [0]})
        api.start(identity=identity)
        submitted.append(api.submit(started, answers))
        api.look_up(started)
    for answer in api.gateway.sent:
        assert not names_in(answer.body) & SECRETS_OF_THE_BANK
        assert "Giải thích" not in answer.text
        assert "Nghị quyết" not in answer.text
    assert [answer.body["score"] for answer in submitted] == [None, None]


def test_questions_go_out_as_text_and_options_alone(api: Api) -> None:
    for question in api.start().body["paper"]["questions"]:
        assert set(question) == {"id", "topic", "text", "multiple", "options"}


def test_a_name_is_kept_in_nfc_without_spaces_around(api: Api) -> None:
    api.start(name="  Nguye\u0302\u0303n <Văn> & 'An' = 3  ")
    [item] = api.attempts()
    assert item["n"]["S"] == "Nguyễn <Văn> & 'An' = 3"


def test_every_answer_forbids_keeping_and_guessing(api: Api) -> None:
    started = api.start()
    answers = [started, api.draft(started), api.submit(started), api.start(identity="1")]
    answers += [api.start("khong-co"), api.send("GET", "/organizer/contests")]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "", "x/y; charset=z"])
def test_a_body_is_read_as_json_whatever_it_is_called(api: Api, content_type: str) -> None:
    raw = json.dumps(a_registration())
    headers = {"Content-Type": content_type}
    path = "/contests/nho/attempts"
    sent = api.send("POST", path, a_registration(), raw=raw, headers=headers)
    assert sent.status == 201


def test_a_body_in_base64_is_read(api: Api) -> None:
    raw = json.dumps(a_registration()).encode()
    sent = api.send("POST", "/contests/nho/attempts", a_registration(), raw=raw)
    assert sent.status == 201


def test_a_start_in_the_last_millisecond_ends_at_the_close(api: Api) -> None:
    api.move_to(CLOSES_AT + 700)
    started = api.send("POST", "/contests/nho/attempts", a_registration(), at=CLOSES_AT - 1)
    assert started.status == 201
    assert started.body["started_at"] == CLOSES_AT
    late = api.submit(started, at=CLOSES_AT + GRACE_MS)
    assert (late.status, late.body["submitted_at"]) == (201, CLOSES_AT)
    assert late.body["elapsed_ms"] == 0


def test_a_body_of_16_kb_is_taken(api: Api) -> None:
    body = json.dumps(a_registration()).encode()
    raw = body + b" " * (16_384 - len(body))
    assert api.send("POST", "/contests/nho/attempts", a_registration(), raw=raw).status == 201


def test_a_phone_in_any_spelling_is_one_person(api: Api) -> None:
    answers = [api.start(identity=spelled) for spelled in SAME_PHONE]
    assert [answer.status for answer in answers] == [201, *[200] * (len(SAME_PHONE) - 1)]
    assert len({answer.body["attempt_id"] for answer in answers}) == 1
    assert [item["p"]["S"] for item in api.attempts()] == [PHONE]


@pytest.mark.parametrize("received_at", [OPENS_AT, CLOSES_AT - 1])
def test_in_time_by_the_moment_of_receipt(api: Api, received_at: int) -> None:
    assert (
        api.send("POST", "/contests/nho/attempts", a_registration(), at=received_at).status == 201
    )
