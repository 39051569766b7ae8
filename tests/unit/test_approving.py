"""A second person approves exactly one run; what was decided wrongly is taken back; corrections."""

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.prizes import PassingCause
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases.approving import approve
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.confirming import confirm, withdraw
from chalicelib.usecases.judging import decide, pass_on, review
from chalicelib.usecases.publishing import publish
from chalicelib.usecases.ranking import rank
from chalicelib.usecases.revoking import revoke_decision, revoke_passing
from chalicelib.usecases.standing import overview, preview, standing_page
from tests.play import SLUG, Play, code_of

AN, BINH, CHI = "an@example.org", "binh@example.org", "chi@example.org"


def a_play(second_person: bool = True) -> Play:
    """A frozen contest of five, each a second slower."""
    play = Play(approval={"second_person": second_person})
    for number in range(5):
        play.take_part(number, seconds=61 + number)
    play.freeze()
    return play


def ranked(play: Play, by: str = AN) -> str:
    return str(rank(SLUG, by, play.stores)["inputs_hash"])


def approved(play: Play, run: str, by: str) -> None:
    approve(SLUG, run, by, "203.0.113.7", play.stores)


def refusal_of(play: Play, by: str, **more: str) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        publish(SLUG, by, play.stores, **more)
    return refusal.value


def test_without_the_rule_nobody_needs_to_approve() -> None:
    play = a_play(second_person=False)
    ranked(play)
    assert publish(SLUG, AN, play.stores)["prizes"]


def test_publishing_waits_for_somebody_else() -> None:
    play = a_play()
    run = ranked(play)
    refusal = refusal_of(play, AN)
    assert (refusal.code, refusal.details) == (Code.NOT_APPROVED, {"run": run})
    assert play.public("results.json") is None
    approved(play, run, BINH)
    assert publish(SLUG, AN, play.stores)["run"] == run


@pytest.mark.parametrize("by", [AN, AN.upper()])
def test_who_ranked_does_not_approve(by: str) -> None:
    play = a_play()
    run = ranked(play)
    with pytest.raises(Refusal) as refusal:
        approved(play, run, by)
    assert code_of(refusal) is Code.SECOND_PERSON


def test_who_alone_approved_does_not_publish() -> None:
    play = a_play()
    run = ranked(play, "tick")
    approved(play, run, BINH)
    assert refusal_of(play, BINH).code is Code.NOT_APPROVED
    approved(play, run, CHI)
    assert publish(SLUG, BINH, play.stores)["run"] == run


def test_a_newer_run_needs_a_new_approval_even_where_it_comes_back() -> None:
    play = a_play()
    run = ranked(play)
    approved(play, run, BINH)
    winner = rank(SLUG, AN, play.stores)["individual"][0]["winner"]
    play.now += 1
    review(SLUG, winner, Verdict.DISQUALIFIED, "Thi hộ", AN, play.stores)
    assert refusal_of(play, AN).code is Code.NOT_APPROVED
    with pytest.raises(Refusal) as refusal:
        approved(play, run, BINH)
    assert code_of(refusal) is Code.CHANGED_MEANWHILE


def test_approving_twice_is_one_act() -> None:
    play = a_play()
    run = ranked(play)
    approved(play, run, BINH)
    approved(play, run, BINH)
    assert [each["what"] for each in acts(SLUG, play.stores.vault)].count("approve") == 1


def test_only_the_run_that_was_looked_at_is_published() -> None:
    play = a_play(second_person=False)
    run = ranked(play)
    assert refusal_of(play, AN, run="0" * 64).code is Code.CHANGED_MEANWHILE
    assert publish(SLUG, AN, play.stores, run=run)["run"] == run


def test_corrected_results_keep_the_old_ones_and_say_why() -> None:
    play = a_play(second_person=False)
    first = publish(SLUG, AN, play.stores)
    winner = rank(SLUG, AN, play.stores)["individual"][0]["winner"]
    play.now += 1_000
    review(SLUG, winner, Verdict.DISQUALIFIED, "Thi hộ", AN, play.stores)
    second = publish(SLUG, AN, play.stores, why="Có khiếu nại")
    entry = second["amendments"][-1]
    assert (entry["kind"], entry["reason"], entry["run"]) == (
        "results_corrected",
        "Có khiếu nại",
        first["run"],
    )
    assert play.public(entry["path"]) == first
    play.now += 1_000
    pass_on(
        SLUG, "individual-1", second_winner(play), PassingCause.REFUSED, "Nhường", AN, play.stores
    )
    third = publish(SLUG, AN, play.stores)
    kinds = [each["reason"] for each in third["amendments"] if each["kind"] == "results_corrected"]
    assert kinds == ["Có khiếu nại", "Nhường"]


def second_winner(play: Play) -> str:
    return str(rank(SLUG, AN, play.stores)["individual"][0]["winner"])


