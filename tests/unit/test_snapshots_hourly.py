"""Snapshots as ticks make them: each hour, late, twice at once, half dead; the chain holds."""

import json
from typing import Any

import pytest

from chalicelib.domain import snapshots
from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.usecases.closing import freeze
from chalicelib.usecases.snapshots import arrivals, kept_snapshots
from tests.builders import CLOSES_AT, OPENS_AT
from tests.fakes import Death
from tests.play import MINUTE, SLUG, Play
from tests.unit.test_snapshots import HOUR, hold

WRITES = ("vault.create", "put_json", "site.replace", "vault.put")


def published(play: Play) -> list[dict[str, Any]]:
    """The snapshots as anybody finds them, which are those that are kept."""
    folder = f"contests/{SLUG}/ledger/snapshots/"
    found = {path: it for path, it in play.stores.site.files.items() if path.startswith(folder)}
    made = [json.loads(found[f"{folder}{number:04}.json"]) for number in range(1, len(found) + 1)]
    assert made == kept_snapshots(SLUG, play.stores.vault)
    return made


def chain_holds(play: Play) -> list[dict[str, Any]]:
    made = published(play)
    hold(made)
    stored = play.stores.site.read(f"contests/{SLUG}/ledger/checkpoint.txt")
    assert stored is not None
    newest = sha256_hex(canonical(made[-1]))
    number, size, at = (made[-1][name] for name in ("number", "size", "at"))
    line = f"hoithi-checkpoint-1 {SLUG} {number} {size} {at} {newest}\n"
    assert stored[0].decode() == line
    return made


def hours(play: Play, count: int, people: int = 2) -> None:
    """So many hours go by, with people who take part and a tick each half hour."""
    for number in range(count):
        play.now = OPENS_AT + number * HOUR + MINUTE
        play.tick()
        for person in range(people):
            play.take_part(100 * number + person)
        play.now += 30 * MINUTE
        play.stream()
        play.tick()


def end(play: Play) -> None:
    play.stream()
    play.now = play.bundle.contest.frozen_at
    play.tick()


def leaves_of(play: Play) -> set[str]:
    return {each.submission.leaf.hex() for each in play.attempts() if each.submission}


def test_the_first_is_made_at_the_opening_and_binds_the_commitment() -> None:
    play = Play()
    play.now = OPENS_AT
    play.tick()
    (made,) = chain_holds(play)
    committed = play.public("commitment.json")
    assert [made[name] for name in ("contest", "paper_key")] == [
        committed[name] for name in ("contest", "paper_key")
    ]
    assert (made["at"], made["final"]) == (OPENS_AT, False)


def test_each_hour_makes_one_and_the_freeze_the_final_one() -> None:
    play = Play()
    hours(play, 4)
    end(play)
    made = chain_holds(play)
    assert [len(each["leaves"]) for each in made] == [0, 2, 2, 2, 2]
    assert [each["final"] for each in made] == [False] * 4 + [True]
    assert set(arrivals(SLUG, play.stores.vault)) == leaves_of(play)


def test_further_ticks_add_nothing_to_the_final_one() -> None:
    play = Play()
    hours(play, 1)
    end(play)
    before = published(play)
    for _ in range(3):
        play.now += HOUR
        play.tick()
    freeze(play.bundle, play.stores)
    assert published(play) == before


def test_hours_without_a_tick_are_made_up_for_by_one() -> None:
    play = Play()
    hours(play, 1)
    play.now = OPENS_AT + 9 * HOUR
    play.tick()
    made = chain_holds(play)
    assert [each["at"] for each in made[1:]] == [OPENS_AT + 9 * HOUR]
    assert made[1]["late"] == made[1]["leaves"]


def test_what_the_stream_never_told_comes_with_the_final_one() -> None:
    play = Play()
    play.tick()
    play.take_part(1)
    play.now = play.bundle.contest.frozen_at
    play.tick()
    first, last = chain_holds(play)
    assert (first["leaves"], set(last["leaves"])) == ([], leaves_of(play))


def test_more_leaves_than_one_may_hold_make_several_of_the_same_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "MOST_LEAVES", 2)
    play = Play()
    hours(play, 1, people=5)
    end(play)
    made = chain_holds(play)
    assert [len(each["leaves"]) for each in made] == [0, 2, 2, 1]
    assert len({each["at"] for each in made[1:]}) == 1


def test_resets_are_told_by_unit_and_their_leaves_stay() -> None:
    play = Play()
    play.tick()
    sealed = play.start(unit="cong-an")
    play.submit(sealed)
    play.reset(sealed)
    play.reset(play.start(identity="0900000002", device_key="device-of-number-2"))
    end(play)
    last = chain_holds(play)[-1]
    assert last["resets"] == {"cong-an": 1, "khu-pho-1": 1}
    assert set(last["leaves"]) == leaves_of(play)


def test_the_audit_logs_head_is_told_as_it_was_published() -> None:
    play = Play()
    play.tick()
    out = play.start()
    play.reset(out)
    play.now = OPENS_AT + HOUR
    play.tick()
    head = play.public("audit.json")
    play.now += HOUR
    play.tick()
    told = chain_holds(play)[-1]["audit"]
    assert told == {"entries": head["entries"], "head": head["head"]}
    assert told["entries"] > 0


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("is_end", [False, True])
def test_two_ticks_at_once_make_one_chain(name: str, is_end: bool) -> None:
    play = Play()
    hours(play, 2)
    play.stream()
    play.now = play.bundle.contest.frozen_at if is_end else OPENS_AT + 2 * HOUR
    play.stores.writes.meanwhile[name] = play.tick
    play.tick()
    made = chain_holds(play)
    assert [len(each["leaves"]) for each in made] == [0, 2, 2]
    assert made[-1]["final"] == is_end


def test_a_tick_that_dies_anywhere_leaves_a_chain_that_the_next_goes_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "MOST_LEAVES", 2)
    deaths = 0
    while True:
        play = Play()
        hours(play, 2, people=3)
        play.forget_writes()
        play.stores.writes.last_before_death = deaths + 1
        play.now = CLOSES_AT + 2 * MINUTE
        try:
            play.tick()
        except (Death, ExceptionGroup):
            deaths += 1
        else:
            break
        play.stores.writes.last_before_death = None
        play.now += MINUTE
        play.tick()
        assert set(arrivals(SLUG, play.stores.vault)) == leaves_of(play)
        assert chain_holds(play)[-1]["final"]
    assert deaths > 10


@pytest.mark.parametrize("lost", [("chain",), ("leaves",), ("chain", "leaves")])
def test_a_shortcut_that_is_lost_or_lags_is_made_anew(lost: tuple[str, ...]) -> None:
    whole, play = Play(), Play()
    for each in (whole, play):
        hours(each, 2)
    early = {name: play.stores.vault.objects[f"ledger/{SLUG}/{name}.json"] for name in lost}
    for each in (whole, play):
        each.now = OPENS_AT + 2 * HOUR
        each.tick()
    for name in lost:
        del play.stores.vault.objects[f"ledger/{SLUG}/{name}.json"]
    for each in (whole, play):
        end(each)
    assert published(play) == published(whole)
    # As if a slow run had written what was right hours ago.
    play.stores.vault.objects.update(
        {f"ledger/{SLUG}/{name}.json": it for name, it in early.items()}
    )
    play.now += HOUR
    play.tick()
    freeze(play.bundle, play.stores)
    assert published(play) == published(whole)
