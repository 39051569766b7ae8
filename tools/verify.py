#!/usr/bin/env python3
"""Checks a HộiThi contest by its public files alone. Needs Python 3.11, and nothing else.

    python3 verify.py https://SITE/contests/SLUG
    python3 verify.py FOLDER --receipt RECEIPT.json --checkpoint "hoithi-checkpoint-1 …" [--json]

Exit status: 0 nothing failed, 1 a check failed, 2 nothing could be checked. This file shares no line
with the platform: it follows docs/ledger.md, whose sections are named below (§).
"""

import argparse
import hashlib
import hmac
import http.client
import json
import re
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NoReturn

HOURS_2 = 7_200_000
WHOLE = 2**53 - 1
MOST_FILES, MOST_BYTES = 30_000, 2**26  # a file that is longer is cut off, and fails its checks
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
CHECKS = (
    "files",
    "commitment",
    "snapshots",
    "entries",
    "openings",
    "rulings",
    "corrections",
    "ranking",
    "prizes",
    "receipt",
)
PATH = re.compile(r"([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.(json|txt)", re.ASCII)
LINE = re.compile(r"hoithi-checkpoint-1 ([a-z0-9-]+) (\d{1,9}) \d{1,12} \d{1,16} [0-9a-f]{64}", re.ASCII)
SAYS = {
    "ok": "Đúng.",
    "failed": "Có điều không khớp.",
    "warning": "Không thấy sai, nhưng có điểm cần xem lại.",
    "skipped": "Chưa kiểm được: tệp cần cho phép kiểm này chưa đến lúc công bố.",
}


class NothingToCheck(Exception):
    """No such folder, no network, no contest."""


# Notation: JSON by RFC 8785, hashes, hex.


def spelled(value: Any) -> bytes:
    """JSON(value): for the texts and integers of the ledger Python spells as RFC 8785 asks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha(message: bytes) -> bytes:
    return hashlib.sha256(message).digest()


def hex_of(value: Any) -> str:
    """hex of SHA-256(JSON(value))."""
    return sha(spelled(value)).hex()


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: to Python True == 1."""
    return spelled(one) == spelled(other)


def is_whole(value: Any) -> bool:
    return type(value) is int and abs(value) <= WHOLE


def is_hex(value: Any, size: int = 64) -> bool:
    return isinstance(value, str) and re.fullmatch(f"[0-9a-f]{{{size}}}", value) is not None


def ascending(values: list[Any]) -> bool:
    return all(one < other for one, other in pairwise(values))


# A check, and what it found (§10).


class Check:
    def __init__(self) -> None:
        self.result, self.details = "ok", list[str]()

    def fail(self, detail: str) -> None:
        self.result = "failed"
        self.details.append(detail)

    def must(self, holds: Any, detail: str) -> None:
        if not holds:
            self.fail(detail)

    def warn(self, detail: str) -> None:
        self.result = "warning" if self.result == "ok" else self.result
        self.details.append(detail)

    def skip_unless_failed(self) -> None:
        self.result = "failed" if self.result == "failed" else "skipped"