def test_results_are_never_corrected_without_a_reason() -> None:
    play = a_play(second_person=False)
    publish(SLUG, AN, play.stores)
    winner = second_winner(play)
    play.now += 1_000
    review(SLUG, winner, Verdict.OK, "Đã gọi", AN, play.stores)
    refusal = refusal_of(play, AN)
    assert (refusal.code, list(refusal.fields)) == (Code.INVALID, ["reason"])
    assert publish(SLUG, AN, play.stores, why="Ghi thêm xem xét")["amendments"]


def test_a_wrong_passing_is_taken_back_until_it_is_published() -> None:
    play = a_play(second_person=False)
    before = ranked(play)
    winner = second_winner(play)
    pass_on(SLUG, "individual-1", winner, PassingCause.REFUSED, "Nhầm người", AN, play.stores)
    assert ranked(play) != before
    revoke_passing(SLUG, winner, "Ghi nhầm", BINH, "", play.stores)
    revoke_passing(SLUG, winner, "Ghi nhầm", BINH, "", play.stores)
    assert ranked(play) == before
    assert [each["what"] for each in acts(SLUG, play.stores.vault)].count("revoke-passing") == 1
    pass_on(SLUG, "individual-1", winner, PassingCause.REFUSED, "Từ chối", AN, play.stores)
    publish(SLUG, AN, play.stores)
    with pytest.raises(Refusal) as refusal:
        revoke_passing(SLUG, winner, "Ghi nhầm", BINH, "", play.stores)
    assert code_of(refusal) is Code.INVALID


def test_a_wrong_decision_is_taken_back() -> None:
    play = Play(prizes={"individual": []})
    for number, unit in enumerate(["khu-pho-1", "khu-pho-2"]):
        play.take_part(number, seconds=60, unit=unit)
    play.freeze()
    tie = rank(SLUG, AN, play.stores)["undecided"][0]
    decide(SLUG, tie["prize"], tie["candidates"][0], "Bốc thăm", AN, play.stores)
    assert rank(SLUG, AN, play.stores)["undecided"] == []
    revoke_decision(SLUG, tie["prize"], "Bốc thăm lại", AN, "", play.stores)
    assert rank(SLUG, AN, play.stores)["undecided"] == [tie]
    assert "revoke-decision" in [each["what"] for each in acts(SLUG, play.stores.vault)]


def test_a_decision_is_seen_at_once_and_when_taken_back() -> None:
    play = Play(prizes={"individual": []})
    for number, unit in enumerate(["khu-pho-1", "khu-pho-2"]):
        play.take_part(number, seconds=60, unit=unit)
    play.freeze()
    tie = rank(SLUG, AN, play.stores)["undecided"][0]

    def seen() -> tuple[bool, list[list[str]]]:
        run = overview(SLUG, AN, play.stores)["run"]
        return run["stale"], [list(each["winners"]) for each in run["decisions"]]

    assert seen() == (False, [])
    play.now += 1
    decide(SLUG, tie["prize"], tie["candidates"][0], "Bốc thăm", AN, play.stores)
    assert seen() == (True, [tie["candidates"][:1]])
    play.now += 1
    rank(SLUG, AN, play.stores)
    assert seen() == (False, [tie["candidates"][:1]])
    revoke_decision(SLUG, tie["prize"], "Bốc thăm lại", AN, "", play.stores)
    assert seen() == (True, [])


def test_a_list_that_a_unit_confirms_later_makes_a_run_stale() -> None:
    play = Play(approval={"units_confirm": True})
    play.take_part(1)
    play.freeze()
    ranked(play)
    play.now += 1
    confirm(SLUG, "khu-pho-1", (), AN, "Bản giấy", "", play.stores)
    assert overview(SLUG, AN, play.stores)["run"]["stale"] is True
    play.now += 1
    ranked(play)
    assert overview(SLUG, AN, play.stores)["run"]["stale"] is False
    play.now += 1
    withdraw(SLUG, "khu-pho-1", AN, "Ghi nhầm", "", play.stores)
    assert overview(SLUG, AN, play.stores)["run"]["stale"] is True


def test_what_the_console_sees_of_a_run() -> None:
    play = a_play()
    run = ranked(play)
    seen = overview(SLUG, BINH, play.stores)["run"]
    assert (seen["id"], seen["stale"], seen["approval"]["may_approve"]) == (run, False, True)
    assert overview(SLUG, AN, play.stores)["run"]["approval"]["may_approve"] is False
    page = standing_page(SLUG, run, 0, play.stores)
    assert [row["rank"] for row in page["rows"]] == [1, 2, 3, 4, 5]
    assert page["cursor"] is None
    assert standing_page(SLUG, run, 2, play.stores)["rows"] == page["rows"][2:]
    assert preview(SLUG, run, play.stores)["run"] == run
    with pytest.raises(Refusal) as refusal:
        standing_page(SLUG, "0" * 64, 0, play.stores)
    assert code_of(refusal) is Code.NO_SUCH_THING
    play.now += 1
    review(SLUG, page["rows"][0]["attempt"], Verdict.OK, "Đã gọi", AN, play.stores)
    assert overview(SLUG, BINH, play.stores)["run"]["stale"] is True
