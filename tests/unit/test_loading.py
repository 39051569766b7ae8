"""Loading: versions, what is committed to, and what the public may know."""

import json
from typing import Any

import pytest

from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.loading import Loaded, RootSecrets, contest_secrets, load_contest
from tests.builders import CLOSES_AT, OPENS_AT, ROOTS, a_bundle, a_document
from tests.fakes import Death, FakeStores
from tests.play import FREEZE, GRACE, MINUTE, SLUG, Play, code_of

EVE = OPENS_AT - 3_600_000
PUBLIC = {
    "contests/index.json",
    "contests/nho/contest.json",
    "contests/nho/commitment.json",
    "contests/nho/rules.json",
    "contests/nho/audit.json",
    "contests/nho/stats.json",
}


def load(stores: FakeStores, **over: Any) -> Loaded:
    return load_contest(a_document(**over), ROOTS, "to-chuc", stores)


def loaded(now: int = EVE, **over: Any) -> FakeStores:
    stores = FakeStores(now)
    load(stores, **over)
    return stores


def public(stores: FakeStores, name: str) -> Any:
    return stores.site.get_json(f"contests/nho/{name}")


def versions(stores: FakeStores) -> tuple[str, ...]:
    record = stores.records.get(SLUG)
    assert record is not None
    return record.versions


def log(stores: FakeStores) -> list[tuple[str, str]]:
    return [(entry["what"], entry["after"]) for entry in acts(SLUG, stores.vault)]


def test_a_new_contest_is_stored_published_and_on_record() -> None:
    stores = FakeStores(EVE)
    assert load(stores) is Loaded.NEW
    assert stores.bundles.get(SLUG) == a_bundle()
    assert versions(stores) == (a_bundle().version,)
    assert set(stores.site.files) == PUBLIC
    assert log(stores) == [("load-contest", a_bundle().version)]


def test_the_record_says_what_a_list_of_contests_needs() -> None:
    record = loaded().records.get(SLUG)
    assert record is not None
    assert (record.title, record.host) == ("Cuộc thi nhỏ", "UBND phường")
    assert (record.opens_at, record.closes_at) == (OPENS_AT, CLOSES_AT)
    assert (record.frozen_at, record.ranked_at, record.published_at) == (None, None, None)


@pytest.mark.parametrize("now", [EVE, OPENS_AT, CLOSES_AT + 86_400_000])
def test_loading_the_same_again_changes_nothing(now: int) -> None:
    stores = loaded()
    before = stores.bundles.get(SLUG)
    stores.now = now
    stores.writes.done.clear()
    assert load(stores) is Loaded.UNCHANGED
    assert stores.bundles.get(SLUG) == before
    assert len(versions(stores)) == len(log(stores)) == 1
    assert "records.put" not in stores.writes.done
    assert public(stores, "commitment.json")["committed_at"] == EVE


def test_before_opening_another_version_takes_the_place_of_the_first() -> None:
    stores = loaded()
    stores.now = OPENS_AT - 1
    assert load(stores, title="Tên mới") is Loaded.NEW_VERSION
    assert versions(stores) == (a_bundle().version, a_bundle(title="Tên mới").version)
    assert public(stores, "contest.json")["title"] == "Tên mới"
    assert public(stores, "commitment.json")["committed_at"] == OPENS_AT - 1
    assert len(log(stores)) == 2


def test_a_version_with_other_units_has_counts_of_those() -> None:
    stores = loaded()
    load(stores, units=[{"id": "truong", "name": "Trường", "kind": None, "headcount": None}])
    assert [unit["id"] for unit in public(stores, "stats.json")["units"]] == ["truong"]


@pytest.mark.parametrize("now", [OPENS_AT, CLOSES_AT, CLOSES_AT + 86_400_000])
def test_once_open_nothing_is_changed_any_more(now: int) -> None:
    stores = loaded()
    stores.now = now
    stores.writes.done.clear()
    for over in ({"title": "Tên mới"}, {"closes_at": CLOSES_AT + 1}, {"opens_at": now + MINUTE}):
        with pytest.raises(Refusal) as refusal:
            load(stores, **over)
        assert code_of(refusal) is Code.RULES_FROZEN
    assert stores.writes.done == []


def test_of_two_who_load_at_once_the_slower_is_told() -> None:
    stores = loaded()
    stores.writes.meanwhile["records.put"] = lambda: load(stores, title="Tên khác")
    with pytest.raises(Refusal) as refusal:
        load(stores, title="Tên mới")
    assert code_of(refusal) is Code.TRY_AGAIN
    assert public(stores, "contest.json")["title"] == "Tên khác"


def test_a_contest_may_be_loaded_late_and_says_so() -> None:
    stores = loaded(now=OPENS_AT + MINUTE)
    assert public(stores, "contest.json")["committed_at"] == OPENS_AT + MINUTE
    assert public(stores, "commitment.json")["committed_at"] == OPENS_AT + MINUTE


def test_loading_again_leaves_live_counts_as_they_are() -> None:
    stores = loaded()
    stores.now = OPENS_AT
    live = {**public(stores, "stats.json"), "registered": 7}
    stores.site.put_json("contests/nho/stats.json", live, 15)
    load(stores)
    assert public(stores, "stats.json")["registered"] == 7


