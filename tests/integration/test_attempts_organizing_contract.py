"""What every store of attempts promises to organizers: more time, forgetting somebody, pages."""

from dataclasses import replace

import pytest

from chalicelib.domain.attempt import Attempt
from chalicelib.usecases.ports import Attempts, Conflict
from tests.integration.test_attempts_contract import (
    DEADLINE,
    attempts,
    begun,
    somebodys,
    stored,
    stores,
    submit,
)

__all__ = ["attempts", "begun", "stores"]


def test_an_open_attempt_is_given_more_time_once(attempts: Attempts, begun: Attempt) -> None:
    attempts.lengthen(begun, DEADLINE + 5)
    assert stored(attempts, begun) == replace(begun, deadline=DEADLINE + 5)
    with pytest.raises(Conflict) as conflict:
        attempts.lengthen(begun, DEADLINE + 9)
    assert conflict.value.stored == replace(begun, deadline=DEADLINE + 5)


def test_what_is_sealed_or_reset_is_given_no_time(attempts: Attempts, begun: Attempt) -> None:
    submit(attempts, begun)
    with pytest.raises(Conflict):
        attempts.lengthen(begun, DEADLINE + 5)
    attempts.reset(begun.key, 99)
    with pytest.raises(Conflict):
        attempts.lengthen(begun, DEADLINE + 5)


def test_a_person_is_forgotten_where_the_attempt_was_reset(
    attempts: Attempts, begun: Attempt
) -> None:
    with pytest.raises(Conflict):
        attempts.forget_person(begun.key, "(đã xóa)")
    attempts.reset(begun.key, 99)
    attempts.grant(begun.key, b"g" * 16)
    for _ in range(2):
        attempts.forget_person(begun.key, "(đã xóa)")
    nobodys = replace(begun, reset_at=99, identity="", device=bytes(16), source=bytes(8))
    assert stored(attempts, begun) == replace(nobodys, name="(đã xóa)")


def test_a_shared_device_is_told(attempts: Attempts) -> None:
    shared = replace(somebodys(), shared_device=True)
    attempts.create(shared)
    assert stored(attempts, shared) == shared


@pytest.mark.parametrize("most", [1, 3, 50])
def test_page_by_page_every_attempt_comes_once(attempts: Attempts, most: int) -> None:
    slug = f"trang-{most}"
    created = [somebodys(slug=slug) for _ in range(10)]
    for attempt in [*created, somebodys(slug=f"{slug}-2")]:
        attempts.create(attempt)
    read, cursor, shards = [], None, []
    while True:
        page = attempts.page(slug, cursor, most)
        assert len(page.attempts) <= most
        assert page.read <= page.shards
        read += page.attempts
        shards.append(page.read)
        if page.cursor is None:
            break
        cursor = page.cursor
    assert sorted(read, key=lambda attempt: attempt.id) == sorted(
        created, key=lambda attempt: attempt.id
    )
    assert shards == sorted(shards)
    assert shards[-1] == page.shards


@pytest.mark.parametrize("cursor", ["", "x", "99", "-1", "0-", "1-p", "0 "])
def test_a_cursor_that_is_none(attempts: Attempts, cursor: str) -> None:
    with pytest.raises(ValueError, match="no cursor"):
        attempts.page("nho", cursor, 10)
