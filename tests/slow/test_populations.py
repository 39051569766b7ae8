"""Honest people are left alone, bots are found: a simulation; decision record 0024 has figures."""

from random import Random

import pytest

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.flag import trace_of
from chalicelib.domain.flags import find_flags
from chalicelib.domain.ranking import entry_of
from tests.populations import bots, people
from tests.populations.bots import Bot
from tests.populations.world import PAPER_KEY, World

SEEDS = range(5)
PEOPLE = 800


def flagged(world: World) -> set[str]:
    """Ids of the attempts with a flag."""
    traces = [trace_of(each, entry) for each in world.all if (entry := entry_of(each))]
    return {flag.attempt_id for flag in find_flags(traces, world.contest, PAPER_KEY)}


def share_of_people(attempts: list[Attempt], found: set[str]) -> float:
    whose = {each.participant for each in attempts}
    return len({each.participant for each in attempts if each.id in found}) / len(whose)


@pytest.mark.parametrize("attempts", [1, 0])
@pytest.mark.parametrize("bank", [20, 40, 153])
def test_at_most_one_honest_person_in_a_hundred_is_flagged(bank: int, attempts: int) -> None:
    shares = []
    for seed in SEEDS:
        world = World(Random(seed), bank=bank, attempts=attempts)
        people.take_part(world, PEOPLE)
        shares.append(share_of_people(world.all, flagged(world)))
    assert max(shares) <= 0.01
    assert sum(shares) / len(shares) <= 0.005


def test_at_most_one_in_a_hundred_of_many_small_contests() -> None:
    honest, found = 0.0, 0.0
    for seed in range(40):
        world = World(Random(seed))
        people.take_part(world, 60)
        honest += 1
        found += share_of_people(world.all, flagged(world))
    assert found / honest <= 0.01


BOTS: list[tuple[Bot, int]] = [
    (bots.perfect_in_8_s, 1),
    (bots.all_right_in_45_s, 1),
    (bots.from_a_list_with_jitter, 1),
    (bots.many_numbers_on_one_device, 1),
    (bots.many_numbers_one_after_the_other, 1),
    (bots.many_numbers_at_once, 1),
    (bots.retakes_each_hour, 0),
]


@pytest.mark.parametrize(("bot", "attempts"), BOTS, ids=lambda each: getattr(each, "__name__", ""))
def test_every_bot_is_found_and_nobody_for_it(bot: Bot, attempts: int) -> None:
    for seed in SEEDS:
        world = World(Random(1_000 + seed), attempts=attempts)
        people.take_part(world, PEOPLE)
        honest = list(world.all)
        made = bot(world)
        found = flagged(world)
        assert {each.id for each in made} <= found
        assert share_of_people(honest, found) <= 0.01


@pytest.mark.parametrize(("bank", "least"), [(20, 1.0), (30, 0.8), (40, 0.6)])
def test_a_ring_is_found_the_more_surely_the_more_questions_it_shares(
    bank: int, least: float
) -> None:
    """Of a bank of 40, two papers of 20 share ten questions; of one of 153, hardly three: there is
    too little in common to say anything, and as little to copy."""
    rings, members = 0, 0
    for seed in SEEDS:
        world = World(Random(2_000 + seed), bank=bank)
        people.take_part(world, PEOPLE)
        ring = bots.a_ring(world)
        found = flagged(world)
        rings += any(each.id in found for each in ring)
        members += sum(each.id in found for each in ring)
    assert members / (6 * len(SEEDS)) >= least
    assert rings >= len(SEEDS) - 1


def test_where_speed_is_no_flag_nobody_is_flagged_for_it() -> None:
    world = World(Random(7), floor_s=0)
    people.take_part(world, 200)
    for bot in (bots.perfect_in_8_s, bots.all_right_in_45_s, bots.from_a_list_with_jitter):
        bot(world)
    assert flagged(world) == set()
