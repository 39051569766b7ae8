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
        "title": "Giải nhất",
        "leaf": first,
    }


def test_recorded_again_nothing_changes(play: Play) -> None:
    first = attempt_of(play, winners(play)[0])
    before = pass_on(SLUG, "individual-1", first, REFUSED, "Nhường", "by", play.stores)
    play.now += 1_000
    again = pass_on(SLUG, "individual-1", first, UNCLAIMED, "Khác", "by", play.stores)
    assert again == before


def test_only_a_winner_can_pass_a_prize_on(play: Play) -> None:
    assert refused(lambda: passing(play, "individual-1", play.attempts()[0].id)) is Code.NOT_RANKED
    fourth = play.attempts()
    won = [attempt_of(play, leaf) for leaf in winners(play)]
    loser = next(each.id for each in fourth if each.id not in won)
    assert refused(lambda: passing(play, "individual-1", loser)) is Code.INVALID
    assert refused(lambda: passing(play, "individual-2", won[0])) is Code.INVALID


def passing(play: Play, prize: str, winner: str) -> object:
    return pass_on(SLUG, prize, winner, REFUSED, "Nhường", "by", play.stores)


def test_a_unit_may_pass_on_too(play: Play) -> None:
    publish(SLUG, "by", play.stores)
    pass_on(SLUG, "collective-1", "khu-pho-1", REFUSED, "Nhường", "by", play.stores)
    prizes = publish(SLUG, "by", play.stores)["prizes"]
    assert [prize["unit"] for prize in prizes if prize["kind"] == "collective"] == ["khu-pho-2"]


def test_what_is_not_there_cannot_pass_on(play: Play) -> None:
    for prize, winner, code in (
        ("individual-9", "khu-pho-1", Code.INVALID),
        ("individual-1", "nobody", Code.NOT_RANKED),
        ("collective-1", "khu-pho-9", Code.INVALID),
    ):
        assert refused(lambda on=prize, by=winner: passing(play, on, by)) is code
    play.ranked()
    assert refused(lambda: passing(play, "individual-1", "nobody")) is Code.INVALID
    assert play.stores.judgements.passings(SLUG) == []
