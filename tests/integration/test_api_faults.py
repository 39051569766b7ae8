"""DynamoDB and S3 failing or slow: 503 with Retry-After, and the same request later counts once."""

from typing import Any

import pytest

from tests.integration.api import Api
from tests.integration.faults import (
    FAULTS,
    MORE_THAN_ANY_RETRIES,
    Fault,
    committed_but_unheard,
    failing,
    instead,
    slow,
    throttled,
)
from tests.integration.gateway import Answer


def is_try_again(answer: Answer) -> bool:
    return answer.said == (503, "try_again") and int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("fault", FAULTS)
def test_a_start_that_fails_succeeds_once_later(api: Api, storage: Any, fault: Fault) -> None:
    with api.writing_nothing(), instead(storage, fault) as met:
        assert is_try_again(api.start())
    assert set(met) == {"PutItem"}
    assert [api.start().status, api.start().status] == [201, 200]
    assert len(api.attempts()) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_draft_that_fails_is_saved_later(api: Api, storage: Any, fault: Fault) -> None:
    started = api.start()
    with api.writing_nothing(), instead(storage, fault) as met:
        assert is_try_again(api.draft(started))
    assert set(met) == {"UpdateItem"}
    assert api.draft(started).status == 204


@pytest.mark.parametrize("fault", FAULTS)
def test_a_submission_that_fails_is_sealed_later(api: Api, storage: Any, fault: Fault) -> None:
    started = api.start()
    with api.writing_nothing(), instead(storage, fault):
        assert is_try_again(api.submit(started))
    assert [api.submit(started).status, api.submit(started).status] == [201, 200]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_look_up_that_fails_may_be_repeated(api: Api, storage: Any, fault: Fault) -> None:
    started = api.start()
    with instead(storage, fault) as met:
        assert is_try_again(api.look_up(started))
    assert set(met) == {"GetItem"}
    assert api.look_up(started).status == 200


@pytest.mark.parametrize("fault", [throttled, failing, slow])
def test_one_bad_moment_is_not_noticed(api: Api, storage: Any, fault: Fault) -> None:
    with instead(storage, fault, times=1) as met:
        assert api.start().status == 201
    assert met == ["PutItem"]


@pytest.mark.parametrize("times", [1, MORE_THAN_ANY_RETRIES])
def test_a_start_that_was_stored_unheard_goes_on(api: Api, storage: Any, times: int) -> None:
    with instead(storage, committed_but_unheard, times):
        first = api.start()
    assert first.status == (200 if times == 1 else 503)
    again = api.start()
    assert (again.status, again.body["state"]) == (200, "open")
    assert len(api.attempts()) == 1


@pytest.mark.parametrize("times", [1, MORE_THAN_ANY_RETRIES])
def test_a_submission_that_was_stored_unheard_has_its_receipt(
    api: Api, storage: Any, times: int
) -> None:
    started = api.start()
    with instead(storage, committed_but_unheard, times):
        first = api.submit(started)
    assert first.status == (200 if times == 1 else 503)
    stored = api.attempts()
    again = api.submit(started, {})
    assert again.status == 200
    assert again.body["receipt"]["leaf"] == stored[0]["l"]["B"].hex()


@pytest.mark.parametrize("times", [1, MORE_THAN_ANY_RETRIES])
def test_a_draft_that_was_stored_unheard_is_saved(api: Api, storage: Any, times: int) -> None:
    started = api.start()
    with instead(storage, committed_but_unheard, times):
        first = api.draft(started)
    assert first.status == (204 if times == 1 else 503)
    assert api.draft(started).status == 204


def test_a_wrong_code_that_was_counted_unheard(api: Api, storage: Any) -> None:
    api.start()
    with instead(storage, committed_but_unheard, times=2) as met:
        refused = api.start(device_key="another-device-0001", resume_code="00000000")
    assert met == ["GetItem", "GetItem"]
    assert refused.said == (409, "wrong_code")


@pytest.mark.parametrize("fault", FAULTS)
def test_questions_that_cannot_be_read(
    api: Api, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    bundles: Any = api.stores.bundles
    bundles._known.clear()
    with api.writing_nothing(), instead(api.stores.to_bucket, fault) as met:
        assert is_try_again(api.start())
    assert set(met) == {"GET"}
    assert api.start().status == 201


def test_the_list_of_contests_that_cannot_be_read(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    records: Any = api.stores.records
    client = records._items._get_connection().connection.client
    claims = {"token_use": "id", "cognito:groups": "theo-doi"}
    with instead(client, throttled):
        assert is_try_again(api.send("GET", "/organizer/contests", claims=claims))


def test_what_nobody_expected_is_told_in_our_own_words(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("chalicelib.usecases.beginning.draw_paper", broken)
    with api.writing_nothing():
        assert api.start().said == (500, "internal")
