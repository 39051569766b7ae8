"""Publishing: never with an unreviewed flag among winners, never over an open tie."""

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.judging import decide, review
from chalicelib.usecases.publishing import publish
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT
from tests.fakes import Death
from tests.play import FREEZE, GRACE, SLUG, Play, code_of

FAST = 5


def a_play(*people: tuple[int, int]) -> Play:
    """A frozen contest; of each one who took part the seconds and the unanswered questions."""
    play = Play()
    for number, (seconds, wrong) in enumerate(people):
        play.take_part(number, seconds=seconds, wrong=wrong)
    play.freeze()
    play.forget_writes()
    return play


def plain() -> Play:
    return a_play((60, 0), (61, 0), (62, 0), (63, 1))


def refused(play: Play, **accepting: str) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        publish(SLUG, "by", play.stores, **accepting)
    return refusal.value


def log(play: Play) -> list[str]:
    return [entry["what"] for entry in acts(SLUG, play.stores.vault)][1:]


def published_at(play: Play) -> int | None:
    record = play.stores.records.get(SLUG)
    assert record is not None
    return record.published_at


@pytest.mark.parametrize("now", [CLOSES_AT, CLOSES_AT + GRACE + FREEZE - 1])
def test_nothing_is_published_before_the_freeze(now: int) -> None:
    play = plain()
    play.now = now
    assert refused(play).code is Code.NOT_FROZEN
    assert refused(play, accept_flags="Đã xem").code is Code.NOT_FROZEN
    assert play.written == []


def test_an_unknown_contest_is_not_published() -> None:
    with pytest.raises(Refusal) as refusal:
        publish("khac", "by", plain().stores)
    assert code_of(refusal) is Code.NO_SUCH_CONTEST


def test_results_are_public_and_on_record() -> None:
    play = plain()
    results = publish(SLUG, "by", play.stores)
    assert play.public("results.json") == results
    assert results["published_at"] == published_at(play) == play.now
    assert results["run"] == rank(SLUG, "by", play.stores)["inputs_hash"]
    assert log(play) == ["publish"]


def test_publish_ranks_and_seals_by_itself() -> None:
    play = plain()
    publish(SLUG, "by", play.stores)
    record = play.stores.records.get(SLUG)
    assert record is not None
    assert record.ranked_at == play.now


def test_publishing_again_changes_nothing() -> None:
    play = plain()
    first = publish(SLUG, "by", play.stores)
    play.forget_writes()
    play.now += 3_600_000
    assert publish(SLUG, "other", play.stores) == first
    assert publish(SLUG, "other", play.stores, accept_flags="Không có gì") == first
    assert set(play.written) <= {"put_json", "show"}
    assert play.public("results.json") == first


def test_what_was_reviewed_since_is_published_anew() -> None:
    play = plain()
    first = publish(SLUG, "by", play.stores)
    winner = rank(SLUG, "by", play.stores)["individual"][0]["winner"]
    play.now += 3_600_000
    review(SLUG, winner, Verdict.DISQUALIFIED, "Thi hộ", "by", play.stores)
    second = publish(SLUG, "by", play.stores)
    assert second["published_at"] == play.now
    assert second["run"] != first["run"]
    assert second["totals"]["disqualified"] == 1
    assert play.public("results.json") == second
    assert published_at(play) == first["published_at"]
    assert log(play) == ["publish", "review", "publish"]


def test_unreviewed_flags_among_winners_are_named() -> None:
    play = a_play((FAST, 0), (60, 0), (61, 0), (FAST, 3))
    flagged = rank(SLUG, "by", play.stores)["unreviewed_winners"]
    refusal = refused(play)
    assert refusal.code is Code.UNREVIEWED_FLAGS
    assert refusal.details == {"attempts": flagged}
    assert len(flagged) == 1
    assert flagged[0] in refusal.message
    assert play.public("results.json") is None


@pytest.mark.parametrize("verdict", [Verdict.OK, Verdict.DISQUALIFIED])
def test_once_flags_are_reviewed_results_are_published(verdict: Verdict) -> None:
    play = a_play((FAST, 0), (60, 0), (61, 0), (62, 0))
    flagged = rank(SLUG, "by", play.stores)["unreviewed_winners"]
    review(SLUG, flagged[0], verdict, "Đã gọi điện hỏi", "by", play.stores)
    results = publish(SLUG, "by", play.stores)
    fastest = results["prizes"][0]["elapsed_ms"]
    assert fastest == (FAST if verdict is Verdict.OK else 60) * 1_000


def test_who_is_called_in_waits_even_where_flags_are_accepted() -> None:
    play = a_play((60, 0), (61, 0), (62, 0), (63, 0))
    winner = rank(SLUG, "by", play.stores)["individual"][0]["winner"]
    review(SLUG, winner, Verdict.CALLED_IN, "Mời đến phường", "by", play.stores)
    with pytest.raises(Refusal) as refusal:
        publish(SLUG, "by", play.stores, accept_flags="Đã xem")
    assert refusal.value.details == {"attempts": [winner]}
    review(SLUG, winner, Verdict.OK, "Đã đến, đúng người", "by", play.stores)
    assert publish(SLUG, "by", play.stores)["prizes"][0]["elapsed_ms"] == 60_000


