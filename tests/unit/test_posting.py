"""Lines to post elsewhere, and that no contest opens without its commitment."""

import pytest

from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.posting import checkpoint, postings
from chalicelib.usecases.promoting import promotion_kit
from chalicelib.usecases.public_files import mend_commitment
from tests.builders import OPENS_AT, ROOTS, a_document
from tests.fakes import Death, FakeStores
from tests.play import SLUG, Play

ORIGIN = "https://thi.example.vn"
LINE = f"hoithi-checkpoint-1 {SLUG} 12 345 {OPENS_AT} {'ab' * 32}"


def with_checkpoint(line: str) -> Play:
    play = Play()
    path = f"contests/{SLUG}/ledger/checkpoint.txt"
    assert play.stores.site.replace(path, line.encode(), 60, None)
    return play


def test_the_commitment_is_told_whole() -> None:
    play = Play()
    committed = play.public("commitment.json")
    text = postings(play.bundle, ORIGIN, play.stores.site)["commitment"]
    assert text is not None
    assert play.bundle.contest.title in text
    assert play.bundle.contest.slug in text
    assert f"{committed['contest']}\n" in text
    assert f"{committed['paper_key']}\n" in text
    assert f"{ORIGIN}/contests/{SLUG}/commitment.json" in text
    assert f"{ORIGIN}/kiem-chung.html?cuoc-thi={SLUG}" in text


def test_a_commitment_to_another_version_is_not_posted() -> None:
    play = Play()
    path = f"contests/{SLUG}/commitment.json"
    play.stores.site.put_json(path, {**play.public("commitment.json"), "version": "0" * 64}, 60)
    assert postings(play.bundle, ORIGIN, play.stores.site)["commitment"] is None
    mend_commitment(play.bundle, play.stores.site)
    assert postings(play.bundle, ORIGIN, play.stores.site)["commitment"] is not None


def test_before_there_is_a_checkpoint_none_is_told() -> None:
    play = Play()
    assert postings(play.bundle, ORIGIN, play.stores.site)["checkpoint"] is None
    assert not any("Dòng chốt: " in each["text"] for each in texts(play))


def test_the_checkpoint_stands_on_a_line_of_its_own() -> None:
    play = with_checkpoint(f"{LINE}\n")
    text = postings(play.bundle, ORIGIN, play.stores.site)["checkpoint"]
    assert text is not None
    assert LINE in text.splitlines()
    assert "345 bài" in text
    told = [each for each in texts(play) if LINE in each["text"]]
    assert [(each["occasion"], each["channel"]) for each in told] == [("results", "facebook")]


@pytest.mark.parametrize(
    "line",
    ["", "?", LINE[:-1], f"{LINE}\n\n", f"{LINE} x", LINE.replace(SLUG, "khac"), LINE.upper()],
)
def test_what_is_no_checkpoint_of_this_contest_is_not_told(line: str) -> None:
    play = with_checkpoint(line)
    assert checkpoint(play.bundle.contest, play.stores.site) is None
    assert postings(play.bundle, ORIGIN, play.stores.site)["checkpoint"] is None


def texts(play: Play) -> list[dict[str, str]]:
    found: list[dict[str, str]] = promotion_kit(play.bundle, ORIGIN, play.stores)["texts"]
    return found


def test_wherever_loading_dies_nothing_is_served_without_its_commitment() -> None:
    for last in range(1, 30):
        stores = FakeStores(now=OPENS_AT - 1)
        load_contest(a_document(), ROOTS, "by", stores)
        stores.writes.done.clear()
        stores.writes.last_before_death = last
        try:
            load_contest(a_document(title="Tên khác"), ROOTS, "by", stores)
        except Death:
            bundle = stores.bundles.get(SLUG)
            committed = stores.site.get_json(f"contests/{SLUG}/commitment.json")
            assert bundle is not None
            served_anew = bundle.contest.title == "Tên khác"
            assert not served_anew or committed["version"] == bundle.version
            continue
        return
    pytest.fail("loading makes more writes than were tried")


def test_the_first_version_is_committed_to_before_it_is_served() -> None:
    for last in range(1, 30):
        stores = FakeStores(now=OPENS_AT - 1)
        stores.writes.last_before_death = last
        try:
            load_contest(a_document(), ROOTS, "by", stores)
        except Death:
            if stores.bundles.get(SLUG) is not None:
                assert stores.site.get_json(f"contests/{SLUG}/commitment.json") is not None
            continue
        return
    pytest.fail("loading makes more writes than were tried")


def test_a_tick_puts_a_lost_commitment_there_again() -> None:
    play = Play()
    path = f"contests/{SLUG}/commitment.json"
    whole = play.public("commitment.json")
    play.stores.site.put_json(path, {**whole, "version": "0" * 64}, 60)
    play.tick()
    assert play.public("commitment.json") == whole
