"""Check `rulings`: what moved a rank or a count, and the states that follow (docs/ledger.md §6)."""

from collections.abc import Iterator

from chalicelib.domain.canonical import canonical, sha256_hex
from ops.verifying.entries import is_standing
from ops.verifying.ledger import Ledger, Row, misshapen
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Rules
from ops.verifying.shapes import (
    Shape,
    is_ascending,
    is_choice,
    is_count,
    is_hash,
    is_object,
    is_place,
    is_text,
    list_of,
    maybe,
    one_of,
    or_null,
)

_FILE: Shape = {"slug": is_text, "rulings": list_of(is_object)}
_RULING: Shape = {
    "number": is_place,
    "previous": or_null(is_hash),
    "kind": is_text,
    "at": or_null(is_count),
    "by": one_of("organizers", "unit", "rules"),
    "reason": is_text,
}
_INTERVAL: Shape = {"starts": is_count, "ends": is_count}
_WINNER: Shape = {"prize": is_text, "leaf": maybe(is_hash), "unit": maybe(is_text)}
_KINDS: dict[str, Shape] = {
    "disqualified": {"leaf": is_hash},
    "reset": {"leaf": or_null(is_hash), "unit": is_text},
    "unit_struck": {"leaf": is_hash, "unit": is_text},
    "question_voided": {"question": is_text},
    "key_corrected": {"question": is_text, "key": is_choice},
    "close_moved": {"closes_at": is_count, "closed_before": is_count},
    "outage_cut": _INTERVAL,
    "interval_annulled": {**_INTERVAL, "leaves": list_of(is_hash)},
    "tie_decided": {"prize": is_text, "winners": list_of(is_text)},
    "draw": {"source": is_text, "seed": is_text},
    "prize_refused": _WINNER,
    "prize_unclaimed": _WINNER,
    "manual_prize": {**_WINNER, "place": is_place},
    "late": {"leaf": is_hash},
    "withdrawn": {"ruling": is_place},
}
_PASSING = ("prize_refused", "prize_unclaimed")


def check_rulings(check: Check, ledger: Ledger) -> None:
    """Holds the rulings to their chain and to the contest, and the entries to the rulings."""
    if not ledger.is_published:
        check.skip()
        return
    if not ledger.rulings.shaped(check, _FILE):
        return
    if ledger.rulings.value["slug"] != ledger.slug:
        check.fail("rulings.json thuộc một cuộc thi khác.")
    rulings: list[Row] = ledger.rulings.value["rulings"]
    check.count(len(rulings))
    _check_chain(check, rulings)
    readable = [ruling for ruling in rulings if _is_readable(check, ruling)]
    ledger.in_force = _in_force(check, readable)
    for ruling in readable:
        for strange in _strange(ledger, ruling):
            check.fail(f"Quyết định số {ruling['number']}: “{short(strange)}” không hợp lệ.")
    _check_states(check, ledger)


def is_annulled(ledger: Ledger, submitted_at: int) -> bool:
    """Whether what came at this moment counts nowhere."""
    intervals = ledger.ruled("interval_annulled")
    return any(each["starts"] <= submitted_at < each["ends"] for each in intervals)


def _check_chain(check: Check, rulings: list[Row]) -> None:
    follows: str | None = None
    for number, ruling in enumerate(rulings, 1):
        if ruling.get("number") != number or ruling.get("previous", "") != follows:
            check.fail(f"Quyết định số {number} không nối tiếp quyết định trước.")
        follows = sha256_hex(canonical(ruling))


def _is_readable(check: Check, ruling: Row) -> bool:
    where = f"Quyết định số {short(ruling.get('number'))}"
    if misshapen(check, where, ruling, _RULING):
        return False
    shape = _KINDS.get(ruling["kind"])
    if shape is None:
        check.fail(f"{where}: loại “{short(ruling['kind'])}” không có trong quy định.")
        return False
    return not misshapen(check, where, ruling, shape)


def _in_force(check: Check, rulings: list[Row]) -> list[Row]:
    kept: dict[int, Row] = {}
    for ruling in rulings:
        if ruling["kind"] != "withdrawn":
            kept[ruling["number"]] = ruling
        elif ruling["ruling"] >= ruling["number"] or kept.pop(ruling["ruling"], None) is None:
            check.fail(f"Quyết định số {ruling['number']} rút lại điều không còn hiệu lực.")
    return list(kept.values())


def _strange(ledger: Ledger, ruling: Row) -> Iterator[object]:
    """What a ruling names that is no entry's or not the contest's."""
    rules = ledger.rules
    decides_units = str(ruling.get("prize", "")).startswith("collective-")
    winners = ruling.get("winners", []) if ruling["kind"] == "tie_decided" else []
    leaves = [*ruling.get("leaves", []), *([] if decides_units else winners)]
    leaves += [ruling["leaf"]] if ruling.get("leaf") is not None else []
    yield from (leaf for leaf in leaves if leaf not in ledger.by_leaf)
    if not is_ascending(ruling.get("leaves", [])):
        yield "leaves"
    if (ruling["by"] == "rules") != (ruling["at"] is None):
        yield "at"
    if rules is not None:
        units = [
            *([ruling["unit"]] if "unit" in ruling else []),
            *(winners if decides_units else []),
        ]
        yield from (unit for unit in units if unit not in rules.units)
        yield from _strange_by_the_rules(rules, ruling)


def _strange_by_the_rules(rules: Rules, ruling: Row) -> Iterator[object]:
    if "prize" in ruling:
        yield from _strange_prize(rules, ruling)
    if ruling["kind"] == "draw" and ruling["source"] != rules.draw_source:
        yield ruling["source"]
    if "question" in ruling:
        question = rules.questions.get(ruling["question"])
        if question is None:
            yield ruling["question"]
        elif max(ruling.get("key", [0])) >= len(question["options"]):
            yield "key"


def _strange_prize(rules: Rules, ruling: Row) -> Iterator[object]:
    prize = rules.prize_ids.get(ruling["prize"])
    is_manual = ruling["kind"] == "manual_prize"
    if prize is None or prize.id.startswith("manual-") != is_manual:
        yield ruling["prize"]
        return
    if ruling["kind"] == "tie_decided":
        return
    if ("leaf" in ruling) == ("unit" in ruling):
        yield "leaf, unit"
    if ruling["kind"] in _PASSING and prize.id.startswith("collective-") != ("unit" in ruling):
        yield "leaf, unit"
    if is_manual and ruling["place"] > prize.count:
        yield "place"


def _check_states(check: Check, ledger: Ledger) -> None:
    """Nobody is left out without a reason, and nobody is left in against one (6.1)."""
    reset = {ruling["leaf"] for ruling in ledger.ruled("reset")}
    out = {ruling["leaf"] for ruling in ledger.ruled("disqualified")}
    out |= {leaf for ruling in ledger.ruled("interval_annulled") for leaf in ruling["leaves"]}
    for entry in ledger.entries:
        leaf = entry["leaf"]
        due = "reset" if leaf in reset else "disqualified" if leaf in out else None
        if entry["state"] != due if due else not is_standing(entry):
            check.fail(f"Bài {short(leaf)}: tình trạng “{entry['state']}” không có quyết định.")
        submitted_at = entry.get("opening", {}).get("submitted_at")
        if is_standing(entry) and is_count(submitted_at) and is_annulled(ledger, submitted_at):
            check.fail(f"Bài {short(leaf)} nộp trong khoảng bị hủy mà vẫn được tính.")
