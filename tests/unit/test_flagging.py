"""Flags as organizers review them."""

from typing import Any

import pytest

from chalicelib.domain.errors import Code
from chalicelib.domain.flag import FlagCode
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases import flagging
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.flagging import (
    CauseReview,
    cause_named,
    flag_causes,
    flags_of_cause,
    review_cause,
)
from chalicelib.usecases.judging import review
from chalicelib.usecases.ranking import rank
from tests.fakes import Death
from tests.play import SLUG, Play, refused

DEVICE = FlagCode.DEVICE_OF_SEVERAL


@pytest.fixture
def play() -> Play:
    """Seven people on one device, one of them too fast."""
    play = Play()
    for number in range(7):
        seconds = 5 if number == 0 else 60 + number
        play.take_part(number, seconds, name=f"Người {number}", device_key="device-of-everybody")
    return play


def settle(
    play: Play, verdict: Verdict, cause: FlagCode = DEVICE, seen_at: int | None = None
) -> dict[str, Any]:
    """What was settled of a cause that was seen now."""
    seen = play.now if seen_at is None else seen_at
    asked = CauseReview(cause, verdict, "Một nhà", seen)
    return review_cause(SLUG, asked, "by@x", "1.2.3.4", play.stores)


def done(count: int, left: int = 0, decided: Any = ()) -> dict[str, Any]:
    return {"done": count, "left": left, "decided": list(decided)}


def verdicts(play: Play) -> dict[str, str | None]:
    return {row["name"]: row["review"] and row["review"]["verdict"] for row in rows(play)}


def rows(play: Play, begin: int = 0) -> list[dict[str, Any]]:
    return list(flags_of_cause(SLUG, DEVICE, begin, play.stores)["flags"])


def test_before_the_ranking_there_are_none(play: Play) -> None:
    seen = {"seen_at": play.now}
    no_causes = {"run": None, "ranked_at": None, "causes": []}
    assert flag_causes(SLUG, play.stores) == {**no_causes, **seen}
    assert flags_of_cause(SLUG, DEVICE, 0, play.stores) == {"flags": [], "next": None, **seen}
    assert refused(lambda: settle(play, Verdict.OK)) is Code.NOT_RANKED
    assert refused(lambda: flag_causes("khac", play.stores)) is Code.NO_SUCH_CONTEST


def test_causes_are_counted(play: Play) -> None:
    play.ranked()
    told = flag_causes(SLUG, play.stores)
    assert told["ranked_at"] == play.now
    assert told["causes"] == [
        {"code": "too_fast", "flagged": 1, "waiting": 1, "called_in": 0, "ahead": 1},
        {"code": "device_of_several", "flagged": 7, "waiting": 7, "called_in": 0, "ahead": 3},
    ]


def test_a_flag_shows_who_and_why_with_a_masked_number(play: Play) -> None:
    play.ranked()
    first, *others = rows(play)
    assert (first["name"], first["score"], first["elapsed_ms"]) == ("Người 0", 3, 5_000)
    assert first["identity_masked"] == "*******000"
    assert first["evidence"] == "Cùng một máy đã dùng cho 7 người khác nhau."
    assert {each["name"] for each in first["others"]} == {f"Người {n}" for n in range(1, 7)}
    attempt = next(each for each in play.attempts() if each.name == "Người 0")
    assert first["attempt"] == f"{attempt.participant}-1"
    assert first["ahead"]
    assert first["review"] is None
    assert "0900000000" not in str([first, *others])


def test_those_who_may_win_come_first(play: Play) -> None:
    play.ranked()
    assert [row["ahead"] for row in rows(play)] == [True] * 3 + [False] * 4


def test_all_of_a_cause_are_settled_with_one_reason_on_record(play: Play) -> None:
    play.ranked()
    assert settle(play, Verdict.OK) == done(7)
    assert {row["review"]["verdict"] for row in rows(play)} == {"ok"}
    (act,) = [each for each in acts(SLUG, play.stores.vault) if each["what"] == "review-cause"]
    assert (act["by"], act["on"], act["why"]) == ("by@x", "device_of_several", "Một nhà")
    assert act["source"] == "1.2.3.4"
    assert len(act["after"]["attempts"]) == 7


def test_doing_it_again_changes_nothing(play: Play) -> None:
    play.ranked()
    settle(play, Verdict.DISQUALIFIED)
    play.forget_writes()
    assert settle(play, Verdict.OK) == done(0)
    assert play.written == []


