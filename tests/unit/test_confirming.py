"""Units confirm who took part in their name."""

from typing import Any

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases import confirming
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.confirming import (
    HEAD,
    confirm,
    issue_link,
    list_for_head,
    list_units,
    require_link,
    withdraw,
)
from chalicelib.usecases.publishing import publish
from tests.fakes import Death
from tests.play import MINUTE, SLUG, Play, refused

UNIT, OTHER = "khu-pho-1", "khu-pho-2"
NONCE, LATER = "n" * 16, "m" * 16
DAY = 86_400_000
ASKED = {"approval": {"units_confirm": True}}


@pytest.fixture
def play() -> Play:
    """Three people in one unit, two in another; ranked."""
    play = Play(**ASKED)
    for number in range(5):
        unit = UNIT if number < 3 else OTHER
        play.take_part(number, 60 + number, unit=unit, name=f"Người {number}")
    play.ranked()
    return play


def people(play: Play, unit: str = UNIT) -> list[dict[str, Any]]:
    return list(list_for_head(SLUG, unit, 0, play.stores)["people"])


def strike(play: Play, *names: str, unit: str = UNIT, by: str = HEAD) -> dict[str, Any]:
    ids = [row["id"] for row in people(play, unit) if row["name"] in names]
    return confirm(SLUG, unit, ids, by, "", "1.2.3.4", play.stores)


def link(play: Play, nonce: str = NONCE, days: int = 7) -> int:
    return issue_link(SLUG, UNIT, nonce, days, "by@x", "", play.stores).expires_at


def stands(play: Play, nonce: str) -> bool:
    try:
        require_link(SLUG, UNIT, nonce, play.now, play.stores)
    except Refusal as refusal:
        return refusal.code is not Code.BAD_TOKEN
    return True


def test_a_head_sees_names_and_masked_numbers_and_nothing_else(play: Play) -> None:
    told = list_for_head(SLUG, UNIT, 0, play.stores)
    assert [(row["name"], row["identity_masked"]) for row in told["people"]] == [
        ("Người 0", "*******000"),
        ("Người 1", "*******001"),
        ("Người 2", "*******002"),
    ]
    assert all(set(row) == {"id", "name", "identity_masked", "struck"} for row in told["people"])
    assert set(told) == {"title", "unit", "people", "count", "confirmed_at", "next"}
    known = {each.participant for each in play.attempts()} | {each.id for each in play.attempts()}
    assert not known & {row["id"] for row in told["people"]}


def test_a_long_list_comes_in_pages(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirming, "MOST_ROWS", 2)
    first = list_for_head(SLUG, UNIT, 0, play.stores)
    assert (len(first["people"]), first["count"], first["next"]) == (2, 3, 2)
    assert list_for_head(SLUG, UNIT, 2, play.stores)["next"] is None
    assert list_units(SLUG, 0, play.stores)["next"] == 2


def test_who_is_struck_loses_the_unit_and_not_the_score(play: Play) -> None:
    before = play.ranked()
    strike(play, "Người 0", "Người 1")
    after = play.ranked()
    units = {unit["id"]: unit for unit in after["units"]}
    assert [units[each]["participants"] for each in (UNIT, OTHER)] == [1, 2]
    assert after["collective"][0]["winner"] == OTHER
    assert before["collective"][0]["winner"] == UNIT
    assert after["individual"] == before["individual"]
    assert after["standing"] == before["standing"]
    assert after["inputs_hash"] != before["inputs_hash"]


def test_results_name_who_was_struck_by_leaf(play: Play) -> None:
    at = strike(play, "Người 0")["confirmed_at"]
    leaf = next(each for each in play.attempts() if each.name == "Người 0").submission
    assert leaf is not None
    assert play.ranked()["amendments"] == [
        {
            "kind": "unit_struck",
            "at": at,
            "reason": "not_of_the_unit",
            "leaf": leaf.leaf.hex(),
            "unit": UNIT,
        }
    ]


def test_publishing_waits_for_the_unit_that_wins(play: Play) -> None:
    assert refused(lambda: publish(SLUG, "by", play.stores)) is Code.UNITS_UNCONFIRMED
    assert list_units(SLUG, 0, play.stores)["waiting"] == [UNIT]
    strike(play)
    prize = publish(SLUG, "by", play.stores)["prizes"][-1]
    assert (prize["unit"], prize["units_confirmed"]) == (UNIT, True)


