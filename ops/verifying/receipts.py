"""Check `receipt`: what people hold against what is published (docs/ledger.md 1.7, 4.4, 6.2)."""

import json
from collections.abc import Iterator
from typing import Any

from chalicelib.domain.snapshots import LATE_MS
from ops.verifying.corrections import corrected
from ops.verifying.entries import is_standing, leaf_of, score_of, time_of
from ops.verifying.ledger import Ledger, Opened, Row
from ops.verifying.openings import (
    chosen_in,
    committed_key,
    is_late,
    lateness_faults,
    q_of,
    score_by,
    winning_leaves,
)
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Rules
from ops.verifying.rulings import is_annulled
from ops.verifying.shapes import OPENING, Shape, is_count, is_hash, is_unit, shaped, wrong_member

_RECEIPT: Shape = {
    "leaf": is_hash,
    "elapsed_ms": is_count,
    "unit": is_unit,
    "opening": shaped(OPENING),
}


def receipt_in(content: bytes) -> Row | None:
    """The receipt in a file, as the page saves it or as the API gives it; None where is none."""
    try:
        saved: Any = json.loads(content)
    except (ValueError, RecursionError):
        return None
    inner = saved.get("receipt") if isinstance(saved, dict) else None
    receipt = inner if isinstance(inner, dict) else saved
    return receipt if wrong_member(receipt, _RECEIPT) is None else None


def check_receipts(check: Check, ledger: Ledger) -> None:
    """Holds each receipt to the snapshots, and to its entry once there is one."""
    check.count(len(ledger.receipts))
    if not ledger.is_published:
        _check_waiting(check, ledger)
        return
    for receipt in ledger.receipts:
        for fault in _faults(ledger, receipt):
            check.fail(f"Biên nhận {short(receipt['leaf'])}: {fault}.")
        _check_lateness(check, ledger, receipt)


def _check_waiting(check: Check, ledger: Ledger) -> None:
    """Before entries are published a leaf must stand in a snapshot, once it is time."""
    absent = [each for each in ledger.receipts if each["leaf"] not in ledger.arrivals]
    for receipt in absent:
        due_at = receipt["opening"]["submitted_at"] + LATE_MS
        if ledger.is_ended or ledger.now > due_at:
            check.fail(f"Biên nhận {short(receipt['leaf'])} không có trong bản chốt nào.")
        else:
            check.note(f"Biên nhận {short(receipt['leaf'])} còn chờ bản chốt tiếp theo.")
    if len(absent) == len(ledger.receipts):
        check.skip()


def _check_lateness(check: Check, ledger: Ledger, receipt: Row) -> None:
    leaf = receipt["leaf"]
    if not is_late(ledger, leaf, receipt["opening"]["submitted_at"]):
        return
    says = f"Biên nhận {short(leaf)} vào bản chốt muộn hơn 2 giờ sau khi nộp."
    if leaf in winning_leaves(ledger):
        check.fail(says)
    else:
        check.warn(says)


def _faults(ledger: Ledger, receipt: Row) -> Iterator[str]:
    entry = ledger.by_leaf.get(receipt["leaf"])
    if receipt["leaf"] not in ledger.arrivals:
        yield "không có trong bản chốt nào"
    if entry is None:
        yield "không có trong sổ cái: bài bị bỏ ra, hoặc biên nhận không thật"
        return
    yield from _faults_of_the_entry(receipt, entry)
    opening = receipt["opening"]
    if is_standing(entry) and is_annulled(ledger, opening["submitted_at"]):
        yield "nộp trong khoảng bị hủy mà vẫn được tính"
    yield from lateness_faults(ledger, entry["leaf"], opening["submitted_at"])
    if ledger.rules is None:
        yield "không có thể lệ đã mở để chấm lại"
    else:
        yield from _faults_by_the_rules(ledger, ledger.rules, entry, opening)


def _faults_of_the_entry(receipt: Row, entry: Row) -> Iterator[str]:
    opening = receipt["opening"]
    if leaf_of(entry) != entry["leaf"]:
        yield "bài trong sổ cái không đúng như lúc niêm phong"
    if q_of(opening) != entry["q"]:
        yield "câu trả lời không phải câu trả lời đã niêm phong"
    if entry.get("prediction", opening["prediction"]) != opening["prediction"]:
        yield "số dự đoán khác với số trong sổ cái"
    if (receipt["elapsed_ms"], receipt["unit"]) != (entry["elapsed_ms"], entry["unit"]):
        yield "thời gian hoặc đơn vị khác với sổ cái"


def _faults_by_the_rules(ledger: Ledger, rules: Rules, entry: Row, opening: Row) -> Iterator[str]:
    chosen = chosen_in(opening, rules, ledger.paper_key)
    if chosen is None:
        yield "trả lời câu không có trong đề của lượt thi này"
        return
    found = score_by(chosen, committed_key(rules))
    if found != entry["score"]:
        yield f"công bố {entry['score']} câu đúng, chấm lại được {found}"
    if entry["state"] != "reset":
        ranks = corrected(ledger, rules, entry, Opened(chosen, opening["submitted_at"]))
        if ranks != (score_of(entry), time_of(entry)):
            yield f"tính theo điều chỉnh được {ranks[0]} câu, {ranks[1]} ms, khác với sổ cái"