def test_a_flag_behind_the_winners_holds_nothing_up() -> None:
    play = a_play((60, 0), (61, 0), (62, 0), (FAST, 1))
    assert publish(SLUG, "by", play.stores)["totals"]["counted"] == 4


def test_flags_are_accepted_with_a_reason_on_record() -> None:
    play = a_play((FAST, 0), (FAST - 1, 0), (60, 0))
    publish(SLUG, "by", play.stores, accept_flags="Đã xem cả hai")
    reviews = play.stores.judgements.reviews(SLUG)
    assert {(each.verdict, each.reason) for each in reviews} == {(Verdict.OK, "Đã xem cả hai")}
    assert len(reviews) == 2
    assert log(play) == ["review", "review", "publish"]


def test_accepting_flags_with_nothing_flagged_is_no_error() -> None:
    play = plain()
    publish(SLUG, "by", play.stores, accept_flags="Phòng khi có")
    assert play.stores.judgements.reviews(SLUG) == []


def test_undecided_ties_are_named_with_prize_and_candidates() -> None:
    play = a_play((60, 0), (60, 0), (61, 0))
    for accepting in ({}, {"accept_flags": "Đã xem"}):
        refusal = refused(play, **accepting)
        assert refusal.code is Code.UNDECIDED_TIES
        assert "Giải nhất (individual-1)" in refusal.message
    ties = refusal.details["ties"]
    assert isinstance(ties, list)
    assert [(tie["prize"], tie["places"], len(tie["candidates"])) for tie in ties] == [
        ("individual-1", 1, 2),
        ("individual-2", 1, 2),
    ]
    assert play.public("results.json") is None


def tied_play() -> tuple[Play, list[str]]:
    """Two who tie for the first two places, of different amounts, and their attempts."""
    play = Play(ranking={"order": ["score", "elapsed"]})
    for number in (1, 2):
        play.take_part(number, seconds=60)
    play.take_part(3, seconds=61)
    play.freeze()
    tie = rank(SLUG, "by", play.stores)["undecided"][0]
    return play, tie["candidates"]


def test_once_a_tie_is_decided_results_are_published() -> None:
    play, candidates = tied_play()
    decide(SLUG, "individual-1", candidates[1], "Bốc thăm", "by", play.stores)
    results = publish(SLUG, "by", play.stores)
    leaves = {each.id: each.submission and each.submission.leaf.hex() for each in play.attempts()}
    assert [prize["leaf"] for prize in results["prizes"][:2]] == [
        leaves[candidates[1]],
        leaves[candidates[0]],
    ]
    assert [prize["tied"] for prize in results["prizes"][:3]] == [True, True, False]


def test_tied_units_are_decided_too() -> None:
    play = Play()
    for number, unit in enumerate(["khu-pho-1", "cong-an"]):
        play.take_part(number, seconds=60 + number, unit=unit)
    play.freeze()
    ties = refused(play).details["ties"]
    assert isinstance(ties, list)
    assert [tie["prize"] for tie in ties] == ["collective-1"]
    decide(SLUG, "collective-1", "cong-an", "Bốc thăm", "by", play.stores)
    assert publish(SLUG, "by", play.stores)["prizes"][-1]["unit"] == "cong-an"


def test_flags_are_told_before_ties() -> None:
    assert refused(a_play((FAST, 0), (FAST, 0))).code is Code.UNREVIEWED_FLAGS


def test_publishing_that_dies_after_any_write_is_mended_by_publishing_again() -> None:
    undisturbed = a_play((FAST, 0), (60, 0))
    publish(SLUG, "by", undisturbed.stores, accept_flags="Đã xem")
    for last in range(1, len(undisturbed.written) + 1):
        play = a_play((FAST, 0), (60, 0))
        play.stores.writes.last_before_death = last
        with pytest.raises(Death):
            publish(SLUG, "by", play.stores, accept_flags="Đã xem")
        publish(SLUG, "by", play.stores, accept_flags="Đã xem")
        assert play.public("results.json") == undisturbed.public("results.json")
        assert published_at(play) == play.now
        assert set(log(play)) >= {"publish"}
        assert log(play).count("publish") == 1


def test_nobodys_number_is_published() -> None:
    play = plain()
    publish(SLUG, "by", play.stores)
    for path, content in play.stores.site.files.items():
        for attempt in play.attempts():
            assert attempt.identity not in content.decode(), path


def test_a_slower_publisher_does_not_undo_a_newer_result() -> None:
    play = plain()
    winner = rank(SLUG, "by", play.stores)["individual"][0]["winner"]

    def somebody_knows_more() -> None:
        review(SLUG, winner, Verdict.DISQUALIFIED, "Thi hộ", "other", play.stores)
        publish(SLUG, "other", play.stores)

    play.stores.writes.meanwhile["replace_json"] = somebody_knows_more
    assert publish(SLUG, "by", play.stores)["totals"]["disqualified"] == 1
    assert play.public("results.json")["totals"]["disqualified"] == 1


def test_publishing_freezes_first_where_no_tick_has() -> None:
    play = Play()
    play.take_part(1)
    play.freeze()
    publish(SLUG, "by", play.stores)
    record = play.stores.records.get(SLUG)
    assert record is not None
    assert record.frozen_at == play.now
    assert play.public("practice.json") is not None
    assert "opening" in play.public("commitment.json")
    assert play.public("stats.json")["submitted"] == 1
