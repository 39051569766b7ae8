"""Amendments on the fakes: proposed, agreed by a second person, withdrawn, and a later close."""

from typing import Any

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases import amending
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.bundling import renew_bundle
from chalicelib.usecases.closing import finish, tick
from chalicelib.usecases.publishing import publish
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT, OPENS_AT
from tests.fakes import Death
from tests.play import FREEZE, GRACE, MINUTE, SLUG, Play, code_of

AN, BINH = "an@example.org", "binh@example.org"
ID = "amendment-0000001"
LATER = CLOSES_AT + 60 * MINUTE
VOID = {"kind": "question_voided", "reason": "Câu sai", "question": "tc-001"}
MOVE = {"kind": "close_moved", "reason": "Mất điện", "closes_at": LATER}


def a_play() -> Play:
    """A frozen contest of six, each half right."""
    play = Play()
    for number in range(6):
        play.take_part(number, seconds=60 + number, wrong=number % 3)
    play.freeze()
    return play


def propose(play: Play, said: dict[str, Any], amendment_id: str = ID, by: str = AN) -> Any:
    return amending.propose(SLUG, amendment_id, said, by, "203.0.113.7", play.stores)


def agree(play: Play, amendment_id: str = ID, by: str = BINH) -> Any:
    return amending.agree(SLUG, amendment_id, by, "203.0.113.7", play.stores)


def withdraw(play: Play, amendment_id: str = ID, by: str = BINH) -> Any:
    return amending.withdraw(SLUG, amendment_id, "Nhầm", by, "203.0.113.7", play.stores)


def log(play: Play) -> list[tuple[str, str]]:
    entries = acts(SLUG, play.stores.vault)
    return [(each["what"], each["by"]) for each in entries if "amendment" in each["what"]]


def test_a_proposal_is_tried_dry_and_changes_nothing() -> None:
    play = a_play()
    before = rank(SLUG, AN, play.stores)
    told = propose(play, VOID)
    assert told["amendment"]["state"] == "proposed"
    assert told["trial"]["run"] == before["inputs_hash"]
    assert told["trial"]["scores"]["lowered"] == 0
    assert rank(SLUG, AN, play.stores)["inputs_hash"] == before["inputs_hash"]
    assert log(play) == [("propose-amendment", AN)]


def test_proposing_the_same_again_keeps_one() -> None:
    play = a_play()
    first = propose(play, VOID)
    play.now += MINUTE
    second = propose(play, VOID)
    assert second["amendment"] == first["amendment"]
    assert second["trial"]["at"] == play.now
    assert log(play) == [("propose-amendment", AN)]
    with pytest.raises(Refusal) as refusal:
        propose(play, {**VOID, "question": "tc-002"})
    assert code_of(refusal) is Code.CHANGED_MEANWHILE


@pytest.mark.parametrize("by", [AN, AN.upper()])
def test_nobody_agrees_to_their_own(by: str) -> None:
    play = a_play()
    propose(play, VOID)
    with pytest.raises(Refusal) as refusal:
        agree(play, by=by)
    assert code_of(refusal) is Code.SECOND_PERSON
    assert amending.tell(SLUG, ID, play.stores)["amendment"]["state"] == "proposed"


def test_what_is_agreed_counts_at_the_next_run() -> None:
    play = a_play()
    before = rank(SLUG, AN, play.stores)
    trial = propose(play, VOID)["trial"]
    play.now += MINUTE
    agree(play)
    after = rank(SLUG, AN, play.stores)
    assert after["inputs_hash"] != before["inputs_hash"]
    entry = next(each for each in after["amendments"] if each["kind"] == "question_voided")
    assert entry["at"] == play.now
    assert entry["changed"] == trial["reach"]["changed"]
    scores = {row["attempt"]: row["score"] for row in before["standing"]}
    raised = [row for row in after["standing"] if row["score"] > scores[row["attempt"]]]
    assert len(raised) == trial["scores"]["raised"]
    assert log(play) == [("propose-amendment", AN), ("agree-amendment", BINH)]


def test_agreeing_again_changes_nothing() -> None:
    play = a_play()
    propose(play, VOID)
    first = agree(play)
    play.now += MINUTE
    assert agree(play)["amendment"] == first["amendment"]
    assert agree(play, by="chi@example.org")["amendment"] == first["amendment"]
    assert len(log(play)) == 2


def test_an_agreement_needs_a_dry_run_that_knows_what_is_in_force() -> None:
    play = a_play()
    propose(play, VOID)
    propose(play, {**VOID, "question": "tc-002"}, "amendment-0000002")
    agree(play)
    with pytest.raises(Refusal) as refusal:
        agree(play, "amendment-0000002")
    assert code_of(refusal) is Code.CHANGED_MEANWHILE
    propose(play, {**VOID, "question": "tc-002"}, "amendment-0000002")
    agree(play, "amendment-0000002")


