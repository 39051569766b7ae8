"""Starting, and going on with what one has started on the same device."""

from dataclasses import replace

import pytest

from chalicelib.domain.attempt import Attempt, Draft
from chalicelib.domain.contest import NO_DEADLINE
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.scoring import pack_choices
from chalicelib.usecases.judging import reset
from chalicelib.usecases.ports import Conflict
from chalicelib.usecases.resuming import one_time_code
from tests.builders import CLOSES_AT, OPENS_AT
from tests.fakes import FakeAttempts
from tests.play import FREEZE, GRACE, LIMIT, MINUTE, Play, code_of, right_answers

OTHER_DEVICE = "another-device-01"


def test_a_start_stores_an_attempt_and_gives_its_paper() -> None:
    play = Play()
    opened = play.start()
    assert opened.fresh
    assert opened.attempt == play.stored(opened)
    assert len(opened.paper) == play.bundle.contest.paper.questions
    assert opened.now == play.now
    assert play.written == ["create"]


def test_what_was_registered_is_kept() -> None:
    play = Play()
    kept = play.start(unit="cong-an", category="Cán bộ", name="<b>Ân & 'Ba' =1</b>").attempt
    assert (kept.identity, kept.unit, kept.category) == ("0912345678", "cong-an", "Cán bộ")
    assert kept.name == "<b>Ân & 'Ba' =1</b>"
    assert kept.expires_at == play.bundle.contest.expires_at
    assert (kept.draft, kept.submission, kept.reset_at, kept.wrong_codes) == (None,) * 4


def test_neither_device_nor_address_is_kept_as_it_was_sent() -> None:
    kept = Play().start(device_key="device-0123456789", source="203.0.113.7").attempt
    assert (len(kept.device), len(kept.source)) == (16, 8)
    assert b"device-0123456789"[:16] != kept.device


def test_the_clock_of_an_attempt_starts_when_its_paper_leaves() -> None:
    play = Play()
    opened = play.start(received_at=play.now - 3_000)
    assert opened.attempt.started_at == play.now
    assert opened.attempt.deadline == play.now + LIMIT


def test_a_start_that_took_until_after_close_is_at_the_close() -> None:
    play = Play()
    play.now = CLOSES_AT + 2_000
    opened = play.start(received_at=CLOSES_AT - 1)
    assert opened.attempt.started_at == CLOSES_AT
    assert opened.attempt.deadline == CLOSES_AT + LIMIT


def test_a_contest_without_a_limit_has_no_deadline() -> None:
    assert Play(paper={"time_limit_s": None}).start().attempt.deadline == NO_DEADLINE


@pytest.mark.parametrize(
    ("received_at", "code"),
    [
        (OPENS_AT - 1, Code.NOT_OPEN),
        (CLOSES_AT, Code.CLOSED),
        (CLOSES_AT + 1, Code.CLOSED),
    ],
)
def test_nobody_starts_before_opening_or_from_close_on(received_at: int, code: Code) -> None:
    play = Play()
    play.now = received_at
    with pytest.raises(Refusal) as refusal:
        play.start()
    assert code_of(refusal) is code
    assert play.written == []


@pytest.mark.parametrize("received_at", [OPENS_AT, CLOSES_AT - 1])
def test_one_starts_from_opening_until_just_before_close(received_at: int) -> None:
    play = Play()
    play.now = received_at
    assert play.start().fresh


@pytest.mark.parametrize("received_at", [OPENS_AT - 1, OPENS_AT, CLOSES_AT])
def test_the_excluded_are_told_why_whenever_they_come(received_at: int) -> None:
    play = Play()
    play.now = received_at
    with pytest.raises(Refusal) as refusal:
        play.start(identity="0905000001")
    assert code_of(refusal) is Code.NOT_ELIGIBLE
    assert "Ban Tổ chức" in refusal.value.message
    assert play.bundle.contest.contact in refusal.value.message
    assert play.written == []


