"""The bundled contest says what the ward's plan says."""

from pathlib import Path

from chalicelib.domain.contest_document import contest_from_document
from chalicelib.stores.contest_folder import read_contest

BUNDLED = Path(__file__).parents[2] / "contests" / "cchc-2024"


def test_the_bundled_contest_has_the_facts_of_the_plan() -> None:
    contest = contest_from_document(read_contest(BUNDLED))
    assert (contest.opens_at, contest.closes_at) == (1_719_792_000_000, 1_721_556_000_000)
    assert contest.total_vnd == 3_800_000
    assert [(p.count, p.amount_vnd) for p in contest.individual_prizes] == [
        (1, 600_000), (1, 500_000), (1, 400_000), (3, 300_000)
    ]  # fmt: skip
    assert [(p.count, p.amount_vnd, p.metric) for p in contest.collective_prizes] == [
        (1, 700_000, "participants"), (1, 700_000, "full_marks")
    ]  # fmt: skip
    assert contest.paper.questions == 20
    assert contest.paper.time_limit_s == 900
    assert contest.identity.excluded


def test_the_bundled_contest_has_its_units_topics_and_bank() -> None:
    contest = contest_from_document(read_contest(BUNDLED))
    names = {unit.name for unit in contest.units}
    assert {f"Khu phố {n}" for n in range(1, 12)} <= names
    assert any("Công an" in name for name in names)
    assert any("Trạm Y tế" in name for name in names)
    assert any(name.startswith("Trường") for name in names)
    assert len(contest.topics) >= 7
    assert len(contest.questions) >= 40
    assert {topic for topic, _ in contest.paper.quota} == {topic.id for topic in contest.topics}
