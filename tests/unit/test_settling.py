"""Settling claims: who waits, granting the next attempt to a claim, turning one down."""

from collections.abc import Callable

import pytest

from chalicelib.domain.claim import Claim, ClaimState, Said
from chalicelib.domain.errors import Code
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.claiming import Claimant, claim
from chalicelib.usecases.opening import Opened
from chalicelib.usecases.settling import decline, disputed, grant
from tests.builders import CLOSES_AT
from tests.fakes import Death
from tests.play import MINUTE, SLUG, Play, refused

WHY = "Đã gọi vào số đã đăng ký"
OWNER, OTHER = "device-of-the-owner", "device-of-nobody-00"


@pytest.fixture
def play() -> Play:
    return Play()


@pytest.fixture
def begun(play: Play) -> Opened:
    """Somebody began with a number that is not theirs."""
    return play.start()


def says(play: Play, device: str = OWNER, identity: str = "0912345678") -> None:
    said = Said("Trần Thị Bình", "khu-pho-2", "Tôi chưa thi")
    claim(Claimant(identity, said, device), play.bundle, play.stores.claims, play.now)


def granted(play: Play, begun: Opened, number: int = 1) -> None:
    grant(SLUG, begun.attempt.id, number, WHY, "by", play.stores)


def declined(play: Play, begun: Opened, number: int = 1) -> None:
    decline(SLUG, begun.attempt.id, number, WHY, "by", play.stores)


def log(play: Play) -> list[tuple[str, str, object]]:
    return [
        (each["what"], each["on"], each["after"])
        for each in acts(SLUG, play.stores.vault)
        if each["what"] != "load-contest"
    ]


def claims(play: Play) -> tuple[Claim, ...]:
    return play.stores.claims.every(SLUG)[0].claims


def test_who_waits_is_listed_with_the_attempt_begun_last(play: Play, begun: Opened) -> None:
    play.start(identity="0987654321", device_key=OTHER)
    says(play, identity="0987654321")
    play.now += MINUTE
    says(play)
    play.now += MINUTE
    says(play, "device-of-a-third-one", identity="0987654321")
    found = disputed(SLUG, play.stores)
    told = [(each.attempt.identity, [claim.number for claim in each.claims]) for each in found]
    assert told == [("0987654321", [1, 2]), ("0912345678", [1])]
    code = play.reset(begun)
    second = play.start(resume_code=code, device_key=OTHER)
    assert disputed(SLUG, play.stores)[1].attempt == second.attempt


def test_a_claim_to_a_number_that_does_not_take_part_is_not_listed(
    play: Play, begun: Opened
) -> None:
    says(play, identity="0987654321")
    assert disputed(SLUG, play.stores) == []
    assert refused(lambda: disputed("khac", play.stores)) is Code.NO_SUCH_CONTEST


def test_a_granted_claim_starts_again_and_nobody_else_does(play: Play, begun: Opened) -> None:
    says(play)
    says(play, OTHER)
    granted(play, begun)
    assert refused(play.start) is Code.OTHER_DEVICE
    assert refused(lambda: play.start(device_key=OTHER)) is Code.OTHER_DEVICE
    second = play.start(device_key=OWNER, name="Trần Thị Bình", unit="khu-pho-2")
    assert second.fresh
    assert (second.attempt.number, second.attempt.name) == (2, "Trần Thị Bình")
    again = play.start(device_key=OWNER)
    assert (again.attempt, again.fresh) == (second.attempt, False)
    assert refused(play.start) is Code.OTHER_DEVICE
    assert play.submit(again).fresh


def test_a_granted_claim_is_closed_and_on_record(play: Play, begun: Opened) -> None:
    says(play)
    granted(play, begun)
    [kept] = claims(play)
    assert (kept.state, kept.said) == (ClaimState.GRANTED, None)
    assert disputed(SLUG, play.stores) == []
    assert log(play) == [
        ("reset", begun.attempt.id, None),
        ("grant-claim", begun.attempt.id, 1),
    ]


