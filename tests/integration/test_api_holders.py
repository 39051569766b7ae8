"""Who may go on with an attempt: tokens, devices and resume codes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.usecases.judging import reset
from chalicelib.usecases.loading import contest_secrets
from chalicelib.web.tokens import attempt_token
from tests.builders import ROOTS
from tests.integration.api import CLOSES_AT, NOON, Api, a_registration, address
from tests.integration.gateway import Answer

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
MINUTE_MS = 60_000
OTHER = "another-device-0001"
WRONG = "00000000"


@pytest.fixture
def started(api: Api) -> Answer:
    return api.start()


def refused_everywhere(api: Api, path: str, **shown: object) -> None:
    """No route of an attempt takes this token, and nothing is written."""
    with api.writing_nothing():
        answers = [
            api.send("GET", path, **shown),
            api.send("POST", f"{path}/submission", {"answers": {}}, **shown),
            api.send("PUT", f"{path}/draft", {"seq": 1, "answers": {}}, **shown),
        ]
    assert {answer.said for answer in answers} == {(401, "bad_token")}


def signed_with(api: Api, keys: tuple[bytes, ...]) -> str:
    """A token for the one stored attempt, signed with these keys."""
    [attempt] = api.stores.attempts.every("nho")
    return attempt_token(attempt, keys)


def test_no_token(api: Api, started: Answer) -> None:
    refused_everywhere(api, address(started))


@pytest.mark.parametrize(
    "spelled",
    [
        lambda token: "",
        lambda token: "Bearer",
        lambda token: "Bearer ",
        lambda token: token,
        lambda token: f"Basic {token}",
        lambda token: f"Bearer  {token}",
        lambda token: f"Bearer {token} ",
        lambda token: f"Bearer {token}\n",
        lambda token: f"Bearer {token}=",
        lambda token: f"Bearer {token}A",
        lambda token: f"Bearer {token[:-1]}",
        lambda token: f"Bearer .{token}",
        lambda token: f"Bearer {token.split('.')[0]}",
        lambda token: f"Bearer {token.split('.')[0]}.",
        lambda token: f"Bearer .{token.split('.')[1]}",
        lambda token: f"Bearer {token.replace('.', '..')}",
        lambda token: f"Bearer {token},Bearer {token}",
        lambda token: "Bearer mã-thông-báo",
        lambda token: "Bearer " + "A" * 9_000,
        lambda token: "Bearer e30.e30",
        lambda token: "Bearer eyJhbGciOiJub25lIn0.e30.",
    ],
)
def test_another_spelling_of_the_header(
    api: Api, started: Answer, spelled: Callable[[str], str]
) -> None:
    headers = {"Authorization": spelled(started.body["token"])}
    refused_everywhere(api, address(started), headers=headers)


def test_the_scheme_may_be_spelled_in_any_case(api: Api, started: Answer) -> None:
    headers = {"authorization": f"bearer {started.body['token']}"}
    assert api.send("GET", address(started), headers=headers).status == 200


def test_a_token_with_any_bit_flipped(api: Api, started: Answer) -> None:
    token = started.body["token"].encode()
    with api.writing_nothing():
        for place in range(len(token)):
            for bit in (1, 2, 4, 32):
                forged = bytearray(token)
                forged[place] ^= bit
                answer = api.look_up(started, token=forged.decode())
                assert answer.said == (401, "bad_token"), (place, bit)


def test_every_respelling_of_the_last_character(api: Api, started: Answer) -> None:
    token = started.body["token"]
    taken = [last for last in BASE64 if api.look_up(started, token=token[:-1] + last).status == 200]
    assert taken == [token[-1]]


def test_a_token_signed_with_another_key(api: Api, started: Answer) -> None:
    refused_everywhere(api, address(started), token=signed_with(api, (b"another key" * 3,)))


def test_a_token_signed_with_another_key_of_the_contest(api: Api, started: Answer) -> None:
    keys = contest_secrets("nho", ROOTS)
    for key in (keys.paper_key, keys.salt_key, keys.resume_key, keys.identity_key):
        refused_everywhere(api, address(started), token=signed_with(api, (key,)))


def test_the_address_must_be_that_of_the_tokens_attempt(api: Api, started: Answer) -> None:
    other = api.start(identity="0987654321")
    refused_everywhere(api, address(other), token=started.body["token"])
    refused_everywhere(api, f"{started.path}/{'a' * 26}", token=started.body["token"])


def test_a_token_of_another_contest(api: Api, started: Answer) -> None:
    elsewhere = api.start("khac")
    refused_everywhere(api, address(started), token=elsewhere.body["token"])
    refused_everywhere(api, address(elsewhere), token=started.body["token"])
    moved = address(started).replace("/nho/", "/khac/")
    refused_everywhere(api, moved, token=started.body["token"])


def test_an_attempt_is_another_one_in_each_contest(api: Api, started: Answer) -> None:
    assert api.start("khac").body["attempt_id"] != started.body["attempt_id"]


def test_a_token_of_a_start_that_is_not_stored(api: Api, started: Answer) -> None:
    [attempt] = api.stores.attempts.every("nho")
    earlier = replace(attempt, started_at=attempt.started_at - 1)
    token = attempt_token(earlier, ROOTS.token_keys)
    refused_everywhere(api, address(started), token=token)


def test_a_token_from_before_a_reset(api: Api, started: Answer) -> None:
    reset("nho", started.body["attempt_id"], "Máy hỏng", "test", api.stores)
    refused_everywhere(api, address(started), token=started.body["token"])
    with api.writing_nothing():
        assert api.start().said == (409, "other_device")
    assert api.start(resume_code=started.body["resume_code"]).said == (409, "wrong_code")


def test_after_a_reset_one_registers_again(api: Api, started: Answer) -> None:
    granted = reset("nho", started.body["attempt_id"], "Không phải tôi", "test", api.stores)
    by_code = {"resume_code": granted.one_time_code, "device_key": OTHER}
    with api.writing_nothing():
        for unsaid in (("name", "unit", "category", "consent", "eligible"), ("consent",)):
            refused = api.start(**dict.fromkeys(unsaid, ...), **by_code)
            assert refused.status == 422
            assert set(refused.error["fields"]) == {"name", "unit", "category"}
    assert api.start(name="Chủ Nhân Thật", **by_code).status == 201
    assert {item["n"]["S"] for item in api.attempts()} >= {"Chủ Nhân Thật"}


def test_a_one_time_code_grants_one_further_attempt(api: Api, started: Answer) -> None:
    granted = reset("nho", started.body["attempt_id"], "Máy hỏng", "test", api.stores)
    again = api.start(resume_code=granted.one_time_code, device_key=OTHER)
    assert again.status == 201
    assert again.body["attempt_id"] != started.body["attempt_id"]
    refused_everywhere(api, address(started), token=started.body["token"])
    with api.writing_nothing():
        repeated = api.start(resume_code=granted.one_time_code, device_key=OTHER)
    assert (repeated.status, repeated.body["token"]) == (200, again.body["token"])
    assert api.start(resume_code=granted.one_time_code).said == (409, "wrong_code")
    assert api.submit(again).status == 201


def test_another_device_is_refused(api: Api, started: Answer) -> None:
    with api.writing_nothing():
        assert api.start(device_key=OTHER).said == (409, "other_device")


def test_another_device_is_refused_after_the_close(api: Api, started: Answer) -> None:
    api.move_to(CLOSES_AT)
    with api.writing_nothing():
        assert api.start(device_key=OTHER).said == (409, "other_device")
        assert api.start(identity="0987654321").said == (403, "closed")


def test_a_code_without_an_attempt_creates_nothing(api: Api) -> None:
    with api.writing_nothing():
        refused = api.start(resume_code=WRONG)
    assert refused.said == (409, "wrong_code")
    assert list(refused.error["fields"]) == ["resume_code"]


def test_wrong_codes_are_counted_and_change_nothing_else(api: Api, started: Answer) -> None:
    [before] = api.attempts()
    for tries in (1, 2):
        assert api.start(device_key=OTHER, resume_code=WRONG).said == (409, "wrong_code")
        [after] = api.attempts()
        assert after == {**before, "w": {"N": str(tries)}, "v": {"N": str(NOON)}}


def test_after_five_wrong_codes_one_waits_a_quarter_of_an_hour(api: Api, started: Answer) -> None:
    code = started.body["resume_code"]
    for _ in range(5):
        assert api.start(device_key=OTHER, resume_code=WRONG).said == (409, "wrong_code")
    with api.writing_nothing():
        for typed in (WRONG, code):
            refused = api.start(device_key=OTHER, resume_code=typed)
            assert refused.said == (429, "too_many_tries")
            assert refused.headers["Retry-After"] == "900"
    api.move_to(NOON + 15 * MINUTE_MS - 1)
    assert api.start(device_key=OTHER, resume_code=code).said == (429, "too_many_tries")
    api.move_to(NOON + 15 * MINUTE_MS)
    assert api.start(device_key=OTHER, resume_code=code).status == 200


def test_wrong_codes_never_stop_the_right_device(api: Api, started: Answer) -> None:
    for _ in range(6):
        api.start(device_key=OTHER, resume_code=WRONG)
    with api.writing_nothing():
        assert api.start().status == 200
        assert api.start(resume_code=WRONG).status == 200
    assert api.submit(started).status == 201


def test_the_code_of_another_person_is_wrong(api: Api, started: Answer) -> None:
    other = api.start(identity="0987654321", device_key="device-of-somebody-else")
    code = other.body["resume_code"]
    assert api.start(device_key=OTHER, resume_code=code).said == (409, "wrong_code")


def test_what_the_code_does_not_open_stays_as_it_was(api: Api, started: Answer) -> None:
    for code in (started.body["resume_code"][:-1], started.body["resume_code"] + "0"):
        refused = api.start(device_key=OTHER, resume_code=code)
        assert refused.said == (409, "wrong_code")
    assert api.start(device_key=OTHER).said == (409, "other_device")


def test_a_resumed_start_keeps_what_was_registered_first(api: Api, started: Answer) -> None:
    with api.writing_nothing():
        body = a_registration(name="Tên Khác", unit="cong-an", category="Cán bộ")
        assert api.send("POST", started.path, body).status == 200
