"""What every store promises of claims and grants: the one in memory, and DynamoDB."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import boto3
import pytest

from chalicelib.domain.claim import Claim, ClaimsOfPerson, ClaimState, Said
from chalicelib.domain.identity import attempt_id, participant_id
from chalicelib.stores.attempts import DynamoAttempts
from chalicelib.stores.claims import DynamoClaims
from chalicelib.usecases.ports import Attempts, Claims, Conflict
from tests.aws import TABLE, aws
from tests.builders import ROOTS, a_contest, an_attempt
from tests.fakes import FakeAttempts, FakeClaims

EXPIRES_AT = an_attempt().expires_at
SAID = Said("Trần Thị “Bình” \\ ễ", "khu-pho-2", "Dòng một\nDòng hai\t😀")
FIRST = Claim(1, b"\x00\xffdevice-one-hash", 1_719_800_000_000, SAID)
SECOND = Claim(2, b"\x01device-two--hash", 1_719_800_000_001, None, ClaimState.GRANTED)


@dataclass(frozen=True)
class Kept:
    claims: Claims
    attempts: Attempts


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, Kept]]:
    with aws():
        yield {
            "memory": Kept(FakeClaims(), FakeAttempts()),
            "DynamoDB": Kept(DynamoClaims(TABLE), DynamoAttempts(TABLE, shards=4, readers=1)),
        }


@pytest.fixture(params=["memory", "DynamoDB"])
def kept(request: pytest.FixtureRequest, stores: dict[str, Kept]) -> Kept:
    return stores[request.param]


def of(slug: str, *claims: Claim, participant: str = "p1") -> ClaimsOfPerson:
    return ClaimsOfPerson(slug, participant, EXPIRES_AT, claims)


def test_claims_that_were_put_can_be_got(kept: Kept) -> None:
    kept.claims.put(of("mot", FIRST, SECOND), None)
    assert kept.claims.get("mot", "p1") == of("mot", FIRST, SECOND)
    assert kept.claims.get("mot", "p2") is None
    assert kept.claims.get("mot-2", "p1") is None


def test_claims_are_put_over_those_that_were_read(kept: Kept) -> None:
    first, both = of("hai", FIRST), of("hai", FIRST, SECOND)
    kept.claims.put(first, None)
    kept.claims.put(both, first)
    later = of("hai", replace(FIRST, said=None, state=ClaimState.DECLINED), SECOND)
    said = of("hai", replace(FIRST, said=replace(SAID, note="Khác")), SECOND)
    for previous in (None, first, later, said, of("hai")):
        with pytest.raises(Conflict):
            kept.claims.put(later, previous)
    assert kept.claims.get("hai", "p1") == both
    kept.claims.put(later, both)
    assert kept.claims.get("hai", "p1") == later


def test_there_is_nothing_to_put_claims_over(kept: Kept) -> None:
    with pytest.raises(Conflict):
        kept.claims.put(of("ba", FIRST, SECOND), of("ba", FIRST))
    assert kept.claims.get("ba", "p1") is None


def test_the_claims_of_a_contest_come_once(kept: Kept) -> None:
    for slug, participant in (("bon", "p2"), ("bon", "p1"), ("bon-2", "p3"), ("bo", "p4")):
        kept.claims.put(of(slug, FIRST, participant=participant), None)
    found = sorted(kept.claims.every("bon"), key=lambda each: each.participant)
    assert found == [of("bon", FIRST), of("bon", FIRST, participant="p2")]
    assert kept.claims.every("nam") == []


def test_a_grant_is_of_a_reset_attempt_and_the_last_one_stands(kept: Kept) -> None:
    participant = participant_id(ROOTS.identity_key, a_contest().identity.field, "0912345678")
    id_ = attempt_id(ROOTS.identity_key, "cap", participant, 1)
    begun = an_attempt(id=id_, slug="cap", participant=participant)
    kept.attempts.create(begun)
    with pytest.raises(Conflict) as conflict:
        kept.attempts.grant(begun.key, b"g" * 16)
    assert conflict.value.stored == begun
    kept.attempts.reset(begun.key, 99)
    with pytest.raises(Conflict):
        kept.attempts.grant(replace(begun.key, started_at=begun.started_at + 1), b"g" * 16)
    for device in (b"g" * 16, b"h" * 16):
        kept.attempts.grant(begun.key, device)
        expected = replace(begun, reset_at=99, granted=device)
        assert kept.attempts.get("cap", participant, 1) == expected
    with pytest.raises(Conflict) as conflict:
        kept.attempts.create(begun)
    assert conflict.value.stored == expected


def test_three_claims_that_say_as_much_as_they_may_fit_where_said(
    stores: dict[str, Kept],
) -> None:
    said = Said("😀" * 60, "u" * 32, "😀" * 300)
    largest = [Claim(number, b"d" * 16, 1_719_800_000_000, said) for number in (1, 2, 3)]
    usual = replace(SAID, note="Tôi chưa thi lần nào, xin gọi buổi tối.")
    for slug, said_by_three in (("lon", largest), ("vua", [replace(FIRST, said=usual)] * 3)):
        stores["DynamoDB"].claims.put(of(slug, *said_by_three), None)
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    sizes = {item["pk"]["S"]: len(item["claims"]["S"]) for item in items if "claims" in item}
    assert sizes["vua#CLAIM"] < 1_000
    assert 13_000 < sizes["lon#CLAIM"] < 14_000


def test_dynamodb_knows_when_claims_expire_and_no_number(stores: dict[str, Kept]) -> None:
    stores["DynamoDB"].claims.put(of("het", FIRST), None)
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    [item] = [item for item in items if item["pk"]["S"] == "het#CLAIM"]
    assert set(item) == {"pk", "sk", "claims", "expires_at"}
    assert item["expires_at"] == {"N": str(EXPIRES_AT // 1_000)}
