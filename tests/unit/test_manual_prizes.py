"""Prizes by judgement: who can be named, what a run makes of it, taking it back."""

import json

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.manual_prizes import Naming, Recipient
from chalicelib.domain.outcome import Outcome, rank_contest
from chalicelib.domain.results import outcome_document, results_document
from chalicelib.domain.rules_text import rules_sections
from chalicelib.usecases.naming import Asked, name_winner, places, withdraw
from chalicelib.usecases.ranking import rank
from tests.builders import CLOSES_AT, a_bundle, a_manual_prize, a_sealed_attempt
from tests.fakes import Death, FakeStores
from tests.papers import a_naming, a_paper_contest
from tests.runs import disqualify

MANUAL = {
    "prizes": {"manual": [a_manual_prize(title="Cao tuổi nhất", count=2, amount_vnd=200_000)]}
}
FROZEN = CLOSES_AT + 70_000


def ran(*namings: Naming, disqualified: bool = False) -> Outcome:
    people = [a_sealed_attempt(participant=f"p{n}", elapsed_ms=60_000 + n) for n in range(6)]
    reviews = [disqualify("p4-1")] if disqualified else []
    return rank_contest(a_paper_contest(), "v1", people, reviews, namings=namings)


def given(outcome: Outcome) -> list[tuple[str, int]]:
    return [(award.naming.winner, award.naming.place) for award in outcome.manual]


def test_who_is_named_gets_the_place() -> None:
    outcome = ran(a_naming(place=2), a_naming(recipient=Recipient.UNIT, winner="cong-an"))
    assert given(outcome) == [("cong-an", 1), ("p4-1", 2)]
    assert {award.amount_vnd for award in outcome.manual} == {350_000}


def test_a_winner_of_another_prize_may_be_named_too() -> None:
    outcome = ran(a_naming(winner="p0-1"))
    assert given(outcome) == [("p0-1", 1)]
    assert outcome.individual.awards[0].winner == "p0-1"


@pytest.mark.parametrize(
    "naming",
    [
        a_naming(winner="nobody-1"),
        a_naming(recipient=Recipient.UNIT, winner="nowhere"),
        a_naming(place=3),
        a_naming(prize="manual-2"),
    ],
    ids=["unknown attempt", "unknown unit", "no such place", "no such prize"],
)
def test_what_can_not_be_given_leaves_the_place_empty(naming: Naming) -> None:
    assert given(ran(naming)) == []


def test_who_is_disqualified_afterwards_gets_nothing() -> None:
    assert given(ran(a_naming(), disqualified=True)) == []


def test_nobody_gets_two_places_of_one_prize() -> None:
    assert given(ran(a_naming(), a_naming(place=2))) == [("p4-1", 1)]


def test_namings_change_the_hash_and_none_leave_it_as_it_was() -> None:
    hashes = {ran().inputs_hash, ran(a_naming()).inputs_hash, ran(a_naming(at=5)).inputs_hash}
    assert len(hashes) == 3


def test_two_namings_of_a_place_are_refused() -> None:
    with pytest.raises(ValueError, match="two named for one place"):
        ran(a_naming(), a_naming(winner="p3-1"))


def test_a_named_attempt_with_a_flag_must_be_looked_at() -> None:
    people = [a_sealed_attempt(participant=f"p{n}", elapsed_ms=60_000 + n) for n in range(6)]
    fast = a_sealed_attempt(participant="fast", elapsed_ms=900, score=0)
    naming = a_naming(winner="fast-1")
    outcome = rank_contest(a_paper_contest(), "v1", [*people, fast], namings=[naming])
    assert outcome.unreviewed_winners == ("fast-1",)


def test_results_tell_the_person_or_the_unit_and_why() -> None:
    outcome = ran(a_naming(), a_naming(place=2, recipient=Recipient.UNIT, winner="cong-an"))
    results = results_document(outcome_document(outcome), a_paper_contest(), 1, "run")
    person, unit = (each for each in results["prizes"] if each["kind"] == "manual")
    assert person == {
        "kind": "manual",
        "title": "Cao tuổi nhất",
        "amount_vnd": 350_000,
        "reason": "Cụ 91 tuổi tự làm bài",
        "name": "Nguyễn Văn An",
        "identity_masked": person["identity_masked"],
        "unit": "khu-pho-1",
        "score": 3,
        "elapsed_ms": 60_004,
        "leaf": person["leaf"],
    }
    assert "0912345678" not in json.dumps(person)
    assert unit == {
        "kind": "manual",
        "title": "Cao tuổi nhất",
        "amount_vnd": 350_000,
        "reason": "Cụ 91 tuổi tự làm bài",
        "unit": "cong-an",
    }


