"""Check `entries`: one for each sealed attempt, each opening its own P (docs/ledger.md §5.1)."""

from collections.abc import Iterator

from chalicelib.domain.entries import MOST_BYTES
from chalicelib.domain.ledger import PublicHalf, leaf_hash
from ops.verifying.ledger import Ledger, Row, misshapen
from ops.verifying.reporting import Check, short
from ops.verifying.shapes import (
    Shape,
    is_count,
    is_hash,
    is_object,
    is_place,
    is_salt,
    is_text,
    is_unit,
    is_whole,
    maybe,
    maybe_null,
    one_of,
    or_null,
)

_ENTRY: Shape = {
    "leaf": is_hash,
    "q": is_hash,
    "salt": is_salt,
    "score": is_count,
    "elapsed_ms": is_count,
    "unit": is_unit,
    "rank": or_null(is_place),
    "state": one_of("counted", "not_best", "disqualified", "reset"),
    "sealed_by": one_of("holder", "draft"),
    "best": maybe(is_hash),
    "counted_score": maybe(is_count),
    "counted_elapsed_ms": maybe(is_count),
    "prediction": maybe_null(is_whole),
    "attempts": maybe(is_place),
    "category": maybe(is_text),
    "opening": maybe(is_object),
}


def score_of(entry: Row) -> int:
    """The score that ranks."""
    return int(entry["counted_score" if "counted_score" in entry else "score"])


def time_of(entry: Row) -> int:
    """The time that ranks, in milliseconds."""
    return int(entry["counted_elapsed_ms" if "counted_elapsed_ms" in entry else "elapsed_ms"])


def is_standing(entry: Row) -> bool:
    """Whether it counts for a person at all."""
    return entry["state"] in ("counted", "not_best")


def person_of(entry: Row) -> str:
    """The person, by the leaf that they stand with."""
    return str(entry.get("best", entry["leaf"]))


def leaf_of(entry: Row) -> str:
    """The leaf that an entry gives, by what it opens of P and by its Q."""
    public = PublicHalf(entry["elapsed_ms"], entry["score"], entry["unit"], entry["salt"])
    return leaf_hash(public.digest(), bytes.fromhex(entry["q"])).hex()


def check_entries(check: Check, ledger: Ledger) -> None:
    """Holds each entry to its leaf, and all of them to the snapshots."""
    if not ledger.is_published:
        check.skip()
        return
    ledger.entries = list(_readable(check, ledger))
    ledger.by_leaf = {entry["leaf"]: entry for entry in ledger.entries}
    check.count(len(ledger.entries))
    for entry in ledger.entries:
        for fault in _faults(ledger, entry):
            check.fail(f"Bài {short(entry['leaf'])}: {fault}.")
    _check_leaves(check, ledger)


def _readable(check: Check, ledger: Ledger) -> Iterator[Row]:
    for file in ledger.parts:
        if not file.read(check):
            continue
        if len(file.content or b"") > MOST_BYTES:
            check.fail(f"{file.path} lớn hơn {MOST_BYTES} byte.")
        if not isinstance(file.value, list):
            check.fail(f"{file.path}: không phải danh sách bài.")
            continue
        for number, entry in enumerate(file.value, 1):
            if not misshapen(check, f"{file.path}, bài thứ {number}", entry, _ENTRY):
                yield entry


def _faults(ledger: Ledger, entry: Row) -> Iterator[str]:
    if leaf_of(entry) != entry["leaf"]:
        yield "điểm, thời gian hoặc đơn vị không đúng như lúc niêm phong"
    if (entry["rank"] is not None) != (entry["state"] == "counted"):
        yield "chỉ bài được tính mới có thứ hạng"
    if not _has_its_best(ledger, entry):
        yield "bài tốt nhất của người này không đúng"
    if ("counted_score" in entry) != ("counted_elapsed_ms" in entry):
        yield "điểm và thời gian điều chỉnh phải đi cùng nhau"
    yield from _faults_by_the_rules(ledger, entry)


def _has_its_best(ledger: Ledger, entry: Row) -> bool:
    if entry["state"] != "not_best":
        return "best" not in entry
    best = ledger.by_leaf.get(entry.get("best", ""))
    return best is not None and best["state"] == "counted"


def _faults_by_the_rules(ledger: Ledger, entry: Row) -> Iterator[str]:
    rules = ledger.rules
    if rules is None:
        return
    if entry["unit"] not in rules.units:
        yield f"đơn vị {entry['unit']} không có trong cuộc thi"
    if max(entry["score"], score_of(entry)) > rules.asked:
        yield "điểm cao hơn số câu"
    wanted = {name: name in rules.order for name in ("prediction", "attempts")}
    for member, due in {**wanted, "category": rules.has_categories}.items():
        if (member in entry) != due:
            yield f"“{member}” {'thiếu' if due else 'thừa'}"


def _check_leaves(check: Check, ledger: Ledger) -> None:
    if len(ledger.by_leaf) != len(ledger.entries):
        check.fail("Có bài đứng hai lần.")
    for leaf in sorted(ledger.by_leaf.keys() - ledger.arrivals.keys()):
        check.fail(f"Bài {short(leaf)} không có trong bản chốt nào: bị thêm vào sau.")
    for leaf in sorted(ledger.arrivals.keys() - ledger.by_leaf.keys()):
        check.fail(f"Bài {short(leaf)} có trong bản chốt mà không có trong sổ cái: bị bỏ ra.")
