"""Claiming a number with which another device takes part."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attempt import device_hash
from chalicelib.domain.claim import MOST_OPEN, Claim, ClaimState, Said, settled
from chalicelib.domain.errors import Code
from chalicelib.usecases.claiming import Claimant, claim
from tests.builders import CLOSES_AT, OPENS_AT
from tests.play import MINUTE, SLUG, Play, refused

PHONE = "0912345678"
SAID = Said("Trần Thị Bình", "khu-pho-2", "Tôi chưa thi lần nào")


def device(number: int) -> str:
    return f"device-of-claim-{number:04}"


def hashed(play: Play, number: int) -> bytes:
    return device_hash(play.bundle.secrets.salt_key, device(number))


def says(play: Play, number: int = 1, said: Said = SAID, identity: str = PHONE) -> None:
    claimant = Claimant(identity, said, device(number))
    claim(claimant, play.bundle, play.stores.claims, play.now)


def stored(play: Play) -> tuple[Claim, ...]:
    """All claims of the contest; there is but one person in these tests."""
    found = play.stores.claims.every(SLUG)
    return found[0].claims if found else ()


def settle(play: Play, number: int, state: ClaimState) -> None:
    [before] = play.stores.claims.every(SLUG)
    found = before.numbered(number)
    assert found is not None
    play.stores.claims.put(settled(before, found, state), before)


def test_a_claim_is_kept_without_number_and_key_until_personal_data_go() -> None:
    play = Play()
    says(play)
    [kept] = play.stores.claims.every(SLUG)
    assert kept.claims == (Claim(1, hashed(play, 1), play.now, SAID),)
    assert kept.expires_at == play.bundle.contest.expires_at
    assert PHONE not in repr(kept)
    assert device(1) not in repr(kept)


def test_the_same_claim_again_writes_nothing() -> None:
    play = Play()
    says(play)
    play.forget_writes()
    first = stored(play)
    play.now += MINUTE
    says(play)
    assert stored(play) == first
    assert play.written == []


def test_a_device_may_say_more_and_keeps_its_place() -> None:
    play = Play()
    says(play)
    first = stored(play)[0]
    play.now += MINUTE
    says(play, said=Said("Trần Thị Bình", "khu-pho-2", "Xin gọi buổi tối"))
    assert stored(play) == (
        Claim(1, first.device, first.at, Said("Trần Thị Bình", "khu-pho-2", "Xin gọi buổi tối")),
    )


def test_a_fourth_device_is_refused_and_the_three_are_not() -> None:
    play = Play()
    for number in range(MOST_OPEN):
        says(play, number)
    play.forget_writes()
    assert refused(lambda: says(play, 3)) is Code.TOO_MANY_CLAIMS
    assert play.written == []
    for number in range(MOST_OPEN):
        says(play, number, Said("Tên khác", "khu-pho-1"))
    assert [each.number for each in stored(play)] == [1, 2, 3]


def test_another_number_has_room_of_its_own() -> None:
    play = Play()
    for number in range(MOST_OPEN):
        says(play, number)
    says(play, 3, identity="0987654321")
    assert sum(len(each.open) for each in play.stores.claims.every(SLUG)) == MOST_OPEN + 1


def test_a_number_that_takes_part_and_one_that_does_not_are_told_the_same() -> None:
    with_attempt, without = Play(), Play()
    with_attempt.start()
    with_attempt.forget_writes()
    for play in (with_attempt, without):
        for number in range(MOST_OPEN):
            says(play, number)
        assert refused(lambda play=play: says(play, 3)) is Code.TOO_MANY_CLAIMS
    assert with_attempt.written == without.written
    assert stored(with_attempt) == stored(without)


def test_a_settled_claim_makes_room_and_its_device_may_claim_again() -> None:
    play = Play()
    for number in range(MOST_OPEN):
        says(play, number)
    settle(play, 2, ClaimState.DECLINED)
    says(play, 3)
    assert refused(lambda: says(play, 1)) is Code.TOO_MANY_CLAIMS
    settle(play, 1, ClaimState.GRANTED)
    play.now += MINUTE
    says(play, 1)
    assert stored(play)[1] == Claim(2, hashed(play, 1), play.now, SAID)
    assert [each.number for each in stored(play)] == [1, 2, 3, 4]


def test_the_window_is_that_of_a_start() -> None:
    play = Play()
    for now, code in (
        (OPENS_AT - 1, Code.NOT_OPEN),
        (CLOSES_AT, Code.CLOSED),
        (CLOSES_AT + MINUTE, Code.CLOSED),
    ):
        play.now = now
        assert refused(lambda: says(play)) is code
    assert stored(play) == ()
    play.now = OPENS_AT
    says(play)
    play.now = CLOSES_AT - 1
    says(play, 2)
    assert len(stored(play)) == 2


def test_of_two_claims_at_once_both_are_kept() -> None:
    play = Play()
    play.stores.writes.meanwhile["claims.put"] = lambda: says(play, 2)
    says(play, 1)
    assert {each.device for each in stored(play)} == {hashed(play, 1), hashed(play, 2)}


def test_the_same_claim_twice_at_once_is_one() -> None:
    play = Play()
    play.stores.writes.meanwhile["claims.put"] = lambda: says(play, 1)
    says(play, 1)
    assert len(stored(play)) == 1
    assert play.written == ["claims.put"]


def test_the_third_place_goes_to_the_quicker_of_two_at_once() -> None:
    play = Play()
    says(play, 1)
    says(play, 2)
    play.stores.writes.meanwhile["claims.put"] = lambda: says(play, 3)
    assert refused(lambda: says(play, 4)) is Code.TOO_MANY_CLAIMS
    assert [each.device for each in stored(play)][2] == hashed(play, 3)


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=25), st.data())
def test_never_more_than_three_are_open_and_a_device_has_one(
    steps: list[tuple[int, bool]], draw: st.DataObject
) -> None:
    """In any order of claims, repeats and settlements; `True` settles what the device claimed."""
    play = Play()
    open_devices: list[int] = []
    for number, settles in steps:
        if settles:
            if number in open_devices:
                open_devices.remove(number)
                of = next(each for each in stored(play) if each.device == hashed(play, number))
                settle(play, of.number, draw.draw(st.sampled_from([*ClaimState][1:])))
        elif number in open_devices or len(open_devices) < MOST_OPEN:
            says(play, number)
            open_devices += [] if number in open_devices else [number]
        else:
            assert refused(lambda number=number: says(play, number)) is Code.TOO_MANY_CLAIMS
        waiting = {each.device for each in stored(play) if each.state is ClaimState.OPEN}
        assert waiting == {hashed(play, each) for each in open_devices}
        assert len({each.device for each in stored(play)}) == len(stored(play))


@given(st.permutations([1, 2, 3, 1, 2, 3, 1, 2, 3]))
def test_repeats_in_any_order_leave_three_claims(order: list[int]) -> None:
    play = Play()
    for number in order:
        says(play, number)
    assert len(play.written) == MOST_OPEN
    assert [each.device for each in stored(play)] == [
        hashed(play, number) for number in dict.fromkeys(order)
    ]
