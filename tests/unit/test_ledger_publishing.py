"""The ledger beside published results: whole, the same again, and mended after any death."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.canonical import sha256_hex
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases import amending
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.judging import review
from chalicelib.usecases.ledger import mend_ledger_if_due
from chalicelib.usecases.publishing import publish
from chalicelib.usecases.ranking import rank
from tests.crowd import AN, HOUR
from tests.fakes import Death
from tests.play import MINUTE, SLUG, Play
from tests.published import BINH, Published, published

FOLDER = f"contests/{SLUG}/"
LEDGER = "ledger/"


def a_play() -> Play:
    """A frozen contest of four, without ties."""
    return published(publish=False, people=6, again=False).play


def files_of(play: Play) -> dict[str, bytes]:
    files = play.stores.site.files.items()
    return {path.removeprefix(FOLDER): it for path, it in files if path.startswith(FOLDER)}


def ledger_of(play: Play) -> dict[str, bytes]:
    return {name: it for name, it in files_of(play).items() if name.startswith(LEDGER)}


def load(found: Published, name: str) -> Any:
    return json.loads(found.files[name])


def told(found: Published) -> list[dict[str, Any]]:
    rulings: list[dict[str, Any]] = load(found, "ledger/rulings.json")["rulings"]
    return rulings


@pytest.fixture(scope="module")
def whole() -> Published:
    return published()


def test_the_index_names_each_file_that_stays_with_size_and_hash(whole: Published) -> None:
    index = load(whole, "ledger/index.json")
    left_out = {"audit.json", "ledger/index.json"}
    assert [each["path"] for each in index["files"]] == sorted(whole.files.keys() - left_out)
    for each in index["files"]:
        content = whole.files[each["path"]]
        assert (each["bytes"], each["sha256"]) == (len(content), sha256_hex(content))
    assert index["run"] == load(whole, "results.json")["run"]
    assert index["slug"] == SLUG


def test_each_sealed_attempt_has_one_entry(whole: Published) -> None:
    leaves = [row["leaf"] for row in load(whole, "ledger/entries.json")]
    assert sorted(leaves) == sorted(each["leaf"] for each in whole.receipts)


def test_winners_of_all_kinds_are_opened_and_nobody_else(whole: Published) -> None:
    prizes = load(whole, "results.json")["prizes"]
    winners = {prize["leaf"] for prize in prizes if "leaf" in prize}
    opened = {row["leaf"] for row in load(whole, "ledger/entries.json") if "opening" in row}
    assert opened == winners
    assert len(winners) >= 3


def test_the_chain_goes_on_from_the_published_one(whole: Published) -> None:
    before = json.loads(whole.before["ledger/rulings.json"])["rulings"]
    after = told(whole)
    assert after[: len(before)] == before
    kinds = {each["kind"] for each in after[len(before) :]}
    assert kinds >= {"question_voided", "key_corrected", "outage_cut"}


def test_a_withdrawal_says_why_results_were_corrected() -> None:
    play = published(again=False).play
    judged = next(each for each in play.stores.judgements.reviews(SLUG))
    play.now += HOUR
    review(SLUG, judged.attempt_id, Verdict.OK, "Đã đến, đúng người", AN, play.stores)
    publish(SLUG, AN, play.stores, accept_flags="Đã xem", why="Nhầm người")
    last = json.loads(files_of(play)["ledger/rulings.json"])["rulings"][-1]
    assert (last["kind"], last["at"], last["reason"]) == ("withdrawn", play.now, "Nhầm người")


def test_no_name_number_or_address_is_in_the_ledger(whole: Published) -> None:
    text = b"".join(it for name, it in whole.files.items() if name.startswith(LEDGER)).decode()
    for attempt in whole.play.attempts():
        assert attempt.identity not in text
        assert attempt.name not in text
        assert attempt.participant not in text
    assert AN not in text
    assert "Gọi điện: số của tôi" not in text


def test_publishing_again_writes_nothing_anew() -> None:
    play = published(again=False).play
    before = files_of(play)
    play.forget_writes()
    play.now += HOUR
    publish(SLUG, AN, play.stores)
    assert files_of(play) == before
    assert "site.replace" not in play.written


def test_what_is_missing_is_put_there_by_publishing_again() -> None:
    play = published(again=False).play
    before = files_of(play)
    for name in ("ledger/entries.json", "ledger/rulings.json", "ledger/index.json"):
        del play.stores.site.files[FOLDER + name]
    publish(SLUG, AN, play.stores)
    assert files_of(play) == before


def publishes(play: Play) -> None:
    publish(SLUG, AN, play.stores, accept_flags="Đã xem")


def ticks_at_the_hour(play: Play) -> None:
    play.now += HOUR - play.now % HOUR
    mend_ledger_if_due(SLUG, play.stores)


@pytest.mark.parametrize("mends", [publishes, ticks_at_the_hour])
def test_whoever_dies_anywhere_leaves_what_is_mended(mends: Callable[[Play], None]) -> None:
    undisturbed = a_play()
    undisturbed.forget_writes()
    publishes(undisturbed)
    expected = ledger_of(undisturbed)
    for last in range(1, len(undisturbed.written)):
        play = a_play()
        play.forget_writes()
        play.stores.writes.last_before_death = last
        with pytest.raises(Death):
            publishes(play)
        play.stores.writes.last_before_death = None
        if "results.json" in files_of(play):
            mends(play)
            assert ledger_of(play) == expected


def test_the_tick_leaves_alone_what_is_whole() -> None:
    play = published(again=False).play
    play.forget_writes()
    ticks_at_the_hour(play)
    assert play.written == []


def test_the_tick_mends_at_the_beginning_of_an_hour_alone() -> None:
    play = published(again=False).play
    del play.stores.site.files[FOLDER + "ledger/index.json"]
    play.now += HOUR - play.now % HOUR + 4 * MINUTE
    mend_ledger_if_due(SLUG, play.stores)
    assert "ledger/index.json" not in files_of(play)
    ticks_at_the_hour(play)
    assert "ledger/index.json" in files_of(play)


def test_a_question_that_is_amended_after_publication_renews_the_index() -> None:
    play = published(again=False, voided=False, corrected=False, outage=False).play
    said = {"kind": "question_voided", "reason": "Câu sai", "question": "tc-001"}
    amending.propose(SLUG, "an-amendment-of-test", said, AN, "", play.stores)
    amending.agree(SLUG, "an-amendment-of-test", BINH, "", play.stores)
    files = files_of(play)
    listed = {
        each["path"]: each["sha256"] for each in json.loads(files["ledger/index.json"])["files"]
    }
    assert b"question_voided" in files["practice.json"]
    assert {name: sha256_hex(files[name]) for name in listed} == listed


def test_a_slower_writer_never_undoes_the_ledger_of_later_results() -> None:
    play = a_play()

    def somebody_knows_more() -> None:
        loser = rank(SLUG, AN, play.stores)["standing"][0]["attempt"]
        review(SLUG, loser, Verdict.DISQUALIFIED, "Thi hộ", BINH, play.stores)
        publishes(play)

    play.stores.writes.meanwhile["site.replace"] = somebody_knows_more
    publishes(play)
    files = files_of(play)
    results, index = (json.loads(files[name]) for name in ("results.json", "ledger/index.json"))
    assert index["run"] == results["run"]
    listed = {each["path"]: each["sha256"] for each in index["files"]}
    assert {name: sha256_hex(files[name]) for name in listed} == listed
    states = [row["state"] for row in json.loads(files["ledger/entries.json"])]
    assert states.count("disqualified") == results["totals"]["disqualified"]


def test_parts_that_are_needed_no_more_are_emptied() -> None:
    play = published(again=False).play
    play.stores.site.files[FOLDER + "ledger/entries-0001.json"] = b'[{"leaf":"old"}]'
    del play.stores.site.files[FOLDER + "ledger/index.json"]
    publishes(play)
    assert files_of(play)["ledger/entries-0001.json"] == b"[]"


def test_an_entry_that_is_not_what_was_sealed_stops_publication() -> None:
    play = a_play()
    opened = next(each for each in play.attempts() if each.submission)
    bent = {**play.stores.attempts._stored}
    key = (SLUG, opened.participant, opened.number)
    assert opened.submission is not None
    play.stores.attempts._stored[key] = replace(
        bent[key], submission=replace(opened.submission, score=opened.submission.score + 1)
    )
    with pytest.raises(Refusal) as refusal:
        publishes(play)
    assert refusal.value.code is Code.LEDGER_BROKEN
    assert refusal.value.details["entry"] == opened.id
    assert "results.json" not in files_of(play)


def test_a_late_winner_waits_for_a_reason_which_is_published() -> None:
    play = published(publish=False, again=False, late=True).play
    with pytest.raises(Refusal) as refusal:
        publishes(play)
    assert refusal.value.code is Code.LATE_WINNERS
    leaves = refusal.value.details["leaves"]
    assert isinstance(leaves, list)
    assert "results.json" not in files_of(play)
    told_why = {"accept_flags": "Đã xem", "accept_late": "Máy chủ chậm"}
    publish(SLUG, AN, play.stores, **told_why)
    rulings = json.loads(files_of(play)["ledger/rulings.json"])["rulings"]
    (late,) = [each for each in rulings if each["kind"] == "late"]
    assert (late["leaf"], late["reason"], late["by"]) == (leaves[0], "Máy chủ chậm", "organizers")
    assert "accept-late" in [each["what"] for each in acts(SLUG, play.stores.vault)]
    publishes(play)
