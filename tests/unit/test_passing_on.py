"""A prize refused or unclaimed goes to the next in line, and everybody can see it."""

import pytest

from chalicelib.domain.errors import Code
from chalicelib.domain.prizes import PassingCause
from chalicelib.usecases.judging import pass_on
from chalicelib.usecases.publishing import publish
from tests.play import SLUG, Play, refused

REFUSED, UNCLAIMED = PassingCause.REFUSED, PassingCause.UNCLAIMED


@pytest.fixture
def play() -> Play:
    """Four people, each a little slower than the one before, and the contest is frozen."""
    frozen = Play()
    for number in range(4):
        frozen.take_part(number, seconds=60 + number, unit=f"khu-pho-{1 + number // 3}")
    frozen.freeze()
    return frozen


def winners(play: Play) -> list[str]:
    prizes = publish(SLUG, "by", play.stores)["prizes"]
    return [prize["leaf"] for prize in prizes if prize["kind"] == "individual"]


def attempt_of(play: Play, leaf: str) -> str:
    stored = next(a for a in play.attempts() if a.submission and a.submission.leaf.hex() == leaf)
    return stored.id


def test_everyone_below_moves_up(play: Play) -> None:
    first, second, third = winners(play)
    pass_on(SLUG, "individual-1", attempt_of(play, first), REFUSED, "Nhường", "by", play.stores)
    moved = winners(play)
    assert moved[:2] == [second, third]
    assert first not in moved


def test_it_stands_in_the_results_with_its_reason(play: Play) -> None:
    first = winners(play)[0]
    play.now += 5
    pass_on(SLUG, "individual-1", attempt_of(play, first), UNCLAIMED, "Quá hạn", "by", play.stores)
    amendment = publish(SLUG, "by", play.stores)["amendments"][0]
    assert amendment == {
        "kind": "prize_unclaimed",
        "at": play.now,
        "reason": "Quá hạn",
        "prize": "individual-1",
        "leaf": first,
    }


def test_recorded_again_nothing_changes(play: Play) -> None:
    first = attempt_of(play, winners(play)[0])
    before = pass_on(SLUG, "individual-1", first, REFUSED, "Nhường", "by", play.stores)
    play.now += 1_000
    again = pass_on(SLUG, "individual-1", first, UNCLAIMED, "Khác", "by", play.stores)
    assert again == before


def test_a_unit_may_pass_on_too(play: Play) -> None:
    pass_on(SLUG, "collective-1", "khu-pho-1", REFUSED, "Nhường", "by", play.stores)
    prizes = publish(SLUG, "by", play.stores)["prizes"]
    assert [prize["unit"] for prize in prizes if prize["kind"] == "collective"] == ["khu-pho-2"]


def test_what_is_not_there_cannot_pass_on(play: Play) -> None:
    def passing(prize: str, winner: str) -> Code:
        return refused(lambda: pass_on(SLUG, prize, winner, REFUSED, "?", "by", play.stores))

    assert passing("individual-9", "khu-pho-1") is Code.INVALID
    assert passing("individual-1", "nobody") is Code.NO_SUCH_ATTEMPT
    assert passing("collective-1", "khu-pho-9") is Code.INVALID
    assert play.stores.judgements.passings(SLUG) == []