class Contest:
    """The folder, and what the checks have learnt of it. Files that are missing are None; those that
    are no JSON in its one spelling are `broken`."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self.read, self.broken = read, set[str]()
        self.line = read("ledger/checkpoint.txt")  # before the snapshots, which may still come
        self.contest, self.commitment = self.json("contest.json"), self.json("commitment.json")
        slugs = [it.get("slug") for it in (self.contest, self.commitment) if isinstance(it, dict)]
        self.slug = next((it for it in slugs if isinstance(it, str)), "")
        if not self.slug:
            raise NothingToCheck("Ở đó không có cuộc thi nào: không đọc được contest.json.")
        self.results, self.index = self.json("results.json"), self.json("ledger/index.json")
        self.rulings = self.json("ledger/rulings.json")
        self.snapshots = list(self.series("ledger/snapshots/{:04}.json"))
        self.parts = [self.json("ledger/entries.json"), *self.series("ledger/entries-{:04}.json")]
        self.published = self.results is not None or "results.json" in self.broken
        self.rules: Any = None
        self.paper_key = b""
        self.entries: list[Any] = []
        self.by_leaf: dict[str, Any] = {}
        self.in_force: list[Any] = []

    def json(self, path: str) -> Any:
        content = self.read(path)
        try:
            value = None if content is None else json.loads(content)
            if content is None or (value is not None and spelled(value) == content):
                return value
        except BROKEN:
            pass
        self.broken.add(path)
        return None

    def series(self, pattern: str) -> Iterator[Any]:
        number = 1
        while self.read(path := pattern.format(number)) is not None:
            if number > MOST_FILES:
                raise NothingToCheck("Máy chủ trả lời quá nhiều tệp; có lẽ tệp nào nó cũng trả lời.")
            yield self.json(path)
            number += 1

    def ended(self) -> bool:
        return bool(self.snapshots) and isinstance(it := self.snapshots[-1], dict) and it.get("final") is True

    def ruled(self, *kinds: str) -> list[Any]:
        return [ruling for ruling in self.in_force if ruling["kind"] in kinds]

    def snapshot_of(self, leaf: str) -> Any:
        found = (it for it in self.snapshots if isinstance(it, dict) and leaf in it["leaves"])
        return next(found, None)


# §2 The commitment


def check_commitment(c: Contest, check: Check) -> None:
    bound, shown = c.commitment, c.contest
    check.must(bound["slug"] == c.slug, "commitment.json thuộc một cuộc thi khác.")
    check.must(bound["version"] == bound["contest"], "commitment.json: “version” khác “contest”.")
    check.must(all_bound(c), "Có bản chốt ghi một cam kết khác.")
    if bound["committed_at"] > shown["opens_at"]:
        check.warn("Cam kết được công bố sau giờ mở thi.")
    if "opening" not in bound:
        check.must(not c.ended() and not c.published, "Đã chốt sổ mà cam kết chưa được mở ra.")
        check.skip_unless_failed()
        return
    document, salt = bound["opening"]["contest"], bound["opening"]["salt"]
    check.must(
        hex_of({"contest": document, "salt": salt}) == bound["contest"], "Thể lệ, câu hỏi hoặc đáp án khác với cam kết."
    )
    c.paper_key = bytes.fromhex(bound["opening"]["paper_key"])
    check.must(sha(c.paper_key).hex() == bound["paper_key"], "Khóa bốc đề khác với cam kết.")
    wanted = {name: document[name] for name in ("slug", "title", "host", "contact", "opens_at", "topics")}
    wanted |= {"version": bound["contest"], "committed_at": bound["committed_at"]}
    wanted["units"] = [{name: unit[name] for name in ("id", "name", "kind")} for unit in document["units"]]
    wanted["identity_field"] = document["identity"]["field"]
    wanted["categories"] = document["identity"]["categories"]
    wanted["prizes"] = {"manual": [], **document["prizes"], "total_vnd": shown["prizes"].get("total_vnd")}
    for name, value in wanted.items():
        told = {"manual": [], "total_vnd": None, **shown[name]} if name == "prizes" else shown[name]
        check.must(same(told, value), f"contest.json: “{name}” khác với thể lệ đã cam kết.")
    paper = {**document["paper"], "questions": sum(document["paper"]["quota"].values())}
    told = {"questions": None, **shown["paper"]}
    other = [name for name in told if name in paper and not same(told[name], paper[name])]
    check.must(not other, f"contest.json: quy định về đề khác với cam kết: {other}")
    c.rules = document


def all_bound(c: Contest) -> bool:
    hashes = [c.commitment["contest"], c.commitment["paper_key"]]
    return all(same([it["contest"], it["paper_key"]], hashes) for it in c.snapshots if isinstance(it, dict))


# §3 The paper: the options as they were shown, by question


def paper_of(c: Contest, attempt: str) -> dict[str, list[int]]:
    def lot(*parts: Any) -> bytes:
        return hmac.digest(c.paper_key, spelled(parts), "sha256")

    paper = {}
    for topic, count in c.rules["paper"]["quota"].items():
        bank = [question for question in c.rules["questions"] if question["topic"] == topic]
        for question in sorted(bank, key=lambda it: lot(attempt, it["id"]))[:count]:
            shown = list(range(len(question["options"])))
            if c.rules["paper"]["shuffle_options"]:
                shown.sort(key=partial(lot, "option", attempt, question["id"]))
            paper[question["id"]] = shown
    return paper


def chosen_of(c: Contest, opening: Any) -> dict[str, set[int]]:
    """The bank's options that were chosen, by question. A place nobody was shown is an IndexError."""
    paper = paper_of(c, opening["attempt"])
    if not opening["answers"].keys() <= paper.keys():
        raise ValueError("câu không có trong đề")
    return {name: {shown[place] for place in opening["answers"].get(name, [])} for name, shown in paper.items()}


def score(c: Contest, opening: Any, amended: bool = False) -> int:
    """1.6 by the committed key; 6.2 by the amended one."""
    keys = {question["id"]: question["key"] for question in c.rules["questions"]}
    voided = set[str]()
    if amended:
        keys |= {ruling["question"]: ruling["key"] for ruling in c.ruled("key_corrected")}
        voided = {ruling["question"] for ruling in c.ruled("question_voided")}
    return sum(name in voided or options == set(keys[name]) for name, options in chosen_of(c, opening).items())


# §4 The snapshots


class Tree:
    """The tree of RFC 9162 §2.1 over leaves that are only ever appended."""

    def __init__(self) -> None:
        self.leaves, self.known = list[bytes](), dict[tuple[int, int], bytes]()

    def root(self, start: int, end: int) -> bytes:
        """That of the leaves from `start` to before `end` (4.1)."""
        if end - start < 2:
            return self.leaves[start] if end > start else sha(b"")
        if (start, end) not in self.known:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            self.known[start, end] = sha(b"\x01" + self.root(start, middle) + self.root(middle, end))
        return self.known[start, end]

    def proof(self, old: int, start: int, end: int, known: bool = True) -> list[str]:
        """That the tree of the first `old` leaves begins this one (4.2)."""
        if old == end:
            return [] if known else [self.root(start, end).hex()]
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        if old <= middle:
            return [*self.proof(old, start, middle, known), self.root(middle, end).hex()]
        return [*self.proof(old, middle, end, False), self.root(start, middle).hex()]


def line_of(it: Any) -> str:
    return f"hoithi-checkpoint-1 {it['slug']} {it['number']} {it['size']} {it['at']} {hex_of(it)}"


def check_snapshots(c: Contest, check: Check, noted: list[str]) -> None:
    if not c.snapshots:
        check.must(not noted and not c.published, "Không còn bản chốt nào.")
        check.skip_unless_failed()
        return
    tree = Tree()
    for number, it in enumerate(c.snapshots, 1):
        before, old = c.snapshots[number - 2] if number > 1 else None, len(tree.leaves)
        tree.leaves += [bytes.fromhex(leaf) for leaf in it["leaves"]]
        size = len(tree.leaves)
        wanted = {"slug": c.slug, "number": number, "previous": before and hex_of(before), "size": size}
        wanted["root"] = tree.root(0, size).hex()
        wanted["consistency"] = tree.proof(old, 0, size) if 0 < old < size else []
        for name, value in wanted.items():
            check.must(same(it[name], value), f"Bản chốt số {number}: “{name}” không đúng.")
        check.must(well_formed(c, it), f"Bản chốt số {number}: có giá trị không đúng dạng.")
        check.must(before is None or follows(before, it), f"Bản chốt số {number} không nối tiếp bản trước.")
    check.must(len(set(tree.leaves)) == len(tree.leaves), "Có bài đứng trong hai bản chốt.")
    check.must(all_bound(c), "Có bản chốt ghi một cam kết khác với commitment.json.")
    check.must(c.ended() or not c.published, "Đã công bố kết quả mà chưa có bản chốt cuối cùng.")
    check.must(not c.ended() or c.snapshots[-1]["at"] >= c.contest["frozen_at"], "Bản chốt cuối ra quá sớm.")
    lines = [line_of(it) for it in c.snapshots]
    told = (c.line or b"").decode("ascii", "replace")
    if told != lines[-1] + "\n":
        lags = told.endswith("\n") and told[:-1] in lines and not c.ended()
        (check.warn if lags else check.fail)("checkpoint.txt không phải của bản chốt mới nhất.")
    for line in noted:
        check.must(line in lines, f"Dòng chốt đã giữ không còn đúng: {line[:60]}")


