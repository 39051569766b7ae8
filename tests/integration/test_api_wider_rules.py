"""The residents' routes where the rules ask for more: ages, predictions, several attempts."""

from tests.integration.api import Api, first_options


def test_a_further_attempt_waits_for_the_one_before(api: Api) -> None:
    first = api.start("nhieu-luot", age_ok=True)
    token = first.body["token"]
    again = {"age_ok": True, "attempt": 2, "previous_token": token}
    assert api.start("nhieu-luot", **again).said == (409, "attempt_open")
    for previous in (token[:-1], "", api.start(identity="0912000009").body["token"], ...):
        answer = api.start("nhieu-luot", **{**again, "previous_token": previous})
        assert answer.said == (422, "invalid")
        assert list(answer.error["fields"]) == ["previous_token"]


def test_three_attempts_one_after_the_other(api: Api) -> None:
    held = api.start("nhieu-luot", age_ok=True)
    assert held.body["paper"]["prediction"] == {"prompt": "Có bao nhiêu người dự thi?"}
    for number in (2, 3):
        api.submit(held, prediction=number)
        more = {"age_ok": True, "attempt": number, "previous_token": held.body["token"]}
        held = api.start("nhieu-luot", **more)
        assert (held.status, held.body["attempt"]) == (201, number)
    api.submit(held)
    more = {"age_ok": True, "attempt": 4, "previous_token": held.body["token"]}
    assert api.start("nhieu-luot", **more).said == (409, "no_more_attempts")


def test_a_prediction_is_drafted_sealed_and_told_again(api: Api) -> None:
    held = api.start("nhieu-luot", age_ok=True)
    api.draft(held, seq=1, prediction=12)
    assert api.look_up(held).body["draft"]["prediction"] == 12
    outcome = api.submit(held, prediction=13).body
    assert outcome["receipt"]["opening"]["prediction"] == 13
    for guess in (-1, 10**9 + 1, 1.5, "12", True):
        answer = api.draft(held, seq=2, prediction=guess)
        assert list(answer.error["fields"]) == ["prediction"]


def test_a_paper_with_a_gap_is_not_taken_where_all_must_be_answered(api: Api) -> None:
    held = api.start("nhieu-luot", age_ok=True)
    answers = first_options(held)
    left_out = answers.popitem()[0]
    answer = api.submit(held, answers=answers)
    assert answer.said == (422, "invalid")
    assert list(answer.error["fields"]) == [f"answers.{left_out}"]