def test_and_for_the_next_one_once_it_lost(play: Play) -> None:
    strike(play, "Người 0", "Người 1")
    assert refused(lambda: publish(SLUG, "by", play.stores)) is Code.UNITS_UNCONFIRMED
    assert play.ranked()["unconfirmed_units"] == [OTHER]


def test_where_nobody_is_asked_results_say_so() -> None:
    play = Play()
    play.take_part(1)
    play.ranked()
    assert publish(SLUG, "by", play.stores)["prizes"][-1]["units_confirmed"] is False
    assert refused(lambda: link(play)) is Code.INVALID
    assert refused(lambda: people(play)) is Code.INVALID
    assert list_units(SLUG, 0, play.stores)["units_confirm"] is False


def test_confirming_the_same_again_changes_nothing(play: Play) -> None:
    first = strike(play, "Người 0")
    play.now += MINUTE
    play.forget_writes()
    assert strike(play, "Người 0") == first
    assert play.written == []
    assert strike(play)["struck"] == 0


def test_a_confirmation_that_dies_after_any_write_is_made_by_the_next(play: Play) -> None:
    for last in (1, 2):
        play.forget_writes()
        play.stores.writes.last_before_death = last
        with pytest.raises(Death):
            strike(play, f"Người {last}")
        play.stores.writes.last_before_death = None
        assert strike(play, f"Người {last}")["struck"] == 1


def test_a_withdrawal_leaves_nothing_but_the_link(play: Play) -> None:
    link(play)
    strike(play, "Người 0")
    for _ in range(2):
        withdraw(SLUG, UNIT, "by@x", "Nhầm danh sách", "", play.stores)
        told = list_for_head(SLUG, UNIT, 0, play.stores)
        assert told["confirmed_at"] is None
        assert not any(row["struck"] for row in told["people"])
    assert stands(play, NONCE)


def test_every_change_is_on_record_without_names(play: Play) -> None:
    link(play)
    strike(play, "Người 0")
    strike(play, "Người 0", "Người 1", by="thu-ky@x")
    withdraw(SLUG, UNIT, "by@x", "Nhầm danh sách", "", play.stores)
    told = [each for each in acts(SLUG, play.stores.vault) if each["on"] == UNIT]
    assert [(each["by"], each["what"]) for each in told] == [
        ("by@x", "issue-unit-link"),
        (f"unit:{UNIT}", "confirm-unit"),
        ("thu-ky@x", "confirm-unit"),
        ("by@x", "withdraw-unit"),
    ]
    assert told[1]["source"] == "1.2.3.4"
    assert "Người 0" not in str(told)
    assert NONCE not in str(told)


def test_a_link_ends_by_itself_and_by_the_next(play: Play) -> None:
    assert link(play, days=2) == play.now + 2 * DAY
    assert stands(play, NONCE)
    assert link(play, LATER) == play.now + 7 * DAY
    assert (stands(play, NONCE), stands(play, LATER)) == (False, True)
    play.now += 7 * DAY - 1
    assert stands(play, LATER)
    play.now += 1
    assert not stands(play, LATER)


def test_the_same_request_again_gives_the_same_link(play: Play) -> None:
    first = link(play)
    play.now += MINUTE
    assert link(play, days=30) == first


def test_a_head_changes_nothing_once_results_are_published(play: Play) -> None:
    strike(play)
    publish(SLUG, "by", play.stores)
    assert refused(lambda: strike(play, "Người 0")) is Code.CLOSED
    assert strike(play, "Người 0", by="thu-ky@x")["struck"] == 1


def test_what_is_not_there_is_refused(play: Play) -> None:
    assert (
        refused(lambda: confirm(SLUG, UNIT, ["x" * 16], HEAD, "", "", play.stores)) is Code.INVALID
    )
    assert refused(lambda: people(play, "khong-co")) is Code.INVALID
    assert refused(lambda: list_units("khac", 0, play.stores)) is Code.NO_SUCH_CONTEST
    fresh = Play(**ASKED)
    assert refused(lambda: people(fresh)) is Code.NOT_RANKED
    assert list_units(SLUG, 0, fresh.stores)["ranked"] is False
    assert link(fresh) > fresh.now


def test_how_far_each_unit_is(play: Play) -> None:
    link(play)
    strike(play, "Người 3", unit=OTHER, by="thu-ky@x")
    one, other, third = list_units(SLUG, 0, play.stores)["units"]
    assert (one["participants"], one["confirmed_at"]) == (3, None)
    assert one["link_expires_at"] == play.now + 7 * DAY
    assert (other["confirmed_by"], other["struck"]) == ("thu-ky@x", 1)
    assert third["participants"] == 0
