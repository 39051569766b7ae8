"""Check `corrections`: scores and times that amendments changed (docs/ledger.md §6.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from ops.verifying.entries import score_of, time_of
from ops.verifying.ledger import Ledger, Opened, Row
from ops.verifying.openings import Keys, committed_key, score_by
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Rules
from ops.verifying.shapes import is_count

_TOLD = ("question_voided", "key_corrected", "outage_cut", "interval_annulled")
_SCORING = ("question_voided", "key_corrected")

Interval = tuple[int, int]


@dataclass(frozen=True)
class _Bounds:
    most: int
    least: int
    cut: int


def check_corrections(check: Check, ledger: Ledger) -> None:
    """Holds counted scores and times to the amendments in force."""
    if not ledger.is_published:
        check.skip()
        return
    if ledger.rules is None:
        check.fail("Không có thể lệ đã mở để tính lại.")
        return
    bounds = _bounds(ledger)
    for entry in ledger.entries:
        for fault in _faults(ledger, ledger.rules, entry, bounds):
            check.fail(f"Bài {short(entry['leaf'])}: {fault}.")
    gained = sum(score_of(entry) - entry["score"] for entry in ledger.entries)
    if _told_sum(ledger) != gained:
        check.fail(f"results.json nói các điều chỉnh cộng {_told_sum(ledger)}, sổ cái là {gained}.")
    if _told(ledger.result_rows("amendments")) != _told(ledger.in_force):
        check.warn("Các điều chỉnh trong results.json không phải các quyết định đang có hiệu lực.")


def corrected(ledger: Ledger, rules: Rules, entry: Row, opened: Opened) -> tuple[int, int]:
    """Score and time (ms) that rank, of an attempt that is open."""
    ends = opened.submitted_at
    starts = ends - entry["elapsed_ms"]
    shared = (min(until, ends) - max(since, starts) for since, until in _outages(ledger))
    cut = sum(max(0, each) for each in shared)
    return score_by(opened.chosen, _amended_key(ledger, rules)), max(0, entry["elapsed_ms"] - cut)


def _outages(ledger: Ledger) -> list[Interval]:
    """All outages as disjoint intervals."""
    joined: list[Interval] = []
    for starts, ends in sorted((it["starts"], it["ends"]) for it in ledger.ruled("outage_cut")):
        if starts >= ends:
            continue
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((starts, ends))
    return joined


def _amended_key(ledger: Ledger, rules: Rules) -> Keys:
    committed = committed_key(rules)
    voided = {ruling["question"] for ruling in ledger.ruled("question_voided")}
    keys = {ruling["question"]: ruling["key"] for ruling in ledger.ruled("key_corrected")}
    return lambda asked: None if asked in voided else keys.get(asked) or committed(asked)


def _bounds(ledger: Ledger) -> _Bounds:
    voided = {ruling["question"] for ruling in ledger.ruled("question_voided")}
    keyed = {ruling["question"] for ruling in ledger.ruled("key_corrected")}
    cut = sum(until - since for since, until in _outages(ledger))
    return _Bounds(len(voided | keyed), -len(keyed - voided), cut)


def _faults(ledger: Ledger, rules: Rules, entry: Row, bounds: _Bounds) -> Iterator[str]:
    if entry["state"] == "reset" and "counted_score" in entry:
        yield "lượt đã đặt lại không được điều chỉnh"
    gained = score_of(entry) - entry["score"]
    if not bounds.least <= gained <= bounds.most or score_of(entry) > rules.asked:
        yield "điểm điều chỉnh nhiều hơn mức các quyết định cho phép"
    if not 0 <= entry["elapsed_ms"] - time_of(entry) <= bounds.cut:
        yield "thời gian điều chỉnh nhiều hơn mức các quyết định cho phép"
    opened = ledger.opened.get(entry["leaf"])
    if opened is not None:
        found = corrected(ledger, rules, entry, opened)
        if found != (score_of(entry), time_of(entry)):
            yield f"tính lại được {found[0]} câu, {found[1]} ms"


def _told(rows: list[Row]) -> list[str]:
    asked = [row for row in rows if row.get("kind") in _TOLD]
    members = ("kind", "question", "starts", "ends")
    return sorted(repr([row.get(name) for name in members]) for row in asked)


def _told_sum(ledger: Ledger) -> int | None:
    """What `results.json` says that amendments gave and took; None where it can't be read."""
    rows = [row for row in ledger.result_rows("amendments") if row.get("kind") in _SCORING]
    if not all(is_count(row.get("raised")) and is_count(row.get("lowered")) for row in rows):
        return None
    return sum(int(row["raised"]) - int(row["lowered"]) for row in rows)
