"""What only DynamoDB can get wrong: the size of an item, pages of a query, time-outs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from chalicelib.domain.attempt import Attempt, Draft, SealedBy, WrongCodes
from chalicelib.domain.contest import NO_DEADLINE, IdentityField
from chalicelib.domain.identity import attempt_id, participant_id
from chalicelib.stores import attempts as module
from chalicelib.stores.attempts import DynamoAttempts
from chalicelib.usecases.ports import Conflict, Unavailable
from chalicelib.web.bodies import _MOST_SEQ
from tests.aws import TABLE, aws
from tests.builders import ROOTS, a_submission, an_attempt

SLUG = "c" * 32
KEY = ROOTS.identity_key
MOST_CHOICES = b"\xff" * 100


@pytest.fixture(scope="module", autouse=True)
def account() -> Iterator[None]:
    with aws():
        yield


@pytest.fixture
def attempts() -> DynamoAttempts:
    """With a client of its own, so that what befalls it befalls no other test."""
    return DynamoAttempts(TABLE, shards=1, readers=1)


def an_attempt_of(phone: str, **over: Any) -> Attempt:
    participant = participant_id(KEY, IdentityField.PHONE, phone)
    slug = over.pop("slug", SLUG)
    id_ = attempt_id(KEY, slug, participant, 1)
    return an_attempt(slug=slug, participant=participant, id=id_, identity=phone, **over)


def the_largest(attempts: DynamoAttempts) -> dict[str, Any]:
    """The stored item of an attempt to which everything happened, every field at its limit."""
    begun = an_attempt_of(
        "079099012345",
        name="ễ" * 70 + "n" * 30,
        unit="u" * 32,
        category="ữ" * 50,
        deadline=NO_DEADLINE,
        shared_device=True,
    )
    assert len(begun.name) == 100
    assert len(begun.name.encode()) == 240
    attempts.create(begun)
    for seq in range(_MOST_SEQ - 14, _MOST_SEQ + 1):
        attempts.save_draft(begun.key, Draft(seq, MOST_CHOICES, 999_999_999), 0)
    attempts.count_wrong_code(begun, WrongCodes(5, begun.started_at))
    submission = a_submission(
        choices=MOST_CHOICES,
        prediction=999_999_999,
        score=99,
        elapsed_ms=1_764_005_000,
        sealed_by=SealedBy.DRAFT,
    )
    attempts.submit(begun.key, submission, 0)
    attempts.reset(begun.key, begun.started_at + 1)
    attempts.grant(begun.key, b"g" * 16)
    found = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    return next(item for item in found if item["pk"]["S"].startswith(SLUG))


def size_of(name: str, value: dict[str, Any]) -> int:
    """Bytes by DynamoDB's rules: https://docs.aws.amazon.com/amazondynamodb/latest/\
developerguide/CapacityUnitCalculations.html"""
    kind, content = next(iter(value.items()))
    sizes: dict[str, Callable[[Any], int]] = {
        "S": lambda text: len(text.encode()),
        "N": lambda number: (len(number) + 1) // 2 + 1,
        "B": len,
    }
    return len(name.encode()) + sizes[kind](content)


def budget() -> tuple[dict[tuple[str, ...], int], int]:
    """The table of the module's docstring: names of attributes → bytes; and the stated sum."""
    text = module.__doc__ or ""
    rows = re.findall(r"^\| [^|]+\| ([a-z_ ]+?) +\| (\d+) +\|$", text, re.MULTILINE)
    together = re.search(r"^Together (\d+)\.$", text, re.MULTILINE)
    assert together is not None
    return {tuple(names.split()): int(size) for names, size in rows}, int(together[1])


def test_the_largest_attempt_is_one_write_unit_and_within_the_budget_as_written(
    attempts: DynamoAttempts,
) -> None:
    item = the_largest(attempts)
    sizes = {name: size_of(name, value) for name, value in item.items()}
    rows, together = budget()
    assert {name for names in rows for name in names} == set(sizes)
    real = {names: sum(sizes[name] for name in names) for names in rows}
    assert {names: size for names, size in real.items() if size > rows[names]} == {}
    assert sum(rows.values()) == together
    assert 700 < sum(sizes.values()) <= together <= 1_024