def test_contests_are_listed_the_one_that_closes_last_first() -> None:
    stores = loaded()
    for slug, closes_at in (("som", CLOSES_AT - 1), ("muon", CLOSES_AT + 1), ("bang", CLOSES_AT)):
        load(stores, slug=slug, closes_at=closes_at)
    index = stores.site.get_json("contests/index.json")
    assert index is not None
    assert [each["slug"] for each in index["contests"]] == ["muon", "bang", "nho", "som"]
    assert set(index["contests"][0]) == {"slug", "title", "host", "opens_at", "closes_at"}


@pytest.mark.parametrize("over", [{}, {"title": "Tên mới"}])
def test_loading_that_dies_after_any_write_is_mended_by_loading_again(over: Any) -> None:
    undisturbed = loaded()
    undisturbed.writes.done.clear()
    if over:
        load(undisturbed, **over)
    for last in range(1, 8):
        stores = loaded() if over else FakeStores(EVE)
        stores.writes.done.clear()
        stores.writes.last_before_death = last
        with pytest.raises(Death):
            load(stores, **over)
        load(stores, **over)
        assert stores.site.files == undisturbed.site.files
        assert stores.bundles.get(SLUG) == undisturbed.bundles.get(SLUG)
        assert stores.records.get(SLUG) == undisturbed.records.get(SLUG)
        assert log(stores) == log(undisturbed), stores.writes.done


def secrets_of_a_contest() -> list[str]:
    """What nobody may read before the freeze, as it would stand in a file."""
    bundle = a_bundle()
    keys = bundle.secrets
    return [
        '"key"',
        '"explanation"',
        "0905000001",
        keys.commitment_salt,
        keys.excluded_salt,
        *(key.hex() for key in (keys.paper_key, keys.salt_key, keys.resume_key)),
        *(question["explanation"] for question in bundle.document["questions"]),
        *(question["text"] for question in bundle.document["questions"]),
    ]


@pytest.mark.parametrize("now", [EVE, OPENS_AT, CLOSES_AT, CLOSES_AT + GRACE + FREEZE - 1])
def test_nothing_public_holds_a_key_an_explanation_or_an_excluded_number(now: int) -> None:
    stores = loaded(now)
    load(stores)
    assert set(stores.site.files) == PUBLIC
    text = "\n".join(content.decode() for content in stores.site.files.values())
    assert [secret for secret in secrets_of_a_contest() if secret in text] == []


def test_even_after_the_freeze_no_excluded_number_is_public() -> None:
    stores = loaded(now=CLOSES_AT + GRACE + FREEZE)
    text = "\n".join(content.decode() for content in stores.site.files.values())
    assert "Giải thích tc-001." in text
    assert "0905000001" not in text
    assert a_bundle().secrets.excluded_salt not in text


def test_loading_again_after_the_freeze_keeps_what_was_revealed() -> None:
    stores = loaded(now=CLOSES_AT + GRACE + FREEZE)
    revealed = dict(stores.site.files)
    load(stores)
    assert stores.site.files == revealed
    assert "opening" in public(stores, "commitment.json")


def test_keys_are_of_one_contest_and_the_identity_key_of_the_deployment() -> None:
    one, other = contest_secrets("nho", ROOTS), contest_secrets("khac", ROOTS)
    assert one == contest_secrets("nho", ROOTS)
    assert one.identity_key == other.identity_key == ROOTS.identity_key
    assert one.token_keys == ROOTS.token_keys
    names = ("paper_key", "salt_key", "resume_key", "commitment_salt", "excluded_salt")
    derived = [getattr(secrets, name) for secrets in (one, other) for name in names]
    assert len(set(derived)) == len(derived)


def test_another_deployment_has_other_keys_and_another_commitment() -> None:
    stores = FakeStores(EVE)
    load_contest(a_document(), RootSecrets(b"i" * 32, b"x" * 32, (b"t",)), "by", stores)
    assert (
        public(stores, "commitment.json")["paper_key"]
        != public(loaded(), "commitment.json")["paper_key"]
    )
    assert versions(stores) != versions(loaded())


def test_what_is_published_is_canonical_json() -> None:
    for content in loaded().site.files.values():
        again = json.dumps(
            json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert again.encode() == content


def test_a_load_that_died_before_opening_is_not_taken_up_once_the_old_version_is_open() -> None:
    play = Play()
    play.now = OPENS_AT - 1
    newer = a_document(title="Tên mới")
    play.stores.writes.last_before_death = 1
    with pytest.raises(Death):
        load_contest(newer, ROOTS, "by", play.stores)
    play.now = OPENS_AT
    with pytest.raises(Refusal) as refusal:
        load_contest(newer, ROOTS, "by", play.stores)
    assert code_of(refusal) is Code.RULES_FROZEN
    assert play.bundle.contest.title == "Cuộc thi nhỏ"


def test_a_contest_whose_time_is_over_is_not_loaded() -> None:
    play = Play()
    play.now = play.bundle.contest.expires_at
    with pytest.raises(Refusal) as refusal:
        load_contest(a_document(slug="cu"), ROOTS, "by", play.stores)
    assert code_of(refusal) is Code.DATA_ERASED


def test_a_version_loaded_late_brings_counts_of_its_own_units() -> None:
    stores = loaded()
    kept, *_, gone = a_document()["units"]
    load(stores, units=[kept, {**gone, "id": "moi"}], opens_at=stores.now - 1_000)
    contest, counts = (
        stores.site.get_json(f"contests/nho/{name}.json") for name in ("contest", "stats")
    )
    assert [unit["id"] for unit in counts["units"]] == [unit["id"] for unit in contest["units"]]