def test_granting_again_changes_nothing_even_once_it_was_used(play: Play, begun: Opened) -> None:
    says(play)
    granted(play, begun)
    play.forget_writes()
    granted(play, begun)
    assert play.written == []
    play.start(device_key=OWNER)
    play.now = CLOSES_AT
    granted(play, begun)
    assert play.written == ["create"]


@pytest.mark.parametrize("last", range(1, 6))
@pytest.mark.parametrize("do", [granted, declined])
def test_what_died_half_way_is_done_once_it_is_done_again(
    play: Play, begun: Opened, do: Callable[[Play, Opened], None], last: int
) -> None:
    says(play)
    play.forget_writes()
    play.stores.writes.last_before_death = last
    died = False
    try:
        do(play, begun)
    except Death:
        died = True
    assert died or last > len(play.written)
    do(play, begun)
    [kept] = claims(play)
    assert kept.state is not ClaimState.OPEN
    assert {each[0] for each in log(play)} == (
        {"reset", "grant-claim"} if do is granted else {"decline-claim"}
    )
    assert (play.stored(begun).granted == kept.device) is (do is granted)


def test_a_grant_that_died_before_its_claim_was_closed_is_told_once(
    play: Play, begun: Opened
) -> None:
    says(play)
    play.forget_writes()
    play.stores.writes.last_before_death = 4
    with pytest.raises(Death):
        granted(play, begun)
    assert play.written[-1] == "grant"
    granted(play, begun)
    assert [each[0] for each in log(play)] == ["reset", "grant-claim"]


def test_the_one_time_code_of_a_reset_is_good_beside_a_grant(play: Play, begun: Opened) -> None:
    """Who was granted one may have lost the browser's storage since: the office tells the code."""
    says(play)
    granted(play, begun)
    second = play.start(device_key=OTHER, resume_code=play.reset(begun))
    assert second.attempt.number == 2
    assert refused(lambda: play.start(device_key=OWNER)) is Code.OTHER_DEVICE


def test_a_granted_device_needs_no_code_and_is_not_stopped_by_a_wrong_one(
    play: Play, begun: Opened
) -> None:
    says(play)
    granted(play, begun)
    for _ in range(6):
        assert refused(lambda: play.start(device_key=OTHER, resume_code="00000000")) in (
            Code.WRONG_CODE,
            Code.TOO_MANY_TRIES,
        )
    assert play.start(device_key=OWNER, resume_code="00000000").attempt.number == 2


def test_a_reset_without_a_claim_can_be_granted_to_one_later(play: Play, begun: Opened) -> None:
    play.reset(begun)
    says(play)
    granted(play, begun)
    assert play.start(device_key=OWNER).attempt.number == 2


def test_until_it_is_used_a_grant_can_go_to_another_claim(play: Play, begun: Opened) -> None:
    says(play, OTHER)
    says(play)
    granted(play, begun, 1)
    granted(play, begun, 2)
    assert refused(lambda: play.start(device_key=OTHER)) is Code.OTHER_DEVICE
    assert play.start(device_key=OWNER).attempt.number == 2
    assert [each for each in log(play) if each[0] == "grant-claim"] == [
        ("grant-claim", begun.attempt.id, 1),
        ("grant-claim", begun.attempt.id, 2),
    ]


def test_only_the_last_attempt_can_be_granted_anew(play: Play, begun: Opened) -> None:
    second = play.start(resume_code=play.reset(begun), device_key=OTHER)
    says(play)
    assert refused(lambda: granted(play, begun)) is Code.INVALID
    granted(play, second)
    assert play.start(device_key=OWNER).attempt.number == 3


