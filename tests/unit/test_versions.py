"""The versions of a contest, and what changed between two."""

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.comparing import compare_versions, list_versions
from chalicelib.usecases.drafting import (
    create_contest_draft,
    read_contest_draft,
    read_question_draft,
    save_contest_draft,
    save_question_draft,
)
from chalicelib.usecases.loading import load_contest
from tests.builders import OPENS_AT, ROOTS, a_document
from tests.fakes import FakeStores

BY = "clerk@example.com"
EVE = OPENS_AT - 86_400_000


def with_two_versions() -> FakeStores:
    stores = FakeStores(EVE)
    load_contest(a_document(), ROOTS, "ops", stores)
    stores.now += 1_000
    load_contest(a_document(title="Tên mới"), ROOTS, "ops", stores)
    return stores


def ids(stores: FakeStores) -> list[str]:
    return [each["version"] for each in list_versions("nho", stores)]


def test_versions_are_listed_with_the_latest_first() -> None:
    listed = list_versions("nho", with_two_versions())
    assert [(one["number"], one["committed_at"], one["current"]) for one in listed] == [
        (2, EVE + 1_000, True),
        (1, EVE, False),
    ]


def test_a_draft_stands_before_them_until_the_contest_is_open() -> None:
    stores = with_two_versions()
    raw, tag = read_contest_draft("nho", stores)
    save_contest_draft("nho", {**raw, "host": "Khác"}, tag, stores, by=BY)
    assert ids(stores)[0] == "draft"
    stores.now = OPENS_AT
    assert "draft" not in ids(stores)


def test_a_contest_that_is_a_draft_alone_has_it_as_its_only_version() -> None:
    stores = FakeStores()
    create_contest_draft({"slug": "nho"}, [], stores, by=BY)
    assert ids(stores) == ["draft"]


def test_what_changed_between_two_versions() -> None:
    stores = with_two_versions()
    new, old = ids(stores)
    told = compare_versions("nho", old, new, stores)
    assert told["fields"] == [{"field": "title", "before": "Cuộc thi nhỏ", "after": "Tên mới"}]
    assert told["questions"] == {
        "added": [],
        "removed": [],
        "changed": [],
        "counts": {"added": 0, "removed": 0, "changed": 0},
    }


def test_what_the_draft_changes_numbers_of_the_excluded_masked() -> None:
    stores = with_two_versions()
    raw, tag = read_contest_draft("nho", stores)
    raw["identity"]["excluded"].append({"id": "0905123456", "role": "Tổ ra đề"})
    save_contest_draft("nho", raw, tag, stores, by=BY)
    bank, tag = read_question_draft("nho", stores)
    save_question_draft("nho", [{**bank[0], "key": ["B"]}, *bank[2:]], tag, stores, by=BY)
    told = compare_versions("nho", ids(stores)[1], "draft", stores)
    assert told["fields"] == [
        {"field": "identity.excluded", "before": None, "after": ["•••••••456 Tổ ra đề"]}
    ]
    assert told["questions"]["removed"] == ["tc-002"]
    assert told["questions"]["changed"] == [
        {"id": "tc-001", "fields": [{"field": "key", "before": ["A"], "after": ["B"]}]}
    ]


@pytest.mark.parametrize("slug", ["nho", "khong"])
def test_what_is_not_there_is_refused(slug: str) -> None:
    with pytest.raises(Refusal) as refusal:
        compare_versions(slug, "0" * 64, "draft", with_two_versions())
    assert refusal.value.code is Code.NO_SUCH_THING
    with pytest.raises(Refusal):
        list_versions("khong", FakeStores())
