"""Looking at attempts: the list, the search, the story of one."""

import pytest

from chalicelib.domain.attempt_search import (
    Sought,
    State,
    address_of,
    folded_words,
    read_address,
    sought,
)
from chalicelib.domain.claim import Said
from chalicelib.domain.errors import Code
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases import browsing
from chalicelib.usecases.browsing import Listing, list_attempts, tell_attempt
from chalicelib.usecases.claiming import Claimant, claim
from chalicelib.usecases.judging import reset_attempt, review_attempt
from chalicelib.usecases.timing import grant_to_attempt
from tests.builders import a_contest
from tests.play import LIMIT, MINUTE, SLUG, Play, refused

NAMES = ("Đỗ Thị Ánh", "Nguyễn Văn An", "Trần Quốc Anh Đức")


@pytest.fixture
def play() -> Play:
    made = Play()
    for number, name in enumerate(NAMES):
        made.take_part(number, name=name, unit="khu-pho-2" if number else "khu-pho-1")
    return made


def found(play: Play, typed: str = "", unit: str = "", state: State | None = None) -> list[str]:
    looked_for = sought(typed, play.bundle.contest, unit, state)
    return [row.attempt.name for row in everything(play, looked_for)]


def everything(play: Play, looked_for: Sought) -> list[browsing.Row]:
    rows, cursor = [], None
    while True:
        part = list_attempts(SLUG, looked_for, cursor, play.stores)
        rows += part.rows
        cursor = part.cursor
        if cursor is None:
            return rows


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("anh", {NAMES[0], NAMES[2]}),
        ("ÁNH do", {NAMES[0]}),
        ("đức", {NAMES[2]}),
        ("duc", {NAMES[2]}),
        ("nguyen v", {NAMES[1]}),
        ("nh", set()),
        ("0900000001", {NAMES[1]}),
        ("+84 900.000.002", {NAMES[2]}),
        ("0999999999", set()),
        ("", set(NAMES)),
        ("  ", set(NAMES)),
    ],
)
def test_people_are_found_as_people_type_them(play: Play, typed: str, names: set[str]) -> None:
    assert set(found(play, typed)) == names


def test_a_receipt_is_found_by_its_beginning_and_as_it_is_shown(play: Play) -> None:
    attempt = play.attempts()[0]
    assert attempt.submission is not None
    leaf = attempt.submission.leaf.hex()
    for typed in (leaf, leaf[:8], leaf.upper(), f" {leaf[:8]} {leaf[8:16]} "):
        assert found(play, typed) == [attempt.name]
    assert found(play, "f" * 64) == []
    assert found(play, attempt.id) == [attempt.name]


def test_unit_and_state_narrow_the_list(play: Play) -> None:
    play.start(identity="0911111111", name="Còn làm")
    assert set(found(play, unit="khu-pho-2")) == set(NAMES[1:])
    assert found(play, state=State.OPEN) == ["Còn làm"]
    assert found(play, state=State.OPEN, unit="cong-an") == []
    assert found(play, "0911111111", state=State.SUBMITTED) == []
    play.now += LIMIT + MINUTE
    assert found(play, state=State.EXPIRED) == ["Còn làm"]


def test_marks_of_what_organizers_did(play: Play) -> None:
    by_name = {each.name: each for each in play.attempts()}
    out, again = by_name[NAMES[0]], by_name[NAMES[1]]
    review_attempt(out, Verdict.DISQUALIFIED, "Thi hộ", "by", play.stores)
    reset_attempt(again, "Nhầm số", "by", play.stores)
    review_attempt(again, Verdict.DISQUALIFIED, "Thi hộ", "by", play.stores)
    assert found(play, state=State.DISQUALIFIED) == [NAMES[0]]
    assert found(play, state=State.RESET) == [NAMES[1]]


def test_a_search_that_finds_little_stops_and_goes_on(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "_MOST_READ", 1)
    monkeypatch.setattr(browsing, "_SEARCHED", 1)
    looked_for = sought("nobody at all", play.bundle.contest)
    parts: list[Listing] = []
    cursor = None
    while not parts or cursor is not None:
        parts.append(list_attempts(SLUG, looked_for, cursor, play.stores))
        cursor = parts[-1].cursor
    assert len(parts) >= 3
    assert all(not part.rows for part in parts)
    assert [part.read for part in parts] == sorted(part.read for part in parts)
    assert parts[-1].read == parts[-1].shards


def test_an_unknown_cursor_or_contest_is_refused(play: Play) -> None:
    assert refused(lambda: list_attempts(SLUG, Sought(), "?", play.stores)) is Code.INVALID
    assert refused(lambda: list_attempts("x", Sought(), None, play.stores)) is Code.NO_SUCH_CONTEST


def test_an_address_names_one_attempt(play: Play) -> None:
    attempt = play.attempts()[0]
    address = address_of(attempt)
    assert read_address(address) == (attempt.participant, 1)
    assert tell_attempt(SLUG, address, play.stores).row.attempt == attempt
    for wrong in (f"{attempt.participant}-2", attempt.participant, "-1", f"{address}0" * 2, ""):
        said = refused(lambda w=wrong: tell_attempt(SLUG, w, play.stores))  # type: ignore[misc]  # mypy infers no lambda with a default
        assert said is Code.NO_SUCH_ATTEMPT


def test_the_time_line_tells_what_happened_in_order(play: Play) -> None:
    opened = play.start()
    attempt = play.stored(opened)
    play.now += MINUTE
    play.draft(opened, 4, {})
    said = Said("Bình", "khu-pho-2", "Số của tôi")
    claim(Claimant("0912345678", said, "device-of-binh-001"), play.bundle, play.stores.claims,
          play.now)  # fmt: skip
    play.now += MINUTE
    grant_to_attempt(attempt, 10, "Mất điện", "by@ward", play.stores, "203.0.113.9")
    play.now += MINUTE
    review_attempt(attempt, Verdict.OK, "Đã gọi", "by@ward", play.stores)
    story = tell_attempt(SLUG, address_of(attempt), play.stores)
    told = [(event.what, event.number, event.after) for event in story.events]
    assert told == [
        ("started", None, None),
        ("claim", 1, "open"),
        ("extra-time", None, 600_000),
        ("review", None, "ok"),
        ("draft", 4, None),
    ]
    assert (story.events[2].by, story.events[2].why) == ("by@ward", "Mất điện")
    assert (story.row.extra_ms, story.log_is_cut) == (600_000, False)
    assert story.review is not None
    assert [each.said for each in story.claims] == [said]
    code = play.reset(opened)
    second = play.start(resume_code=code)
    story = tell_attempt(SLUG, address_of(second.attempt), play.stores)
    assert [each.number for each in story.others] == [1]


def test_scores_show_from_the_freeze_on(play: Play) -> None:
    address = address_of(play.attempts()[0])
    assert not list_attempts(SLUG, Sought(), None, play.stores).shows_scores
    assert not tell_attempt(SLUG, address, play.stores).shows_scores
    play.freeze()
    assert list_attempts(SLUG, Sought(), None, play.stores).shows_scores
    assert tell_attempt(SLUG, address, play.stores).shows_scores


def test_words_are_compared_without_diacritics() -> None:
    assert folded_words("Đỗ  Thị-Ánh 2") == ("do", "thi", "anh", "2")
    assert folded_words("…") == ()
    assert sought("  ", a_contest()).takes_all
