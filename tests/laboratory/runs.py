"""Contests among faults, from a seed alone: what a person could do, in whatever weather."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.laboratory.ending import end
from tests.laboratory.stores import StreamedAttempts
from tests.laboratory.weather import WEATHERS
from tests.laboratory.world import World
from tests.play import MINUTE

_SCENES = 12
_DAY = 24 * 60 * MINUTE
_BEFORE_CLOSE = (2 * MINUTE, 10 * MINUTE, 16 * MINUTE, 40 * MINUTE, _DAY)


@dataclass
class Tally:
    """What some contests came to: `faulted` of the `operations` met a fault or came twice."""

    operations: int = 0
    faulted: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    @property
    def findings(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.wrong]


def tally(
    seeds: Iterable[int],
    faulted: int,
    attempts: Callable[[], Any] = StreamedAttempts,
) -> Tally:
    """Contests of these seeds, one after another, until so many operations were faulted."""
    whole = Tally()
    for seed in seeds:
        _add(whole, seed, played(seed, attempts))
        if whole.faulted >= faulted:
            break
    return whole


def played(seed: int, attempts: Callable[[], Any] = StreamedAttempts) -> World:
    """One contest, from some time before its close to its published results."""
    random = Random(seed)
    world = World(seed, before_close=random.choice(_BEFORE_CLOSE), attempts=attempts)
    for _ in range(_SCENES):
        over_ms = random.choice([1_000, 10_000, 30_000])
        world.storm(random.randint(1, 40), random.choice(WEATHERS), over_ms)
        _something_else(world, random)
    end(world, random.choice(WEATHERS))
    return world


def _something_else(world: World, random: Random) -> None:
    drawn = random.random()
    if drawn < 0.15:
        world.tick()
    elif drawn < 0.3:
        world.fold()
    elif drawn < 0.4:
        world.put_clocks(random.randint(-2_000, 2_000), random.randint(-2_000, 2_000))
    elif drawn < 0.5:
        world.schedule.run(world.schedule.now + random.choice([MINUTE, 65_000, 15 * MINUTE]))
    elif drawn < 0.55:
        world.rank()


def _add(whole: Tally, seed: int, world: World) -> None:
    whole.operations += world.operations
    whole.faulted += world.faulted
    whole.met += world.disturber.met.by_name
    for kind in ("lost", "doubled", "wrong"):
        getattr(whole, kind).extend(
            f"seed {seed}: {each}" for each in getattr(world.findings, kind)
        )