def well_formed(c: Contest, it: Any) -> bool:
    units = {unit["id"] for unit in c.contest["units"]}
    audit, late = it["audit"], it["late"]
    head = is_hex(audit["head"]) if audit["entries"] else audit["head"] == ""
    return (
        all(map(is_hex, [*it["leaves"], *late]))
        and ascending(it["leaves"])
        and ascending(late)
        and set(late) <= set(it["leaves"])
        and len(it["leaves"]) <= 50_000
        and type(it["final"]) is bool
        and it["resets"].keys() <= units
        and all(map(is_whole, [it["at"], audit["entries"], *it["resets"].values()]))
        and head
    )


def follows(before: Any, it: Any) -> bool:
    one, other = before["audit"], it["audit"]
    kept = one["head"] == other["head"] if one["entries"] == other["entries"] else one["entries"] < other["entries"]
    return bool(not before["final"] and before["at"] <= it["at"] and kept)


# §5 The entries


def is_standing(entry: Any) -> bool:
    return entry["state"] in ("counted", "not_best")


def score_of(entry: Any) -> int:
    return int(entry.get("counted_score", entry["score"]))


def time_of(entry: Any) -> int:
    return int(entry.get("counted_elapsed_ms", entry["elapsed_ms"]))


def leaf_of(entry: Any) -> str:
    p = sha(b"\x02" + spelled({name: entry[name] for name in ("elapsed_ms", "salt", "score", "unit")}))
    return sha(b"\x00" + p + bytes.fromhex(entry["q"])).hex()


def q_of(opening: Any) -> str:
    names = ("answers", "attempt", "prediction", "salt", "submitted_at")
    return sha(b"\x03" + spelled({name: opening[name] for name in names})).hex()


def check_entries(c: Contest, check: Check) -> None:
    check.must(all(isinstance(part, list) for part in c.parts), "Có tệp bài không đọc được.")
    c.entries = [entry for part in c.parts if isinstance(part, list) for entry in part]
    c.by_leaf = {entry["leaf"]: entry for entry in c.entries}
    questions = sum(c.rules["paper"]["quota"].values())
    units = {unit["id"] for unit in c.rules["units"]}
    categories = any(prize.get("category") for prize in c.rules["prizes"].get("individual") or [])
    order = c.rules["ranking"]["order"]
    due = {"prediction": "prediction" in order, "attempts": "attempts" in order, "category": categories}
    for entry in c.entries:
        name, best = f"Bài {entry['leaf'][:12]}", c.by_leaf.get(entry.get("best", ""))
        check.must(leaf_of(entry) == entry["leaf"], f"{name}: không đúng như lúc niêm phong.")
        check.must(entry["unit"] in units, f"{name}: đơn vị không có trong cuộc thi.")
        check.must(
            is_whole(score_of(entry)) and max(entry["score"], score_of(entry)) <= questions, f"{name}: điểm quá cao."
        )
        check.must(min(entry["score"], score_of(entry), entry["elapsed_ms"], time_of(entry)) >= 0, f"{name}: số âm.")
        check.must((type(entry["rank"]) is int) == (entry["state"] == "counted"), f"{name}: thứ hạng không hợp lệ.")
        not_best = entry["state"] == "not_best"
        check.must(
            ("best" in entry) == not_best
            and (best is None or best["state"] == "counted")
            and not_best == (best is not None),
            f"{name}: “best” không đúng.",
        )
        check.must(
            ("counted_score" in entry) == ("counted_elapsed_ms" in entry), f"{name}: điểm điều chỉnh thiếu một nửa."
        )
        check.must(entry["sealed_by"] in ("holder", "draft"), f"{name}: “sealed_by” không hợp lệ.")
        check.must(
            all((member in entry) == wanted for member, wanted in due.items()),
            f"{name}: thừa hoặc thiếu dữ kiện xếp hạng.",
        )
    check.must(len(c.by_leaf) == len(c.entries), "Có bài đứng hai lần.")
    laid = {leaf for it in c.snapshots for leaf in it["leaves"]}
    for leaf in sorted(laid ^ c.by_leaf.keys()):
        check.fail(f"Bài {leaf[:12]}: " + ("bị bỏ ra khỏi sổ cái." if leaf in laid else "không có trong bản chốt nào."))


def check_openings(c: Contest, check: Check) -> None:
    moved = c.ruled("close_moved")
    close = moved[-1]["closes_at"] if moved else c.rules["closes_at"]
    for prize in c.results["prizes"]:
        if prize["kind"] != "collective" and "leaf" in prize:
            check.must(
                "opening" in c.by_leaf.get(prize["leaf"], {}), f"Bài {prize['leaf'][:12]} đoạt giải mà không mở ra."
            )
    opened = [entry for entry in c.entries if "opening" in entry]
    check.must(len({it["opening"]["attempt"] for it in opened}) == len(opened), "Hai bài cùng một lượt thi.")
    for entry in opened:
        opening, name = entry["opening"], f"Bài {entry['leaf'][:12]}"
        for fault in opening_faults(c, entry, opening):
            check.fail(f"{name}: {fault}")
        check.must(
            c.rules["opens_at"] <= opening["submitted_at"] - entry["elapsed_ms"], f"{name}: bắt đầu trước giờ mở."
        )
        check.must(opening["submitted_at"] <= close, f"{name}: nộp sau giờ đóng.")
        excused = is_excused(c, entry["leaf"])
        check.must(excused or not is_late(c, entry, opening), f"{name}: vào bản chốt muộn hơn 2 giờ, không có lý do.")


