"""Eleven ways to forge a published contest, with everything that can be made to fit made to fit:
`forgeries(published)`. Only what is public is used, as anybody who holds the server could."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chalicelib.domain.analysis import fraction
from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.checkpoints import Checkpoint
from chalicelib.domain.ledger import PublicHalf, leaf_hash
from chalicelib.domain.merkle import Tree
from tests.published import Published

Row = dict[str, Any]
_ENTRIES, _LINE = "ledger/entries.json", "ledger/checkpoint.txt"


@dataclass(frozen=True)
class Forgery:
    """A forged folder; `check` MUST fail, for some only with this receipt or this checkpoint."""

    name: str
    forged: str
    check: str
    files: dict[str, bytes]
    receipt: Row | None = None
    checkpoint: str | None = None


class Forge:
    """A published folder, and the forger's means to make the rest fit."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = dict(files)
        names = [name for name in files if name.endswith(".json")]
        self.doc: dict[str, Any] = {name: json.loads(files[name]) for name in names}

    @property
    def entries(self) -> list[Row]:
        found: list[Row] = self.doc[_ENTRIES]
        return found

    @property
    def results(self) -> Row:
        found: Row = self.doc["results.json"]
        return found

    @property
    def snapshots(self) -> list[Row]:
        names = sorted(name for name in self.doc if name.startswith("ledger/snapshots/"))
        return [self.doc[name] for name in names]

    def loser(self, wanted: Callable[[Row], bool] = bool) -> Row:
        """A counted entry that nothing else names."""
        told = [self.doc["ledger/rulings.json"], self.results]
        named = json.dumps([told, [entry.get("best") for entry in self.entries]])
        return next(
            entry
            for entry in self.entries
            if entry["state"] == "counted" and entry["leaf"] not in named and wanted(entry)
        )

    def snapshot_of(self, leaf: str) -> Row:
        return next(each for each in self.snapshots if leaf in each["leaves"])

    @staticmethod
    def reseal(entry: Row, snapshot: Row) -> None:
        """Gives an entry the leaf that it opens now, in its snapshot as well."""
        snapshot["leaves"].remove(entry["leaf"])
        public = PublicHalf(entry["elapsed_ms"], entry["score"], entry["unit"], entry["salt"])
        entry["leaf"] = leaf_hash(public.digest(), bytes.fromhex(entry["q"])).hex()
        snapshot["leaves"] = sorted([*snapshot["leaves"], entry["leaf"]])

    def rechain(self) -> None:
        """Makes all snapshots follow one another again."""
        tree, previous = Tree(), None
        for snapshot in self.snapshots:
            leaves = [bytes.fromhex(leaf) for leaf in snapshot["leaves"]]
            snapshot["late"] = [leaf for leaf in snapshot["late"] if leaf in snapshot["leaves"]]
            snapshot["consistency"] = [node.hex() for node in tree.consistency(leaves)]
            tree = tree.grown(leaves)
            snapshot |= {"size": tree.size, "root": tree.root().hex(), "previous": previous}
            previous = sha256_hex(canonical(snapshot))
        self._files[_LINE] = f"{self.line(self.snapshots[-1])}\n".encode()

    @staticmethod
    def line(snapshot: Row) -> str:
        number, size, at = (snapshot[name] for name in ("number", "size", "at"))
        digest = sha256_hex(canonical(snapshot))
        return str(Checkpoint(snapshot["slug"], number, size, at, digest))

    def rerank(self) -> None:
        """Makes ranks, units and totals fit the entries."""
        counted = [entry for entry in self.entries if entry["state"] == "counted"]
        for entry in counted:
            entry["rank"] = 1 + sum(_worth(each) < _worth(entry) for each in counted)
        for unit in self.results["units"]:
            own = [_worth(entry) for entry in counted if entry["unit"] == unit["id"]]
            full = sum(self.rules["paper"]["quota"].values())
            correct = -sum(worth[0] for worth in own)
            unit |= {"participants": len(own), "correct_answers": correct}
            unit["full_marks"] = sum(worth[0] == -full for worth in own)
            unit["average_score"] = fraction(Fraction(correct, len(own) or 1))
        states = [entry["state"] for entry in self.entries]
        totals = self.results["totals"]
        totals["counted"] = len(counted)
        totals["submitted"] = len(counted) + states.count("not_best")

    @property
    def rules(self) -> Row:
        found: Row = self.doc["commitment.json"]["opening"]["contest"]
        return found

    def files(self) -> dict[str, bytes]:
        """The folder, with an index that fits."""
        self._files |= {name: canonical(value) for name, value in self.doc.items()}
        for listed in self.doc["ledger/index.json"]["files"]:
            content = self._files[listed["path"]]
            listed |= {"bytes": len(content), "sha256": sha256_hex(content)}
        self._files["ledger/index.json"] = canonical(self.doc["ledger/index.json"])
        return self._files


def forgeries(honest: Published) -> Iterator[Forgery]:
    """The eleven, in the order in which they were asked for."""
    for name, (forged, check, change) in _FORGERIES.items():
        forge = Forge(deepcopy(honest.files))
        held = change(forge)
        receipts = {each["leaf"]: each for each in honest.receipts}
        is_line = held is not None and held.startswith("hoithi-")
        receipt = receipts[held] if held is not None and not is_line else None
        yield Forgery(name, forged, check, forge.files(), receipt, held if is_line else None)