def test_practice_shows_what_was_amended_and_no_more_once_it_is_withdrawn() -> None:
    play = a_play()
    finish(SLUG, AN, play.stores)
    propose(play, {**VOID, "kind": "key_corrected", "question": "tt-001", "key": [0]})
    questions = {each["id"]: each for each in play.public("practice.json")["questions"]}
    assert "amended" not in questions["tt-001"]
    agree(play)
    questions = {each["id"]: each for each in play.public("practice.json")["questions"]}
    assert (questions["tt-001"]["key"], questions["tt-001"]["key_before"]) == ([0], [2])
    assert questions["tt-001"]["amended"] == "key_corrected"
    withdraw(play)
    questions = {each["id"]: each for each in play.public("practice.json")["questions"]}
    assert questions["tt-001"]["key"] == [2]
    assert "amended" not in questions["tt-001"]


def test_what_was_published_by_it_is_not_withdrawn() -> None:
    play = a_play()
    propose(play, VOID)
    agree(play)
    withdrawn = a_play()
    propose(withdrawn, VOID)
    agree(withdrawn)
    assert withdraw(withdrawn)["amendment"]["state"] == "withdrawn"
    assert rank(SLUG, AN, withdrawn.stores)["amendments"] == []
    publish(SLUG, AN, play.stores, accept_flags="Đã xem")
    with pytest.raises(Refusal) as refusal:
        withdraw(play)
    assert code_of(refusal) is Code.INVALID


@pytest.mark.parametrize("now", [OPENS_AT + MINUTE, CLOSES_AT + GRACE + FREEZE - 1])
def test_before_the_freeze_only_the_close_is_amended(now: int) -> None:
    play = Play()
    play.now = now
    with pytest.raises(Refusal) as refusal:
        propose(play, VOID)
    assert code_of(refusal) is Code.NOT_FROZEN


def moved(at: int = OPENS_AT + MINUTE) -> Play:
    play = Play()
    play.now = at
    propose(play, MOVE)
    agree(play)
    return play


def test_a_later_close_is_served_and_published() -> None:
    play = moved()
    assert play.bundle.contest.closes_at == play.bundle.moved_close == LATER
    assert play.public("contest.json")["closes_at"] == LATER
    index = play.stores.site.get_json("contests/index.json")
    assert [each["closes_at"] for each in index["contests"]] == [LATER]
    assert play.public("contest.json")["amendments"] == [
        {**MOVE, "at": play.now, "closed_before": CLOSES_AT}
    ]
    assert play.bundle.document["closes_at"] == CLOSES_AT
    assert renew_bundle(SLUG, play.stores).contest.closes_at == LATER


def test_what_is_submitted_between_the_old_and_the_new_close_counts() -> None:
    play = moved()
    play.now = CLOSES_AT + 10 * MINUTE
    play.take_part(1, seconds=60)
    play.now = LATER + GRACE + FREEZE - 1
    with pytest.raises(Refusal) as refusal:
        rank(SLUG, AN, play.stores)
    assert code_of(refusal) is Code.NOT_FROZEN
    play.now += 1
    finish(SLUG, AN, play.stores)
    outcome = rank(SLUG, AN, play.stores)
    assert outcome["totals"]["counted"] == 1
    assert outcome["amendments"][0]["closed_before"] == CLOSES_AT


@pytest.mark.parametrize(
    ("now", "may"),
    [(CLOSES_AT + GRACE + FREEZE - 30_001, True), (CLOSES_AT + GRACE + FREEZE - 30_000, False)],
)
def test_the_close_is_moved_until_the_key_is_about_to_be_revealed(now: int, may: bool) -> None:
    play = Play()
    play.now = now
    if may:
        propose(play, MOVE)
        assert agree(play)["amendment"]["state"] == "agreed"
        return
    with pytest.raises(Refusal) as refusal:
        propose(play, MOVE)
    assert code_of(refusal) is Code.CLOSED


@pytest.mark.parametrize("closes_at", [CLOSES_AT, CLOSES_AT + 14 * 86_400_000 + 1])
def test_the_close_moves_later_and_not_too_far(closes_at: int) -> None:
    play = Play()
    with pytest.raises(Refusal) as refusal:
        propose(play, {**MOVE, "closes_at": closes_at})
    assert list(refusal.value.fields) == ["closes_at"]


def test_a_close_that_was_moved_is_not_moved_back() -> None:
    play = moved()
    with pytest.raises(Refusal) as refusal:
        withdraw(play)
    assert code_of(refusal) is Code.INVALID


@pytest.mark.parametrize("writes", range(1, 6))
def test_whoever_dies_while_moving_the_close_leaves_no_key_revealed(writes: int) -> None:
    play = Play()
    play.take_part(1, seconds=60)
    propose(play, MOVE)
    play.stores.writes.last_before_death = len(play.written) + writes
    with pytest.raises(Death):
        agree(play)
    play.stores.writes.last_before_death = None
    state = amending.tell(SLUG, ID, play.stores)["amendment"]["state"]
    play.now = CLOSES_AT + GRACE + FREEZE
    tick(play.stores)
    if state == "agreed":
        assert play.public("practice.json") is None
        assert play.public("contest.json")["closes_at"] == LATER
    else:
        assert play.public("practice.json") is not None