def opening_faults(c: Contest, entry: Any, opening: Any) -> Iterator[str]:
    """What of Q's opening is not what was sealed (5.2; 1.7)."""
    places = list(opening["answers"].values())
    if not all(it and ascending(it) and all(is_whole(place) and place >= 0 for place in it) for it in places):
        yield "câu trả lời không đúng dạng."
    if q_of(opening) != entry["q"]:
        yield "câu trả lời không phải câu trả lời đã niêm phong."
    if entry.get("prediction", opening["prediction"]) != opening["prediction"]:
        yield "số dự đoán không đúng."
    try:
        found = score(c, opening)
    except (ValueError, IndexError):
        yield "câu trả lời không thuộc đề của lượt thi này."
        return
    if found != entry["score"]:
        yield f"chấm lại được {found} câu đúng, công bố {entry['score']}."
    snapshot = c.snapshot_of(entry["leaf"])
    if snapshot and (entry["leaf"] in snapshot["late"]) != is_late(c, entry, opening):
        yield "dấu đến muộn không đúng."


def is_late(c: Contest, entry: Any, opening: Any) -> bool:
    """4.4: it came more than two hours after it was submitted."""
    snapshot = c.snapshot_of(entry["leaf"])
    return bool(snapshot and snapshot["at"] - opening["submitted_at"] > HOURS_2)


def is_excused(c: Contest, leaf: str) -> bool:
    return any(ruling["leaf"] == leaf for ruling in c.ruled("late"))


# §6 The rulings


KINDS = {
    "disqualified": {"leaf"},
    "reset": {"leaf", "unit"},
    "unit_struck": {"leaf", "unit"},
    "question_voided": {"question"},
    "key_corrected": {"question", "key"},
    "close_moved": {"closes_at", "closed_before"},
    "outage_cut": {"starts", "ends"},
    "interval_annulled": {"starts", "ends", "leaves"},
    "tie_decided": {"prize", "winners"},
    "draw": {"source", "seed"},
    "prize_refused": {"prize"},
    "prize_unclaimed": {"prize"},
    "manual_prize": {"prize", "place"},
    "late": {"leaf"},
    "withdrawn": {"ruling"},
}


def check_rulings(c: Contest, check: Check) -> None:
    check.must(c.rulings["slug"] == c.slug, "rulings.json thuộc một cuộc thi khác.")
    kept: dict[int, Any] = {}
    before = None
    for number, it in enumerate(c.rulings["rulings"], 1):
        name = f"Quyết định số {number}"
        check.must(it["number"] == number and it["previous"] == (before and hex_of(before)), f"{name} không nối tiếp.")
        check.must(it["kind"] in KINDS and KINDS[it["kind"]] <= it.keys(), f"{name}: loại lạ, hoặc thiếu dữ kiện.")
        check.must(
            it["by"] in ("organizers", "unit", "rules") and (it["by"] == "rules") == (it["at"] is None),
            f"{name}: ai quyết định?",
        )
        check.must(
            isinstance(it["reason"], str) and names_are_known(c, it), f"{name}: nêu điều không có trong cuộc thi."
        )
        if it["kind"] == "withdrawn":
            check.must(kept.pop(it["ruling"], None) is not None, f"{name} rút lại điều không còn hiệu lực.")
        else:
            kept[number] = it
        before = it
    c.in_force = list(kept.values())
    reset = {it["leaf"] for it in c.ruled("reset")}
    out = {it["leaf"] for it in c.ruled("disqualified")} | {
        leaf for it in c.ruled("interval_annulled") for leaf in it["leaves"]
    }
    for entry in c.entries:
        due = "reset" if entry["leaf"] in reset else "disqualified" if entry["leaf"] in out else None
        right = entry["state"] == due if due else is_standing(entry)
        annulled = is_standing(entry) and "opening" in entry and is_annulled(c, entry["opening"])
        check.must(right and not annulled, f"Bài {entry['leaf'][:12]}: tình trạng không có quyết định.")


def is_annulled(c: Contest, opening: Any) -> bool:
    return any(it["starts"] <= opening["submitted_at"] < it["ends"] for it in c.ruled("interval_annulled"))


