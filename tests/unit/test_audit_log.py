"""Reading and checking audit logs: pages, filters, heads in public, and whatever can be wrong."""

import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import chain

import pytest

from chalicelib.domain.audit import Kept, Sought, Wrong
from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.usecases import auditing
from chalicelib.usecases.audit_log import (
    check,
    every,
    page,
    public_path,
    publish_due_heads,
    publish_head,
    work,
)
from chalicelib.usecases.auditing import Act, key_of, last_number, record_act
from chalicelib.usecases.ports import ContestRecord
from tests.builders import CLOSES_AT, OPENS_AT
from tests.fakes import FakeStores, FakeVault

MINUTE, HOUR = 60_000, 3_600_000
PATH = "contests/nho/audit.json"


def an_act(number: int, **over: object) -> Act:
    facts = {
        "by": "an@example.vn" if number % 2 else "Binh@example.vn",
        "what": "review" if number % 3 else "reset",
        "on": f"bai-{number}",
        "at": OPENS_AT + number * 1_000,
        "source": "203.0.113.7",
        **over,
    }
    return Act(**facts)  # type: ignore[arg-type]  # one dict of values of several types


def a_log(entries: int, slug: str = "nho") -> FakeStores:
    stores = FakeStores(OPENS_AT)
    for number in range(1, entries + 1):
        record_act(slug, an_act(number), stores.vault)
    return stores


def numbers(stores: FakeStores, sought: Sought = Sought(), **over: int) -> list[list[int]]:  # noqa: B008
    """The numbers of all pages, page by page."""
    found, below = [], None
    while below != 0:
        shown = page("nho", sought, below, over.get("rows", 4), stores.vault)
        found.append([entry.number for entry in shown.entries])
        below = shown.below
    return found


def mute(done: int, of: int) -> None:
    """Nobody listens."""


def wrongs(stores: FakeStores) -> list[tuple[Wrong, int]]:
    return [(fault.wrong, fault.number) for fault in check("nho", stores, mute).faults]


def test_pages_come_newest_first_and_whole() -> None:
    assert numbers(a_log(10)) == [[10, 9, 8, 7], [6, 5, 4, 3], [2, 1]]
    assert numbers(a_log(8)) == [[8, 7, 6, 5], [4, 3, 2, 1]]
    assert numbers(a_log(0)) == [[]]


def test_what_is_added_meanwhile_moves_no_page() -> None:
    stores = a_log(6)
    first = page("nho", Sought(), None, 3, stores.vault)
    record_act("nho", an_act(7), stores.vault)
    second = page("nho", Sought(), first.below, 3, stores.vault)
    assert [entry.number for entry in (*first.entries, *second.entries)] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(by="BINH"), [8, 6, 4, 2]),
        (Sought(what="reset"), [6, 3]),
        (Sought(what="rese"), []),
        (Sought(on="bai-7"), [7]),
        (Sought(since=OPENS_AT + 3_000, until=OPENS_AT + 5_000), [4, 3]),
        (Sought(by="an@", what="review", until=OPENS_AT + 6_000), [5, 1]),
    ],
)
def test_only_what_is_sought(sought: Sought, found: list[int]) -> None:
    stores = a_log(8)
    assert list(chain.from_iterable(numbers(stores, sought))) == found
    assert [entry.number for entry in every("nho", sought, stores.vault, mute)] == found


def test_a_page_of_a_long_log_looks_at_some_entries_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.usecases.audit_log._MOST_LOOKED_AT", 4)
    monkeypatch.setattr("chalicelib.usecases.audit_log._AT_ONCE", 3)
    assert numbers(a_log(10), Sought(on="bai-3")) == [[], [3], []]


@pytest.mark.parametrize("entries", [0, 1, 2, 3, 4, 5, 8, 9, 17, 40, 41])
def test_the_last_number_of_a_log_of_any_length(
    entries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "_PAGE", 3)
    assert last_number("nho", a_log(entries).vault) == entries


