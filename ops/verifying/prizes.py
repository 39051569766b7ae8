"""Check `prizes`: who must have won what, and the totals (docs/ledger.md §8)."""

from itertools import groupby

from ops.verifying.entries import is_standing, person_of, score_of, time_of
from ops.verifying.ledger import Ledger, Row, misshapen
from ops.verifying.places import Undecided, climb, hold, ladders, places_of
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Prize, Rules
from ops.verifying.shapes import (
    Shape,
    is_count,
    is_flag,
    is_hash,
    is_object,
    is_text,
    is_unit,
    list_of,
    one_of,
)
from ops.verifying.units import check_collective, check_units

_RESULTS: Shape = {
    "slug": is_text,
    "published_at": is_count,
    "run": is_text,
    "totals": is_object,
    "prizes": list_of(is_object),
    "units": list_of(is_object),
    "amendments": list_of(is_object),
}
_ROW: Shape = {
    "kind": one_of("individual", "collective", "manual"),
    "title": is_text,
    "amount_vnd": is_count,
}
_PERSON: Shape = {
    "leaf": is_hash,
    "unit": is_unit,
    "score": is_count,
    "elapsed_ms": is_count,
    "name": is_text,
}


def check_prizes(check: Check, ledger: Ledger) -> None:
    """Holds prizes, totals and units of the results to the rules."""
    if not ledger.is_published:
        check.skip()
        return
    if not ledger.results.shaped(check, _RESULTS):
        return
    if ledger.results.value["slug"] != ledger.slug:
        check.fail("results.json thuộc một cuộc thi khác.")
    if ledger.rules is None:
        check.fail("Không có thể lệ đã mở để xét giải.")
        return
    told = enumerate(ledger.results.value["prizes"], 1)
    rows = [row for number, row in told if _is_readable(check, number, row)]
    check.count(len(rows))
    for row in rows:
        if "leaf" in row and not _is_the_entrys(ledger, row):
            check.fail(f"Giải “{row['title']}”: người đoạt giải không đúng như trong sổ cái.")
    of_kind = {kind: [it for it in rows if it["kind"] == kind] for kind in ledger.rules.prizes}
    try:
        _check_individual(check, ledger, ledger.rules, of_kind["individual"])
        check_collective(check, ledger, ledger.rules, of_kind["collective"])
    except Undecided as tie:
        check.fail(f"Đồng hạng ở giải {tie} chưa được phân định mà đã công bố.")
    _check_manual(check, ledger, ledger.rules, of_kind["manual"])
    _check_totals(check, ledger)
    check_units(check, ledger, ledger.rules)


def _is_readable(check: Check, number: int, row: Row) -> bool:
    where = f"results.json, giải thứ {number}"
    if misshapen(check, where, row, _ROW):
        return False
    is_person = row["kind"] == "individual" or "leaf" in row
    who: Shape = _PERSON if is_person else {"unit": is_unit}
    ties: Shape = {} if row["kind"] == "manual" else {"tied": is_flag}
    return not misshapen(check, where, row, {**who, **ties})


def _is_the_entrys(ledger: Ledger, row: Row) -> bool:
    entry = ledger.by_leaf.get(row["leaf"])
    if entry is None:
        return False
    sealed = (None, None)
    if "counted_score" in entry:
        sealed = (entry["score"], entry["elapsed_ms"])
    told = [row["unit"], row["score"], row["elapsed_ms"]]
    foretold = entry.get("prediction", entry.get("opening", {}).get("prediction"))
    return (
        told == [entry["unit"], score_of(entry), time_of(entry)]
        and (row.get("sealed_score"), row.get("sealed_elapsed_ms")) == sealed
        and row.get("prediction", foretold) == foretold
    )


def _conditions(prize: Prize) -> tuple[object, bool, object]:
    told = prize.told
    return told.get("category"), bool(told.get("full_marks_only")), told.get("min_score")


