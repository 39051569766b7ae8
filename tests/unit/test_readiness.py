"""The lights: a small hand-made contest for each, just right and just wrong."""

from typing import Any

import pytest

from chalicelib.domain.contest_format.writing import raw_of_document
from chalicelib.domain.readiness import Color, Light, Opened, Screen, readiness
from tests.builders import OPENS_AT, a_collective_prize, a_document

DAY = 86_400_000
EVE = OPENS_AT - DAY
LIGHTS = [
    "rules", "window", "units", "excluded", "prizes", "score", "questions", "quota", "same",
    "alike", "lengths", "letters", "source", "explanation", "commitment", "alarms",
]  # fmt: skip


def a_question(number: int, **over: Any) -> dict[str, Any]:
    """A question with words of its own, whose four options are equally long."""
    words = [f"{word}{number}" for word in ("alpha", "beta", "gamma", "delta")]
    return {
        "id": f"q{number}",
        "topic": "the-che",
        "text": " ".join(words),
        "options": [f"{number:02}{letter * 4}" for letter in "abcd"],
        "key": [number % 4],
        "explanation": "Vì vậy.",
        "source": "Luật",
        "difficulty": None,
        **over,
    }


def raw(questions: list[dict[str, Any]] | None = None, **over: Any) -> dict[str, Any]:
    bank = [a_question(number) for number in range(12)] if questions is None else questions
    given: dict[str, Any] = {"paper": {"quota": {"the-che": 6}}, "questions": bank}
    return raw_of_document(a_document(**{**given, **over}))


def light(id_: str, told: dict[str, Any], now: int = EVE, **over: Any) -> Light:
    return next(each for each in readiness(told, now, **over).lights if each.id == id_)


def test_a_good_contest_shows_green_and_what_nobody_can_tell_grey() -> None:
    found = readiness(raw(), EVE)
    assert [each.id for each in found.lights] == LIGHTS
    assert {each.id: each.color for each in found.lights if each.color is not Color.GREEN} == {
        "alarms": Color.GREY
    }
    assert found.faults == ()
    assert found.of_color(Color.RED) == ()


@pytest.mark.parametrize(
    ("field", "value", "id_", "screen"),
    [
        ("host", None, "rules", Screen.RULES),
        ("closes_at", None, "window", Screen.RULES),
        ("units", [], "units", Screen.RULES),
        ("prizes", {}, "prizes", Screen.RULES),
        ("questions", [], "questions", Screen.QUESTIONS),
        ("topics", [], "quota", Screen.RULES),
    ],
)
def test_a_fault_of_the_format_is_red_where_it_belongs(
    field: str, value: Any, id_: str, screen: Screen
) -> None:
    told = raw()
    told[field] = value
    if value is None:
        del told[field]
    red = light(id_, told)
    assert (red.color, red.screen) == (Color.RED, screen)
    assert red.named[0].startswith(field.removesuffix("[]"))


def test_every_light_is_there_however_faulty_the_draft() -> None:
    for told in ({}, {"questions": 7, "units": "x"}, {"paper": [], "identity": 3, "prizes": [1]}):
        assert [each.id for each in readiness(told, EVE).lights] == LIGHTS


def test_an_excluded_number_that_is_none_is_red() -> None:
    told = raw()
    told["identity"]["excluded"] = ["12"]
    assert light("excluded", told).color is Color.RED


def test_the_window() -> None:
    told = raw()
    closes_at = a_document()["closes_at"]
    assert light("window", told, OPENS_AT - 1).color is Color.GREEN
    assert light("window", told, OPENS_AT).color is Color.AMBER
    assert "cam kết" in light("window", told, OPENS_AT).says
    assert light("window", told, closes_at - 1).color is Color.AMBER
    assert light("window", told, closes_at).color is Color.RED


def test_a_window_shorter_than_a_day_or_than_a_paper() -> None:
    def lasting(ms: int) -> Light:
        return light("window", raw(closes_at=OPENS_AT + ms))

    assert lasting(DAY).color is Color.GREEN
    assert lasting(DAY - 1).color is Color.AMBER
    assert "một ngày" in lasting(900_000).says
    assert "ngắn hơn thời gian" in lasting(899_999).says


def test_prizes_against_the_budget() -> None:
    total = 600_000 + 2 * 300_000 + 700_000
    assert light("prizes", raw()).color is Color.GREEN
    assert "1.900.000 đồng" in light("prizes", raw()).says
    assert light("prizes", raw(), budget_vnd=total).color is Color.GREEN
    over = light("prizes", raw(), budget_vnd=total - 1)
    assert over.color is Color.RED
    assert "thừa 1 đồng" in over.says


