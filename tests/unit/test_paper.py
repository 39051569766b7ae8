"""The draw of a paper."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.contest import Contest
from chalicelib.domain.paper import Paper, draw_paper
from tests.builders import a_contest, a_document

KEY = bytes(range(32))
ATTEMPTS = [f"attempt-{number}" for number in range(1_000)]


def a_question(topic: int, number: int, options: int = 4) -> dict[str, Any]:
    [model, *_] = a_document()["questions"]
    texts = [f"Phương án {place}" for place in range(options)]
    place = {"id": f"q{topic}-{number}", "topic": f"t{topic}", "options": texts}
    return {**model, **place, "key": [number % options]}


def a_bank(*topics: tuple[int, int], options: int = 4) -> Contest:
    """A contest with a topic for each (questions in the bank, quota)."""
    sizes = dict(enumerate(size for size, _ in topics))
    return a_contest(
        topics=[{"id": f"t{topic}", "name": f"Lĩnh vực {topic}"} for topic in sizes],
        paper={"quota": {f"t{topic}": quota for topic, (_, quota) in enumerate(topics)}},
        questions=[
            a_question(topic, number, options)
            for topic, size in sizes.items()
            for number in range(size)
        ],
    )


def ids(paper: Paper) -> list[str]:
    return [asked.question.id for asked in paper]


def papers(contest: Contest) -> list[Paper]:
    return [draw_paper(contest, KEY, attempt) for attempt in ATTEMPTS]


def chi_square(found: Iterable[object], kinds: int) -> float:
    """How far counts are from equal; about `kinds` where they came by chance."""
    counts = Counter(found)
    assert len(counts) == kinds, "something was never drawn"
    expected = counts.total() / kinds
    return sum((count - expected) ** 2 / expected for count in counts.values())


topics = st.integers(1, 9).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size)))
banks = st.builds(
    lambda sizes, options: a_bank(*sizes, options=options),
    st.lists(topics, min_size=1, max_size=4),
    st.integers(2, 8),
)


@settings(max_examples=60, deadline=None)
@given(banks, st.binary(min_size=32, max_size=32), st.text("abc234", min_size=1, max_size=26))
def test_a_paper_keeps_quotas_repeats_nothing_and_shows_every_option(
    contest: Contest, key: bytes, attempt: str
) -> None:
    paper = draw_paper(contest, key, attempt)
    assert Counter(asked.question.topic for asked in paper) == dict(contest.paper.quota)
    assert len(set(ids(paper))) == contest.paper.questions
    for asked in paper:
        assert sorted(asked.shown) == list(range(len(asked.question.options)))


@settings(max_examples=30, deadline=None)
@given(banks, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_bank_nor_of_the_topics_matters(
    contest: Contest, random: Any
) -> None:
    questions, quota = list(contest.questions), list(contest.paper.quota)
    random.shuffle(questions)
    random.shuffle(quota)
    rules = replace(contest.paper, quota=tuple(quota))
    mixed = replace(contest, questions=tuple(questions), paper=rules)
    assert draw_paper(mixed, KEY, "a") == draw_paper(contest, KEY, "a")


def test_a_paper_is_always_the_same() -> None:
    assert draw_paper(a_contest(), KEY, "a") == draw_paper(a_contest(), KEY, "a")


def test_the_key_and_the_attempt_decide_the_paper() -> None:
    contest = a_bank((40, 10))
    drawn = {
        tuple(ids(draw_paper(contest, key, attempt)))
        for key in (KEY, bytes(32))
        for attempt in ATTEMPTS[:50]
    }
    assert len(drawn) == 100


def test_a_question_added_takes_at_most_one_place() -> None:
    """Nothing but the newcomer changes: each question's hash is its own."""
    before, after = a_bank((20, 5)), a_bank((21, 5))
    for attempt in ATTEMPTS[:50]:
        old, new = (set(ids(draw_paper(bank, KEY, attempt))) for bank in (before, after))
        assert new - old <= {"q0-20"}


def test_options_are_shown_with_their_own_texts_and_key() -> None:
    for asked in draw_paper(a_contest(), KEY, "a"):
        question = asked.question
        assert asked.options == tuple(question.options[index] for index in asked.shown)
        assert {asked.shown[place] for place in asked.key} == question.key


def test_without_shuffling_options_stand_as_in_the_bank_and_questions_as_before() -> None:
    shuffled = draw_paper(a_contest(), KEY, "a")
    as_written = draw_paper(a_contest(paper={"shuffle_options": False}), KEY, "a")
    assert ids(as_written) == ids(shuffled)
    assert all(asked.options == asked.question.options for asked in as_written)
    assert all(asked.key == asked.question.key for asked in as_written)


# The draws are what they are: these bounds hold or do not, on any machine. A fair draw passes each
# of them with a probability of more than 999 in 1,000.


def test_every_question_is_drawn_as_often_as_any_other() -> None:
    drawn = [name for paper in papers(a_bank((20, 5))) for name in ids(paper)]
    assert chi_square(drawn, kinds=20) < 45


def test_every_pair_of_questions_is_drawn_as_often_as_any_other() -> None:
    drawn = [tuple(sorted(ids(paper))) for paper in papers(a_bank((6, 2)))]
    assert chi_square(drawn, kinds=15) < 37


@pytest.mark.parametrize("place", [0, 1, 4])
def test_every_question_stands_at_every_place_equally_often(place: int) -> None:
    first = [ids(paper)[place] for paper in papers(a_bank((5, 5)))]
    assert chi_square(first, kinds=5) < 19


def test_every_order_of_options_is_equally_frequent() -> None:
    shown = [paper[0].shown for paper in papers(a_bank((1, 1), options=4))]
    assert chi_square(shown, kinds=24) < 50


def test_topics_are_mixed() -> None:
    paper_topics = [
        tuple(asked.question.topic for asked in paper) for paper in papers(a_bank((2, 2), (2, 2)))
    ]
    assert chi_square(paper_topics, kinds=6) < 21


def test_the_orders_of_two_questions_options_have_nothing_to_do_with_each_other() -> None:
    shown = [
        tuple(asked.shown for asked in sorted(paper, key=lambda asked: asked.question.id))
        for paper in papers(a_bank((2, 2), options=2))
    ]
    assert chi_square(shown, kinds=4) < 17
