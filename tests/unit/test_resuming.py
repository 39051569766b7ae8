"""Going on in another browser with the resume code."""

import re

import pytest

from chalicelib.domain.attempt import WrongCodes
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.judging import reset
from chalicelib.usecases.opening import Opened
from chalicelib.usecases.resuming import CODE_LENGTH, codes_match, one_time_code, resume_code
from tests.builders import CLOSES_AT, OPENS_AT, an_attempt
from tests.play import MINUTE, SLUG, Play, code_of, right_answers

OTHER = "another-device-01"
THIRD = "third-device-0001"
WRONG = "00000000"
WINDOW = 15 * MINUTE
KEY = b"r" * 32


def begun() -> tuple[Play, Opened, str]:
    play = Play()
    opened = play.start()
    play.forget_writes()
    return play, opened, resume_code(play.bundle.secrets.resume_key, opened.attempt)


def refused(play: Play, typed: str, device: str = OTHER) -> Code:
    with pytest.raises(Refusal) as refusal:
        play.start(resume_code=typed, device_key=device)
    return code_of(refusal)


def test_a_code_is_eight_characters_of_crockfords_alphabet() -> None:
    codes = {resume_code(KEY, an_attempt(started_at=n)) for n in range(200)}
    assert len(codes) == 200
    alphabet = re.compile(rf"[0-9A-HJKMNP-TV-Z]{{{CODE_LENGTH}}}")
    assert CODE_LENGTH == 8
    assert all(alphabet.fullmatch(code) for code in codes)


def test_a_code_is_of_one_attempt_one_start_one_contest_and_one_purpose() -> None:
    attempt = an_attempt(reset_at=an_attempt().started_at)
    codes = [
        resume_code(KEY, attempt),
        resume_code(KEY, an_attempt(participant="p2")),
        resume_code(KEY, an_attempt(started_at=attempt.started_at + 1)),
        resume_code(b"s" * 32, attempt),
        one_time_code(KEY, attempt),
    ]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        ("AB12CD34", "AB12CD34"),
        ("AB12CD34", "ab12cd34"),
        ("AB12CD34", " ab12 cd34\n"),
        ("AB12CD34", "AB12-CD34"),
        ("AB12CD34", "A\u00a0B-12 CD34"),
        ("A0111D34", "AOIL1D34"),
        ("A0111D34", "aoil1d34"),
    ],
)
def test_case_spaces_hyphens_and_look_alikes_do_not_matter(expected: str, typed: str) -> None:
    assert codes_match(expected, typed)


@pytest.mark.parametrize(
    "typed", ["", "AB12CD3", "AB12CD345", "AB12CD35", "ＡＢ１２ＣＤ３４", "Ạ" * 8]
)
def test_anything_else_is_another_code(typed: str) -> None:
    assert not codes_match("AB12CD34", typed)


def test_with_the_code_one_goes_on_in_another_browser() -> None:
    play, opened, code = begun()
    play.draft(opened, 1, right_answers(opened))
    again = play.start(resume_code=code.lower(), device_key=OTHER)
    assert (again.attempt.key, again.paper, again.fresh) == (
        opened.attempt.key,
        opened.paper,
        False,
    )
    assert again.attempt.draft == play.stored(opened).draft
    assert play.start(device_key=OTHER).attempt == again.attempt


def test_the_new_browsers_key_takes_the_old_ones_place() -> None:
    play, _, code = begun()
    play.start(resume_code=code, device_key=OTHER)
    with pytest.raises(Refusal) as refusal:
        play.start()
    assert code_of(refusal) is Code.OTHER_DEVICE


def test_the_code_sent_twice_hands_over_once() -> None:
    play, _, code = begun()
    first = play.start(resume_code=code, device_key=OTHER)
    assert play.start(resume_code=code, device_key=OTHER).attempt == first.attempt
    assert play.written == ["replace_device"]


@pytest.mark.parametrize("now", [CLOSES_AT - 1, CLOSES_AT, CLOSES_AT + 86_400_000])
def test_the_code_opens_the_receipt_even_after_close(now: int) -> None:
    play, opened, code = begun()
    sealed = play.submit(opened).submission
    play.now = now
    again = play.start(resume_code=code, device_key=OTHER)
    assert again.attempt.submission == sealed


def test_the_old_browser_may_still_submit_with_its_token() -> None:
    play, opened, code = begun()
    play.start(resume_code=code, device_key=OTHER)
    assert play.submit(opened).fresh


def test_a_code_for_one_who_never_started_is_wrong_and_creates_nothing() -> None:
    play, _, code = begun()
    for now in (OPENS_AT - 1, OPENS_AT + MINUTE, CLOSES_AT):
        play.now = now
        with pytest.raises(Refusal) as refusal:
            play.start(identity="0987654321", resume_code=code)
        assert code_of(refusal) is Code.WRONG_CODE
    assert play.written == []