def test_one_unit_alone_with_a_collective_prize() -> None:
    units = a_document()["units"][:1]
    assert light("units", raw(units=units)).color is Color.AMBER
    assert light("units", raw(units=units, prizes={"collective": []})).color is Color.GREEN


def test_a_rate_needs_headcounts() -> None:
    units = [{**unit, "headcount": None} for unit in a_document()["units"]]
    prizes = {"collective": [a_collective_prize(metric="participation_rate")]}
    assert light("units", raw(units=units, prizes=prizes)).color is Color.RED
    assert light("units", raw(units=units)).color is Color.GREEN


def test_nobody_excluded_is_amber() -> None:
    assert light("excluded", raw(identity={"excluded": []})).color is Color.AMBER


def test_scores_at_once_are_amber_with_prizes() -> None:
    paper = {"quota": {"the-che": 6}, "reveal_score": "on_submit"}
    assert light("score", raw(paper=paper)).color is Color.AMBER
    told = raw(paper=paper)
    told["prizes"] = {}
    assert light("score", told).color is Color.GREEN


def test_a_topic_with_less_than_twice_its_quota_is_amber() -> None:
    assert light("quota", raw()).color is Color.GREEN
    few = light("quota", raw(paper={"quota": {"the-che": 7}}))
    assert (few.color, few.named) == (Color.AMBER, ("Cải cách thể chế: rút 7, có 12 câu",))
    assert light("quota", raw(paper={"quota": {"the-che": 13}})).color is Color.RED


def test_a_topic_of_which_nothing_is_drawn_is_amber() -> None:
    bank = [*(a_question(number) for number in range(12)), a_question(12, topic="thu-tuc")]
    found = light("quota", raw(bank))
    assert found.color is Color.AMBER
    assert "không rút câu nào" in found.named[0]


def test_the_same_question_twice_is_red_and_nearly_the_same_amber() -> None:
    bank = [a_question(number) for number in range(12)]
    twice = {**bank[0], "id": "again", "text": bank[0]["text"].upper() + "?"}
    same = light("same", raw([*bank, twice]))
    assert (same.color, same.named) == (Color.RED, ("q0 = again",))
    nearly = {**bank[0], "id": "near", "text": bank[0]["text"] + " thêm"}
    assert light("same", raw([*bank, nearly])).color is Color.GREEN
    alike = light("alike", raw([*bank, nearly]))
    assert (alike.color, alike.named) == (Color.AMBER, ("q0 ~ near",))


def with_longest_answers(count: int) -> dict[str, Any]:
    bank = [a_question(number) for number in range(12)]
    for question in bank[:count]:
        question["options"][question["key"][0]] += "!"
    return raw(bank)


def test_answers_that_are_the_longest_more_often_than_by_chance() -> None:
    # Of 12 questions with 4 options 3 by chance, with a deviation of 1.5: from 8 on it is odd.
    assert light("lengths", with_longest_answers(7)).color is Color.GREEN
    assert light("lengths", with_longest_answers(8)).color is Color.AMBER


def test_few_questions_are_not_judged_by_chance() -> None:
    bank = [a_question(number) for number in range(9)]
    for question in bank:
        question["options"][question["key"][0]] += "!"
    told = raw(bank, paper={"quota": {"the-che": 4}})
    assert light("lengths", told).color is Color.GREEN


def test_letters_matter_only_where_options_are_not_shuffled() -> None:
    bank = [a_question(number, key=[0]) for number in range(12)]
    assert light("letters", raw(bank)).color is Color.GREEN
    paper = {"quota": {"the-che": 6}, "shuffle_options": False}
    odd = light("letters", raw(bank, paper=paper))
    assert (odd.color, odd.named) == (Color.AMBER, ("A: 12 câu",))
    assert light("letters", raw(paper=paper)).color is Color.GREEN


@pytest.mark.parametrize("field", ["source", "explanation"])
def test_what_questions_lack_is_named(field: str) -> None:
    bank = [a_question(number) for number in range(12)]
    bank[3][field] = ""
    found = light(field, raw(bank))
    assert (found.color, found.named) == (Color.AMBER, ("q3",))
    assert found.says.startswith("1 trên 12")


def test_the_commitment_is_judged_once_there_is_one() -> None:
    assert light("commitment", raw()).color is Color.GREEN
    assert light("commitment", raw(), opened=Opened(OPENS_AT)).color is Color.GREEN
    assert light("commitment", raw(), opened=Opened(OPENS_AT + 1)).color is Color.AMBER
