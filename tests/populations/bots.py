"""Those of the reports on such contests: each lets some attempts appear and says which."""

from collections.abc import Callable

from chalicelib.domain.attempt import Attempt
from tests.populations.names import a_name
from tests.populations.world import HOUR, MINUTE, QUESTIONS, Way, World

Bot = Callable[[World], list[Attempt]]
SECOND = 1_000


def perfect_in_8_s(world: World) -> list[Attempt]:
    """A list of answers and plain requests, without a pause."""
    return [world.takes_part(Way(copies=world.a_list(1.0)), world.an_instant(), 8 * SECOND)]


def all_right_in_45_s(world: World) -> list[Attempt]:
    return [world.takes_part(Way(copies=world.a_list(1.0)), world.an_instant(), 45 * SECOND)]


def from_a_list_with_jitter(world: World) -> list[Attempt]:
    """One to five seconds a question, at random, from nearly complete lists."""
    chance = world.random
    return [
        world.takes_part(
            Way(copies=world.a_list(0.97)),
            world.an_instant(),
            sum(int(chance.uniform(1, 5) * SECOND) for _ in range(QUESTIONS)),
        )
        for _ in range(5)
    ]


def many_numbers_on_one_device(world: World) -> list[Attempt]:
    """Three hundred invented numbers, at leisure, over the days."""
    chance = world.random
    device = chance.randbytes(16)
    return [
        world.takes_part(
            Way(), world.an_instant(), world.a_reading_time(), name=a_name(chance), device=device
        )
        for _ in range(300)
    ]


def many_numbers_one_after_the_other(world: World) -> list[Attempt]:
    """Two hundred invented numbers and as many device keys, from one client that takes its time."""
    chance = world.random
    at, source, made = world.an_instant(), chance.randbytes(8), []
    for _ in range(200):
        elapsed = int(chance.uniform(90, 400) * SECOND)
        made.append(world.takes_part(Way(), at, elapsed, name=a_name(chance), source=source))
        at += elapsed + int(chance.uniform(2, 60) * SECOND)
    return made


def many_numbers_at_once(world: World) -> list[Attempt]:
    """Four hundred invented numbers from one client, ten at a time, half a minute to two each."""
    chance = world.random
    begun, source = world.an_instant(), chance.randbytes(8)
    return [
        world.takes_part(
            Way(),
            begun + number * 8 * SECOND,
            int(chance.uniform(50, 120) * SECOND),
            name=a_name(chance),
            source=source,
        )
        for number in range(400)
    ]


def retakes_each_hour(world: World) -> list[Attempt]:
    """One who does it again each hour, all day."""
    chance = world.random
    begun = world.an_instant()
    return [
        world.takes_part(
            Way(0.3 * number),
            begun + number * HOUR + int(chance.uniform(0, 8 * MINUTE)),
            world.a_reading_time(-0.3),
            participant="retakes",
            number=number + 1,
        )
        for number in range(18)
    ]


def a_ring(world: World) -> list[Attempt]:
    """Six in one room who copy from one list, of which seven in ten are right."""
    chance = world.random
    answers, begun = world.a_list(0.7), world.an_instant()
    return [
        world.takes_part(
            Way(copies=answers, faith=0.95),
            begun + int(chance.uniform(0, 20 * MINUTE)),
            world.a_reading_time(),
            name=a_name(chance),
        )
        for _ in range(6)
    ]
