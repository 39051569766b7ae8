"""The public entries: each opens its own P, winners their Q as well (docs/ledger.md §5)."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.entries import EntryBook, Unsound, part_name, parts
from chalicelib.usecases.ranking import rank
from tests.play import MINUTE, SLUG, Play, right_answers

Row = dict[str, Any]


def p_and_leaf(row: Row) -> str:
    """What a stranger computes of an entry."""
    public = {name: row[name] for name in ("elapsed_ms", "salt", "score", "unit")}
    p = hashlib.sha256(b"\x02" + canonical(public)).digest()
    return hashlib.sha256(b"\x00" + p + bytes.fromhex(row["q"])).hexdigest()


def a_play(**over: Any) -> Play:
    play = Play(**over)
    play.take_part(1, seconds=60)
    play.take_part(2, seconds=61, wrong=1, unit="cong-an")
    return play


def book_of(play: Play, *opened: str) -> EntryBook:
    play.freeze()
    secrets = play.bundle.secrets
    standing = rank(SLUG, "by", play.stores)["standing"]
    return EntryBook(
        play.bundle.contest, secrets.paper_key, secrets.salt_key, standing, set(opened)
    )


def rows_of(play: Play, *opened: str) -> list[Row]:
    book = book_of(play, *opened)
    for attempt in play.attempts():
        book.take(attempt)
    return book.rows()


def of(attempt: Attempt, rows: list[Row]) -> Row:
    assert attempt.submission is not None
    leaf = attempt.submission.leaf.hex()
    return next(row for row in rows if row["leaf"] == leaf)


def test_an_entry_opens_its_public_half_and_no_more() -> None:
    play = a_play()
    one, other = play.attempts()
    row = of(other, rows_of(play))
    assert row.keys() == {
        "leaf", "q", "salt", "score", "elapsed_ms", "unit", "rank", "state", "sealed_by",
    }  # fmt: skip
    told = {name: row[name] for name in ("score", "elapsed_ms", "unit", "rank", "state")}
    assert told == {
        "score": 2, "elapsed_ms": 61_000, "unit": "cong-an", "rank": 2, "state": "counted",
    }  # fmt: skip
    assert row["sealed_by"] == "holder"
    assert row["leaf"] == p_and_leaf(row)
    assert of(one, rows_of(play))["rank"] == 1


def test_rows_stand_by_their_leaves() -> None:
    play = Play()
    for number in range(9):
        play.take_part(number, seconds=60 + number)
    leaves = [row["leaf"] for row in rows_of(play)]
    assert leaves == sorted(leaves)
    assert len(leaves) == 9


def test_a_winner_is_opened_as_the_receipt_says() -> None:
    play = a_play()
    winner = play.attempts()[0]
    row = of(winner, rows_of(play, winner.id))
    opened = row["opening"]
    assert hashlib.sha256(b"\x03" + canonical(opened)).hexdigest() == row["q"]
    assert opened["attempt"] == winner.id
    assert len(opened["answers"]) == 3
    assert opened["prediction"] is None


def test_the_other_attempts_of_a_person_name_the_best_one() -> None:
    play = Play(paper={"attempts": 2})
    first = play.start()
    play.now += MINUTE
    play.submit(first)
    second = play.start_next(first)
    play.now += 2 * MINUTE
    play.submit(second)
    best, other = (of(each, rows_of(play)) for each in play.attempts())
    assert (best["state"], best["rank"]) == ("counted", 1)
    assert (other["state"], other["rank"], other["best"]) == ("not_best", None, best["leaf"])
    assert "best" not in best


def test_resets_are_told_sealed_or_not() -> None:
    play = Play()
    sealed = play.start()
    play.now += MINUTE
    play.submit(sealed)
    play.reset(sealed)
    play.reset(play.start(identity="0900000009", device_key="device-of-another-1"))
    book = book_of(play)
    for attempt in play.attempts():
        book.take(attempt)
    (row,) = book.rows()
    assert (row["state"], row["rank"]) == ("reset", None)
    assert {fact["leaf"] for fact in book.resets} == {row["leaf"], None}
    assert {fact["unit"] for fact in book.resets} == {"khu-pho-1"}


def test_what_ranks_besides_is_told_where_it_ranks() -> None:
    play = Play(
        paper={"attempts": 3},
        ranking={"order": ["score", "prediction", "attempts"]},
        prediction={"prompt": "Bao nhiêu người?", "target": "participants"},
    )
    first = play.start()
    play.now += MINUTE
    play.submit(first, right_answers(first), 17)
    play.start_next(first)
    (row,) = rows_of(play)
    assert (row["prediction"], row["attempts"]) == (17, 2)
    assert "category" not in row


def test_a_category_is_told_where_a_prize_asks_for_it() -> None:
    play = a_play(prizes={"individual": [a_prize(category="Nhân dân")]})
    assert {row["category"] for row in rows_of(play)} == {"Nhân dân"}


def a_prize(**over: Any) -> Row:
    prize = {"title": "Giải", "count": 1, "amount_vnd": 1, "award": None}
    return {**prize, "full_marks_only": False, "min_score": None, **over}


@pytest.mark.parametrize(
    "changed", [{"score": 1}, {"elapsed_ms": 1}, {"submitted_at": 1}, {"choices": b"\x01\x01\x01"}]
)
def test_what_is_not_as_it_was_sealed_is_never_published(changed: Row) -> None:
    play = a_play()
    attempt = play.attempts()[0]
    assert attempt.submission is not None
    bent = replace(attempt, submission=replace(attempt.submission, **changed))
    with pytest.raises(Unsound) as fault:
        book_of(play).take(bent)
    assert fault.value.attempt_id == attempt.id


def test_another_unit_or_another_paper_is_found_too() -> None:
    play = a_play()
    attempt = play.attempts()[0]
    assert attempt.submission is not None
    for bent in (
        replace(attempt, unit="khu-pho-2"),
        replace(attempt, submission=replace(attempt.submission, choices=b"\x01")),
    ):
        with pytest.raises(Unsound):
            book_of(play).take(bent)


def test_each_entry_was_ranked_and_each_ranked_one_is_there() -> None:
    play = a_play()
    one, other = play.attempts()
    book = book_of(play)
    book.take(one)
    with pytest.raises(Unsound) as missing:
        book.rows()
    assert missing.value.attempt_id == other.id
    with pytest.raises(Unsound):
        book.take(one)


def test_parts_are_named_as_the_specification_says() -> None:
    assert [part_name(number) for number in (0, 1, 12)] == [
        "entries.json",
        "entries-0001.json",
        "entries-0012.json",
    ]


def test_no_entries_are_one_empty_part() -> None:
    assert list(parts([])) == [b"[]"]


@given(st.lists(st.text(max_size=9)), st.integers(30, 80))
def test_parts_hold_all_rows_in_order_and_no_more_than_they_may(
    names: list[str], most_bytes: int
) -> None:
    rows = [{"a": name} for name in names]
    made = list(parts(rows, most_bytes))
    assert [row for part in made for row in json.loads(part)] == rows
    for part in made:
        assert len(part) <= most_bytes or len(json.loads(part)) == 1
        assert part == canonical(json.loads(part))


def test_a_row_that_fits_exactly_still_fits() -> None:
    rows = [{"a": 1}, {"a": 2}]
    assert list(parts(rows, 17)) == [b'[{"a":1},{"a":2}]']
    assert list(parts(rows, 16)) == [b'[{"a":1}]', b'[{"a":2}]']
