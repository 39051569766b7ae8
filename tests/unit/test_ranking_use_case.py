"""Ranking a frozen contest, as often as one likes."""

import pytest

from chalicelib.domain.canonical import canonical
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.judging import review
from chalicelib.usecases.ranking import rank, read_run
from tests.builders import CLOSES_AT
from tests.fakes import Death
from tests.play import FREEZE, GRACE, SLUG, Play, code_of, refused, right_answers


@pytest.fixture
def play() -> Play:
    """A frozen contest with three who submitted and a draft that nobody has sealed."""
    play = Play()
    for number, wrong in ((1, 0), (2, 1), (3, 2)):
        play.take_part(number, seconds=60 + number, wrong=wrong)
    opened = play.start(identity="0900000004")
    play.draft(opened, 1, right_answers(opened))
    play.freeze()
    play.forget_writes()
    return play


@pytest.mark.parametrize("now", [CLOSES_AT - 1, CLOSES_AT, CLOSES_AT + GRACE + FREEZE - 1])
def test_before_the_freeze_there_is_nothing_to_rank(play: Play, now: int) -> None:
    play.now = now
    with pytest.raises(Refusal) as refusal:
        rank(SLUG, "by", play.stores)
    assert code_of(refusal) is Code.NOT_FROZEN
    assert refusal.value.details == {"frozen_at": CLOSES_AT + GRACE + FREEZE}
    assert play.written == []


def test_an_unknown_contest_is_named(play: Play) -> None:
    with pytest.raises(Refusal) as refusal:
        rank("khac", "by", play.stores)
    assert code_of(refusal) is Code.NO_SUCH_CONTEST
    assert "khac" in refusal.value.message


def test_a_run_ranks_what_was_sealed_drafts_too(play: Play) -> None:
    outcome = rank(SLUG, "by", play.stores)
    scores = [(entry["rank"], entry["score"]) for entry in outcome["standing"]]
    assert scores == [(1, 3), (2, 3), (3, 2), (4, 1)]
    assert "seal_draft" in play.written


def test_a_run_is_kept_under_the_hash_of_its_inputs(play: Play) -> None:
    outcome = rank(SLUG, "thu-ky", play.stores)
    run = play.stores.judgements.latest_run(SLUG)
    assert run is not None
    assert (run.inputs_hash, run.at, run.by) == (outcome["inputs_hash"], play.now, "thu-ky")
    assert read_run(SLUG, run.inputs_hash, play.stores) == outcome
    record = play.stores.records.get(SLUG)
    assert record is not None
    assert record.ranked_at == play.now


def test_a_run_that_never_was_cannot_be_read(play: Play) -> None:
    assert read_run(SLUG, "f" * 64, play.stores) is None


def test_ranking_again_gives_the_same_bytes_and_keeps_one_run(play: Play) -> None:
    first = rank(SLUG, "by", play.stores)
    play.forget_writes()
    play.now += 3_600_000
    assert canonical(rank(SLUG, "other", play.stores)) == canonical(first)
    assert play.written == []
    assert len(play.stores.judgements.runs) == 1


def test_a_review_makes_another_run(play: Play) -> None:
    first = rank(SLUG, "by", play.stores)
    winner = first["standing"][0]["attempt"]
    play.now += 1
    review(SLUG, winner, Verdict.DISQUALIFIED, "Thi hộ", "by", play.stores)
    second = rank(SLUG, "by", play.stores)
    assert second["inputs_hash"] != first["inputs_hash"]
    assert second["disqualified"] == [{"attempt": winner, "reason": "Thi hộ", "at": play.now}]
    assert [run.inputs_hash for run in play.stores.judgements.runs] == [
        first["inputs_hash"],
        second["inputs_hash"],
    ]
    assert read_run(SLUG, first["inputs_hash"], play.stores) == first


def test_what_is_decided_back_and_forth_is_a_new_run_each_time(play: Play) -> None:
    attempt = rank(SLUG, "by", play.stores)["standing"][0]["attempt"]
    hashes = []
    for verdict in (Verdict.OK, Verdict.DISQUALIFIED, Verdict.OK):
        play.now += 1
        review(SLUG, attempt, verdict, "Xem lại", "by", play.stores)
        hashes.append(rank(SLUG, "by", play.stores)["inputs_hash"])
    assert len(set(hashes)) == 3
    latest = play.stores.judgements.latest_run(SLUG)
    assert latest is not None
    assert latest.inputs_hash == hashes[2]


def test_a_contest_in_which_nobody_took_part_can_be_ranked() -> None:
    play = Play()
    play.freeze()
    outcome = rank(SLUG, "by", play.stores)
    assert (outcome["standing"], outcome["individual"], outcome["collective"]) == ([], [], [])


@pytest.mark.parametrize("last", [1, 2, 3, 4, 5, 6])
def test_a_run_that_dies_after_any_write_is_mended_by_the_next(play: Play, last: int) -> None:
    play.stores.writes.last_before_death = last
    with pytest.raises(Death):
        rank(SLUG, "by", play.stores)
    rank(SLUG, "by", play.stores)
    record = play.stores.records.get(SLUG)
    assert record is not None
    assert record.ranked_at == play.now
    assert len(play.stores.judgements.runs) == 1
    assert set(play.written) == {"add_run", "mark", "seal_draft", "vault.create", "vault.put"}


def test_nothing_is_ranked_once_personal_data_is_due_to_go() -> None:
    play = Play()
    play.take_part(1)
    play.now = play.bundle.contest.expires_at - 1
    rank("nho", "organizer", play.stores)
    play.now += 1
    assert refused(lambda: rank("nho", "organizer", play.stores)) is Code.DATA_ERASED