def test_a_partition_beyond_one_megabyte_is_read_page_by_page(attempts: DynamoAttempts) -> None:
    phones = [f"091234567{n}" for n in range(10)] + ["0987654321", "0987654322"]
    for phone in phones:
        attempts.create(an_attempt_of(phone, slug="lon", name="n" * 200_000))
    pages: list[str] = []
    client_of(attempts).meta.events.register(
        "before-call.dynamodb.Query", lambda **_: pages.append("page")
    )
    assert sorted(each.identity for each in attempts.every("lon")) == sorted(phones)
    assert len(pages) == 3


def test_attempts_are_spread_over_all_shards() -> None:
    spread = DynamoAttempts(TABLE, shards=3, readers=1)
    for n in range(30):
        spread.create(an_attempt_of(f"09876000{n:02}", slug="deu"))
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    shards = {item["pk"]["S"] for item in items if item["pk"]["S"].startswith("deu#")}
    assert shards == {"deu#A#00", "deu#A#01", "deu#A#02"}


def calls(attempts: DynamoAttempts, attempt: Attempt) -> dict[str, Callable[[], object]]:
    return {
        "create": lambda: attempts.create(attempt),
        "get": lambda: attempts.get(attempt.slug, attempt.participant, 1),
        "save_draft": lambda: attempts.save_draft(attempt.key, Draft(1, b"\x01"), 0),
        "submit": lambda: attempts.submit(attempt.key, a_submission(), 0),
        "every": lambda: list(attempts.every(attempt.slug)),
    }


@pytest.mark.parametrize("name", ["create", "get", "save_draft", "submit", "every"])
@pytest.mark.parametrize(
    "failure",
    [
        ConnectTimeoutError(endpoint_url="https://dynamodb"),
        ReadTimeoutError(endpoint_url="https://dynamodb"),
    ],
    ids=["unreachable", "slow"],
)
def test_a_store_that_is_slow_is_unavailable(
    attempts: DynamoAttempts, name: str, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    tries = fails(attempts, failure)
    with pytest.raises(Unavailable):
        calls(attempts, an_attempt_of("0912345678", slug="cham"))[name]()
    assert 1 < len(tries) <= 3


@pytest.mark.parametrize("name", ["create", "get", "save_draft", "submit", "every"])
def test_a_store_that_is_throttled_is_unavailable(attempts: DynamoAttempts, name: str) -> None:
    client_of(attempts).meta.events.register("after-call.dynamodb.*", throttle)
    with pytest.raises(Unavailable):
        calls(attempts, an_attempt_of("0912345678", slug="day"))[name]()


def test_patience_with_dynamodb_is_shorter_than_a_residents(attempts: DynamoAttempts) -> None:
    config = client_of(attempts).meta.config
    assert (config.connect_timeout, config.read_timeout) == (1, 2)


def test_a_write_whose_answer_was_lost_meets_itself(attempts: DynamoAttempts) -> None:
    """The first answer is lost, the client tries again: the conflict tells of one's own write."""
    begun = an_attempt_of("0912345678", slug="mat")
    lose_first_answers(attempts)
    with pytest.raises(Conflict) as conflict:
        attempts.create(begun)
    assert conflict.value.stored == begun
    with pytest.raises(Conflict) as conflict:
        attempts.submit(begun.key, a_submission(), 0)
    assert conflict.value.stored == replace(begun, submission=a_submission())


def client_of(attempts: DynamoAttempts) -> BaseClient:
    client: BaseClient = attempts._items._get_connection().connection.client
    return client


def fails(attempts: DynamoAttempts, failure: Exception) -> list[str]:
    """Lets nothing reach DynamoDB; gives the list to which each try is added."""
    tries: list[str] = []

    def fail(**_: Any) -> None:
        tries.append("try")
        raise failure

    client_of(attempts).meta.events.register_first("before-send.dynamodb.*", fail)
    return tries


def throttle(http_response: Any, parsed: dict[str, Any], **_: Any) -> None:
    http_response.status_code = 400
    parsed.clear()
    parsed["Error"] = {"Code": "ProvisionedThroughputExceededException", "Message": "later"}


def lose_first_answers(attempts: DynamoAttempts) -> None:
    """Lets the client send each request twice, as it does where the first answer never comes."""
    client_of(attempts).meta.events.register(
        "needs-retry.dynamodb", lambda attempts, **_: 0 if attempts == 1 else None
    )
