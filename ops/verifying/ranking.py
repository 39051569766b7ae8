"""Check `ranking`: the ranks that the rules give (docs/ledger.md §7)."""

from collections.abc import Callable
from itertools import groupby
from math import inf

from ops.verifying.entries import is_standing, person_of, score_of, time_of
from ops.verifying.ledger import Ledger, Row
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Rules
from ops.verifying.shapes import is_count

_HIDDEN = ("submitted_at", "registered_at")

Measure = Callable[[Row], tuple[float, ...]]
"""What an entry is compared by, the smaller the better."""


def check_ranking(check: Check, ledger: Ledger) -> None:
    """Holds ranks to the order of the rules, as far as it is public."""
    if not ledger.is_published:
        check.skip()
        return
    rules = ledger.rules
    if rules is None:
        check.fail("Không có thể lệ đã mở để xếp hạng lại.")
        return
    target = _target(ledger, rules)
    _check_target(check, ledger, rules, target)
    hidden = next((key for key in rules.order if key in _HIDDEN), None)
    public = rules.order if hidden is None else rules.order[: rules.order.index(hidden)]
    measure = _measure(public, target)
    _check_ranks(check, ledger, measure, hidden)
    for entry in ledger.entries:
        best = ledger.by_leaf.get(entry.get("best", ""))
        if best is not None and measure(entry) < measure(best):
            check.fail(f"Bài {short(entry['leaf'])} tốt hơn bài được tính của cùng người.")


def _target(ledger: Ledger, rules: Rules) -> int | None:
    standing = [entry for entry in ledger.entries if is_standing(entry)]
    if rules.target is None:
        return None
    if rules.target == "attempts":
        return len(standing)
    if rules.target == "participants":
        return len([entry for entry in standing if entry["state"] == "counted"])
    return len({person_of(entry) for entry in standing if score_of(entry) == rules.asked})


def _check_target(check: Check, ledger: Ledger, rules: Rules, target: int | None) -> None:
    results = ledger.results.value
    if rules.target is None or not isinstance(results, dict):
        return
    if results.get("prediction") != {"target": rules.target, "value": target}:
        check.fail(f"Số để so dự đoán phải là {target}.")


def _measure(keys: list[str], target: int | None) -> Measure:
    def distance(entry: Row) -> float:
        foretold = entry.get("prediction")
        return inf if foretold is None or target is None else abs(foretold - target)

    read: dict[str, Callable[[Row], float]] = {
        "score": lambda entry: -score_of(entry),
        "elapsed": time_of,
        "prediction": distance,
        "attempts": lambda entry: entry.get("attempts", 0),
    }
    return lambda entry: tuple(read[key](entry) for key in keys)


def _check_ranks(check: Check, ledger: Ledger, measure: Measure, hidden: str | None) -> None:
    counted = [it for it in ledger.entries if it["state"] == "counted" and it["rank"] is not None]
    counted.sort(key=lambda entry: (measure(entry), entry["rank"]))
    check.count(len(counted))
    better = hanging = 0
    for _, equal in groupby(counted, key=measure):
        group = list(equal)
        if hidden is None:
            _check_equal(check, group, better + 1)
        else:
            _check_hanging(check, group, better, hidden)
            hanging += len(group) if len(group) > 1 else 0
        better += len(group)
    if hanging:
        check.note(f"Thứ hạng của {hanging} bài còn tùy điều không công khai (giờ nộp).")


def _check_equal(check: Check, group: list[Row], rank: int) -> None:
    for entry in group:
        if entry["rank"] != rank:
            check.fail(f"Bài {short(entry['leaf'])} hạng {entry['rank']}, phải là {rank}.")


def _check_hanging(check: Check, group: list[Row], better: int, hidden: str) -> None:
    before: int | None = None
    for place, entry in enumerate(group, 1):
        if entry["rank"] not in (before, better + place):
            check.fail(f"Bài {short(entry['leaf'])} hạng {entry['rank']} không đúng thể lệ.")
        before = entry["rank"]
    if hidden != "submitted_at":
        return
    opened = [(it["opening"].get("submitted_at"), it) for it in group if "opening" in it]
    timed = [(at, entry) for at, entry in opened if is_count(at)]
    for at, entry in timed:
        if any(later < at and other["rank"] >= entry["rank"] for later, other in timed):
            check.fail(f"Bài {short(entry['leaf'])} nộp sau mà đứng trước.")
