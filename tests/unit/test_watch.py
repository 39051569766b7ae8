"""What the screen is told: live counts, the analysis with the questions' texts."""

from typing import Any

import pytest

from chalicelib.usecases.analysing import analyse
from chalicelib.usecases.ports import Ruling
from chalicelib.usecases.watching import WEAKEST, question_rows, watch
from tests.builders import a_bundle, a_sealed_attempt
from tests.fakes import FakeStores
from tests.unit.test_analysis import WHOLE_BANK, stores_with

BUNDLE = a_bundle(paper=WHOLE_BANK)


def stats(**participants: int) -> dict[str, Any]:
    units = [
        {"id": unit.id, "name": unit.name, "participants": count, "submitted": count + 1}
        for unit in BUNDLE.contest.units
        for count in [participants.get(unit.id.replace("-", "_"), 0)]
    ]
    days = [{"date": "2024-07-01", "submitted": 7}]
    return {
        "slug": "nho",
        "as_of": 5,
        "registered": 9,
        "submitted": 8,
        "units": units,
        "days": days,
    }


def test_before_anything_there_is_nothing_to_tell() -> None:
    told = watch(BUNDLE, stores_with(0))
    assert (told["live"], told["analysis"]) == (None, None)
    assert [unit["headcount"] for unit in told["units"]] == [100, 50, 20]
    assert question_rows(BUNDLE, stores_with(0), "weakest", "") == []


def test_live_counts_say_who_is_behind() -> None:
    stores = stores_with(0)
    stores.site.put_json("contests/nho/stats.json", stats(khu_pho_1=2, cong_an=10), 15)
    live = watch(BUNDLE, stores)["live"]
    assert (live["as_of"], live["registered"], live["submitted"]) == (5, 9, 8)
    assert live["participants"] == 12
    assert live["rate"] == {"num": 6, "den": 85}
    assert live["nobody"] == ["khu-pho-2"]
    assert live["lowest"] == ["khu-pho-1"]
    assert live["units"][2]["rate"] == {"num": 1, "den": 2}


def test_the_analysis_comes_without_its_rows_but_the_weakest() -> None:
    stores = stores_with(6)
    analyse("nho", stores)
    analysis = watch(BUNDLE, stores)["analysis"]
    assert "questions" not in analysis["knowledge"]
    assert len(analysis["weakest"]) == min(WEAKEST, 5)
    first = analysis["weakest"][0]
    assert first["text"].startswith("Câu hỏi")
    assert [option["chosen"] for option in first["options"]] == [6, 0]
    assert first["options"][0]["right"] is True


def agreed_upon(stores: FakeStores, amendment: str, **change: Any) -> None:
    kept = {"reason": "Sai", "state": "agreed", "proposed_by": "a", "proposed_at": 1, **change}
    settled = {"settled_by": "b", "settled_at": 2, "settled_why": ""}
    stores.rulings.put(Ruling("nho", "amendment", amendment, {**kept, **settled}, 1), None)


def test_the_analysis_goes_by_what_was_amended() -> None:
    stores = stores_with(6)
    analyse("nho", stores)
    agreed_upon(stores, "x1", kind="key_corrected", question="tc-001", key=[1])
    agreed_upon(stores, "x2", kind="question_voided", question="tt-001", key=[])
    assert watch(BUNDLE, stores)["analysis"]["outdated"] is True
    analyse("nho", stores)
    analysis = watch(BUNDLE, stores)["analysis"]
    assert analysis["outdated"] is False
    corrected = analysis["weakest"][0]
    assert (corrected["id"], corrected["right"]) == ("tc-001", 0)
    assert [option["right"] for option in corrected["options"]] == [False, True]
    assert analysis["knowledge"]["scores"] == [{"score": 4, "people": 6}]
    shown = [row["id"] for row in question_rows(BUNDLE, stores, "bank", "")]
    assert shown == ["tc-001", "tc-002", "tc-003", "tt-002"]
    topic = next(one for one in analysis["knowledge"]["topics"] if one["id"] == "thu-tuc")
    assert (topic["shown"], topic["right"]) == (6, 6)


def test_who_submitted_in_an_annulled_interval_is_left_out() -> None:
    stores = stores_with(6)
    submitted = a_sealed_attempt().submission
    assert submitted is not None
    at = submitted.submitted_at
    agreed_upon(stores, "x1", kind="interval_annulled", starts=at, ends=at + 1)
    assert analyse("nho", stores)["papers_read"] == 0


@pytest.mark.parametrize(
    ("order", "topic", "ids"),
    [
        ("bank", "", ["tc-001", "tc-002", "tc-003", "tt-001", "tt-002"]),
        ("bank", "thu-tuc", ["tt-001", "tt-002"]),
        ("weakest", "the-che", ["tc-001", "tc-002", "tc-003"]),
        ("discrimination", "", ["tc-001", "tc-002", "tc-003", "tt-001", "tt-002"]),
    ],
)
def test_questions_in_the_order_asked_for(order: str, topic: str, ids: list[str]) -> None:
    stores = stores_with(6)
    analyse("nho", stores)
    assert [row["id"] for row in question_rows(BUNDLE, stores, order, topic)] == ids


def test_a_question_that_is_no_more_is_left_out() -> None:
    stores = stores_with(6)
    analyse("nho", stores)
    document = {**BUNDLE.document, "questions": BUNDLE.document["questions"][1:]}
    fewer = a_bundle(paper={"quota": {"the-che": 2, "thu-tuc": 2}}, questions=document["questions"])
    assert [row["id"] for row in question_rows(fewer, stores, "bank", "the-che")] == [
        "tc-002",
        "tc-003",
    ]