def test_a_long_log_is_not_listed_for_each_act(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "_PAGE", 10)
    stores = a_log(300)
    listed: list[str] = []
    keys = stores.vault.keys

    def noted(prefix: str, after: str = "") -> object:
        for key in keys(prefix, after):
            listed.append(key)
            yield key

    monkeypatch.setattr(stores.vault, "keys", noted)
    record_act("nho", an_act(301), stores.vault)
    assert len(listed) <= 30
    assert key_of("nho", 301) in stores.vault.objects


@pytest.mark.parametrize("name", ["zzz", "0000000x.json", "00000012x.json", "00000003"])
@pytest.mark.parametrize("entries", [2, 25])
def test_what_lies_beside_the_entries_stops_nobody(
    name: str, entries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "_PAGE", 3)
    stores = a_log(entries)
    stores.vault.objects[f"audit/nho/{name}"] = b"?"
    record_act("nho", an_act(1), stores.vault)
    assert last_number("nho", stores.vault) == entries + 1
    assert wrongs(stores) == [(Wrong.STRANGER, 0)]


def test_an_honest_log_has_no_fault() -> None:
    stores = a_log(5)
    published(stores)
    record_act("nho", an_act(6), stores.vault)
    published(stores)
    found = check("nho", stores, mute)
    assert (found.entries, found.heads, found.faults) == (6, 2, ())
    assert found.head == sha256_hex(stores.vault.objects[key_of("nho", 6)])
    assert check("khac", stores, mute).faults == ()


def published(stores: FakeStores) -> None:
    """Publishes the head; the site keeps what it replaces."""
    publish_head("nho", stores)
    stores.versions.published.setdefault(PATH, []).append(stores.site.get_json(PATH))


def change(stores: FakeStores, number: int) -> None:
    key = key_of("nho", number)
    said = json.loads(stores.vault.objects[key])
    stores.vault.objects[key] = canonical({**said, "why": "khác"})


def drop(stores: FakeStores, *gone: int) -> None:
    for number in gone:
        del stores.vault.objects[key_of("nho", number)]


def forge_from(stores: FakeStores, number: int) -> None:
    """Writes the rest of the log anew, so that the chain holds again."""
    acts = [
        an_act(each, why="khác") for each in range(number, last_number("nho", stores.vault) + 1)
    ]
    drop(stores, *range(number, number + len(acts)))
    for act in acts:
        record_act("nho", act, stores.vault)


