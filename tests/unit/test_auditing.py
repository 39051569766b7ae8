"""The audit log: who did what, each entry chained to the one before."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.usecases.auditing import Act, acts, ensure_recorded, record_act
from tests.builders import OPENS_AT
from tests.fakes import FakeVault, Writes

ACT = Act("thu-ky", "review", "a1", OPENS_AT, "Đã gọi điện hỏi", [], "ok")
LATER = Act("thu-ky", "review", "a1", OPENS_AT + 5, "Thi hộ", ["ok"], "disqualified")


def entries(vault: FakeVault, slug: str = "nho") -> list[bytes]:
    return [vault.objects[key] for key in vault.keys(f"audit/{slug}/")]


def test_an_entry_says_who_did_what_on_what_when_and_why() -> None:
    vault = FakeVault()
    record_act("nho", ACT, vault)
    assert json.loads(entries(vault)[0]) == {
        "by": "thu-ky",
        "what": "review",
        "on": "a1",
        "at": OPENS_AT,
        "why": "Đã gọi điện hỏi",
        "before": [],
        "after": "ok",
        "source": "",
        "previous": None,
    }


def test_each_entry_holds_the_hash_of_the_one_before() -> None:
    vault = FakeVault()
    for number in range(12):
        record_act("nho", Act("by", "do", f"{number}", OPENS_AT), vault)
    chain = entries(vault)
    assert [json.loads(entry)["on"] for entry in chain] == [f"{number}" for number in range(12)]
    for before, entry in pairwise(chain):
        assert json.loads(entry)["previous"] == sha256_hex(before)
        assert entry == canonical(json.loads(entry))


def test_contests_have_logs_of_their_own() -> None:
    vault = FakeVault()
    record_act("nho", ACT, vault)
    record_act("nho-2", ACT, vault)
    assert len(entries(vault)) == len(entries(vault, "nho-2")) == 1
    assert json.loads(entries(vault, "nho-2")[0])["previous"] is None


def test_of_two_acts_at_once_none_is_lost() -> None:
    vault = FakeVault(writes := Writes())
    record_act("nho", Act("by", "first", "a", OPENS_AT), vault)
    writes.meanwhile["vault.create"] = lambda: record_act("nho", LATER, vault)
    record_act("nho", ACT, vault)
    told = list(acts("nho", vault))
    assert [entry["what"] for entry in told] == ["first", "review", "review"]
    assert [entry["previous"] for entry in told[1:]] == [
        sha256_hex(entry) for entry in entries(vault)[:2]
    ]


def test_an_act_that_the_log_has_is_not_recorded_again() -> None:
    vault = FakeVault()
    for act in (ACT, ACT, LATER, LATER):
        ensure_recorded("nho", act, vault)
    assert len(entries(vault)) == 2


def test_what_is_done_again_after_something_else_is_recorded_again() -> None:
    vault = FakeVault()
    other_thing = replace(LATER, on="a2")
    for act in (ACT, LATER, ACT, other_thing, ACT):
        ensure_recorded("nho", act, vault)
    assert [json.loads(each)["after"] for each in entries(vault)] == [
        "ok", "disqualified", "ok", "disqualified",
    ]  # fmt: skip


def test_another_reason_is_recorded() -> None:
    vault = FakeVault()
    for act in (ACT, replace(ACT, why="Lý do khác"), replace(ACT, why="")):
        ensure_recorded("nho", act, vault)
    assert [json.loads(each)["why"] for each in entries(vault)] == [ACT.why, "Lý do khác"]


@pytest.mark.parametrize(
    "other",
    [
        Act("thu-ky", "reset", "a1", OPENS_AT, after="ok"),
        Act("thu-ky", "review", "a2", OPENS_AT, after="ok"),
        Act("thu-ky", "review", "a1", OPENS_AT, after="disqualified"),
    ],
)
def test_another_act_is_recorded(other: Act) -> None:
    vault = FakeVault()
    record_act("nho", ACT, vault)
    ensure_recorded("nho", other, vault)
    assert len(entries(vault)) == 2
