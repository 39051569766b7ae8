"""What every store of attempts promises: the one in memory, and DynamoDB."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from chalicelib.domain.attempt import Attempt, Draft, WrongCodes
from chalicelib.domain.identity import attempt_id, participant_id
from chalicelib.stores.attempts import DynamoAttempts
from chalicelib.usecases.ports import Attempts, Conflict
from tests.aws import TABLE, aws, make_table
from tests.builders import ROOTS, a_contest, a_submission, an_attempt
from tests.fakes import FakeAttempts
from tests.wire import Both, direct_attempts

OTHER_TABLE = f"{TABLE}-direct"
DEADLINE = an_attempt().deadline
_people = count()


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, Any]]:
    with aws():
        make_table(OTHER_TABLE)
        one, other = (DynamoAttempts(name, 4, readers=1) for name in (TABLE, OTHER_TABLE))
        both = Both(direct_attempts(OTHER_TABLE, 4), other)
        yield {"memory": FakeAttempts(), "DynamoDB": one, "DynamoDB, directly": both}


@pytest.fixture(params=["memory", "DynamoDB", "DynamoDB, directly"])
def attempts(request: pytest.FixtureRequest, stores: dict[str, Attempts]) -> Attempts:
    return stores[request.param]


@pytest.fixture
def begun(attempts: Attempts) -> Attempt:
    attempt = somebodys()
    attempts.create(attempt)
    return attempt


def somebodys(slug: str = "nho", number: int = 1, name: str = "Nguyễn Văn An") -> Attempt:
    """An attempt of somebody new, with ids as they are made."""
    identity = f"09{next(_people):08}"
    key = ROOTS.identity_key
    participant = participant_id(key, a_contest().identity.field, identity)
    return an_attempt(
        id=attempt_id(key, slug, participant, number),
        slug=slug,
        participant=participant,
        number=number,
        identity=identity,
        name=name,
    )


def stored(attempts: Attempts, attempt: Attempt) -> Attempt | None:
    return attempts.get(attempt.slug, attempt.participant, attempt.number)


def submit(attempts: Attempts, attempt: Attempt, score: int = 3, earliest: int = 0) -> None:
    attempts.submit(attempt.key, a_submission(score=score), earliest_deadline=earliest)


def save(attempts: Attempts, attempt: Attempt, draft: Draft, earliest: int = 0) -> None:
    attempts.save_draft(attempt.key, draft, earliest_deadline=earliest)


def test_what_was_created_can_be_got(attempts: Attempts, begun: Attempt) -> None:
    assert stored(attempts, begun) == begun


def test_who_never_started_has_nothing(attempts: Attempts, begun: Attempt) -> None:
    assert attempts.get("other", begun.participant, 1) is None
    assert attempts.get("nho", begun.participant, 2) is None


def test_an_attempt_is_created_once(attempts: Attempts, begun: Attempt) -> None:
    with pytest.raises(Conflict) as conflict:
        attempts.create(replace(begun, name="Người khác", started_at=begun.started_at + 1))
    assert conflict.value.stored == begun
    assert stored(attempts, begun) == begun


def test_further_attempts_of_a_person_stand_beside_the_first(
    attempts: Attempts, begun: Attempt
) -> None:
    second = replace(begun, number=2, id=somebodys().id)
    attempts.create(second)
    assert stored(attempts, second) == second
    assert stored(attempts, begun) == begun


@pytest.mark.parametrize("seq", [0, 2, 10])
def test_a_newer_draft_takes_the_place_of_an_older(
    attempts: Attempts, begun: Attempt, seq: int
) -> None:
    newer = Draft(seq + 1, b"\x02\x00\x01", 120)
    save(attempts, begun, Draft(seq, b"\x01\x00\x00"))
    save(attempts, begun, newer)
    assert stored(attempts, begun) == replace(begun, draft=newer)


@pytest.mark.parametrize("seq", [2, 3])
def test_a_draft_that_is_not_newer_meets_the_stored_one(
    attempts: Attempts, begun: Attempt, seq: int
) -> None:
    kept = Draft(3, b"\x01\x00\x00")
    save(attempts, begun, kept)
    with pytest.raises(Conflict) as conflict:
        save(attempts, begun, Draft(seq, b"\x02\x00\x00"))
    assert conflict.value.stored == replace(begun, draft=kept)
    assert stored(attempts, begun) == replace(begun, draft=kept)


def test_a_draft_is_kept_up_to_its_deadline_and_not_beyond(
    attempts: Attempts, begun: Attempt
) -> None:
    in_time = Draft(1, b"\x01\x00\x00")
    save(attempts, begun, in_time, earliest=DEADLINE)
    with pytest.raises(Conflict):
        save(attempts, begun, Draft(2, b"\x02\x00\x00"), earliest=DEADLINE + 1)
    assert stored(attempts, begun) == replace(begun, draft=in_time)


def test_no_draft_comes_behind_a_submission(attempts: Attempts, begun: Attempt) -> None:
    submit(attempts, begun)
    before = stored(attempts, begun)
    with pytest.raises(Conflict) as conflict:
        save(attempts, begun, Draft(1, b"\x02\x00\x00"))
    assert conflict.value.stored == before == stored(attempts, begun)


def test_nothing_is_kept_of_another_start(attempts: Attempts, begun: Attempt) -> None:
    other = replace(begun, started_at=begun.started_at + 1)
    for write in (
        lambda: save(attempts, other, Draft(1, b"\x02\x00\x00")),
        lambda: submit(attempts, other),
        lambda: attempts.seal_draft(other, a_submission()),
        lambda: attempts.replace_device(other, b"e" * 16),
        lambda: attempts.count_wrong_code(other, WrongCodes(1, 5)),
        lambda: attempts.reset(other.key, 5),
    ):
        with pytest.raises(Conflict) as conflict:
            write()
        assert conflict.value.stored == begun
    assert stored(attempts, begun) == begun


def test_nothing_is_kept_of_one_who_never_started(attempts: Attempts) -> None:
    nobody = somebodys()
    with pytest.raises(Conflict) as conflict:
        submit(attempts, nobody)
    assert conflict.value.stored is None
    assert stored(attempts, nobody) is None


def test_an_attempt_is_submitted_once(attempts: Attempts, begun: Attempt) -> None:
    submit(attempts, begun, score=2)
    sealed = replace(begun, submission=a_submission(score=2))
    with pytest.raises(Conflict) as conflict:
        submit(attempts, begun, score=3)
    assert conflict.value.stored == sealed
    assert stored(attempts, begun) == sealed


def test_a_submission_is_taken_up_to_the_deadline(attempts: Attempts, begun: Attempt) -> None:
    with pytest.raises(Conflict) as conflict:
        submit(attempts, begun, earliest=DEADLINE + 1)
    assert conflict.value.stored == begun
    submit(attempts, begun, earliest=DEADLINE)
    assert stored(attempts, begun) == replace(begun, submission=a_submission())


def test_a_submission_takes_the_place_of_a_draft(attempts: Attempts, begun: Attempt) -> None:
    save(attempts, begun, Draft(4, b"\x04\x00\x00", 9))
    submit(attempts, begun)
    kept = stored(attempts, begun)
    assert kept == replace(begun, draft=Draft(4, b"\x01\x01\x01"), submission=a_submission())


def test_a_draft_is_sealed(attempts: Attempts, begun: Attempt) -> None:
    drafted = replace(begun, draft=Draft(1, b"\x01\x01\x01"))
    save(attempts, begun, drafted.draft or Draft(0, b""))
    attempts.seal_draft(drafted, a_submission())
    assert stored(attempts, begun) == replace(drafted, submission=a_submission())
    with pytest.raises(Conflict):
        attempts.seal_draft(drafted, a_submission(score=1))


def test_a_draft_that_changed_since_it_was_read_is_not_sealed(
    attempts: Attempts, begun: Attempt
) -> None:
    read = replace(begun, draft=Draft(1, b"\x01\x00\x00"))
    save(attempts, begun, Draft(2, b"\x01\x01\x00"))
    with pytest.raises(Conflict) as conflict:
        attempts.seal_draft(read, a_submission())
    assert conflict.value.stored == replace(begun, draft=Draft(2, b"\x01\x01\x00"))


def test_a_draft_is_not_sealed_by_another_deadline(attempts: Attempts, begun: Attempt) -> None:
    drafted = replace(begun, draft=Draft(1, b"\x01\x00\x00"))
    save(attempts, begun, Draft(1, b"\x01\x00\x00"))
    with pytest.raises(Conflict):
        attempts.seal_draft(replace(drafted, deadline=DEADLINE - 1), a_submission())
    assert stored(attempts, begun) == drafted


def test_another_device_forgets_wrong_codes(attempts: Attempts, begun: Attempt) -> None:
    attempts.count_wrong_code(begun, WrongCodes(4, 7))
    attempts.replace_device(begun, b"e" * 16)
    assert stored(attempts, begun) == replace(begun, device=b"e" * 16)


def test_a_device_is_replaced_where_it_was_read(attempts: Attempts, begun: Attempt) -> None:
    with pytest.raises(Conflict) as conflict:
        attempts.replace_device(replace(begun, device=b"x" * 16), b"e" * 16)
    assert conflict.value.stored == begun


def test_a_submitted_attempt_can_go_to_another_device(attempts: Attempts, begun: Attempt) -> None:
    submit(attempts, begun)
    attempts.replace_device(begun, b"e" * 16)
    kept = stored(attempts, begun)
    assert kept == replace(begun, device=b"e" * 16, submission=a_submission())


def test_wrong_codes_are_counted_one_by_one(attempts: Attempts, begun: Attempt) -> None:
    once = replace(begun, wrong_codes=WrongCodes(1, 7))
    attempts.count_wrong_code(begun, WrongCodes(1, 7))
    with pytest.raises(Conflict) as conflict:
        attempts.count_wrong_code(begun, WrongCodes(1, 8))
    assert conflict.value.stored == once
    attempts.count_wrong_code(once, WrongCodes(2, 7))
    assert stored(attempts, begun) == replace(begun, wrong_codes=WrongCodes(2, 7))


def test_wrong_codes_of_a_new_quarter_of_an_hour_take_the_old_ones_place(
    attempts: Attempts, begun: Attempt
) -> None:
    attempts.count_wrong_code(begun, WrongCodes(1, 7))
    attempts.count_wrong_code(replace(begun, wrong_codes=WrongCodes(1, 7)), WrongCodes(1, 900_007))
    assert stored(attempts, begun) == replace(begun, wrong_codes=WrongCodes(1, 900_007))


def test_as_many_wrong_codes_of_another_quarter_of_an_hour_are_no_match(
    attempts: Attempts, begun: Attempt
) -> None:
    attempts.count_wrong_code(begun, WrongCodes(1, 900_007))
    with pytest.raises(Conflict):
        attempts.count_wrong_code(replace(begun, wrong_codes=WrongCodes(1, 7)), WrongCodes(2, 7))
    assert stored(attempts, begun) == replace(begun, wrong_codes=WrongCodes(1, 900_007))


def test_a_reset_attempt_takes_nothing_any_more_but_wrong_codes(
    attempts: Attempts, begun: Attempt
) -> None:
    attempts.reset(begun.key, 99)
    reset = replace(begun, reset_at=99)
    for write in (
        lambda: save(attempts, begun, Draft(1, b"\x01\x00\x00")),
        lambda: submit(attempts, begun),
        lambda: attempts.seal_draft(begun, a_submission()),
        lambda: attempts.replace_device(begun, b"e" * 16),
        lambda: attempts.reset(begun.key, 100),
    ):
        with pytest.raises(Conflict) as conflict:
            write()
        assert conflict.value.stored == reset
    attempts.count_wrong_code(begun, WrongCodes(1, 7))
    assert stored(attempts, begun) == replace(reset, wrong_codes=WrongCodes(1, 7))


def test_what_was_sealed_before_a_reset_stays(attempts: Attempts, begun: Attempt) -> None:
    submit(attempts, begun)
    attempts.reset(begun.key, 99)
    assert stored(attempts, begun) == replace(begun, reset_at=99, submission=a_submission())


def test_every_attempt_of_a_contest_comes_once(attempts: Attempts) -> None:
    created = [somebodys(slug="dong") for _ in range(40)]
    for attempt in [*created, somebodys(slug="dong-2"), somebodys(slug="don")]:
        attempts.create(attempt)
    read = list(attempts.every("dong"))
    assert sorted(read, key=_id) == sorted(created, key=_id)
    assert list(attempts.every("trong")) == []


def test_reading_every_attempt_can_be_given_up(attempts: Attempts, begun: Attempt) -> None:
    assert next(attempts.every(begun.slug)).slug == begun.slug


def _id(attempt: Attempt) -> str:
    return attempt.id
