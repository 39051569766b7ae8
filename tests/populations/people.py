"""Honest people: families with one phone, classes behind one address, namesakes, slow and hasty."""

import math
from collections.abc import Iterator
from random import Random

from tests.populations.names import a_name
from tests.populations.world import MINUTE, QUESTIONS, Way, World

_CARRIERS = 24
_FAMILY_SIZES = ((2, 75), (3, 19), (4, 5), (5, 1))


def take_part(world: World, people: int) -> None:
    """So many honest people, a few more where the last group is not full."""
    begun = world.made
    while world.made - begun < people:
        kind = world.random.random()
        if kind < 0.09:
            _a_family(world)
        elif kind < 0.097:
            _a_class(world)
        else:
            _one(world)


def _one(world: World) -> None:
    """Somebody with an own phone, at home or by a mobile carrier who has thousands behind few
    addresses; where one may, some do it again."""
    chance = world.random
    by_carrier = chance.random() < 0.5
    source = _carrier(chance) if by_carrier else chance.randbytes(8)
    _does_it(world, world.an_instant(), world.a_unit(), chance.randbytes(16), source)


def _a_family(world: World) -> None:
    """One phone goes round, one evening or over some days; most live in the same unit."""
    chance = world.random
    sizes, weights = zip(*_FAMILY_SIZES, strict=True)
    unit, device, source = world.a_unit(), chance.randbytes(16), chance.randbytes(8)
    at = world.an_instant()
    for _ in range(chance.choices(sizes, weights)[0]):
        own = unit if chance.random() < 0.7 else world.a_unit()
        at += _does_it(world, at, own, device, source) + int(chance.expovariate(1 / (30 * MINUTE)))


def _a_class(world: World) -> None:
    """Thirty to forty pupils behind one address, told to begin at once; they know much alike."""
    chance = world.random
    unit, source, at, taught = (
        world.a_unit(),
        chance.randbytes(8),
        world.an_instant(),
        chance.gauss(0.3, 0.5),
    )
    for _ in range(chance.randint(30, 40)):
        begun = at + int(chance.uniform(0, 4 * MINUTE))
        _does_it(world, begun, unit, chance.randbytes(16), source, taught)


def _carrier(chance: Random) -> bytes:
    return bytes([chance.randrange(_CARRIERS)]) * 8


def _does_it(
    world: World, at: int, unit: str, device: bytes, source: bytes, taught: float = 0.0
) -> int:
    """One person takes part, once or more often; milliseconds until the end of it."""
    chance = world.random
    knows, name, phone = chance.gauss(taught, 0.9), a_name(chance), world.a_phone()
    who = f"person-{chance.getrandbits(64):x}"
    begun = at
    for number, haste in enumerate(_tries(world), start=1):
        way, elapsed = _taken(world, knows + 0.5 * (number - 1), haste)
        world.takes_part(
            way, at, elapsed, participant=who, number=number, identity=phone, name=name,
            unit=unit, device=device, source=source,
        )  # fmt: skip
        at += elapsed + int(chance.uniform(0, 20 * MINUTE))
    return at - begun


def _tries(world: World) -> Iterator[float]:
    """How much quicker (in logarithms) each attempt is: one knows the questions by then."""
    yield 0.0
    number = 1
    while world.attempts == 0 and world.random.random() < 0.55 and number < 9:
        yield -0.25 * min(number, 3)
        number += 1


def _taken(world: World, knows: float, haste: float) -> tuple[Way, int]:
    """How it is answered, and how long that takes."""
    chance = world.random
    kind = chance.random()
    if kind < 0.03:  # taps through without reading
        return Way(copies=world.a_list(0.25)), int(chance.uniform(2.2, 5) * 1_000 * QUESTIONS)
    reading = world.a_reading_time(chance.gauss(0.0, 0.38) - 0.08 * knows + haste)
    if kind < 0.08:  # leaves the page open and comes back
        reading += int(chance.lognormvariate(math.log(20 * MINUTE), 1.0))
    return Way(knows), reading
