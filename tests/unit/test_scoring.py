"""Answers: checked, packed and scored."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.paper import Paper, draw_paper
from chalicelib.domain.scoring import Answers, answer_faults, pack_choices, score_of, unpack_choices
from tests.builders import a_contest

WHOLE_BANK = {"quota": {"the-che": 3, "thu-tuc": 2}}
PAPER = draw_paper(a_contest(paper=WHOLE_BANK), b"k" * 32, "a")
IN_BANK_ORDER = draw_paper(a_contest(paper={**WHOLE_BANK, "shuffle_options": False}), b"", "a")
ONE_OF_TWO, ONE_OF_FOUR, SEVERAL_OF_FOUR = "tc-001", "tc-002", "tc-003"


def subsets(places: int) -> list[list[int]]:
    sizes = range(places + 1)
    return [list(each) for each in chain(*(combinations(range(places), size) for size in sizes))]


def all_right(paper: Paper) -> Answers:
    return {asked.question.id: sorted(asked.key) for asked in paper}


answers_to_paper = st.fixed_dictionaries(
    {asked.question.id: st.sampled_from(subsets(len(asked.shown))) for asked in PAPER}
)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"tc-999": [0]}, "không có trong đề thi"),
        ({"": [0]}, "không có trong đề thi"),
        ({ONE_OF_TWO: [2]}, "không có trong câu hỏi"),
        ({ONE_OF_TWO: [-1]}, "không có trong câu hỏi"),
        ({ONE_OF_FOUR: [4]}, "không có trong câu hỏi"),
        ({SEVERAL_OF_FOUR: [0, 4]}, "không có trong câu hỏi"),
        ({SEVERAL_OF_FOUR: [10**30]}, "không có trong câu hỏi"),
        ({SEVERAL_OF_FOUR: [1, 1]}, "chọn hai lần"),
        ({ONE_OF_FOUR: [3, 3]}, "chọn hai lần"),
        ({ONE_OF_FOUR: [0, 1]}, "chỉ chọn một phương án"),
    ],
)
def test_a_wrong_answer_is_told_with_its_question(answers: Answers, says: str) -> None:
    [(field, fault)] = answer_faults(PAPER, answers).items()
    assert field == f"answers.{next(iter(answers))}"
    assert says in fault


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {ONE_OF_TWO: []},
        {ONE_OF_TWO: [1]},
        {ONE_OF_FOUR: [3]},
        {SEVERAL_OF_FOUR: [2]},
        {SEVERAL_OF_FOUR: [3, 0, 2, 1]},
        all_right(PAPER),
    ],
)
def test_a_right_answer_has_no_fault(answers: Answers) -> None:
    assert answer_faults(PAPER, answers) == {}


def test_all_faults_are_told_at_once() -> None:
    wrong = {ONE_OF_TWO: [7], ONE_OF_FOUR: [0, 1], SEVERAL_OF_FOUR: [0], "x": [0]}
    assert set(answer_faults(PAPER, wrong)) == {"answers.tc-001", "answers.tc-002", "answers.x"}


def test_questions_that_were_not_drawn_are_unknown() -> None:
    short = draw_paper(a_contest(paper={"quota": {"thu-tuc": 1}}), b"", "a")
    faults = answer_faults(short, {asked.question.id: [0] for asked in PAPER})
    assert len(faults) == len(PAPER) - len(short)


@given(answers_to_paper)
def test_packing_loses_nothing_but_empty_answers(answers: Answers) -> None:
    packed = pack_choices(PAPER, answers)
    assert len(packed) == len(PAPER)
    given_answers = {question: places for question, places in answers.items() if places}
    assert unpack_choices(PAPER, packed) == given_answers


@given(answers_to_paper)
def test_the_order_in_which_options_were_tapped_is_forgotten(answers: Answers) -> None:
    backwards = {question: places[::-1] for question, places in reversed(answers.items())}
    assert pack_choices(PAPER, backwards) == pack_choices(PAPER, answers)


def test_a_byte_holds_the_options_of_the_question_at_its_place() -> None:
    second = PAPER[1].question.id
    assert pack_choices(PAPER, {second: [0, 1]}) == b"\x00\x03\x00\x00\x00"


def test_eight_options_fit_into_a_byte() -> None:
    [question, *others] = a_contest().questions
    eight = {**question.__dict__, "options": [str(n) for n in range(8)], "key": [7]}
    bank = [eight, *(each.__dict__ for each in others)]
    paper = draw_paper(a_contest(questions=bank, paper=WHOLE_BANK), b"k", "a")
    packed = pack_choices(paper, {question.id: list(range(8))})
    assert sorted(packed) == [0, 0, 0, 0, 255]
    assert unpack_choices(paper, packed) == {question.id: list(range(8))}


def test_answers_of_another_length_than_the_paper_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score_of(PAPER, b"\x01" * (len(PAPER) - 1))
    with pytest.raises(ValueError, match="longer"):
        unpack_choices(PAPER, b"\x01" * (len(PAPER) + 1))


@pytest.mark.parametrize("number", range(len(PAPER)))
def test_a_question_is_right_when_exactly_its_key_is_chosen(number: int) -> None:
    asked = PAPER[number]
    for places in subsets(len(asked.shown)):
        chosen = {asked.shown[place] for place in places}
        scored = score_of(PAPER, pack_choices(PAPER, {asked.question.id: places}))
        assert scored == (1 if chosen == asked.question.key else 0)


def test_the_score_is_the_number_of_right_questions() -> None:
    right = all_right(PAPER)
    assert score_of(PAPER, pack_choices(PAPER, {})) == 0
    for count in range(len(right) + 1):
        some = dict(list(right.items())[:count])
        assert score_of(PAPER, pack_choices(PAPER, some)) == count


def test_answers_count_as_shown_not_as_in_the_bank() -> None:
    choices = pack_choices(IN_BANK_ORDER, all_right(IN_BANK_ORDER))
    assert score_of(IN_BANK_ORDER, choices) == len(IN_BANK_ORDER)
    same_places = {asked.question.id: sorted(asked.question.key) for asked in PAPER}
    assert score_of(PAPER, pack_choices(PAPER, same_places)) < len(PAPER)