def _check_individual(check: Check, ledger: Ledger, rules: Rules, rows: list[Row]) -> None:
    passing = _people_who_pass(ledger)
    won: set[str] = set()
    given = list(rows)
    for ladder in ladders(rules.prizes["individual"], _conditions):
        able = [
            entry
            for entry in ledger.entries
            if _may_win(entry, ladder[0], rules) and entry["leaf"] not in won | passing
        ]
        due = climb(ledger, rules, places_of(ladder), _groups(able))
        some, given = given[: len(due)], given[len(due) :]
        won |= hold(check, due, some, "leaf")
    if given:
        check.fail(f"Giải “{given[0]['title']}” không có trong thể lệ, hoặc thừa.")


def _may_win(entry: Row, prize: Prize, rules: Rules) -> bool:
    category, told = prize.told.get("category"), prize.told
    least = max(rules.asked if told.get("full_marks_only") else 0, told.get("min_score") or 0)
    return (
        entry["state"] == "counted"
        and entry["rank"] is not None
        and category in (None, entry.get("category"))
        and score_of(entry) >= least
    )


def _people_who_pass(ledger: Ledger) -> set[str]:
    kinds = ("prize_refused", "prize_unclaimed")
    named = [ruling for kind in kinds for ruling in ledger.ruled(kind) if "leaf" in ruling]
    entries = (ledger.by_leaf.get(ruling["leaf"]) for ruling in named)
    return {person_of(entry) for entry in entries if entry is not None}


def _groups(able: list[Row]) -> list[list[str]]:
    """The leaves with the same rank together, the smallest rank first."""
    by_rank = sorted(able, key=lambda entry: int(entry["rank"]))
    grouped = groupby(by_rank, key=lambda entry: int(entry["rank"]))
    return [[entry["leaf"] for entry in equal] for _, equal in grouped]


def _check_manual(check: Check, ledger: Ledger, rules: Rules, rows: list[Row]) -> None:
    rulings = [it for it in ledger.ruled("manual_prize") if it["prize"] in rules.prize_ids]
    due = []
    for ruling in rulings:
        entry = ledger.by_leaf.get(ruling.get("leaf", ""))
        if "leaf" in ruling and (entry is None or not is_standing(entry)):
            check.fail(f"Giải bình chọn trao cho bài {short(ruling['leaf'])} không được tính.")
        prize = rules.prize_ids[ruling["prize"]]
        due.append((prize.title, prize.amount_vnd, *_who(ruling)))
    told = [(row["title"], row["amount_vnd"], *_who(row)) for row in rows]
    if sorted(map(repr, due)) != sorted(map(repr, told)):
        check.fail("Giải bình chọn không đúng như các quyết định.")
    for prize in rules.prizes["manual"]:
        if sum(ruling["prize"] == prize.id for ruling in rulings) > prize.count:
            check.fail(f"Giải “{prize.title}” trao nhiều hơn số lượng.")


def _who(row: Row) -> tuple[str, str]:
    return ("leaf", row["leaf"]) if "leaf" in row else ("unit", str(row.get("unit")))


def _check_totals(check: Check, ledger: Ledger) -> None:
    totals = ledger.results.value["totals"]
    states = [entry["state"] for entry in ledger.entries]
    resets = ledger.ruled("reset")
    counted = states.count("counted")
    expected = {
        "counted": counted,
        "disqualified": states.count("disqualified"),
        "submitted": counted + states.count("not_best"),
        "reset": len(resets),
    }
    for name, number in expected.items():
        if totals.get(name) != number:
            check.fail(f"results.json: “{name}” phải là {number}.")
    if sum(ruling["leaf"] is not None for ruling in resets) != states.count("reset"):
        check.fail("Số lượt đã niêm phong bị đặt lại không khớp với các quyết định.")
    registered = totals.get("registered")
    if not is_count(registered) or registered < counted:
        check.fail("results.json: “registered” ít hơn số người được tính.")