def test_from_close_on_nothing_is_granted_nor_begun(play: Play, begun: Opened) -> None:
    says(play)
    says(play, OTHER)
    granted(play, begun, 1)
    play.now = CLOSES_AT
    assert refused(lambda: granted(play, begun, 2)) is Code.CLOSED
    assert refused(lambda: play.start(device_key=OWNER)) is Code.CLOSED
    assert refused(lambda: play.start(device_key=OTHER)) is Code.OTHER_DEVICE
    assert len(play.attempts()) == 1


def test_two_starts_of_a_granted_device_at_once_are_one_attempt(play: Play, begun: Opened) -> None:
    says(play)
    granted(play, begun)
    found = []

    def meanwhile() -> None:
        """Just before the second of this start's writes: the first met the reset attempt."""
        play.stores.writes.meanwhile["create"] = lambda: found.append(play.start(device_key=OWNER))

    play.stores.writes.meanwhile["create"] = meanwhile
    opened = play.start(device_key=OWNER)
    assert [each.attempt for each in found] == [opened.attempt]
    assert len(play.attempts()) == 2


def test_a_declined_claim_is_closed_and_starts_nothing(play: Play, begun: Opened) -> None:
    says(play)
    declined(play, begun)
    assert disputed(SLUG, play.stores) == []
    assert [(each.state, each.said) for each in claims(play)] == [(ClaimState.DECLINED, None)]
    assert log(play) == [("decline-claim", begun.attempt.id, 1)]
    play.forget_writes()
    declined(play, begun)
    assert play.written == []
    assert refused(lambda: play.start(device_key=OWNER)) is Code.OTHER_DEVICE
    assert play.start().attempt == begun.attempt


def test_what_is_settled_or_not_there_cannot_be_settled(play: Play, begun: Opened) -> None:
    for number in (-1, 0, 1, 2):
        assert refused(lambda number=number: granted(play, begun, number)) is Code.NO_SUCH_CLAIM
        assert refused(lambda number=number: declined(play, begun, number)) is Code.NO_SUCH_CLAIM
    says(play)
    says(play, OTHER)
    declined(play, begun, 1)
    assert refused(lambda: granted(play, begun, 1)) is Code.NO_SUCH_CLAIM
    granted(play, begun, 2)
    assert refused(lambda: declined(play, begun, 2)) is Code.NO_SUCH_CLAIM
    assert refused(lambda: grant(SLUG, "khong", 1, WHY, "by", play.stores)) is Code.NO_SUCH_ATTEMPT
    assert refused(lambda: decline("khac", "a", 1, WHY, "by", play.stores)) is Code.NO_SUCH_CONTEST


@pytest.mark.parametrize("do", [granted, declined])
def test_a_claim_that_comes_meanwhile_is_not_lost(
    play: Play, begun: Opened, do: Callable[[Play, Opened], None]
) -> None:
    says(play)
    play.stores.writes.meanwhile["claims.put"] = lambda: says(play, OTHER)
    do(play, begun)
    first, second = claims(play)
    assert first.state is not ClaimState.OPEN
    assert second.state is ClaimState.OPEN


def test_where_several_attempts_are_allowed_the_last_one_is_granted_anew() -> None:
    play = Play(paper={"attempts": 3})
    first = play.start(device_key=OTHER)
    play.submit(first)
    second = play.start_next(first, device_key=OTHER)
    says(play)
    granted(play, second)
    assert play.start(device_key=OWNER).attempt.number == 3
    assert refused(lambda: play.start_next(first, device_key=OTHER)) is Code.OTHER_DEVICE


def test_a_further_attempt_that_was_granted_does_not_begin_after_the_close() -> None:
    play = Play(paper={"attempts": 3})
    first = play.start()
    play.submit(first)
    second = play.start_next(first)
    says(play, "device-of-an-0001")
    granted(play, second)
    play.now = CLOSES_AT
    assert refused(lambda: play.start_next(first)) is Code.CLOSED
    assert len(play.attempts()) == 2
    play.now = CLOSES_AT - 1
    assert play.start_next(first).attempt.number == 3