def prize_named(c: Contest, name: str) -> Any:
    """The contest's prize `individual-1`, `collective-2` …; None where it has none."""
    kind, _, number = name.partition("-")
    prizes = c.rules["prizes"].get(kind) or []
    return prizes[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(prizes) else None


def names_are_known(c: Contest, it: Any) -> bool:
    units = {unit["id"] for unit in c.rules["units"]}
    bank = {question["id"]: question for question in c.rules["questions"]}
    prize = it.get("prize", "")
    for_units = prize.startswith("collective-")
    winners = it["winners"] if it["kind"] == "tie_decided" else []
    leaves = [*it.get("leaves", []), *([] if it.get("leaf") is None else [it["leaf"]]), *([] if for_units else winners)]
    named_units = [*([it["unit"]] if "unit" in it else []), *(winners if for_units else [])]
    question = bank.get(it.get("question", ""))
    key = it.get("key", [])
    right = (
        set(leaves) <= c.by_leaf.keys()
        and set(named_units) <= units
        and ascending(it.get("leaves", []))
        and ("question" not in it or question is not None)
        and ascending(key)
        and all(is_whole(option) and 0 <= option < len(question["options"]) for option in key if question)
        and ("key" not in it or bool(key))
    )
    if it["kind"] == "draw":
        right = right and it["source"] == c.rules["ranking"].get("draw_source")
    if not right or "prize" not in it:
        return right
    found, manual = prize_named(c, prize), it["kind"] == "manual_prize"
    one_winner = it["kind"] == "tie_decided" or ("leaf" in it) != ("unit" in it)
    fits = manual or it["kind"] == "tie_decided" or for_units == ("unit" in it)
    return bool(
        found
        and prize.startswith("manual-") == manual
        and one_winner
        and fits
        and (not manual or 1 <= it["place"] <= found["count"])
    )


def outages(c: Contest) -> list[tuple[int, int]]:
    """All outages as disjoint intervals."""
    joined: list[tuple[int, int]] = []
    for starts, ends in sorted((it["starts"], it["ends"]) for it in c.ruled("outage_cut") if it["starts"] < it["ends"]):
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((starts, ends))
    return joined


def corrected(c: Contest, entry: Any, opening: Any) -> tuple[int, int]:
    """6.2: the score and time that rank, of an attempt that is open."""
    end = opening["submitted_at"]
    start = end - entry["elapsed_ms"]
    cut = sum(max(0, min(until, end) - max(since, start)) for since, until in outages(c))
    return score(c, opening, amended=True), max(0, entry["elapsed_ms"] - cut)


def check_corrections(c: Contest, check: Check) -> None:
    voided, keyed = ({it["question"] for it in c.ruled(kind)} for kind in ("question_voided", "key_corrected"))
    most, least = len(voided | keyed), -len(keyed - voided)
    cut = sum(until - since for since, until in outages(c))
    for entry in c.entries:
        name, gained = f"Bài {entry['leaf'][:12]}", score_of(entry) - entry["score"]
        check.must(
            least <= gained <= most and 0 <= entry["elapsed_ms"] - time_of(entry) <= cut, f"{name}: điều chỉnh quá mức."
        )
        check.must(
            entry["state"] != "reset" or "counted_score" not in entry, f"{name}: lượt đặt lại không được điều chỉnh."
        )
        if "opening" in entry and entry["state"] != "reset":
            check.must(
                corrected(c, entry, entry["opening"]) == (score_of(entry), time_of(entry)),
                f"{name}: tính lại ra số khác.",
            )
    told = c.results["amendments"]
    gained = sum(score_of(entry) - entry["score"] for entry in c.entries)
    said = sum(it["raised"] - it["lowered"] for it in told if it["kind"] in ("question_voided", "key_corrected"))
    check.must(said == gained, f"results.json nói các điều chỉnh cộng {said}, sổ cái là {gained}.")
    kinds = ("question_voided", "key_corrected", "outage_cut", "interval_annulled")
    rows = [
        sorted(
            str([it["kind"], *(it.get(name) for name in ("question", "starts", "ends"))])
            for it in list_
            if it["kind"] in kinds
        )
        for list_ in (told, c.in_force)
    ]
    if rows[0] != rows[1]:
        check.warn("Các điều chỉnh trong results.json không phải các quyết định đang có hiệu lực.")


# §7 The ranking


def check_ranking(c: Contest, check: Check) -> None:
    order, target = c.rules["ranking"]["order"], target_of(c)
    if target is not None:
        told = {"target": c.rules["prediction"]["target"], "value": target}
        check.must(same(c.results["prediction"], told), f"Số để so dự đoán phải là {target}.")
    hidden = next((key for key in order if key in ("submitted_at", "registered_at")), None)
    public = order if hidden is None else order[: order.index(hidden)]

    def measure(entry: Any) -> list[float]:
        foretold = entry.get("prediction")
        distance = float("inf") if foretold is None or target is None else abs(foretold - target)
        found = {
            "score": -score_of(entry),
            "elapsed": time_of(entry),
            "prediction": distance,
            "attempts": entry.get("attempts", 0),
        }
        return [found[key] for key in public]

    counted = sorted((it for it in c.entries if it["state"] == "counted"), key=lambda it: (measure(it), it["rank"]))
    better = 0
    for _, equal in groupby(counted, measure):
        group = list(equal)
        for place, entry in enumerate(group, 1):
            before = group[place - 2]["rank"] if place > 1 else None
            free = hidden is not None and entry["rank"] in (before, better + place)
            check.must(
                free or entry["rank"] == better + 1, f"Bài {entry['leaf'][:12]}: hạng {entry['rank']} không đúng."
            )
        opened = [(it["opening"]["submitted_at"], it["rank"]) for it in group if "opening" in it]
        wrong = any(one < other and rank >= later for one, rank in opened for other, later in opened)
        check.must(hidden != "submitted_at" or not wrong, f"Hạng {better + 1}: nộp sau mà đứng trước.")
        better += len(group)
    for entry in c.entries:
        best = c.by_leaf.get(entry.get("best", ""))
        check.must(best is None or measure(entry) >= measure(best), f"Bài {entry['leaf'][:12]} tốt hơn bài được tính.")


def target_of(c: Contest) -> int | None:
    asked, standing = c.rules.get("prediction"), [it for it in c.entries if is_standing(it)]
    if not asked:
        return None
    if asked["target"] == "attempts":
        return len(standing)
    if asked["target"] == "participants":
        return len([it for it in standing if it["state"] == "counted"])
    full = sum(c.rules["paper"]["quota"].values())
    return len({it.get("best", it["leaf"]) for it in standing if score_of(it) == full})


# §8 The prizes


PERSONAL = ("category", "full_marks_only", "min_score")
UNITED = ("metric", "unit_kind", "min_participants", "min_rate")


def check_prizes(c: Contest, check: Check) -> None:
    rows: dict[str, list[Any]] = {"individual": [], "collective": [], "manual": []}
    check.must(c.results["slug"] == c.slug, "results.json thuộc một cuộc thi khác.")
    for row in c.results["prizes"]:
        rows[row["kind"]].append(row)
        if row["kind"] != "collective" and "leaf" in row:
            check.must(is_the_entrys(c, row), f"Giải “{row['title']}”: người đoạt giải không đúng như sổ cái.")
    climb(c, check, "individual", PERSONAL, partial(able_people, c), rows["individual"], "leaf")
    units = Units(c)
    climb(c, check, "collective", UNITED, units.able, rows["collective"], "unit")
    for row in rows["collective"]:
        check.must(units.are_told_in(row), f"Giải “{row['title']}”: số liệu không đúng.")
    check_manual(c, check, rows["manual"])
    check_totals(c, check)
    told = {it["id"]: it for it in c.results["units"]}
    one_each = len(c.results["units"]) == len(told) and told.keys() == units.tallies.keys()
    check.must(one_each, "results.json: đơn vị không đúng.")
    for name, right in units.summaries():
        check.must(same({**told[name], **right}, told[name]), f"results.json: các số của {name} không đúng.")


def is_the_entrys(c: Contest, row: Any) -> bool:
    """A winner's row says what their entry says."""
    entry = c.by_leaf[row["leaf"]]
    sealed = [entry["score"], entry["elapsed_ms"]] if "counted_score" in entry else [None, None]
    told = [row["unit"], row["score"], row["elapsed_ms"], row.get("sealed_score"), row.get("sealed_elapsed_ms")]
    foretold = entry.get("prediction", entry.get("opening", {}).get("prediction"))
    right = [entry["unit"], score_of(entry), time_of(entry), *sealed]
    return same(told, right) and same(row.get("prediction", foretold), foretold)


def able_people(c: Contest, prize: Any, won: set[str]) -> list[list[str]]:
    """8.1, step 1: the leaves of those who may win, the same rank together."""
    passing = [it["leaf"] for it in c.ruled("prize_refused", "prize_unclaimed") if "leaf" in it]
    out = won | {c.by_leaf[leaf].get("best", leaf) for leaf in passing}
    full = sum(c.rules["paper"]["quota"].values())
    least = max(full if prize.get("full_marks_only") else 0, prize.get("min_score") or 0)
    category = prize.get("category")
    counted = [it for it in c.entries if it["state"] == "counted" and it["leaf"] not in out]
    able = [it for it in counted if score_of(it) >= least and category in (None, it.get("category"))]
    able.sort(key=lambda it: it["rank"])
    return [[it["leaf"] for it in equal] for _, equal in groupby(able, lambda it: it["rank"])]


class Units:
    """8.2: what units came to, and which of them may win."""

    def __init__(self, c: Contest) -> None:
        self.c, self.full = c, sum(c.rules["paper"]["quota"].values())
        self.tallies = {unit["id"]: tally(c, unit) for unit in c.rules["units"]}
        self.kinds = {unit["id"]: unit["kind"] for unit in c.rules["units"]}
        self.at_score = max((it for found in self.tallies.values() for it in found["scores"]), default=self.full)

    def worth(self, metric: str, unit: str) -> Any:
        found = self.tallies[unit]
        return found["scores"][self.at_score] if metric == "full_marks" else found[metric]

    def able(self, prize: Any, won: set[str]) -> list[list[str]]:
        """The ids of those that may win, those of the same worth together."""
        once = self.c.rules["ranking"].get("one_collective_prize_per_unit")
        passing = {it.get("unit") for it in self.c.ruled("prize_refused", "prize_unclaimed")}
        out = passing | (won if once else set())

        def order(unit: str) -> Any:
            return -self.worth(prize["metric"], unit), -self.tallies[unit]["participants"]

        able = [unit for unit in self.tallies if unit not in out and self.is_admitted(prize, unit)]
        able.sort(key=order)
        return [list(equal) for _, equal in groupby(able, order)]

    def is_admitted(self, prize: Any, unit: str) -> bool:
        found = self.tallies[unit]
        enough = found["participants"] >= (prize.get("min_participants") or 0)
        rate = found["participation_rate"] * 100 >= (prize.get("min_rate") or 0)
        kind = prize.get("unit_kind") in (None, self.kinds[unit])
        return bool(enough and rate and kind and self.worth(prize["metric"], unit) > 0)

    def are_told_in(self, row: Any) -> bool:
        at = self.at_score if row["metric"] == "full_marks" and self.at_score != self.full else None
        return same(row["value"], ratio(self.worth(row["metric"], row["unit"]))) and row.get("at_score") == at

    def summaries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What `units` of results.json must say of each."""
        for name, found in self.tallies.items():
            told = {it: ratio(found[it]) for it in ("participants", "correct_answers", "average_score")}
            yield name, {**told, "full_marks": found["scores"][self.full]}


def tally(c: Contest, unit: Any) -> dict[str, Any]:
    struck = {it["leaf"] for it in c.ruled("unit_struck")}
    own = [it for it in c.entries if it["unit"] == unit["id"] and is_standing(it) and it["leaf"] not in struck]
    scores = [score_of(it) for it in own if it["state"] == "counted"]
    people, headcount = len(scores), unit.get("headcount")
    return {
        "participants": people,
        "attempts": len(own),
        "correct_answers": sum(scores),
        "scores": Counter(scores),
        "average_score": Fraction(sum(scores), people or 1),
        "participation_rate": min(Fraction(1), Fraction(people, headcount)) if headcount else Fraction(0),
    }


def ratio(value: Any) -> Any:
    return {"num": value.numerator, "den": value.denominator} if isinstance(value, Fraction) else value


def climb(
    c: Contest,
    check: Check,
    kind: str,
    conditions: tuple[str, ...],
    able: Callable[[Any, set[str]], list[list[str]]],
    rows: list[Any],
    who: str,
) -> None:
    """8.1: over the places of each ladder, the best group first; and rows of results held to it."""
    prizes = [{**prize, "id": f"{kind}-{number}"} for number, prize in enumerate(c.rules["prizes"].get(kind) or [], 1)]
    won, left = set[str](), list(rows)
    for _, ladder in groupby(prizes, lambda prize: [prize.get(name) or None for name in conditions]):
        same_conditions = list(ladder)
        places = [prize for prize in same_conditions for _ in range(prize["count"])]
        for group in able(same_conditions[0], won):
            spanned, places = places[: len(group)], places[len(group) :]
            for title, amount, any_of, shared in given(c, check, group, spanned):
                row = left.pop(0) if left else {}
                told = [row.get("title"), row.get("amount_vnd"), row.get("tied"), row.get("shared")]
                fits = same(told, [title, amount, len(group) > 1, shared]) and row.get(who) in any_of - won
                check.must(fits, f"Giải “{title}” không trao đúng thể lệ.")
                won.add(row.get(who, ""))
    check.must(not left, "Có giải không có trong thể lệ, hoặc thừa.")


def given(
    c: Contest, check: Check, group: list[str], places: list[Any]
) -> Iterator[tuple[str, int, set[str], int | None]]:
    """Of a group and the places it spans: title, amount, to any of whom, how many share."""
    if not matters(places, len(group)):
        yield from ((place["title"], place["amount_vnd"], set(group), None) for place in places)
    elif c.rules["ranking"].get("last_resort") == "share":
        part = sum(place["amount_vnd"] for place in places) // (len(group) * 1000) * 1000
        yield from ((places[0]["title"], part, set(group), len(group)) for _ in group)
    else:
        winners: list[str | None] = []
        for place in places:
            named = [it for it in decided(c, place["id"], group) if it in group and it not in winners]
            winners.append(named[0] if named else None)
        rest = set(group) - set(winners)
        undecided = [place for place, winner in zip(places, winners, strict=True) if winner is None]
        check.must(not rest or not matters(undecided, len(rest)), f"Đồng hạng ở “{places[0]['title']}” chưa phân định.")
        for place, winner in zip(places, winners, strict=True):
            yield place["title"], place["amount_vnd"], {winner} if winner else rest, None


def matters(places: list[Any], people: int) -> bool:
    return bool(places) and (len(places) < people or len({place["amount_vnd"] for place in places}) > 1)


def decided(c: Contest, prize: str, group: list[str]) -> list[str]:
    """Who was decided for a prize, the first first; drawn by 8.3 where the rules say so."""
    if c.rules["ranking"].get("last_resort") == "draw":
        draws = c.ruled("draw")
        return sorted(group, key=lambda it: hex_of(["draw", draws[-1]["seed"], prize, it])) if draws else []
    decisions = [it["winners"] for it in c.ruled("tie_decided") if it["prize"] == prize]
    return decisions[-1] if decisions else []


def check_manual(c: Contest, check: Check, rows: list[Any]) -> None:
    due, count = [], Counter[str]()
    for it in c.ruled("manual_prize"):
        prize = prize_named(c, it["prize"])
        count[it["prize"]] += 1
        check.must(count[it["prize"]] <= prize["count"], f"Giải “{prize['title']}” trao nhiều hơn số lượng.")
        check.must(
            "leaf" not in it or is_standing(c.by_leaf[it["leaf"]]), f"Giải “{prize['title']}”: bài không được tính."
        )
        due.append([prize["title"], prize["amount_vnd"], it.get("leaf"), None if "leaf" in it else it["unit"]])
    told = [[it["title"], it["amount_vnd"], it.get("leaf"), None if "leaf" in it else it["unit"]] for it in rows]
    check.must(sorted(map(str, due)) == sorted(map(str, told)), "Giải bình chọn không đúng như các quyết định.")


def check_totals(c: Contest, check: Check) -> None:
    states, resets, totals = Counter(it["state"] for it in c.entries), c.ruled("reset"), c.results["totals"]
    right = {
        "counted": states["counted"],
        "disqualified": states["disqualified"],
        "reset": len(resets),
        "submitted": states["counted"] + states["not_best"],
    }
    check.must(same({**totals, **right}, totals), f"results.json: các số tổng phải là {right}.")
    check.must(sum(it["leaf"] is not None for it in resets) == states["reset"], "Số lượt đặt lại không khớp.")
    check.must(is_whole(totals["registered"]) and totals["registered"] >= states["counted"], "“registered” quá nhỏ.")


# §9 The index


def check_files(c: Contest, check: Check) -> None:
    files = {it["path"]: it for it in c.index["files"]}
    check.must(c.index["slug"] == c.slug and c.index["run"] == c.results["run"], "Danh mục thuộc lần công bố khác.")
    check.must(len(files) == len(c.index["files"]), "Danh mục nêu một tệp hai lần.")
    due = [
        "contest.json",
        "rules.json",
        "commitment.json",
        "practice.json",
        "stats.json",
        "results.json",
        "ledger/rulings.json",
        "ledger/checkpoint.txt",
        "ledger/entries.json",
    ]
    due += [f"ledger/snapshots/{number:04}.json" for number in range(1, len(c.snapshots) + 1)]
    due += [f"ledger/entries-{number:04}.json" for number in range(1, len(c.parts))]
    for path in set(due) - files.keys():
        check.fail(f"Danh mục không có {path}.")
    for path, it in files.items():
        content = c.read(path) if PATH.fullmatch(path) else None
        right = content is not None and (len(content), sha(content).hex()) == (it["bytes"], it["sha256"])
        check.must(right, f"{path}: thiếu, hoặc khác với lúc công bố.")


# §1.7 The receipts


def check_receipts(c: Contest, check: Check, receipts: list[Any]) -> None:
    laid = [bool(c.snapshot_of(receipt["leaf"])) for receipt in receipts]
    for receipt, is_laid in zip(receipts, laid, strict=True):
        name, submitted_at = f"Biên nhận {receipt['leaf'][:12]}", receipt["opening"]["submitted_at"]
        due = c.published or c.ended() or time.time() * 1000 > submitted_at + HOURS_2
        check.must(is_laid or not due, f"{name} không có trong bản chốt nào.")
        for fault in receipt_faults(c, receipt) if c.published else ():
            check.fail(f"{name}: {fault}")
        if c.published and is_laid and is_late(c, receipt, receipt["opening"]) and not is_excused(c, receipt["leaf"]):
            wins = any(prize.get("leaf") == receipt["leaf"] for prize in c.results["prizes"])
            (check.fail if wins else check.warn)(f"{name} vào bản chốt muộn hơn 2 giờ sau khi nộp.")
    if not c.published and not any(laid):
        check.skip_unless_failed()


def receipt_faults(c: Contest, receipt: Any) -> Iterator[str]:
    entry, opening = c.by_leaf.get(receipt["leaf"]), receipt["opening"]
    if entry is None:
        yield "không có trong sổ cái: bài bị bỏ ra, hoặc biên nhận không thật."
        return
    if leaf_of(entry) != receipt["leaf"]:
        yield "bài trong sổ cái không đúng như lúc niêm phong."
    if not same([receipt["elapsed_ms"], receipt["unit"]], [entry["elapsed_ms"], entry["unit"]]):
        yield "thời gian hoặc đơn vị khác với sổ cái."
    yield from opening_faults(c, entry, opening)
    if is_standing(entry) and is_annulled(c, opening):
        yield "nộp trong khoảng bị hủy mà vẫn được tính."
    if entry["state"] != "reset" and corrected(c, entry, opening) != (score_of(entry), time_of(entry)):
        yield "tính theo điều chỉnh ra số khác."


# §10 All checks, in the order in which they need one another.


NEEDS = {
    "entries": "commitment snapshots",
    "rulings": "commitment entries",
    "openings": "commitment entries rulings",
    "corrections": "commitment entries rulings openings",
    "ranking": "commitment entries rulings corrections",
    "prizes": "commitment entries rulings corrections ranking",
    "receipt": "commitment snapshots entries rulings",
}


def verify(c: Contest, receipts: list[Any], noted: list[str]) -> dict[str, Any]:
    steps: dict[str, Callable[[Check], None]] = {
        "commitment": lambda check: check_commitment(c, check),
        "snapshots": lambda check: check_snapshots(c, check, noted),
        "entries": lambda check: check_entries(c, check),
        "rulings": lambda check: check_rulings(c, check),
        "openings": lambda check: check_openings(c, check),
        "corrections": lambda check: check_corrections(c, check),
        "ranking": lambda check: check_ranking(c, check),
        "prizes": lambda check: check_prizes(c, check),
        "files": lambda check: check_files(c, check),
        "receipt": lambda check: check_receipts(c, check, receipts),
    }
    found: dict[str, Check] = {}
    for name, step in steps.items():
        check = found[name] = Check()
        if not c.published and name not in ("commitment", "snapshots", "receipt"):
            check.skip_unless_failed()
            continue
        try:
            step(check)
        except BROKEN as fault:
            check.fail(
                f"Không đọc được đến cùng, thiếu tệp hoặc giá trị không đúng dạng: {type(fault).__name__} {fault}"[:200]
            )
        if check.result == "ok" and any(found[it].result == "failed" for it in NEEDS.get(name, "").split()):
            check.warn("Chỉ đúng nếu các phần nó dựa vào đúng.")
    rows = [
        {
            "id": name,
            "result": found[name].result,
            "says": SAYS[found[name].result],
            "details": found[name].details[:50],
        }
        for name in CHECKS
        if name != "receipt" or receipts
    ]
    return {"slug": c.slug, "checks": rows, "ok": all(row["result"] != "failed" for row in rows)}


def reader(place: str) -> Callable[[str], bytes | None]:
    """Reads files below an address or a folder; None where there is none."""

    def from_address(path: str) -> bytes | None:
        try:
            with urllib.request.urlopen(f"{place.rstrip('/')}/{path}", timeout=30) as answer:
                content = bytes(answer.read(MOST_BYTES + 1))
                if answer.length and len(content) <= MOST_BYTES:
                    raise http.client.IncompleteRead(content, answer.length)
                return content
        except urllib.error.HTTPError as refused:
            refused.close()
            if refused.code in (403, 404, 410):
                return None
            raise NothingToCheck(f"{path}: máy chủ trả lời mã {refused.code}.") from refused
        except (OSError, http.client.HTTPException, ValueError) as failure:
            raise NothingToCheck(f"{path}: không tải được ({failure}).") from failure

    def from_folder(path: str) -> bytes | None:
        file = Path(place, path)
        if not file.is_file():
            return None
        with file.open("rb") as found:
            return found.read(MOST_BYTES + 1)

    return from_address if place.startswith(("http://", "https://")) else from_folder


def given_receipt(path: str) -> Any:
    try:
        saved = json.loads(Path(path).read_bytes())
        receipt = saved.get("receipt", saved)
        is_one = is_hex(receipt["leaf"]) and is_whole(receipt["opening"]["submitted_at"])
    except (OSError, *BROKEN):
        is_one = False
    return receipt if is_one else stop(f"{path}: không phải tệp biên nhận.")


def given_lines(told: str) -> list[str]:
    text = told if told.startswith("hoithi-") else Path(told).read_bytes().decode("utf-8", "replace")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return lines if lines and all(map(LINE.fullmatch, lines)) else stop(f"Không phải dòng chốt: {told[:80]}")


def stop(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    sys.exit(2)


def main() -> None:
    asked = argparse.ArgumentParser(description="Kiểm chứng một cuộc thi HộiThi bằng các tệp công khai.")
    asked.add_argument("place", metavar="URL_OR_DIR")
    asked.add_argument("--receipt", action="append", default=[], metavar="FILE")
    asked.add_argument("--checkpoint", action="append", default=[], metavar="LINE_OR_FILE")
    asked.add_argument("--json", action="store_true")
    told = asked.parse_args()
    try:
        receipts = [given_receipt(path) for path in told.receipt]
        noted = [line for it in told.checkpoint for line in given_lines(it)]
        report = verify(Contest(reader(told.place)), receipts, noted)
    except (NothingToCheck, OSError, ValueError) as failure:
        stop(str(failure))
    if told.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for row in report["checks"]:
            print(f"{row['result'].upper():8}  {row['id']:12} {row['says']}", *row["details"], sep="\n            ")
    sys.exit(0 if report["ok"] else 1)


if __name__ == "__main__":
    main()