def test_there_is_one_attempt_a_person() -> None:
    play = Play()
    with pytest.raises(Refusal) as refusal:
        play.start(number=2)
    assert code_of(refusal) is Code.NO_MORE_ATTEMPTS
    assert play.written == []


def test_starting_twice_on_one_device_gives_the_same_paper_and_writes_once() -> None:
    play = Play()
    first = play.start()
    play.now += MINUTE
    again = play.start(name="Tên khác", unit="cong-an")
    assert (again.attempt, again.paper, again.fresh) == (first.attempt, first.paper, False)
    assert again.now == play.now
    assert play.written == ["create"]


def test_two_people_have_attempts_and_papers_of_their_own() -> None:
    play = Play()
    ids = {play.start(identity=f"091234567{n}").attempt.id for n in range(5)}
    assert len(ids) == 5


@pytest.mark.parametrize("now", [OPENS_AT + MINUTE, CLOSES_AT - 1, CLOSES_AT, CLOSES_AT + MINUTE])
def test_another_device_is_refused_at_any_time(now: int) -> None:
    play = Play()
    play.start()
    play.now = now
    with pytest.raises(Refusal) as refusal:
        play.start(device_key=OTHER_DEVICE)
    assert code_of(refusal) is Code.OTHER_DEVICE
    assert play.written == ["create"]


def test_one_goes_on_with_the_draft_that_is_stored() -> None:
    play = Play()
    opened = play.start()
    play.draft(opened, 3, right_answers(opened))
    assert play.start().attempt.draft == play.stored(opened).draft
    assert play.stored(opened).draft is not None


def test_after_submission_a_start_shows_what_was_sealed() -> None:
    play = Play()
    opened = play.start()
    sealed = play.submit(opened)
    for now in (play.now, CLOSES_AT, CLOSES_AT + 86_400_000):
        play.now = now
        again = play.start()
        assert again.sealed == replace(sealed, fresh=False)
    assert play.written == ["create", "submit"]


def test_a_start_after_close_goes_on_with_what_was_started() -> None:
    play = Play()
    first = play.start()
    play.now = CLOSES_AT
    assert play.start().attempt == first.attempt


def test_a_start_after_the_end_seals_the_draft_once_it_is_due() -> None:
    play = Play()
    opened = play.start()
    play.draft(opened, 1, right_answers(opened))
    due = opened.attempt.deadline + GRACE + FREEZE
    play.now = due - 1
    assert play.start().sealed is None
    play.now = due
    sealed = play.start().sealed
    assert sealed is not None
    assert sealed.submission.submitted_at == opened.attempt.deadline
    assert play.written == ["create", "save_draft", "seal_draft"]


def test_after_a_reset_no_device_starts_without_the_code() -> None:
    play = Play()
    opened = play.start()
    reset("nho", opened.attempt.id, "Có người dùng số của tôi", "by", play.stores)
    play.forget_writes()
    for device in ("device-of-an-0001", OTHER_DEVICE):
        with pytest.raises(Refusal) as refusal:
            play.start(device_key=device)
        assert code_of(refusal) is Code.OTHER_DEVICE
    assert play.written == []


def test_the_one_time_code_grants_the_next_attempt_with_another_paper() -> None:
    play, first, code = a_reset_play()
    second = play.start(resume_code=code, device_key=OTHER_DEVICE, name="Chủ số thật")
    assert second.fresh
    assert (second.attempt.number, second.attempt.name) == (2, "Chủ số thật")
    assert second.attempt.participant == first.participant
    assert second.attempt.id != first.id
    assert second.attempt.started_at == play.now
    assert play.start(device_key=OTHER_DEVICE).attempt == second.attempt


def test_the_one_time_code_sent_twice_grants_one_attempt() -> None:
    play, _, code = a_reset_play()
    play.forget_writes()
    second = play.start(resume_code=code, device_key=OTHER_DEVICE)
    again = play.start(resume_code=code, device_key=OTHER_DEVICE)
    assert again.attempt == second.attempt
    assert not again.fresh
    assert play.written == ["create"]


