"""The ledger of published results: entries and rulings, and last the index (docs/ledger.md §9).

Several may publish at once, and each may die anywhere: a file is written over what was read before
the results were seen to be still the same, so what belongs to the latest results stands in the end.
"""

import json
import logging
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.correcting import CORRECTED
from chalicelib.domain.entries import EntryBook, Unsound, part_name, parts
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.manual_prizes import Recipient
from chalicelib.domain.rulings import Fact, in_order
from chalicelib.domain.rulings_chain import TAKEN_BACK, continued
from chalicelib.usecases.late_winners import Opened, late_facts
from chalicelib.usecases.ledger_index import is_current, write_index
from chalicelib.usecases.ledger_writing import Overtaken, Writing
from chalicelib.usecases.ports import Bundle, Stores
from chalicelib.usecases.public_files import read_results
from chalicelib.usecases.ranking import Outcome, current_bundle, read_run
from chalicelib.usecases.run_parts import rulings_part
from chalicelib.usecases.snapshots import arrivals

_HOUR_MS = 3_600_000
# Some minutes may be missed.
_BEGINNING_MS = 180_000
_log = logging.getLogger("hoithi")

Document = dict[str, Any]


@dataclass(frozen=True)
class Ledger:
    """What is published of a ranking run beside its results: files of entries, rulings in force but
    those on late winners; `opened` are the entries that win."""

    slug: str
    entries: tuple[bytes, ...]
    facts: tuple[Fact, ...]
    opened: tuple[Opened, ...]


def ledger_of(bundle: Bundle, outcome: Outcome, stores: Stores) -> Ledger:
    """The ledger of a run, each entry checked against its leaf and each leaf found in a snapshot.

    Raises Refusal ledger_broken where something stored is not what was sealed: results whose
    ledger does not verify are never published.
    """
    secrets = bundle.secrets
    keys = (secrets.paper_key, secrets.salt_key)
    book = EntryBook(bundle.contest, *keys, outcome["standing"], _winners(outcome))
    slug = bundle.contest.slug
    try:
        for attempt in stores.attempts.every(slug):
            book.take(attempt)
        rows = book.rows()
    except Unsound as fault:
        raise _broken(fault.attempt_id, str(fault)) from fault
    arrived = arrivals(slug, stores.vault)
    _refuse_other_leaves({row["leaf"] for row in rows}, arrived.keys())
    opened = tuple(_opened(row, arrived) for row in rows if "opening" in row)
    facts = rulings_part(slug, outcome["inputs_hash"], stores.vault) or []
    return Ledger(slug, tuple(parts(rows)), (*facts, *book.resets), opened)


def publish_ledger(ledger: Ledger, results: Document, stores: Stores) -> None:
    """Puts the files of a ledger beside its published `results`; what stands there stays. Where
    others were published meanwhile, nothing is done: theirs is put there by whom they are."""
    writing = Writing(ledger.slug, results["run"], stores.site)
    try:
        for number, content in enumerate(ledger.entries):
            writing.put(f"ledger/{part_name(number)}", content)
        writing.follow("ledger/rulings.json", _rulings(ledger, results, stores))
        _empty_old_parts(len(ledger.entries), writing)
        write_index(writing)
    except Overtaken:
        facts = {"slug": ledger.slug, "run": results["run"]}
        _log.warning("other results were published meanwhile", extra={"facts": facts})


def mend_ledger_if_due(slug: str, stores: Stores) -> None:
    """In the first minutes of an hour: where whoever published died before the index was written,
    or a file that it names has changed, the ledger of the published results is put there anew."""
    if stores.clock() % _HOUR_MS >= _BEGINNING_MS:
        return
    results, _ = read_results(slug, stores.site)
    if results is None or is_current(slug, results["run"], stores.site):
        return
    outcome = read_run(slug, results["run"], stores)
    if outcome is None or rulings_part(slug, results["run"], stores.vault) is None:
        _log.warning("results without a run", extra={"facts": {"slug": slug}})
        return
    publish_ledger(ledger_of(current_bundle(slug, stores), outcome, stores), results, stores)
    stores.pages.show(slug)


def _winners(outcome: Outcome) -> set[str]:
    """The attempts that win an individual or a manual prize."""
    manual = (each for each in outcome["manual"] if each["recipient"] == Recipient.ATTEMPT)
    return {each["winner"] for each in (*outcome["individual"], *manual)}


def _opened(row: Document, arrived: dict[str, int]) -> Opened:
    opening = row["opening"]
    leaf = row["leaf"]
    return Opened(opening["attempt"], leaf, opening["submitted_at"], arrived[leaf])


def _rulings(
    ledger: Ledger, results: Document, stores: Stores
) -> Callable[[bytes | None], Document]:
    late = late_facts(ledger.slug, stores)
    facts = in_order([*ledger.facts, *late])
    why = [each["reason"] for each in results["amendments"] if each["kind"] == CORRECTED]
    reason = why[-1] if why else TAKEN_BACK

    def following(published: bytes | None) -> Document:
        before = json.loads(published)["rulings"] if published else []
        chain = continued(before, facts, results["published_at"], reason)
        return {"slug": ledger.slug, "rulings": chain}

    return following


def _empty_old_parts(count: int, writing: Writing) -> None:
    """Leaves nothing in parts of earlier entries, which were more."""
    kept = {f"ledger/{part_name(number)}" for number in range(count)}
    for name in writing.names("ledger/entries"):
        if name not in kept:
            writing.put(name, b"[]")


def _refuse_other_leaves(entries: Set[str], arrived: Set[str]) -> None:
    other = entries ^ arrived
    if other:
        where = "in no snapshot" if other & entries else "in a snapshot alone"
        raise _broken(min(other), where)


def _broken(which: str, why: str) -> Refusal:
    return Refusal(
        Code.LEDGER_BROKEN,
        f"Chưa công bố: bài {which} không còn khớp với dấu niêm phong trong sổ cái. Xin đừng sửa "
        "gì thêm và báo ngay cho người phụ trách kỹ thuật.",
        details={"entry": which, "why": why},
    )