DEEDS: dict[str, tuple[Callable[[FakeStores], None], list[tuple[Wrong, int]]]] = {
    "the first changed": (lambda stores: change(stores, 1), [(Wrong.CHANGED, 2)]),
    "a middle one changed": (lambda stores: change(stores, 3), [(Wrong.CHANGED, 4)]),
    "the last one changed": (lambda stores: change(stores, 6), [(Wrong.NOT_AS_PUBLISHED, 6)]),
    "the first dropped": (lambda stores: drop(stores, 1), [(Wrong.MISSING, 1)]),
    "middle ones dropped": (lambda stores: drop(stores, 3, 4), [(Wrong.MISSING, 3)]),
    "the tail dropped": (lambda stores: drop(stores, 5, 6), [(Wrong.CUT, 6)]),
    "the tail forged": (lambda stores: forge_from(stores, 4), [(Wrong.NOT_AS_PUBLISHED, 6)]),
    "all dropped": (lambda stores: drop(stores, *range(1, 7)), [(Wrong.CUT, 6)]),
    "garbage": (
        lambda stores: stores.vault.objects.__setitem__(key_of("nho", 3), b"{}x"),
        [(Wrong.UNREADABLE, 3), (Wrong.CHANGED, 4)],
    ),
    "written over with the same": (
        lambda stores: stores.versions.kept.__setitem__(key_of("nho", 2), Kept(2, 0)),
        [(Wrong.REPLACED, 2)],
    ),
    "deleted and put back": (
        lambda stores: stores.versions.kept.__setitem__(key_of("nho", 2), Kept(2, 1)),
        [(Wrong.REPLACED, 2), (Wrong.DELETED, 2)],
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_is_done_to_a_log_is_found(deed: str) -> None:
    stores = a_log(6)
    published(stores)
    act, found = DEEDS[deed]
    act(stores)
    assert wrongs(stores) == found
    for fault in check("nho", stores, mute).faults:
        assert str(fault.number) in fault.says


def test_the_head_that_a_forger_publishes_does_not_hide_the_one_before() -> None:
    stores = a_log(6)
    published(stores)
    forge_from(stores, 4)
    published(stores)
    assert wrongs(stores) == [(Wrong.NOT_AS_PUBLISHED, 6)]


@pytest.mark.parametrize("garbage", [None, [], {}, {"entries": 1}, "x"])
def test_what_is_no_head_is_found(garbage: object) -> None:
    stores = a_log(2)
    stores.versions.published[PATH] = [garbage]
    assert wrongs(stores) == [(Wrong.NOT_AS_PUBLISHED, 1)]


def test_heads_are_published_each_hour_where_logs_have_changed() -> None:
    stores = a_log(3)
    record = ContestRecord("nho", "Thi", "Phường", OPENS_AT, CLOSES_AT, ("v1",))
    stores.records.put(record, None)
    told = {}
    for waited in (0, MINUTE, 10 * MINUTE, HOUR - 1, HOUR, 2 * HOUR):
        stores.now = OPENS_AT + waited
        publish_due_heads(stores)
        told[waited] = stores.site.get_json(PATH)
        if waited == MINUTE:
            record_act("nho", an_act(4), stores.vault)
    assert [each["entries"] for each in told.values()] == [3, 3, 3, 3, 4, 4]
    assert told[2 * HOUR]["as_of"] == OPENS_AT + HOUR
    assert stores.site.get_json("contests/_/audit.json") is None


def test_a_log_without_a_head_in_public_gets_one_at_any_time() -> None:
    stores = a_log(1, "_")
    stores.now = OPENS_AT + 30 * MINUTE
    publish_due_heads(stores)
    assert stores.site.get_json(public_path("_"))["entries"] == 1


def test_a_job_checks() -> None:
    stores = a_log(6)
    drop(stores, 2)
    told = work({"do": "check", "slug": "nho"}, lambda entries, kind: b"", stores)
    assert json.loads(json.dumps(told))["faults"] == [
        {
            "wrong": "missing",
            "number": 2,
            "until": 2,
            "name": "",
            "says": "Thiếu các mục từ số 2 đến số 2.",
        }
    ]


def test_a_job_exports_what_is_sought() -> None:
    stores = a_log(6)
    told = work(
        {"do": "export", "slug": "nho", "kind": "csv", "by": "x", "sought": {"what": "reset"}},
        lambda entries, kind: repr((kind, [entry.number for entry in entries])).encode(),
        stores,
    )
    assert told["rows"] == 2
    assert stores.vault.objects["exports/nho/nhat-ky.csv"] == b"('csv', [6, 3])"
    assert "nhat-ky-nho.csv" in told["url"]


def test_an_entry_reads_as_it_was_recorded() -> None:
    stores = FakeStores(OPENS_AT)
    act = an_act(1, why="vì", before=["ok"], after={"a": 1})
    record_act("nho", act, stores.vault)
    [entry] = page("nho", Sought(), None, 1, stores.vault).entries
    assert {name: getattr(entry, name) for name in asdict(act)} == asdict(act)
    assert (entry.number, entry.previous) == (1, None)


def test_logs_from_before_the_source_was_kept_are_read() -> None:
    vault = FakeVault()
    old = {"by": "a", "what": "b", "on": "c", "at": 1, "why": "", "before": None, "after": None}
    vault.objects[key_of("nho", 1)] = canonical({**old, "previous": None})
    [entry] = page("nho", Sought(), None, 1, vault).entries
    assert entry.source == ""