def test_the_one_time_code_is_used_up_by_the_first_device() -> None:
    play, _, code = a_reset_play()
    play.start(resume_code=code, device_key=OTHER_DEVICE)
    with pytest.raises(Refusal) as refusal:
        play.start(resume_code=code, device_key="third-device-0001")
    assert code_of(refusal) is Code.WRONG_CODE


def test_of_two_devices_with_the_one_time_code_at_once_one_gets_the_attempt() -> None:
    play, _, code = a_reset_play()

    def other_is_quicker() -> None:
        play.start(resume_code=code, device_key="third-device-0001")

    play.stores.writes.meanwhile["create"] = other_is_quicker
    with pytest.raises(Refusal) as refusal:
        play.start(resume_code=code, device_key=OTHER_DEVICE)
    assert code_of(refusal) is Code.OTHER_DEVICE
    assert len(play.attempts()) == 2


def test_the_one_time_code_grants_nothing_from_close_on() -> None:
    play, _, code = a_reset_play()
    play.now = CLOSES_AT
    with pytest.raises(Refusal) as refusal:
        play.start(resume_code=code, device_key=OTHER_DEVICE)
    assert code_of(refusal) is Code.CLOSED
    play.now = CLOSES_AT - 1
    assert play.start(resume_code=code, device_key=OTHER_DEVICE).fresh


def test_a_second_reset_grants_a_third_attempt_by_another_code() -> None:
    play, _, code = a_reset_play()
    second = play.start(resume_code=code, device_key=OTHER_DEVICE)
    play.now += MINUTE
    found = reset("nho", second.attempt.id, "Lại có người khác", "by", play.stores)
    assert found.one_time_code != code
    with pytest.raises(Refusal) as refusal:
        play.start(resume_code=code, device_key=OTHER_DEVICE)
    assert code_of(refusal) is Code.WRONG_CODE
    assert play.start(resume_code=found.one_time_code).attempt.number == 3


def test_of_two_starts_at_once_one_creates_and_the_other_finds_it() -> None:
    play = Play()
    quicker = []
    play.stores.writes.meanwhile["create"] = lambda: quicker.append(play.start())
    slower = play.start()
    assert [quicker[0].fresh, slower.fresh] == [True, False]
    assert slower.attempt == quicker[0].attempt


def test_of_two_devices_at_once_the_slower_is_refused() -> None:
    play = Play()
    play.stores.writes.meanwhile["create"] = lambda: play.start(device_key=OTHER_DEVICE)
    with pytest.raises(Refusal) as refusal:
        play.start()
    assert code_of(refusal) is Code.OTHER_DEVICE


def test_a_conflict_with_nothing_is_not_taken_for_an_answer() -> None:
    class Expired(FakeAttempts):
        def create(self, attempt: Attempt) -> None:
            raise Conflict

    play = Play()
    play.stores.attempts = Expired()
    with pytest.raises(Conflict):
        play.start()


def test_drafts_of_others_are_never_shown() -> None:
    play = Play()
    opened = play.start()
    play.draft(opened, 1, right_answers(opened))
    other = play.start(identity="0987654321", device_key=OTHER_DEVICE)
    assert other.attempt.draft is None
    assert play.stored(opened).draft == Draft(1, pack_choices(opened.paper, right_answers(opened)))


def a_reset_play() -> tuple[Play, Attempt, str]:
    """A play in which one attempt was reset, that attempt, and its one-time code."""
    play = Play()
    first = play.start().attempt
    play.now += MINUTE
    found = reset("nho", first.id, "Có người dùng số của tôi", "by", play.stores)
    assert found.one_time_code == one_time_code(play.bundle.secrets.resume_key, found.attempt)
    return play, first, found.one_time_code
