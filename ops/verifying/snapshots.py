"""Check `snapshots`: the chain, its tree, and the checkpoints (docs/ledger.md §4)."""

from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.checkpoints import Checkpoint, read_checkpoint
from chalicelib.domain.merkle import Tree
from chalicelib.domain.snapshots import MOST_LEAVES
from ops.verifying.commitment import bound_otherwise
from ops.verifying.ledger import File, Ledger, Row
from ops.verifying.reporting import Check, listed
from ops.verifying.shapes import (
    Shape,
    is_ascending,
    is_count,
    is_flag,
    is_hash,
    is_place,
    is_text,
    list_of,
    or_null,
    values_of,
)


def _is_audit(value: Any) -> bool:
    if not isinstance(value, dict) or not is_count(value.get("entries")):
        return False
    head = value.get("head")
    return is_hash(head) if value["entries"] else head == ""


_SNAPSHOT: Shape = {
    "slug": is_text,
    "number": is_place,
    "at": is_count,
    "previous": or_null(is_hash),
    "contest": is_hash,
    "paper_key": is_hash,
    "leaves": list_of(is_hash),
    "late": list_of(is_hash),
    "size": is_count,
    "root": is_hash,
    "consistency": list_of(is_hash),
    "resets": values_of(is_count),
    "audit": _is_audit,
    "final": is_flag,
}


def check_snapshots(check: Check, ledger: Ledger) -> None:
    """Holds each snapshot to the one before it, and the checkpoints to the chain."""
    if not ledger.snapshots:
        _check_none(check, ledger)
        return
    check.count(len(ledger.snapshots))
    shaped = [file.shaped(check, _SNAPSHOT) for file in ledger.snapshots]
    if not all(shaped):
        return
    made = [file.value for file in ledger.snapshots]
    _check_alone(check, ledger)
    _check_commitment(check, ledger)
    _check_chain(check, made)
    _check_tree(check, made)
    _check_end(check, ledger, made)
    lines = [str(_checkpoint_of(snapshot)) for snapshot in made]
    _check_checkpoint(check, ledger, lines)
    for noted in ledger.checkpoints:
        _check_noted(check, ledger, noted, lines)


def _checkpoint_of(one: Row) -> Checkpoint:
    digest = sha256_hex(canonical(one))
    return Checkpoint(one["slug"], one["number"], one["size"], one["at"], digest)


def _check_none(check: Check, ledger: Ledger) -> None:
    if ledger.is_published or ledger.checkpoints:
        check.fail("Không còn bản chốt nào.")
    else:
        check.skip()


def _check_alone(check: Check, ledger: Ledger) -> None:
    seen: set[str] = set()
    for file in ledger.snapshots:
        _check_one(check, ledger, file)
        twice = seen.intersection(file.value["leaves"])
        if twice:
            check.fail(f"{file.path}: bài đã có ở bản chốt trước: {listed(sorted(twice)[:3])}.")
        seen.update(file.value["leaves"])


def _check_one(check: Check, ledger: Ledger, file: File) -> None:
    one: Row = file.value
    if one["slug"] != ledger.slug:
        check.fail(f"{file.path} thuộc một cuộc thi khác.")
    if not is_ascending(one["leaves"]) or len(one["leaves"]) > MOST_LEAVES:
        check.fail(f"{file.path}: các bài không theo thứ tự, hoặc quá nhiều.")
    if not is_ascending(one["late"]) or not set(one["late"]) <= set(one["leaves"]):
        check.fail(f"{file.path}: danh sách đến muộn không hợp lệ.")
    if ledger.rules is not None and not one["resets"].keys() <= ledger.rules.units.keys():
        check.fail(f"{file.path}: số lượt đặt lại nêu đơn vị không có trong cuộc thi.")


def _check_commitment(check: Check, ledger: Ledger) -> None:
    bound = ledger.commitment.value
    hashes = isinstance(bound, dict) and {"contest", "paper_key"} <= bound.keys()
    if not hashes or bound_otherwise(ledger, bound):
        check.fail("Có bản chốt ghi một cam kết khác với commitment.json.")


def _check_chain(check: Check, made: list[Row]) -> None:
    before: Row | None = None
    for number, one in enumerate(made, 1):
        follows = None if before is None else sha256_hex(canonical(before))
        if one["number"] != number or one["previous"] != follows:
            check.fail(f"Bản chốt số {number} không nối tiếp bản trước.")
        if before is not None and one["at"] < before["at"]:
            check.fail(f"Bản chốt số {number} sớm hơn bản trước.")
        if before is not None and _log_was_cut(before["audit"], one["audit"]):
            check.fail(f"Bản chốt số {number}: nhật ký Ban Tổ chức bị cắt hoặc viết lại.")
        before = one


def _log_was_cut(before: Row, now: Row) -> bool:
    grown = int(now["entries"]) - int(before["entries"])
    return grown < 0 or (grown == 0 and now["head"] != before["head"])


def _check_tree(check: Check, made: list[Row]) -> None:
    tree = Tree()
    for number, one in enumerate(made, 1):
        leaves = [bytes.fromhex(leaf) for leaf in one["leaves"]]
        proof = [node.hex() for node in tree.consistency(leaves)]
        tree = tree.grown(leaves)
        if one["size"] != tree.size or one["root"] != tree.root().hex():
            check.fail(f"Bản chốt số {number}: số bài hoặc gốc Merkle không đúng.")
        if one["consistency"] != proof:
            check.fail(f"Bản chốt số {number}: bằng chứng nối tiếp không đúng.")


def _check_end(check: Check, ledger: Ledger, made: list[Row]) -> None:
    if any(one["final"] for one in made[:-1]):
        check.fail("Có bản chốt ra sau bản chốt cuối cùng.")
    if ledger.is_published and not made[-1]["final"]:
        check.fail("Đã công bố kết quả mà chưa có bản chốt cuối cùng.")
    contest = ledger.contest.value
    frozen_at = contest.get("frozen_at") if isinstance(contest, dict) else None
    if made[-1]["final"] and is_count(frozen_at) and made[-1]["at"] < frozen_at:
        check.fail("Bản chốt cuối cùng ra trước khi cuộc thi khóa sổ.")


def _check_checkpoint(check: Check, ledger: Ledger, lines: list[str]) -> None:
    told = (ledger.checkpoint or b"").decode("utf-8", "replace")
    if ledger.checkpoint is None:
        check.fail("Thiếu tệp ledger/checkpoint.txt.")
    elif told == lines[-1] + "\n":
        return
    elif told.removesuffix("\n") in lines and told.endswith("\n") and not ledger.is_ended:
        check.warn("Dòng chốt là của một bản chốt cũ hơn; bản mới có thể vừa được công bố.")
    else:
        check.fail("Dòng chốt không phải của bản chốt mới nhất.")


def _check_noted(check: Check, ledger: Ledger, noted: str, lines: list[str]) -> None:
    found = read_checkpoint(noted)
    if found is None or found.slug != ledger.slug:
        check.fail(f"Dòng chốt đã giữ thuộc một cuộc thi khác: {noted[:60]}")
    elif noted not in lines:
        check.fail(f"Bản chốt số {found.number} không còn như dòng chốt đã giữ.")
    else:
        check.note(f"Dòng chốt số {found.number} đã giữ vẫn nằm trong chuỗi.")
