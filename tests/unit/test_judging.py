"""Reviews, decisions on ties and resets, each on record."""

from collections.abc import Callable

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.prizes import Decision
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.judging import decide, find_attempt, find_person, reset, review
from tests.builders import CLOSES_AT
from tests.fakes import Death
from tests.play import SLUG, Play

WHY = "Có người dùng số của tôi"


@pytest.fixture
def play() -> Play:
    return Play()


@pytest.fixture
def tied() -> Play:
    """Four people and two units with the same result, ranked: every prize is open."""
    frozen = Play()
    for number in range(4):
        frozen.take_part(number, unit=f"khu-pho-{1 + number // 2}")
    frozen.ranked()
    return frozen


def ids(play: Play) -> list[str]:
    return [attempt.id for attempt in play.attempts()]


def log(play: Play) -> list[tuple[str, str, object, object]]:
    """What, on what, before, after."""
    told = [each for each in acts(SLUG, play.stores.vault) if each["what"] != "load-contest"]
    return [(each["what"], each["on"], each["before"], each["after"]) for each in told]


def refused(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        call()
    return refusal.value


def reviews(play: Play) -> list[Review]:
    return play.stores.judgements.reviews(SLUG)


def test_a_review_is_kept_and_on_record(play: Play) -> None:
    attempt = play.take_part(1)
    review(SLUG, attempt.id, Verdict.DISQUALIFIED, "Thi hộ", "by", play.stores)
    assert reviews(play) == [Review(attempt.id, Verdict.DISQUALIFIED, "Thi hộ", play.now)]
    assert log(play) == [("review", attempt.id, [], "disqualified")]


def test_a_later_review_replaces_an_earlier_and_both_are_on_record(play: Play) -> None:
    attempt = play.take_part(1)
    for verdict in (Verdict.DISQUALIFIED, Verdict.OK):
        review(SLUG, attempt.id, verdict, "Xem lại", "by", play.stores)
    assert reviews(play) == [Review(attempt.id, Verdict.OK, "Xem lại", play.now)]
    assert log(play)[1] == ("review", attempt.id, ["disqualified"], "ok")


def test_of_two_who_review_at_once_the_slower_is_told(play: Play) -> None:
    attempt = play.take_part(1)

    def judge(verdict: Verdict, by: str) -> None:
        review(SLUG, attempt.id, verdict, "Đã xem", by, play.stores)

    play.stores.writes.meanwhile["put_review"] = lambda: judge(Verdict.DISQUALIFIED, "other")
    assert refused(lambda: judge(Verdict.OK, "by")).code is Code.TRY_AGAIN
    assert [each.verdict for each in reviews(play)] == [Verdict.DISQUALIFIED]


def test_what_is_not_there_cannot_be_judged(play: Play) -> None:
    attempt = play.take_part(1)
    play.forget_writes()
    stores, ok = play.stores, Verdict.OK
    for slug, attempt_id, code in (
        ("khac", attempt.id, Code.NO_SUCH_CONTEST),
        (SLUG, "no-such", Code.NO_SUCH_ATTEMPT),
    ):
        assert refused(lambda s=slug, a=attempt_id: review(s, a, ok, "", "", stores)).code is code
        assert refused(lambda s=slug, a=attempt_id: reset(s, a, WHY, "", stores)).code is code
    assert refused(lambda: find_attempt("khac", attempt.id, stores)).code is Code.NO_SUCH_ATTEMPT
    assert play.written == []


def test_an_attempt_is_found_by_its_id(play: Play) -> None:
    kept = [play.take_part(number) for number in (1, 2, 3)]
    assert [find_attempt(SLUG, each.id, play.stores) for each in kept] == kept


def test_a_decision_is_kept_and_on_record(tied: Play) -> None:
    first = ids(tied)[0]
    decision = decide(SLUG, "individual-1", first, "Bốc thăm", "by", tied.stores)
    assert decision == Decision("individual-1", (first,), "Bốc thăm", tied.now)
    assert tied.stores.judgements.decisions(SLUG) == [decision]
    assert log(tied) == [("decide", "individual-1", [], [first])]


def test_each_decision_on_a_prize_adds_a_winner(tied: Play) -> None:
    first, second, *_ = ids(tied)
    decide(SLUG, "individual-2", first, "Bốc thăm", "by", tied.stores)
    decision = decide(SLUG, "individual-2", second, "Bốc thăm lần hai", "by", tied.stores)
    assert decision == Decision("individual-2", (first, second), "Bốc thăm lần hai", tied.now)
    assert log(tied)[1] == ("decide", "individual-2", [first], [first, second])


def test_a_unit_is_decided_to_win_a_collective_prize(tied: Play) -> None:
    decision = decide(SLUG, "collective-1", "khu-pho-2", "Bốc thăm", "by", tied.stores)
    assert decision.winners == ("khu-pho-2",)


def test_only_who_ties_can_be_decided_to_win(tied: Play) -> None:
    def code(prize: str, winner: str) -> Code:
        return refused(lambda: decide(SLUG, prize, winner, "Bốc thăm", "by", tied.stores)).code

    assert code("collective-1", "cong-an") is Code.INVALID
    decide(SLUG, "collective-1", "khu-pho-1", "Bốc thăm", "by", tied.stores)
    tied.ranked()
    assert code("collective-1", "khu-pho-2") is Code.INVALID
    assert [each.prize for each in tied.stores.judgements.decisions(SLUG)] == ["collective-1"]


def test_no_more_are_chosen_than_the_tie_leaves_places(tied: Play) -> None:
    first, second, *_ = ids(tied)
    decide(SLUG, "individual-1", first, "Bốc thăm", "by", tied.stores)
    refusal = refused(lambda: decide(SLUG, "individual-1", second, "Nhầm", "by", tied.stores))
    assert (refusal.code, list(refusal.fields)) == (Code.INVALID, ["prize"])
    assert [each.winners for each in tied.stores.judgements.decisions(SLUG)] == [(first,)]


def test_nobody_is_chosen_for_two_individual_prizes(tied: Play) -> None:
    first, second, *_ = ids(tied)
    decide(SLUG, "individual-1", first, "Bốc thăm", "by", tied.stores)
    refusal = refused(lambda: decide(SLUG, "individual-2", first, "Nhầm", "by", tied.stores))
    assert (refusal.code, list(refusal.fields)) == (Code.INVALID, ["winner"])
    decide(SLUG, "individual-2", second, "Bốc thăm", "by", tied.stores)


def test_nothing_is_decided_before_a_ranking_shows_a_tie(play: Play) -> None:
    first = play.take_part(1).id
    refusal = refused(lambda: decide(SLUG, "individual-1", first, "?", "by", play.stores))
    assert refusal.code is Code.NOT_RANKED


def test_deciding_the_same_again_changes_nothing(tied: Play) -> None:
    two = ids(tied)[:2]
    made = [decide(SLUG, "individual-2", each, "Bốc thăm", "by", tied.stores) for each in two]
    tied.forget_writes()
    for each in two:
        assert decide(SLUG, "individual-2", each, "Lý do khác", "by", tied.stores) == made[-1]
    assert tied.written == []


def test_of_two_who_decide_at_once_the_slower_is_told(tied: Play) -> None:
    first, second, *_ = ids(tied)

    def other_is_quicker() -> None:
        decide(SLUG, "individual-1", second, "Bốc thăm", "other", tied.stores)

    tied.stores.writes.meanwhile["put_decision"] = other_is_quicker
    slower = refused(lambda: decide(SLUG, "individual-1", first, "Bốc thăm", "by", tied.stores))
    assert slower.code is Code.TRY_AGAIN
    assert [each.winners for each in tied.stores.judgements.decisions(SLUG)] == [(second,)]


@pytest.mark.parametrize("act", ["decide", "reset"])
def test_whatever_dies_nothing_is_in_force_that_the_log_does_not_know(
    play: Play, tied: Play, act: str
) -> None:
    attempt, tie = play.take_part(1), ids(tied)[0]
    on, do = {
        "decide": (tied, lambda: decide(SLUG, "individual-1", tie, "?", "by", tied.stores)),
        "reset": (play, lambda: reset(SLUG, attempt.id, WHY, "by", play.stores)),
    }[act]
    on.forget_writes()
    on.stores.writes.last_before_death = 1
    with pytest.raises(Death):
        do()
    assert [each[0] for each in log(on)] == [act]
    assert on.stores.judgements.decisions(SLUG) == []
    assert on.attempts()[0].reset_at is None


def test_only_a_prizes_own_kind_of_winner_can_be_decided(play: Play) -> None:
    attempt = play.take_part(1)
    play.forget_writes()

    def refusal(prize: str, winner: str, slug: str = SLUG) -> Refusal:
        return refused(lambda: decide(slug, prize, winner, "Bốc thăm", "by", play.stores))

    assert list(refusal("collective-1", attempt.id).fields) == ["winner"]
    unknown = refusal("individual-9", attempt.id)
    assert list(unknown.fields) == ["prize"]
    assert "individual-1, individual-2, collective-1" in unknown.fields["prize"]
    assert refusal("individual-1", attempt.id, "khac").code is Code.NO_SUCH_CONTEST
    assert play.written == []
    play.ranked()
    assert list(refusal("individual-1", "cong-an").fields) == ["winner"]


def test_a_reset_takes_an_attempt_out_and_is_on_record(play: Play) -> None:
    attempt = play.take_part(1)
    found = reset(SLUG, attempt.id, WHY, "by", play.stores)
    assert found.attempt.reset_at == play.now
    assert found.attempt.submission == attempt.submission
    assert find_attempt(SLUG, attempt.id, play.stores) == found.attempt
    assert log(play) == [("reset", attempt.id, None, None)]


def test_resetting_again_gives_the_same_code_and_writes_nothing(play: Play) -> None:
    attempt = play.take_part(1)
    first = reset(SLUG, attempt.id, WHY, "by", play.stores)
    play.forget_writes()
    play.now += 5
    assert reset(SLUG, attempt.id, WHY, "by", play.stores) == first
    assert play.written == []


def test_of_two_resets_at_once_both_give_the_same_code(play: Play) -> None:
    attempt = play.take_part(1)
    quicker = []
    play.stores.writes.meanwhile["reset"] = lambda: quicker.append(
        reset(SLUG, attempt.id, WHY, "other", play.stores)
    )
    assert reset(SLUG, attempt.id, WHY, "by", play.stores) == quicker[0]
    assert len(log(play)) == 1


@pytest.mark.parametrize("now", [CLOSES_AT, CLOSES_AT + 86_400_000])
def test_from_close_on_nothing_is_reset(play: Play, now: int) -> None:
    attempt = play.take_part(1)
    play.now = now
    assert refused(lambda: reset(SLUG, attempt.id, WHY, "by", play.stores)).code is Code.CLOSED
    play.now = CLOSES_AT - 1
    assert reset(SLUG, attempt.id, WHY, "by", play.stores).attempt.reset_at == CLOSES_AT - 1


@pytest.mark.parametrize("last", [1, 2])
@pytest.mark.parametrize("act", ["review", "decide", "reset"])
def test_what_died_half_way_is_in_force_and_on_record_once_it_is_done_again(
    play: Play, tied: Play, act: str, last: int
) -> None:
    attempt = play.take_part(1)
    tie = ids(tied)[0]
    on, do = {
        "review": (
            play,
            lambda: review(SLUG, attempt.id, Verdict.OK, "Đã xem", "by", play.stores),
        ),
        "decide": (tied, lambda: decide(SLUG, "individual-1", tie, "?", "by", tied.stores)),
        "reset": (play, lambda: reset(SLUG, attempt.id, WHY, "by", play.stores)),
    }[act]
    on.forget_writes()
    on.stores.writes.last_before_death = last
    with pytest.raises(Death):
        do()
    do()
    assert {each[0] for each in log(on)} == {act}
    judged = on.stores.judgements
    reset_at = on.attempts()[0].reset_at
    assert judged.reviews(SLUG) or judged.decisions(SLUG) or reset_at is not None


def test_where_the_rules_share_ties_there_is_nothing_to_decide() -> None:
    play = Play(ranking={"last_resort": "share"})
    play.take_part(1)
    with pytest.raises(Refusal) as refusal:
        decide(SLUG, "collective-1", "khu-pho-1", "Bốc thăm", "by", play.stores)
    assert refusal.value.code is Code.INVALID
    assert play.stores.judgements.decisions(SLUG) == []


def test_a_person_is_found_by_their_number_in_any_spelling(play: Play) -> None:
    attempt = play.take_part(7)
    for written in ("0900000007", "+84 900 000 007", "0900.000.007"):
        assert find_person(SLUG, written, play.stores) == [attempt]
    assert find_person(SLUG, "0900000008", play.stores) == []
    assert refused(lambda: find_person(SLUG, "12", play.stores)).code is Code.INVALID