def test_it_goes_page_by_page(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flagging, "MOST_FLAGS", 3)
    play.ranked()
    assert flags_of_cause(SLUG, DEVICE, 0, play.stores)["next"] == 3
    assert len(rows(play, 6)) == 1
    assert flags_of_cause(SLUG, DEVICE, 6, play.stores)["next"] is None
    assert [settle(play, Verdict.OK) for _ in range(3)] == [
        done(3, 4),
        done(3, 1),
        done(1),
    ]


def test_one_that_dies_half_way_is_finished_by_the_next(play: Play) -> None:
    play.ranked()
    play.forget_writes()
    play.stores.writes.last_before_death = 4
    with pytest.raises(Death):
        settle(play, Verdict.OK)
    play.stores.writes.last_before_death = None
    settle(play, Verdict.OK)
    assert {row["review"]["verdict"] for row in rows(play)} == {"ok"}


def test_who_is_called_in_still_waits_and_can_be_settled(play: Play) -> None:
    play.ranked()
    settle(play, Verdict.CALLED_IN)
    assert settle(play, Verdict.CALLED_IN) == done(0)
    device = flag_causes(SLUG, play.stores)["causes"][1]
    assert (device["waiting"], device["called_in"], device["ahead"]) == (0, 7, 3)
    assert len(play.ranked()["unreviewed_winners"]) == 3
    assert settle(play, Verdict.OK) == done(7)
    assert play.ranked()["unreviewed_winners"] == []


def decided_by_a_colleague(play: Play, row: dict[str, Any], verdict: Verdict) -> None:
    review(SLUG, row["id"], verdict, "Thi hộ", "colleague@x", play.stores)


@pytest.mark.parametrize("verdict", [Verdict.DISQUALIFIED, Verdict.CALLED_IN])
def test_what_a_colleague_decided_since_it_was_seen_stays_and_is_told(
    play: Play, verdict: Verdict
) -> None:
    play.ranked()
    seen_at, row = play.now, rows(play)[0]
    play.now += 1
    decided_by_a_colleague(play, row, verdict)
    answer = settle(play, Verdict.OK, seen_at=seen_at)
    told = {"id": row["id"], "attempt": row["attempt"], "name": row["name"]}
    assert answer == done(6, decided=[{**told, "verdict": verdict.value}])
    assert verdicts(play)[row["name"]] == verdict.value
    assert settle(play, Verdict.OK, seen_at=seen_at) == done(0, decided=answer["decided"])


def test_of_two_who_decide_at_once_nobody_replaces_the_other_in_bulk(play: Play) -> None:
    play.ranked()
    seen_at, row = play.now, rows(play)[0]
    play.now += 1
    play.stores.writes.meanwhile["put_review"] = lambda: decided_by_a_colleague(
        play, row, Verdict.DISQUALIFIED
    )
    answer = settle(play, Verdict.OK, seen_at=seen_at)
    assert (answer["done"], answer["left"]) == (6, 0)
    assert [each["name"] for each in answer["decided"]] == [row["name"]]
    assert verdicts(play)[row["name"]] == "disqualified"


def test_the_pages_of_one_bulk_review_are_nobody_elses(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flagging, "MOST_FLAGS", 4)
    play.ranked()
    seen_at = play.now
    play.now += 1
    assert settle(play, Verdict.OK, seen_at=seen_at) == done(4, 3)
    assert settle(play, Verdict.OK, seen_at=seen_at) == done(3)


def test_causes_and_flags_say_when_they_were_read(play: Play) -> None:
    play.ranked()
    play.now += 5
    assert flag_causes(SLUG, play.stores)["seen_at"] == play.now
    assert flags_of_cause(SLUG, DEVICE, 0, play.stores)["seen_at"] == play.now


def test_flags_follow_the_latest_run_and_go_with_personal_data(play: Play) -> None:
    first = play.ranked()["inputs_hash"]
    settle(play, Verdict.DISQUALIFIED)
    assert flag_causes(SLUG, play.stores)["run"] == first
    play.now += 1
    second = rank(SLUG, "by", play.stores)["inputs_hash"]
    assert flag_causes(SLUG, play.stores)["run"] == second != first
    play.now = play.bundle.contest.expires_at
    play.tick()
    assert [key for key in play.stores.vault.objects if key.startswith("runs/")] == []
    assert refused(lambda: flag_causes(SLUG, play.stores)) is Code.DATA_ERASED


def test_an_unknown_cause_is_refused() -> None:
    assert cause_named("too_fast") is FlagCode.TOO_FAST
    assert refused(lambda: cause_named("too_slow")) is Code.INVALID
