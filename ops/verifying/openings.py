"""Check `openings`: winners' attempts, opened and marked again (docs/ledger.md §5.2, §3, 1.6)."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from chalicelib.domain.canonical import keyed_hash
from chalicelib.domain.ledger import PrivateHalf
from chalicelib.domain.snapshots import LATE_MS
from ops.verifying.entries import is_standing
from ops.verifying.ledger import Ledger, Opened, Row, misshapen
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Rules
from ops.verifying.shapes import OPENING

Keys = Callable[[str], Collection[int] | None]
"""Question id → its right options; None where whatever was chosen is right."""


def check_openings(check: Check, ledger: Ledger) -> None:
    """Winners are open, and each opened entry is what its attempt gives."""
    if not ledger.is_published:
        check.skip()
        return
    if ledger.rules is None:
        check.fail("Không có thể lệ đã mở để chấm lại.")
    for leaf in sorted(winning_leaves(ledger)):
        if "opening" not in ledger.by_leaf.get(leaf, {}):
            check.fail(f"Bài {short(leaf)} đoạt giải mà không được mở ra.")
    opened = [entry for entry in ledger.entries if _is_readable(check, entry)]
    check.count(len(opened))
    if len({entry["opening"]["attempt"] for entry in opened}) != len(opened):
        check.fail("Hai bài mở ra cùng một lượt thi.")
    for entry in opened:
        for fault in _faults(ledger, entry):
            check.fail(f"Bài {short(entry['leaf'])}: {fault}.")


def _is_readable(check: Check, entry: Row) -> bool:
    """Whether an entry is open, and can be read."""
    where = f"Bài {short(entry['leaf'])}, opening"
    return "opening" in entry and not misshapen(check, where, entry["opening"], OPENING)


def winning_leaves(ledger: Ledger) -> set[str]:
    """The leaves of everybody who won a prize as a person."""
    rows = ledger.result_rows("prizes")
    leaves = (row.get("leaf") for row in rows if row.get("kind") != "collective")
    return {leaf for leaf in leaves if isinstance(leaf, str)}


def q_of(opening: Row) -> str:
    """Q of an opening, as hex."""
    return PrivateHalf(**{name: opening[name] for name in OPENING}).digest().hex()


def close_in_force(ledger: Ledger, rules: Rules) -> int:
    """When nothing more was taken."""
    moves = ledger.ruled("close_moved")
    return int(moves[-1]["closes_at"]) if moves else rules.closes_at


def lateness_faults(ledger: Ledger, leaf: str, submitted_at: int) -> Iterator[str]:
    """What is wrong with when a leaf came (docs/ledger.md 4.4), but that it is late."""
    arrival = ledger.arrivals.get(leaf)
    if arrival is not None and arrival.marked != (arrival.at - submitted_at > LATE_MS):
        yield "dấu đến muộn trong bản chốt không đúng với giờ nộp"


def is_late(ledger: Ledger, leaf: str, submitted_at: int) -> bool:
    """Whether it came late, and no ruling says why."""
    arrival = ledger.arrivals.get(leaf)
    if arrival is None or arrival.at - submitted_at <= LATE_MS:
        return False
    return all(ruling["leaf"] != leaf for ruling in ledger.ruled("late"))


def chosen_in(opening: Row, rules: Rules, paper_key: bytes) -> dict[str, set[int]] | None:
    """The bank's options that were chosen, by question of the paper; None where the answers are
    to no such paper."""
    paper = _paper(rules, paper_key, opening["attempt"])
    answers: dict[str, list[int]] = opening["answers"]
    if not answers.keys() <= paper.keys():
        return None
    if any(max(places) >= len(paper[question]) for question, places in answers.items()):
        return None
    return {
        question: {shown[place] for place in answers.get(question, ())}
        for question, shown in paper.items()
    }


def score_by(chosen: dict[str, set[int]], key_of: Keys) -> int:
    """How many questions are right (docs/ledger.md 1.6)."""
    keys = ((options, key_of(question)) for question, options in chosen.items())
    return sum(key is None or set(key) == options for options, key in keys)


def committed_key(rules: Rules) -> Keys:
    """The keys as they were bound."""
    return lambda question: list(rules.questions[question]["key"])


def _faults(ledger: Ledger, entry: Row) -> Iterator[str]:
    opening = entry["opening"]
    submitted_at: int = opening["submitted_at"]
    if q_of(opening) != entry["q"]:
        yield "câu trả lời mở ra không phải câu trả lời đã niêm phong"
    if entry.get("prediction", opening["prediction"]) != opening["prediction"]:
        yield "số dự đoán khác với số đã niêm phong"
    if is_late(ledger, entry["leaf"], submitted_at):
        yield "vào bản chốt muộn hơn 2 giờ sau khi nộp mà không có quyết định nêu lý do"
    yield from lateness_faults(ledger, entry["leaf"], submitted_at)
    if ledger.rules is not None:
        yield from _faults_by_the_rules(ledger, entry, ledger.rules)


def _faults_by_the_rules(ledger: Ledger, entry: Row, rules: Rules) -> Iterator[str]:
    opening = entry["opening"]
    started_at = opening["submitted_at"] - entry["elapsed_ms"]
    if started_at < rules.opens_at or opening["submitted_at"] > close_in_force(ledger, rules):
        yield "bắt đầu trước giờ mở, hoặc nộp sau giờ đóng"
    chosen = chosen_in(opening, rules, ledger.paper_key)
    if chosen is None:
        yield "trả lời câu không có trong đề của lượt thi này"
        return
    if is_standing(entry) or entry["state"] == "disqualified":
        ledger.opened[entry["leaf"]] = Opened(chosen, opening["submitted_at"])
    found = score_by(chosen, committed_key(rules))
    if found != entry["score"]:
        yield f"công bố {entry['score']} câu đúng, chấm lại được {found}"


def _paper(rules: Rules, paper_key: bytes, attempt: str) -> dict[str, list[int]]:
    """Question id → the bank's options as they were shown, in the order of places."""
    return {
        question: _shown(rules, paper_key, attempt, question)
        for topic, count in rules.quota.items()
        for question in _drawn(rules, paper_key, attempt, topic)[:count]
    }


def _drawn(rules: Rules, paper_key: bytes, attempt: str, topic: str) -> list[str]:
    of_topic = (name for name, each in rules.questions.items() if each["topic"] == topic)
    return sorted(of_topic, key=lambda question: keyed_hash(paper_key, attempt, question))


def _shown(rules: Rules, paper_key: bytes, attempt: str, question: str) -> list[int]:
    options = range(len(rules.questions[question]["options"]))
    if not rules.shuffles:
        return list(options)

    def lot(option: int) -> Any:
        return keyed_hash(paper_key, "option", attempt, question, option)

    return sorted(options, key=lot)
