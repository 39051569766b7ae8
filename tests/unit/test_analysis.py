"""The analysis as a document, from attempts whose papers are drawn anew."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from chalicelib.domain.analysis import analysis_document
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.domain.scoring import score_of
from chalicelib.domain.watching import Sitting
from chalicelib.usecases.analysing import analyse, read_analysis
from tests.builders import CLOSES_AT, OPENS_AT, a_bundle, a_contest, a_sealed_attempt, an_attempt
from tests.fakes import FakeStores

KEY = b"k" * 32
FROZEN_AT = CLOSES_AT + 65_000
# Every question of the bank is on each paper.
WHOLE_BANK = {"quota": {"the-che": 3, "thu-tuc": 2}}


def choices(
    contest: Contest, attempt_id: str, wrong: Iterable[str] = (), key: bytes = KEY
) -> bytes:
    """A paper answered right but for some questions, where the first wrong option is chosen."""
    bits = []
    for each in draw_paper(contest, key, attempt_id):
        right = each.question.id not in wrong
        chosen = each.question.key if right else {_first_wrong(each.question)}
        bits.append(sum(1 << each.shown.index(index) for index in chosen))
    return bytes(bits)


def _first_wrong(question: Any) -> int:
    return next(index for index in range(len(question.options)) if index not in question.key)


def a_sitting(contest: Contest, number: int, wrong: Iterable[str] = (), **over: Any) -> Sitting:
    who = f"p{number:03}"
    packed = choices(contest, f"{who}-1", wrong)
    given: dict[str, Any] = {
        "attempt_id": f"{who}-1",
        "participant": who,
        "number": 1,
        "unit": "khu-pho-1",
        "started_at": OPENS_AT,
        "counts": True,
        "score": score_of(draw_paper(contest, KEY, f"{who}-1"), packed),
        "submitted_at": OPENS_AT + 60_000 + number,
        "choices": packed,
    }
    return Sitting(**{**given, **over})


def document(sittings: list[Sitting], *, final: bool = True, **over: Any) -> dict[str, Any]:
    contest = a_contest(paper=WHOLE_BANK)
    return analysis_document(contest, KEY, sittings, FROZEN_AT, final=final, **over)


def question(found: dict[str, Any], question_id: str) -> dict[str, Any]:
    [row] = [each for each in found["knowledge"]["questions"] if each["id"] == question_id]
    return dict(row)


def test_what_people_answered_is_found_again_through_their_drawn_papers() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    sittings = [a_sitting(contest, number, ["tc-002"]) for number in range(6)]
    sittings += [a_sitting(contest, number, ["tc-002", "tt-001"]) for number in range(6, 10)]
    found = document(sittings)
    knowledge = found["knowledge"]
    assert (knowledge["people"], knowledge["papers_read"]) == (10, 10)
    assert knowledge["mean"] == {"num": 18, "den": 5}
    assert knowledge["bands"] == {"full": 0, "high": 6, "middle": 4, "low": 0}
    assert knowledge["scores"] == [{"score": 3, "people": 4}, {"score": 4, "people": 6}]
    row = question(found, "tc-002")
    assert (row["shown"], row["right"], row["blank"]) == (10, 0, 0)
    assert (row["chosen"], row["wrong"]) == ([10, 0, 0, 0], [0])
    assert question(found, "tt-001")["right"] == 6
    assert question(found, "tc-003")["chosen"] == [10, 0, 10, 0]
    assert row["groups"] is None
    assert [(each["id"], each["shown"], each["right"]) for each in knowledge["topics"]] == [
        ("the-che", 30, 20),
        ("thu-tuc", 20, 16),
    ]


def test_who_is_where_and_when() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    found = document([a_sitting(contest, number) for number in range(5)])["turnout"]
    assert (found["registered"], found["participants"], found["submitted"]) == (5, 5, 5)
    assert found["rate"] == {"num": 1, "den": 34}
    assert found["units"][0] == {
        "id": "khu-pho-1",
        "headcount": 100,
        "participants": 5,
        "submitted": 5,
        "rate": {"num": 1, "den": 20},
    }
    assert found["hours"][7] == {"hour": 7, "started": 5, "submitted": 5}
    assert found["days"] == [{"date": "2024-07-01", "started": 5, "submitted": 5}]
    assert found["behind"] == {"nobody": ["khu-pho-2", "cong-an"], "lowest": []}


def test_nothing_of_scores_with_fewer_than_five_people() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    four = [a_sitting(contest, number) for number in range(4)]
    assert document(four)["knowledge"] is None
    assert document([])["knowledge"] is None


def test_while_it_is_open_people_come_in_fives_and_units_are_not_told() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    nine = [a_sitting(contest, number) for number in range(9)]
    found = document(nine, final=False)
    assert found["knowledge"]["people"] == 5
    assert found["turnout"]["participants"] == 9
    assert found["knowledge"]["units"] == []
    rows = [*found["knowledge"]["topics"], *found["knowledge"]["questions"]]
    assert [row["units"] for row in rows] == [[]] * 7


def test_by_unit_cells_of_fewer_than_five_people_are_left_out() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    sittings = [a_sitting(contest, number) for number in range(6)]
    sittings += [
        a_sitting(contest, number, ["tc-001"], unit="khu-pho-2") for number in range(6, 11)
    ]
    found = document(sittings)["knowledge"]
    assert [(each["id"], each["people"]) for each in found["units"]] == [
        ("khu-pho-1", 6),
        ("khu-pho-2", 5),
    ]
    [asked] = [each for each in found["questions"] if each["id"] == "tc-001"]
    assert asked["units"] == [
        {"id": "khu-pho-1", "shown": 6, "right": 6, "wrong": []},
        {"id": "khu-pho-2", "shown": 5, "right": 0, "wrong": [1]},
    ]
    # With one person of the police, the unit next in size is hidden with them.
    found = document([*sittings, a_sitting(contest, 11, unit="cong-an")])["knowledge"]
    assert [each["id"] for each in found["units"]] == ["khu-pho-1"]
    for row in (*found["topics"], *found["questions"]):
        assert [each["id"] for each in row["units"]] == ["khu-pho-1"]


def test_a_question_that_few_saw_is_not_told() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    empty = bytes(5)
    sittings = [a_sitting(contest, number, choices=empty, score=0) for number in range(5)]
    assert question(document(sittings), "tc-001")["blank"] == 5
    contest = a_contest()
    few = [a_sitting(contest, number, attempt_id=f"p{number}") for number in range(5)]
    rows = analysis_document(contest, KEY, [_own(contest, each) for each in few], 0, final=True)
    for row in rows["knowledge"]["questions"]:
        assert (row["right"] is None) == (row["shown"] < 5)
        assert ("chosen" in row) == (row["shown"] >= 5)


def _own(contest: Contest, sitting: Sitting) -> Sitting:
    return sitting._replace(choices=choices(contest, sitting.attempt_id))


def test_too_many_papers_are_read_in_part() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    sittings = [a_sitting(contest, number) for number in range(20)]
    found = document(sittings, most_hashes=200)["knowledge"]
    assert found["people"] == 20
    assert 0 < found["papers_read"] < 20
    assert document(sittings[::-1], most_hashes=200)["knowledge"] == found


def test_the_order_of_attempts_changes_nothing() -> None:
    contest = a_contest(paper=WHOLE_BANK)
    sittings = [a_sitting(contest, number, ["tc-001"] * (number % 2)) for number in range(40)]
    assert document(sittings) == document(sittings[::-1])


def stores_with(people: int, now: int = FROZEN_AT) -> FakeStores:
    stores = FakeStores(now)
    bundle = a_bundle(paper=WHOLE_BANK)
    stores.bundles.put(bundle)
    for number in range(people):
        who = f"p{number:03}"
        packed = choices(bundle.contest, f"{who}-1", key=bundle.secrets.paper_key)
        attempt = a_sealed_attempt(participant=who, choices=packed, score=5, identity=f"09{number}")
        stores.attempts.create(attempt)
    return stores


def test_the_analysis_is_kept_and_read_again() -> None:
    stores = stores_with(6)
    assert read_analysis("nho", stores.vault) is None
    told = analyse("nho", stores)
    assert told == {"slug": "nho", "as_of": FROZEN_AT, "final": True, "papers_read": 6}
    kept = read_analysis("nho", stores.vault)
    assert kept is not None
    assert kept["knowledge"]["bands"]["full"] == 6
    assert list(stores.vault.objects) == ["analysis/nho.json"]


def test_nobody_is_in_it() -> None:
    stores = stores_with(6)
    analyse("nho", stores)
    written = json.dumps(read_analysis("nho", stores.vault), ensure_ascii=False)
    for attempt in stores.attempts.every("nho"):
        for of_person in (attempt.id, attempt.participant, attempt.name, attempt.identity):
            assert of_person not in written
    assert "." not in written.replace("nho", "").replace("khu-pho", "")


def test_who_does_not_count_is_left_out() -> None:
    stores = stores_with(7)
    stores.attempts.create(an_attempt(participant="p9", identity="0999"))
    first, second, third, *_ = list(stores.attempts.every("nho"))
    stores.attempts.reset(first.key, OPENS_AT + 1)
    review = Review(second.id, Verdict.DISQUALIFIED, "Làm hộ", 1)
    stores.judgements.put_review("nho", review, None, "an@example.vn")
    fine = Review(third.id, Verdict.OK, "Đã gọi", 1)
    stores.judgements.put_review("nho", fine, None, "an@example.vn")
    stores.attempts.create(
        a_sealed_attempt(participant="q1", identity="0905000001", choices=bytes(5))
    )
    told = analyse("nho", stores)
    assert told["papers_read"] == 5
    turnout = (read_analysis("nho", stores.vault) or {})["turnout"]
    assert (turnout["registered"], turnout["participants"]) == (9, 5)


def test_nothing_is_sealed_and_open_contests_are_told_to_be() -> None:
    stores = stores_with(4, OPENS_AT + 3_600_000)
    written = len(stores.writes.done)
    assert analyse("nho", stores)["final"] is False
    assert stores.writes.done[written:] == ["vault.put"]


def test_an_analysis_outlives_the_attempts_it_was_made_of() -> None:
    stores = stores_with(6)
    analyse("nho", stores)
    stores.now = CLOSES_AT + 91 * 86_400_000
    with pytest.raises(Refusal) as refused:
        analyse("nho", stores)
    assert refused.value.code is Code.DATA_ERASED
    assert read_analysis("nho", stores.vault) is not None


def test_there_is_no_analysis_of_no_contest() -> None:
    with pytest.raises(Refusal) as refused:
        analyse("khong-co", FakeStores())
    assert refused.value.code is Code.NO_SUCH_CONTEST
