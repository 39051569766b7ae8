"""Organizers record the public number by which ties are drawn."""

import json

import pytest

from chalicelib.domain.drawing import lot
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.drawing import record_draw
from chalicelib.usecases.drawn import KIND, drawn
from chalicelib.usecases.judging import decide
from chalicelib.usecases.publishing import publish
from chalicelib.usecases.ranking import Outcome, rank
from chalicelib.usecases.standing import overview
from tests.fakes import Death
from tests.play import MINUTE, SLUG, Play, refused

SOURCE = "Giải đặc biệt xổ số kiến thiết ngày 25/7/2024"
RULES = {"order": ["score"], "last_resort": "draw", "draw_source": SOURCE}
TIED = {"individual-1", "individual-2", "collective-1"}
UNITS = ("khu-pho-1", "khu-pho-2")


@pytest.fixture
def play() -> Play:
    """Two people of two units, equal in everything; frozen."""
    play = Play(ranking=RULES)
    for number, unit in enumerate(UNITS):
        play.take_part(number, 60 + number, unit=unit, name=f"Người {number}")
    play.ranked()
    return play


def record(play: Play, seed: str = "482915", reason: str = "") -> None:
    record_draw(SLUG, seed, "by@x", "1.2.3.4", play.stores, reason)


def ranked(play: Play) -> Outcome:
    return rank(SLUG, "by@x", play.stores)


def log(play: Play) -> list[dict[str, object]]:
    return [each for each in acts(SLUG, play.stores.vault) if each["what"] == "record-draw"]


def test_the_number_settles_every_tie(play: Play) -> None:
    assert {tie["prize"] for tie in ranked(play)["undecided"]} == TIED
    record(play)
    outcome = ranked(play)
    assert outcome["undecided"] == []
    people = outcome["people"]
    first = min(people, key=lambda each: lot("482915", "individual-1", people[each]["leaf"]))
    assert outcome["individual"][0]["winner"] == first
    unit = min(UNITS, key=lambda each: lot("482915", "collective-1", each))
    assert [award["winner"] for award in outcome["collective"]] == [unit]
    assert outcome["draw"] == {"source": SOURCE, "seed": "482915", "at": play.now}
    (row,) = [tie for tie in outcome["drawn"] if tie["prize"] == "collective-1"]
    assert [each["hash"] for each in row["lots"]] == sorted(
        lot("482915", "collective-1", each).hex() for each in UNITS
    )


def test_another_number_makes_other_inputs(play: Play) -> None:
    record(play)
    one = ranked(play)["inputs_hash"]
    assert ranked(play)["inputs_hash"] == one
    record(play, "482916", "Ghi nhầm một chữ số.")
    assert ranked(play)["inputs_hash"] != one


def test_results_wait_for_the_number_and_tell_it(play: Play) -> None:
    with pytest.raises(Refusal) as refusal:
        publish(SLUG, "by@x", play.stores, "Đã xem.")
    assert refusal.value.code is Code.UNDECIDED_TIES
    assert SOURCE in refusal.value.message
    record(play)
    results = publish(SLUG, "by@x", play.stores, "Đã xem.")
    told = [each for each in results["amendments"] if each["kind"] == "draw"]
    assert [(each["source"], each["seed"]) for each in told] == [(SOURCE, "482915")]
    chain = play.public("ledger/rulings.json")["rulings"]
    assert [(each["source"], each["seed"]) for each in chain if each["kind"] == "draw"] == [
        (SOURCE, "482915")
    ]


def test_nobody_decides_by_hand_where_ties_are_drawn(play: Play) -> None:
    with pytest.raises(Refusal) as refusal:
        decide(SLUG, "collective-1", UNITS[0], "Tôi thích.", "by@x", play.stores)
    assert refusal.value.code is Code.INVALID
    assert "bốc thăm" in refusal.value.fields["prize"]
    assert play.stores.judgements.decisions(SLUG) == []


def test_the_same_number_again_changes_nothing(play: Play) -> None:
    record(play)
    stands = drawn(SLUG, play.stores)
    play.now += MINUTE
    record(play, " 482915 ")
    assert drawn(SLUG, play.stores) == stands
    assert len(log(play)) == 1


def test_another_number_needs_a_reason_and_both_are_on_record(play: Play) -> None:
    record(play)
    assert refused(lambda: record(play, "482916")) is Code.INVALID
    assert refused(lambda: record(play, "482916", "  ")) is Code.INVALID
    play.now += MINUTE
    record(play, "482916", "Ghi nhầm một chữ số.")
    ruling = play.stores.rulings.get(SLUG, KIND, KIND)
    assert ruling is not None
    assert ruling.document == {"source": SOURCE, "seed": "482916", "at": play.now, "by": "by@x"}
    assert [(each["before"], each["after"], each["why"]) for each in log(play)] == [
        (None, "482915", ""),
        ("482915", "482916", "Ghi nhầm một chữ số."),
    ]


def test_a_corrected_number_withdraws_the_one_before_from_the_public_chain(play: Play) -> None:
    record(play)
    publish(SLUG, "by@x", play.stores, "Đã xem.")
    play.now += MINUTE
    record(play, "482916", "Ghi nhầm một chữ số.")
    publish(SLUG, "by@x", play.stores, why="Ghi nhầm số bốc thăm.")
    chain = play.public("ledger/rulings.json")["rulings"]
    drawn_twice = [each for each in chain if each["kind"] == "draw"]
    assert [each["seed"] for each in drawn_twice] == ["482915", "482916"]
    withdrawn = [each["ruling"] for each in chain if each["kind"] == "withdrawn"]
    assert drawn_twice[0]["number"] in withdrawn
    assert drawn_twice[1]["number"] not in withdrawn


@pytest.mark.parametrize("seed", ["", "   ", "x" * 101, "4\u202e2"])
def test_what_is_no_seed_is_refused(play: Play, seed: str) -> None:
    assert refused(lambda: record(play, seed)) is Code.INVALID


def test_before_the_freeze_nothing_is_recorded() -> None:
    play = Play(ranking=RULES)
    assert refused(lambda: record(play)) is Code.NOT_FROZEN


def test_a_contest_without_a_draw_takes_no_number() -> None:
    play = Play()
    play.freeze()
    assert refused(lambda: record(play)) is Code.INVALID


def test_whoever_dies_half_way_does_it_again(play: Play) -> None:
    for last in range(1, 3):
        play.forget_writes()
        play.stores.writes.last_before_death = last
        try:
            record(play)
        except Death:
            record(play)
        play.stores.writes.last_before_death = None
    assert len(log(play)) == 1
    stands = drawn(SLUG, play.stores)
    assert stands is not None
    assert stands.seed == "482915"


def test_the_console_sees_source_number_and_lots(play: Play) -> None:
    before = overview(SLUG, "by@x", play.stores)
    assert (before["draw_source"], before["draw"]) == (SOURCE, None)
    assert not before["run"]["stale"]
    record(play)
    assert overview(SLUG, "by@x", play.stores)["run"]["stale"]
    ranked(play)
    after = overview(SLUG, "by@x", play.stores)
    assert after["draw"]["seed"] == after["run"]["draw"]["seed"] == "482915"
    assert not after["run"]["stale"]
    names = {lot["winner"] for tie in after["run"]["drawn"] for lot in tie["lots"]}
    assert names == {*UNITS, *after["run"]["people"]}
    assert "0900" not in json.dumps(after, ensure_ascii=False).replace("0900***", "")