def test_a_wrong_code_is_counted_and_opens_nothing() -> None:
    play, opened, _ = begun()
    for count in (1, 2):
        assert refused(play, WRONG) is Code.WRONG_CODE
        assert play.stored(opened).wrong_codes == WrongCodes(count, play.now)
    assert play.stored(opened).device == opened.attempt.device


def test_after_five_wrong_codes_the_right_one_must_wait() -> None:
    play, opened, code = begun()
    for _ in range(5):
        assert refused(play, WRONG) is Code.WRONG_CODE
    play.now += WINDOW - 1
    assert refused(play, code) is Code.TOO_MANY_TRIES
    assert refused(play, WRONG) is Code.TOO_MANY_TRIES
    assert play.written == ["count_wrong_code"] * 5
    play.now += 1
    again = play.start(resume_code=code, device_key=OTHER)
    assert again.attempt.key == opened.attempt.key


def test_four_wrong_codes_are_forgiven_by_the_right_one() -> None:
    play, opened, code = begun()
    for _ in range(4):
        refused(play, WRONG)
    play.start(resume_code=code, device_key=OTHER)
    assert play.stored(opened).wrong_codes is None


def test_a_quarter_of_an_hour_after_the_first_the_count_begins_again() -> None:
    play, opened, _ = begun()
    for _ in range(4):
        refused(play, WRONG)
    play.now += WINDOW
    assert refused(play, WRONG) is Code.WRONG_CODE
    assert play.stored(opened).wrong_codes == WrongCodes(1, play.now)


def test_the_right_device_never_has_too_many_tries() -> None:
    play, opened, _ = begun()
    for _ in range(6):
        refused(play, WRONG)
    play.forget_writes()
    assert play.start().attempt.key == opened.attempt.key
    own = play.start(resume_code=WRONG)
    assert own.attempt.key == opened.attempt.key
    assert play.written == []


def test_wrong_codes_at_once_are_all_counted() -> None:
    play, opened, _ = begun()

    def another() -> None:
        refused(play, WRONG, THIRD)

    play.stores.writes.meanwhile["count_wrong_code"] = another
    assert refused(play, WRONG) is Code.WRONG_CODE
    assert play.stored(opened).wrong_codes == WrongCodes(2, play.now)


def test_wrong_codes_for_a_reset_attempt_are_counted_too() -> None:
    play, opened, code = begun()
    reset(SLUG, opened.attempt.id, "Có người dùng số của tôi", "by", play.stores)
    for typed in (code, WRONG, WRONG, WRONG, WRONG):
        assert refused(play, typed) is Code.WRONG_CODE
    right = one_time_code(play.bundle.secrets.resume_key, play.stored(opened))
    assert refused(play, right) is Code.TOO_MANY_TRIES
    assert len(play.attempts()) == 1


def test_a_wrong_code_in_the_midst_of_a_hand_over_goes_free() -> None:
    play, opened, code = begun()

    def handed_over() -> None:
        play.start(resume_code=code, device_key=THIRD)

    refused(play, WRONG)
    play.stores.writes.meanwhile["count_wrong_code"] = handed_over
    refused(play, WRONG)
    assert play.stored(opened).wrong_codes is None
    refused(play, WRONG)
    assert play.stored(opened).wrong_codes == WrongCodes(1, play.now)


def test_of_two_browsers_with_the_code_at_once_both_go_on() -> None:
    play, opened, code = begun()

    def other_is_quicker() -> None:
        play.start(resume_code=code, device_key=THIRD)

    play.stores.writes.meanwhile["replace_device"] = other_is_quicker
    again = play.start(resume_code=code, device_key=OTHER)
    assert again.attempt == play.stored(opened)
    assert play.start(device_key=OTHER).attempt.key == opened.attempt.key


def test_the_code_sent_twice_at_once_hands_over_once() -> None:
    play, opened, code = begun()

    def the_same_request() -> None:
        play.start(resume_code=code, device_key=OTHER)

    play.stores.writes.meanwhile["replace_device"] = the_same_request
    assert play.start(resume_code=code, device_key=OTHER).attempt == play.stored(opened)
    assert play.written == ["replace_device"]


def test_a_submission_in_the_midst_of_a_hand_over_is_shown() -> None:
    play, opened, code = begun()
    play.stores.writes.meanwhile["replace_device"] = lambda: play.submit(opened)
    again = play.start(resume_code=code, device_key=OTHER)
    assert play.stored(opened).submission is not None
    assert play.look_up(again).sealed is not None


def test_a_reset_in_the_midst_of_a_hand_over_is_not_resumed() -> None:
    play, opened, code = begun()

    def reset_meanwhile() -> None:
        reset(SLUG, opened.attempt.id, "Có người dùng số của tôi", "by", play.stores)

    play.stores.writes.meanwhile["replace_device"] = reset_meanwhile
    assert refused(play, code) is Code.OTHER_DEVICE
