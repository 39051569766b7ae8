"""Check `commitment`: what the contest bound itself to before it opened (docs/ledger.md §2)."""

from collections.abc import Iterator
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from ops.verifying.ledger import Ledger, Row, misshapen
from ops.verifying.reporting import Check, short
from ops.verifying.rules import Rules, Unruly
from ops.verifying.shapes import Shape, is_count, is_hash, is_object, is_salt, is_text

_COMMITMENT: Shape = {
    "slug": is_text,
    "version": is_hash,
    "committed_at": is_count,
    "contest": is_hash,
    "paper_key": is_hash,
}
_CONTEST: Shape = {"slug": is_text, "opens_at": is_count, "closes_at": is_count}
_OPENING: Shape = {"contest": is_object, "salt": is_salt, "paper_key": is_hash}
_REPEATED = ("slug", "title", "host", "contact", "opens_at", "topics")


def check_commitment(check: Check, ledger: Ledger) -> None:
    """Holds the commitment to its opening, to the snapshots and to what readers were shown."""
    shown = ledger.contest.shaped(check, _CONTEST)
    if not ledger.commitment.shaped(check, _COMMITMENT):
        return
    bound: Row = ledger.commitment.value
    if bound["slug"] != ledger.slug:
        check.fail("commitment.json thuộc một cuộc thi khác.")
    if bound["version"] != bound["contest"]:
        check.fail("commitment.json: “version” khác “contest”.")
    if bound_otherwise(ledger, bound):
        check.fail("Có bản chốt ghi một cam kết khác.")
    if shown and bound["committed_at"] > ledger.contest.value["opens_at"]:
        check.warn("Cam kết được công bố sau giờ mở thi.")
    if "opening" in bound:
        _open(check, ledger, bound, shown)
    elif ledger.is_ended or ledger.is_published:
        check.fail("Cuộc thi đã chốt sổ mà cam kết chưa được mở ra.")
    else:
        check.skip()


def bound_otherwise(ledger: Ledger, bound: Row) -> bool:
    """Whether a snapshot holds another commitment."""
    hashes = [bound["contest"], bound["paper_key"]]
    made = (file.value for file in ledger.snapshots if isinstance(file.value, dict))
    return any([each.get("contest"), each.get("paper_key")] != hashes for each in made)


def _open(check: Check, ledger: Ledger, bound: Row, shown: bool) -> None:
    opening = bound["opening"]
    if misshapen(check, "commitment.json, opening", opening, _OPENING):
        return
    document = opening["contest"]
    found = sha256_hex(canonical({"contest": document, "salt": opening["salt"]}))
    if found != bound["contest"]:
        check.fail(f"Thể lệ, câu hỏi và đáp án cho mã {short(found)}, khác mã đã cam kết.")
    paper_key = bytes.fromhex(opening["paper_key"])
    if sha256_hex(paper_key) != bound["paper_key"]:
        check.fail("Khóa bốc đề không phải khóa đã cam kết.")
    try:
        ledger.rules = Rules(document)
    except Unruly as wrong:
        check.fail(f"Thể lệ đã mở: thiếu “{wrong}”, hoặc giá trị không đúng dạng.")
        return
    ledger.paper_key = paper_key
    for member in _differing(ledger.contest.value, document, bound) if shown else ():
        check.fail(f"contest.json: “{member}” khác với thể lệ đã cam kết.")


def _differing(shown: Row, document: Row, bound: Row) -> Iterator[str]:
    """The members of `contest.json` that say something else than what was bound."""
    expected = {name: document.get(name) for name in _REPEATED}
    expected |= {"version": bound["contest"], "committed_at": bound["committed_at"]}
    units = document["units"]
    expected["units"] = [
        {name: unit.get(name) for name in ("id", "name", "kind")} for unit in units
    ]
    identity: Any = document.get("identity")
    if isinstance(identity, dict):
        expected["identity_field"] = identity.get("field")
        expected["categories"] = identity.get("categories")
    yield from (name for name, value in expected.items() if shown.get(name) != value)
    if _prizes(shown.get("prizes")) != _prizes(document["prizes"]):
        yield "prizes"
    yield from (f"paper.{name}" for name in _other_rules(shown.get("paper"), document["paper"]))


def _prizes(told: Any) -> Any:
    if not isinstance(told, dict):
        return None
    return {"manual": [], **{name: it for name, it in told.items() if name != "total_vnd"}}


def _other_rules(shown: Any, bound: Row) -> Iterator[str]:
    paper = {**bound, "questions": sum(bound["quota"].values())}
    if not isinstance(shown, dict):
        yield "questions"
        return
    yield from (name for name, it in shown.items() if name in paper and paper[name] != it)
