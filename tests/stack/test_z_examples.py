"""Each example contest runs to published results: other rules are a file, not a change of code."""

from typing import Any

import pytest

from tests.client import Api
from tests.stack.early import published
from tests.stack.examples import FOLDERS, PEOPLE

SLUGS = [folder.name for folder in FOLDERS]


@pytest.fixture(scope="module")
def results(examples: dict[str, Api]) -> dict[str, dict[str, Any]]:
    frozen_at = {slug: api.public("contest.json")["frozen_at"] for slug, api in examples.items()}
    return {slug: published(api, frozen_at[slug]) for slug, api in examples.items()}


def test_there_are_four_examples() -> None:
    assert len(SLUGS) == 4


@pytest.mark.parametrize("slug", SLUGS)
def test_an_example_runs_to_published_results(
    slug: str, examples: dict[str, Api], results: dict[str, dict[str, Any]]
) -> None:
    assert examples[slug].public("results.json") == results[slug]
    assert results[slug]["totals"]["counted"] == PEOPLE
    given = sum(prize["amount_vnd"] for prize in results[slug]["prizes"])
    assert 0 < given <= examples[slug].public("contest.json")["prizes"]["total_vnd"]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_winner_breaks_a_condition_of_the_prize(
    slug: str, examples: dict[str, Api], results: dict[str, dict[str, Any]]
) -> None:
    contest = examples[slug].public("contest.json")
    conditions = {prize["title"]: prize for prize in contest["prizes"]["individual"]}
    for winner in results[slug]["prizes"]:
        if winner["kind"] == "individual":
            prize = conditions[winner["title"]]
            assert winner["score"] >= (prize["min_score"] or 0)
            assert not prize["full_marks_only"] or winner["score"] == contest["paper"]["questions"]


def test_a_prediction_is_measured_against_what_counted(
    results: dict[str, dict[str, Any]],
) -> None:
    told = results["vi-du-du-doan"]["prediction"]
    assert told == {"target": "participants", "value": PEOPLE}