def test_the_rules_and_the_sum_hold_manual_prizes() -> None:
    contest = a_paper_contest()
    said = next(each for each in rules_sections(contest) if each["heading"] == "Giải bình chọn")
    assert said["sentences"][0] == "Cao tuổi nhất: 2 giải, mỗi giải gồm tiền thưởng 350.000 đồng."
    assert any("không ai nhận hai suất" in sentence for sentence in said["sentences"])
    assert contest.total_vnd == 3_800_000


@pytest.fixture
def stores() -> FakeStores:
    stores = FakeStores(now=FROZEN)
    stores.bundles.put(a_bundle(**MANUAL))
    for n in range(3):
        attempt = a_sealed_attempt(
            participant="abcdefghijklmnopqrstuvwx2" + "abc"[n], elapsed_ms=60_000 + n,
            name=f"Người {n}",
        )  # fmt: skip
        stores.attempts.create(attempt)
    rank("nho", "by@example.vn", stores)
    return stores


def asked(**over: object) -> Asked:
    first = {"recipient": Recipient.ATTEMPT, "winner": "abcdefghijklmnopqrstuvwx2a-1"}
    whole = {"prize": "manual-1", "place": 1, "reason": "Cao tuổi", **first, **over}
    return Asked(**whole)  # type: ignore[arg-type]  # one dict of values of several types


def name(stores: FakeStores, **over: object) -> Naming:
    return name_winner("nho", asked(**over), "by@example.vn", "203.0.113.1", stores)


def acts(stores: FakeStores) -> list[tuple[str, str]]:
    entries = [json.loads(body) for key, body in sorted(stores.vault.objects.items())
               if key.startswith("audit/")]  # fmt: skip
    return [(entry["what"], entry["on"]) for entry in entries]


def test_naming_is_on_record_and_counts_from_the_next_run(stores: FakeStores) -> None:
    name(stores)
    outcome = rank("nho", "by@example.vn", stores)
    assert [award["winner"] for award in outcome["manual"]] == ["abcdefghijklmnopqrstuvwx2a-1"]
    assert ("name-manual-prize", "manual-1.1") in acts(stores)
    place = places("nho", stores)[0]
    assert (place.holder, place.unit, place.amount_vnd) == ("Người 0", "Khu phố 1", 200_000)


def test_naming_the_same_twice_is_one_act(stores: FakeStores) -> None:
    assert name(stores) == name(stores)
    assert len(acts(stores)) == 1


def test_a_naming_that_died_before_it_was_kept_is_made_good(stores: FakeStores) -> None:
    stores.writes.last_before_death = len(stores.writes.done) + 1
    with pytest.raises(Death):
        name(stores)
    assert places("nho", stores)[0].naming is None
    name(stores)
    assert places("nho", stores)[0].naming is not None


def test_taking_back_leaves_the_place_for_somebody_else(stores: FakeStores) -> None:
    name(stores)
    with pytest.raises(Refusal) as refused:
        name(stores, winner="abcdefghijklmnopqrstuvwx2b-1")
    assert refused.value.fields.keys() == {"place"}
    for _ in range(2):
        withdraw("nho", "manual-1", 1, "Nhầm người", "by@example.vn", "203.0.113.1", stores)
    assert rank("nho", "by@example.vn", stores)["manual"] == []
    name(stores, winner="abcdefghijklmnopqrstuvwx2b-1")
    assert [what for what, _ in acts(stores)] == [
        "name-manual-prize", "withdraw-manual-prize", "name-manual-prize",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"prize": "manual-9"}, "prize"),
        ({"place": 3}, "place"),
        ({"winner": "abc"}, "winner"),
        ({"winner": "abcdefghijklmnopqrstuvwx2c-2"}, "winner"),
        ({"winner": "0905999999"}, "winner"),
        ({"recipient": Recipient.UNIT, "winner": "nowhere"}, "winner"),
    ],
)
def test_who_can_not_be_named_is_told_why(
    stores: FakeStores, over: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        name(stores, **over)
    assert refused.value.fields.keys() == {field}


def test_nobody_is_named_before_a_ranking() -> None:
    stores = FakeStores(now=FROZEN)
    stores.bundles.put(a_bundle(**MANUAL))
    with pytest.raises(Refusal) as refused:
        name(stores, recipient=Recipient.UNIT, winner="cong-an")
    assert refused.value.code is Code.NOT_RANKED
