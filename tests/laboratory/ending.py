"""The end of a contest among faults: all try again, it closes, is ranked, and must stand."""

import json
from collections import Counter
from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.publishing import publish
from tests.laboratory.requests import LookUp, Start, Submit
from tests.laboratory.weather import CALM, Fault, Weather
from tests.laboratory.world import World
from tests.play import MINUTE, SLUG

AT_ONCE = 5
MINUTES_OF_FAULTS, LAST_REQUESTS = 6, 6
JOSTLING = Weather("jostling", {Fault.SLOW: 20})


def end(world: World, weather: Weather = CALM) -> None:
    """Brings a world to its end, the close and what follows it in that weather, and notes in
    `world.findings` whatever was promised and does not stand."""
    everybody_tries_again(world)
    close(world, weather)
    everybody_tries_again(world)
    rank_at_once(world)
    check_stored(world)
    check_ranking(world)
    check_counts(world)
    publish_at_once(world)


def everybody_tries_again(world: World) -> None:
    """Who sent anything sends it once more, all being well: then everybody has an answer."""
    world.disturber.weather = CALM
    world.schedule.run()
    for resident in world.residents:
        if resident.opened is None:
            world.send(resident, Start)
            world.schedule.run()
        elif resident.sent:
            world.send(resident, Submit)
    world.schedule.run()


def close(world: World, weather: Weather) -> None:
    """Minutes pass over the close, in which people still send: first in that weather, then all is
    well."""
    frozen_at = world.bundle.contest.frozen_at
    world.schedule.run(max(world.schedule.now, frozen_at - MINUTES_OF_FAULTS * MINUTE // 2))
    for _ in range(MINUTES_OF_FAULTS):
        _minute(world, weather, LAST_REQUESTS)
    world.put_clocks(0, 0)
    world.disturber.weather = CALM
    world.schedule.run()
    world.fold(all_of_it=True)
    for _ in range(3):
        _minute(world, CALM)


def _minute(world: World, weather: Weather, requests: int = 0) -> None:
    world.disturber.weather = weather
    world.fold()
    world.tick()
    world.storm(requests, weather, MINUTE)


def rank_at_once(world: World) -> None:
    """Five triggers at once, jostling; then once more: one result."""
    world.disturber.weather = JOSTLING
    for _ in range(AT_ONCE):
        world.rank()
    world.schedule.run()
    world.disturber.weather = CALM
    world.rank()
    world.schedule.run()
    hashes = {run.inputs_hash for run in world.stored.judgements.runs}
    if len(world.outcomes) != 1 or len(hashes) != 1:
        world.findings.doubled.append(f"{len(world.outcomes)} outcomes, runs {hashes}")


def check_stored(world: World) -> None:
    """Each resident's promises, and nobody besides them."""
    for resident in world.residents:
        resident.check_stored(world.stored_of(resident))
        if resident.opened is not None:
            world.send(resident, LookUp)
    world.schedule.run()
    known = {person.opened.attempt.participant for person in world.residents if person.opened}
    stored = Counter(each.participant for each in world.attempts.every(SLUG))
    for participant, times in stored.items():
        if times > 1:
            world.findings.doubled.append(f"{times} attempts of one person")
        if participant not in known:
            world.findings.wrong.append("an attempt of nobody")


def sealed(world: World) -> dict[str, Attempt]:
    """What stands sealed, by attempt id."""
    return {each.id: each for each in world.attempts.every(SLUG) if each.submission}


def check_ranking(world: World) -> None:
    """Each sealed attempt stands in the ranking once, with its score and its time."""
    document: Any = json.loads(max(world.outcomes, default=canonical({"standing": []})))
    standing = [(row["attempt"], row["score"], row["elapsed_ms"]) for row in document["standing"]]
    stands = Counter(attempt for attempt, _, _ in standing)
    expected = sealed(world)
    world.findings.doubled += [f"{id_} stands twice" for id_, times in stands.items() if times > 1]
    world.findings.lost += [f"{id_} is not ranked" for id_ in expected.keys() - stands.keys()]
    for attempt, score, elapsed_ms in standing:
        submission = attempt in expected and expected[attempt].submission
        if not submission or (submission.score, submission.elapsed_ms) != (score, elapsed_ms):
            world.findings.wrong.append(f"{attempt} stands with {score} after {elapsed_ms} ms")


def check_counts(world: World) -> None:
    """Nobody is counted twice, nor left out: in the live counts, and in the ledger's snapshots."""
    expected = sealed(world)
    registered = len(list(world.attempts.every(SLUG)))
    site = world.stored.site
    stats = site.get_json(f"contests/{SLUG}/stats.json")
    told = (stats["registered"], stats["submitted"])
    if told != (registered, len(expected)):
        kind = world.findings.doubled if told > (registered, len(expected)) else world.findings.lost
        kind.append(f"counts of {told}, not {(registered, len(expected))}")
    snapshots = [site.get_json(path) for path in site.paths(f"contests/{SLUG}/ledger/snapshots/")]
    laid = Counter(leaf for snapshot in snapshots for leaf in snapshot["leaves"])
    leaves = {each.submission.leaf.hex() for each in expected.values() if each.submission}
    world.findings.lost += [f"{leaf} is in no snapshot" for leaf in leaves - laid.keys()]
    world.findings.doubled += [f"{leaf} is in two" for leaf, times in laid.items() if times > 1]
    world.findings.wrong += [f"{leaf} is nobody's" for leaf in laid.keys() - leaves]


def publish_at_once(world: World) -> None:
    """Five organizers publish at once, jostling, then one more: one result, or all are refused."""
    published: set[bytes] = set()
    refused: set[Code] = set()

    def publishes() -> Any:
        return publish(SLUG, "organizer", world.stores, "đã xem", accept_late="mạng chậm")

    def then(result: Any) -> None:
        if isinstance(result, Refusal):
            refused.add(result.code)
        else:
            published.add(canonical(result))

    world.disturber.weather = JOSTLING
    for _ in range(AT_ONCE):
        world.run("publish", publishes, then)
    world.schedule.run()
    world.disturber.weather = CALM
    world.run("publish", publishes, then)
    world.schedule.run()
    stands = world.stored.site.read(f"contests/{SLUG}/results.json")
    # Too many wrote into the log at once: who is told so may try again.
    refused.discard(Code.TRY_AGAIN)
    if (len(published), len(refused)) not in ((1, 0), (0, 1)):
        world.findings.doubled.append(f"{len(published)} results, refused: {refused}")
    if published != (set() if stands is None else {stands[0]}):
        world.findings.doubled.append("another result is published than was said")
