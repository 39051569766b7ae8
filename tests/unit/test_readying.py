"""Opening: only what was looked at, never with red, with amber only for a reason; once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.contest_format.writing import raw_as_json, raw_of_document
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.drafting import create_contest_draft, read_contest_draft
from chalicelib.usecases.preparing import change_contest, set_budget
from chalicelib.usecases.readying import Opening, look_at, open_contest, opening_of
from tests.builders import OPENS_AT, ROOTS, a_document
from tests.fakes import Death, FakeStores

BY = "clerk@example.com"
ORIGIN = "https://thi.example.vn"
EVE = OPENS_AT - 86_400_000
REASON = "Đã họp thống nhất"


class Shown:
    """Notes what was put up beside a contest."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def __call__(self, contest: dict[str, Any], origin: str) -> None:
        self.shown.append((contest["slug"], origin))


def drafted(**over: Any) -> FakeStores:
    """A draft with an amber light: its small bank has few questions."""
    stores = FakeStores(EVE)
    raw = raw_of_document(a_document(**over))
    create_contest_draft(raw_as_json(raw), raw["questions"], stores, by=BY)
    return stores


def an_opening(stores: FakeStores, **over: Any) -> Opening:
    looked = look_at("nho", stores)
    opening = Opening(
        "nho", looked.contest_tag, looked.questions_tag, ORIGIN, REASON, BY, "203.0.113.7"
    )
    return replace(opening, **over)


def open_it(stores: FakeStores, opening: Opening, show: Shown | None = None) -> dict[str, Any]:
    return open_contest(opening, ROOTS, show or Shown(), stores)


def refusal_of(refused: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        refused()
    return refusal.value


def what_was_done(stores: FakeStores) -> list[str]:
    return [act["what"] for act in acts("nho", stores.vault)]


def test_a_draft_becomes_the_version_that_is_served() -> None:
    stores, show = drafted(), Shown()
    told = open_it(stores, an_opening(stores), show)
    bundle = stores.bundles.get("nho")
    assert bundle is not None
    assert bundle.document == a_document()
    assert told == {"slug": "nho", "version": bundle.version, "loaded": "new"}
    assert stores.site.get_json("contests/nho/commitment.json") is not None
    assert show.shown == [("nho", ORIGIN)]
    opened = next(act for act in acts("nho", stores.vault) if act["what"] == "open-contest")
    assert (opened["by"], opened["why"], opened["source"]) == (BY, REASON, "203.0.113.7")
    assert opened["after"]["version"] == bundle.version
    assert [light["id"] for light in opened["after"]["amber"]] == ["quota"]


def test_amber_needs_a_reason() -> None:
    stores = drafted()
    refusal = refusal_of(lambda: open_it(stores, an_opening(stores, reason="  ")))
    assert (refusal.code, set(refusal.fields)) == (Code.INVALID, {"reason"})
    assert stores.records.get("nho") is None


def test_red_is_never_opened_whatever_the_reason() -> None:
    stores = drafted()
    set_budget("nho", 1, stores, by=BY, source="")
    refusal = refusal_of(lambda: open_it(stores, an_opening(stores)))
    lights: Any = refusal.details["lights"]
    assert (refusal.code, [light["id"] for light in lights]) == (Code.NOT_READY, ["prizes"])
    assert what_was_done(stores) == ["create-draft", "set-budget"]


def test_a_faulty_draft_is_not_ready() -> None:
    stores = drafted()
    tag = read_contest_draft("nho", stores)[1]
    change_contest("nho", {"host": None}, tag, stores, by=BY, source="")
    assert refusal_of(lambda: open_it(stores, an_opening(stores))).code is Code.NOT_READY


def test_what_was_changed_since_it_was_looked_at_is_not_opened() -> None:
    stores = drafted()
    opening = an_opening(stores)
    tag = read_contest_draft("nho", stores)[1]
    change_contest("nho", {"title": "Khác"}, tag, stores, by=BY, source="")
    assert refusal_of(lambda: open_it(stores, opening)).code is Code.CHANGED_MEANWHILE
    assert (
        refusal_of(lambda: open_it(stores, an_opening(stores, questions_tag="0" * 32))).code
        is Code.CHANGED_MEANWHILE
    )


def test_opening_again_only_publishes_again() -> None:
    stores = drafted()
    opening = an_opening(stores)
    open_it(stores, opening)
    before = what_was_done(stores)
    assert open_it(stores, opening)["loaded"] == "unchanged"
    assert what_was_done(stores) == before


@pytest.mark.parametrize("dies_after", range(1, 10))
def test_an_opening_that_died_is_taken_up_again_even_after_the_opening_time(
    dies_after: int,
) -> None:
    stores = drafted()
    opening = an_opening(stores)
    stores.writes.last_before_death = len(stores.writes.done) + dies_after
    with pytest.raises(Death):
        open_it(stores, opening)
    stores.writes.last_before_death = None
    stores.now = OPENS_AT - 1
    open_it(stores, opening)
    bundle = stores.bundles.get("nho")
    assert bundle is not None
    assert bundle.document == a_document()
    assert what_was_done(stores).count("open-contest") == 1
    assert stores.site.get_json("contests/nho/contest.json") is not None


def test_a_later_draft_is_a_new_version_until_the_contest_is_open() -> None:
    stores = drafted()
    open_it(stores, an_opening(stores))
    tag = read_contest_draft("nho", stores)[1]
    change_contest("nho", {"title": "Tên mới"}, tag, stores, by=BY, source="")
    assert open_it(stores, an_opening(stores))["loaded"] == "new_version"
    record = stores.records.get("nho")
    assert record is not None
    assert (record.title, len(record.versions)) == ("Tên mới", 2)


def test_an_earlier_version_that_is_opened_again_keeps_its_own_reason() -> None:
    stores = drafted()
    reasons = ["Vì sao một", "Vì sao hai", "Vì sao ba"]
    for title, reason in zip(("Tên một", "Tên hai", "Tên một"), reasons, strict=True):
        tag = read_contest_draft("nho", stores)[1]
        change_contest("nho", {"title": title}, tag, stores, by=BY, source="")
        open_it(stores, an_opening(stores, reason=reason))
    opened = [each for each in acts("nho", stores.vault) if each["what"] == "open-contest"]
    assert [each["why"] for each in opened] == reasons
    assert opened[0]["after"] == opened[2]["after"] != opened[1]["after"]


def test_the_lights_of_an_open_contest_are_those_of_its_version() -> None:
    stores = drafted()
    open_it(stores, an_opening(stores))
    tag = read_contest_draft("nho", stores)[1]
    change_contest("nho", {"host": None}, tag, stores, by=BY, source="")
    assert look_at("nho", stores).ready.faults != ()
    stores.now = OPENS_AT
    looked = look_at("nho", stores)
    assert looked.ready.faults == ()
    assert (
        next(light for light in looked.ready.lights if light.id == "commitment").says
        == "Bản cam kết đã được công bố."
    )


def test_a_job_that_asks_for_no_texts_is_refused() -> None:
    refusal = refusal_of(lambda: opening_of({"slug": "nho", "contest_tag": 7}))
    assert set(refusal.fields) == {"contest_tag", "questions_tag", "origin"}
    event = {
        "slug": "a",
        "contest_tag": "b",
        "questions_tag": "c",
        "origin": "d",
        "progress": print,
    }
    assert opening_of(event) == Opening("a", "b", "c", "d")
