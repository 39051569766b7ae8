"""Whatever is changed in a published ledger is found, also with an index made to fit; and an honest
contest always verifies, whatever happened in it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.canonical import canonical, sha256_hex
from tests.published import published
from tests.verifiers import VERIFIERS, failed, results

HONEST = published(people=10, hours=4)
CHANGED = (
    "ledger/entries.json",
    "ledger/rulings.json",
    "results.json",
    "commitment.json",
    "contest.json",
    *(f"ledger/snapshots/{number:04}.json" for number in range(1, 7)),
)
# What nothing binds: sentences for readers, and numbers that docs/ledger.md says can't be checked.
FREE = {
    "amendments", "amount_total_vnd", "award", "by", "changed", "closed_before", "closes_at",
    "committed_at", "draft_interval_s", "frozen_at", "grace_ms", "identity", "identity_masked",
    "least", "most", "name", "people", "prediction", "privacy", "published_at", "reason",
    "registered", "sealed_by", "total_vnd", "units_confirmed", "asked", "verdict",
}  # fmt: skip
Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> list[Path]:
    """The ways to all members that are neither lists nor objects, free ones left out."""
    if isinstance(value, dict):
        parts = [(name, it) for name, it in value.items() if name not in FREE]
    elif isinstance(value, list):
        parts = list(enumerate(value))
    else:
        return [path]
    return [way for name, it in parts for way in leaves(it, (*path, name))]


def is_free(file: str, way: Path) -> bool:
    """When a ruling was made is bound by the one after it alone."""
    return file == "ledger/rulings.json" and way[-1] == "at"


PLACES = [
    (file, way)
    for file in CHANGED
    for way in leaves(json.loads(HONEST.files[file]))
    if not is_free(file, way)
]


def changed(file: str, way: Path, change: int) -> dict[str, bytes]:
    """The folder with one member changed, and an index that fits."""
    document = json.loads(HONEST.files[file])
    place: Any = document
    for name in way[:-1]:
        place = place[name]
    place[way[-1]] = another(place[way[-1]], change)
    files = {**HONEST.files, file: canonical(document)}
    index = json.loads(files["ledger/index.json"])
    for listed in index["files"]:
        content = files[listed["path"]]
        listed |= {"bytes": len(content), "sha256": sha256_hex(content)}
    return {**files, "ledger/index.json": canonical(index)}


def another(value: Any, change: int) -> Any:
    """Something else of the same type, or nothing."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1 + change if change % 2 else max(0, value - 1 - change) or value + 1
    if isinstance(value, str) and value:
        at = change % len(value)
        letter = "0" if value[at] != "0" else "1"
        return value[:at] + letter + value[at + 1 :]
    return 1 if value is None else "khac"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), st.integers(0, 30))
def test_each_change_is_found_by_all(place: tuple[str, Path], change: int) -> None:
    is_found(place, change)


def is_found(place: tuple[str, Path], change: int) -> None:
    """By all verifiers."""
    files = changed(*place, change)
    receipts, noted = HONEST.receipts, [line.strip() for line in HONEST.checkpoints]
    for name, verify in VERIFIERS.items():
        found = verify(files.get, receipts, noted)
        assert not found["ok"], (name, place)


def test_nothing_of_the_rules_and_prizes_is_free() -> None:
    """What `FREE` leaves out hides no rank, score, time, unit, prize or rule."""
    looked_at = {name for _, way in PLACES for name in way if isinstance(name, str)}
    assert looked_at >= {
        "rank", "score", "elapsed_ms", "unit", "state", "leaf", "title", "amount_vnd", "key",
        "order", "quota", "participants", "value", "tied", "root", "previous", "winners",
    }  # fmt: skip


WANTED = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 10_000),
        "people": st.integers(6, 16),
        "hours": st.integers(3, 5),
        "attempts": st.sampled_from([1, 2, 3]),
        **dict.fromkeys(
            ("ties", "disqualified", "resets", "drafts", "voided", "corrected", "outage",
             "annulled", "moved", "late", "manual", "passing", "struck", "again", "draw"),
            st.booleans(),
        ),
    }
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(WANTED)
def test_an_honest_contest_always_verifies(wanted: dict[str, Any]) -> None:
    verifies(wanted)


def verifies(wanted: dict[str, Any]) -> None:
    """The contest that is wanted, by all verifiers."""
    honest = published(**wanted)
    noted = [line.strip() for line in honest.checkpoints]
    for name, verify in VERIFIERS.items():
        report = verify(honest.files.get, honest.receipts, noted)
        assert failed(report) == set(), (name, report)


@pytest.mark.parametrize("name", VERIFIERS)
def test_before_results_the_chain_alone_is_checked(name: str) -> None:
    honest = published(people=8, publish=False, again=False)
    report = VERIFIERS[name](honest.files.get, honest.receipts)
    told = {"commitment": "ok", "snapshots": "ok", "receipt": "ok"}
    assert results(report) == {**dict.fromkeys(results(report), "skipped"), **told}


HOSTILE = (b"", b"null", b"[]", b"{}", b"\xff", b"[" * 5_000, b'{"slug":1.5}', b'{"a":NaN}')


@pytest.mark.parametrize("name", VERIFIERS)
@pytest.mark.parametrize("content", HOSTILE)
def test_hostile_files_fail_their_check_and_end_nothing(name: str, content: bytes) -> None:
    for file in (*CHANGED[:4], CHANGED[5], "ledger/index.json", "ledger/checkpoint.txt"):
        report = VERIFIERS[name]({**HONEST.files, file: content}.get, HONEST.receipts)
        assert not report["ok"], file


@pytest.mark.parametrize("name", VERIFIERS)
def test_members_of_another_type_end_nothing(name: str) -> None:
    for file in CHANGED[:5]:
        for member in json.loads(HONEST.files[file]):
            for other in (None, [], {}, "x", 5, True, -1, [{}], [None]):
                document = json.loads(HONEST.files[file])
                place = document[0] if isinstance(document, list) else document
                place[member if isinstance(member, str) else "leaf"] = other
                VERIFIERS[name]({**HONEST.files, file: canonical(document)}.get, HONEST.receipts)