def _drop_a_leaf(forge: Forge) -> None:
    forge.entries.remove(forge.loser())
    forge.rerank()


def _add_a_leaf(forge: Forge) -> str:
    """Slipped into the final snapshot, where it wins its unit no prize; the chain is made anew."""
    held = forge.line(forge.snapshots[-1])
    made_up = {"unit": "cong-an", "q": "5a" * 32, "salt": "5a" * 16}
    entry = {**forge.loser(), **made_up}
    forge.entries.append(entry)
    forge.snapshots[-1]["leaves"].append(entry["leaf"])
    forge.reseal(entry, forge.snapshots[-1])
    forge.results["totals"]["registered"] += 1
    forge.rerank()
    forge.rechain()
    return held


def _raise_a_score(forge: Forge) -> None:
    entry = forge.loser(lambda each: each["score"] < 3)
    _add_points(entry, 1)
    forge.rerank()


def _shorten_a_time(forge: Forge) -> None:
    entry = forge.loser(lambda each: each["elapsed_ms"] > 80_000)
    for name in ("elapsed_ms", "counted_elapsed_ms"):
        if name in entry:
            entry[name] -= 1_000
    forge.rerank()


def _change_answers(forge: Forge) -> None:
    winner = next(entry for entry in forge.entries if "opening" in entry)
    answers = winner["opening"]["answers"]
    question = min(answers)
    answers[question] = [3 - place for place in reversed(answers[question])]


def _change_the_key(forge: Forge) -> None:
    """The commitment is made to fit, and all that repeats it but the chain."""
    question = forge.rules["questions"][0]
    question["key"] = [(question["key"][0] + 1) % len(question["options"])]
    for shown in forge.doc["practice.json"]["questions"]:
        if shown["id"] == question["id"] and "key_before" not in shown:
            shown["key"] = question["key"]
    _recommit(forge)


def _change_a_rule(forge: Forge) -> None:
    """The first prize is worth more, everywhere; the hash of the commitment can't be made to fit
    the chain, so it is left."""
    for told in (forge.rules["prizes"], forge.doc["contest.json"]["prizes"]):
        told["individual"][0]["amount_vnd"] += 100_000
    forge.results["prizes"][0]["amount_vnd"] += 100_000
    forge.doc["contest.json"]["prizes"]["total_vnd"] += 100_000


def _swap_ranks(forge: Forge) -> None:
    one = forge.loser()
    other = forge.loser(lambda each: each["rank"] != one["rank"])
    one["rank"], other["rank"] = other["rank"], one["rank"]


def _replace_a_snapshot(forge: Forge) -> str:
    """Somebody's entry is sealed anew with a better score, too slow for a prize; all that follows
    is made anew."""
    entry = forge.loser(lambda each: each["score"] < 2 and each["elapsed_ms"] > 80_000)
    held = forge.line(forge.snapshot_of(entry["leaf"]))
    _add_points(entry, 1)
    forge.reseal(entry, forge.snapshot_of(entry["leaf"]))
    forge.rerank()
    forge.rechain()
    return held


def _change_a_unit(forge: Forge) -> None:
    entry = forge.loser(lambda each: each["unit"] != "khu-pho-2")
    entry["unit"] = "khu-pho-2"
    forge.rerank()


def _leave_a_receipt_out(forge: Forge) -> str:
    """As if somebody had never submitted; the whole chain is made anew."""
    entry = forge.loser()
    held: str = entry["leaf"]
    forge.snapshot_of(held)["leaves"].remove(held)
    forge.entries.remove(entry)
    forge.rerank()
    forge.rechain()
    return held


def _add_points(entry: Row, points: int) -> None:
    for name in ("score", "counted_score"):
        if name in entry:
            entry[name] += points


def _recommit(forge: Forge) -> None:
    committed = forge.doc["commitment.json"]
    opened = committed["opening"]
    bound = sha256_hex(canonical({"contest": opened["contest"], "salt": opened["salt"]}))
    committed |= {"contest": bound, "version": bound}
    forge.doc["contest.json"]["version"] = bound
    forge.doc["rules.json"]["version"] = bound


def _worth(entry: Row) -> tuple[int, int]:
    score = entry.get("counted_score", entry["score"])
    return -score, entry.get("counted_elapsed_ms", entry["elapsed_ms"])


_FORGERIES: dict[str, tuple[str, str, Callable[[Forge], str | None]]] = {
    "dropped-leaf": ("an entry was left out", "entries", _drop_a_leaf),
    "added-leaf": ("an entry was slipped in after the close", "snapshots", _add_a_leaf),
    "raised-score": ("a score was raised", "entries", _raise_a_score),
    "shortened-time": ("a time was shortened", "entries", _shorten_a_time),
    "winners-answers": ("a winner's answers were changed", "openings", _change_answers),
    "changed-key": ("a key was changed after the opening", "commitment", _change_the_key),
    "changed-rule": ("a prize was changed after the opening", "commitment", _change_a_rule),
    "swapped-rank": ("two entries were swapped in rank", "ranking", _swap_ranks),
    "replaced-snapshot": ("a snapshot was replaced", "snapshots", _replace_a_snapshot),
    "changed-unit": ("a unit was changed", "entries", _change_a_unit),
    "absent-receipt": ("an attempt with a receipt is in no file", "receipt", _leave_a_receipt_out),
}
