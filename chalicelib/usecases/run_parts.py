"""Parts of a ranking run that the console reads alone: a run's document holds every sealed attempt,
and the API function must not load all of it."""

import json
import unicodedata
from itertools import chain
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.domain.identity import mask_identity
from chalicelib.domain.outcome import Outcome
from chalicelib.domain.rulings import Fact, facts_in_force
from chalicelib.domain.unit_lists import row_id
from chalicelib.usecases.ports import Vault

_FLAGS, _UNITS, _TALLIES, _RULINGS = "flags", "units", "tallies", "rulings"

Part = dict[str, Any]


def keep_parts(outcome: Outcome, document: Part, vault: Vault) -> None:
    """Keeps the parts of a run beside its `document`; the same run gives the same bytes."""
    slug, run = outcome.contest.slug, outcome.inputs_hash
    vault.create(_key(slug, run, _RULINGS), canonical(facts_in_force(outcome)))
    if vault.read(_key(slug, run, _FLAGS)) is not None:
        return
    lists = _unit_lists(outcome) if outcome.contest.approval.units_confirm else {}
    for unit, rows in lists.items():
        vault.put(_key(slug, run, f"{_UNITS}-{unit}"), canonical(rows))
    tallies = {name: document[name] for name in ("units", "unconfirmed_units")}
    vault.put(_key(slug, run, _TALLIES), canonical(tallies))
    # Last, as it says that the others are there.
    flags = {name: document[name] for name in ("flags", "people", "individual", "undecided")}
    vault.put(_key(slug, run, _FLAGS), canonical(flags))


def flags_part(slug: str, run: str, vault: Vault) -> Part | None:
    """{"flags", "people", "individual", "undecided"} of a run; None where it was not kept."""
    return _read(vault, _key(slug, run, _FLAGS))


def tallies_part(slug: str, run: str, vault: Vault) -> Part | None:
    """{"units", "unconfirmed_units"} of a run."""
    return _read(vault, _key(slug, run, _TALLIES))


def rulings_part(slug: str, run: str, vault: Vault) -> list[Fact] | None:
    """What the ledger's rulings say of a run (`domain.rulings.facts_in_force`)."""
    stored = vault.read(_key(slug, run, _RULINGS))
    return None if stored is None else json.loads(stored[0])


def unit_list(slug: str, run: str, unit_id: str, vault: Vault) -> list[Part]:
    """The people of a unit, by name: {"id", "participant", "name", "identity_masked"} each."""
    stored = vault.read(_key(slug, run, f"{_UNITS}-{unit_id}"))
    rows: list[Part] = [] if stored is None else json.loads(stored[0])
    return rows


def _unit_lists(outcome: Outcome) -> dict[str, list[Part]]:
    """Unit id → each person who counts for it once, struck ones too."""
    people: dict[tuple[str, str], Part] = {}
    standing = outcome.standing
    for entry in chain((ranked.entry for ranked in standing.counted), standing.not_best):
        place = (entry.unit, entry.participant)
        people.setdefault(
            place,
            {
                "id": row_id(outcome.contest.slug, *place),
                "participant": entry.participant,
                "name": entry.name,
                "identity_masked": mask_identity(entry.identity),
            },
        )
    lists: dict[str, list[Part]] = {}
    for (unit, _), person in sorted(people.items(), key=_in_the_register):
        lists.setdefault(unit, []).append(person)
    return lists


def _in_the_register(each: tuple[tuple[str, str], Part]) -> tuple[str, str, tuple[str, str]]:
    """Vietnamese registers go by the given name, which is the last word, then by the others."""
    place, person = each
    apart = unicodedata.normalize("NFD", person["name"].casefold().replace("đ", "d"))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain.split(" ")[-1], plain, place


def _read(vault: Vault, key: str) -> Part | None:
    stored = vault.read(key)
    return None if stored is None else json.loads(stored[0])


def _key(slug: str, run: str, part: str) -> str:
    return f"runs/{slug}/{run}-{part}.json"
