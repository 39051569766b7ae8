"""Claims on the running stack: many at once, and the whole way from a claim to a new attempt."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from ops.stacks import Stack
from ops.stores import stores_of
from tests.client import MINUTE_MS, Answer, Api, Ops, a_contest_on, first_options

SLUG = "so-cua-toi"
AT_ONCE = 30
OWNER = "device-of-the-owner"


@pytest.fixture(scope="module")
def api(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Api:
    a_contest_on(stack, tmp_path_factory.mktemp("claims"), SLUG, closes_in_ms=60 * MINUTE_MS)
    return Api(stack, SLUG)


def says(api: Api, number: int, device: str, **over: str) -> Answer:
    body = {"identity": f"09{number:08}", "name": "Trần Thị Bình", "unit": "khu-pho-2"}
    return api.send("POST", "claims", {**body, "device_key": device, **over})


def listed(ops: Ops, attempt_id: str) -> list[str]:
    """The lines of `ops claims` on one attempt: who holds it, who claims, what they note."""
    told = ops("claims", SLUG)
    assert told.returncode == 0, told.stderr
    blocks = re.split(r"^(?=\S)", told.stdout, flags=re.MULTILINE)
    return next((block.splitlines() for block in blocks if attempt_id in block), [])


def test_of_thirty_devices_that_claim_at_once_three_get_in(api: Api, stack: Stack) -> None:
    api.start(60_000_000)
    with ThreadPoolExecutor(AT_ONCE) as devices:
        answers = list(
            devices.map(
                lambda device: says(api, 60_000_000, f"claiming-device-{device:04}"), range(AT_ONCE)
            )
        )
    assert Counter(answer.status for answer in answers) == {202: 3, 429: AT_ONCE - 3}
    assert {answer.code for answer in answers if answer.status == 429} == {"too_many_claims"}
    [stored] = stores_of(stack).claims.every(SLUG)
    assert len({claim.device for claim in stored.claims}) == len(stored.open) == 3


def test_a_device_that_claims_thirty_times_at_once_has_one_claim(api: Api, ops: Ops) -> None:
    started = api.start(61_000_000).body
    with ThreadPoolExecutor(AT_ONCE) as repeats:
        answers = list(repeats.map(lambda _: says(api, 61_000_000, OWNER), range(AT_ONCE)))
    assert {answer.status for answer in answers} == {202}
    assert len(listed(ops, started["attempt_id"])) == 2


def test_from_a_claim_to_a_new_attempt(api: Api, ops: Ops) -> None:
    first = api.start(62_000_000).body
    attempt = first["attempt_id"]
    assert api.start(62_000_000, device_key=OWNER).code == "other_device"
    says(api, 62_000_000, "somebody-elses-device")
    says(api, 62_000_000, OWNER, note="Xin gọi\nbuổi tối")
    held, other, owners, note = listed(ops, attempt)
    assert "0962000000" in held
    assert "yêu cầu 1" in other
    assert "yêu cầu 2" in owners
    assert "Xin gọi buổi tối" in note
    assert ops("reset", SLUG, attempt, "--claim", "3", "--reason", "Gọi hỏi").returncode == 3
    for _ in range(2):
        told = ops("reset", SLUG, attempt, "--claim", "2", "--reason", "Đã gọi, đúng chủ số")
        assert told.returncode == 0, told.stderr
    assert api.submit(first, first_options(first)).code == "bad_token"
    assert api.start(62_000_000).code == "other_device"
    assert api.start(62_000_000, device_key="somebody-elses-device").code == "other_device"
    second = api.start(62_000_000, device_key=OWNER)
    assert (second.status, second.body["attempt"]) == (201, 2)
    assert second.body["paper"] != first["paper"]
    assert api.start(62_000_000, device_key="somebody-elses-device").code == "other_device"
    assert api.submit(second.body, first_options(second.body)).status == 201


def test_a_claim_is_turned_down(api: Api, ops: Ops) -> None:
    attempt = api.start(63_000_000).body["attempt_id"]
    says(api, 63_000_000, OWNER)
    assert ops("claims", SLUG, "--close", attempt, "1").returncode == 2
    assert ops("claims", SLUG, "--reason", "Không phải").returncode == 2
    for _ in range(2):
        told = ops("claims", SLUG, "--close", attempt, "1", "--reason", "Không phải chủ số")
        assert told.returncode == 0, told.stderr
    assert listed(ops, attempt) == []
    refused = ops("reset", SLUG, attempt, "--claim", "1", "--reason", "Gọi lại")
    assert refused.returncode == 3
    assert api.start(63_000_000, device_key=OWNER).code == "other_device"
    assert api.start(63_000_000).status == 200
