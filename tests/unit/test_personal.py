"""A person's own data: a copy, and to be forgotten."""

import json

import pytest

from chalicelib.domain.claim import Said
from chalicelib.domain.errors import Code
from chalicelib.usecases.auditing import acts
from chalicelib.usecases.claiming import Claimant, claim
from chalicelib.usecases.personal import ERASED_NAME, erase_person, export_person
from tests.builders import CLOSES_AT
from tests.fakes import Death
from tests.play import SLUG, Play, refused


@pytest.fixture
def play() -> Play:
    return Play()


def says(play: Play) -> None:
    said = Said("Trần Thị Bình", "khu-pho-2", "Tôi chưa thi")
    claimant = Claimant("0900000001", said, "device-of-the-owner")
    claim(claimant, play.bundle, play.stores.claims, play.now)


def test_a_copy_has_all_but_answers_before_the_freeze(play: Play) -> None:
    attempt = play.take_part(1)
    says(play)
    copy = export_person(attempt, "Theo đơn", "by", play.stores)
    [told] = copy["attempts"]
    assert (told["identity"], told["name"]) == (attempt.identity, attempt.name)
    assert attempt.submission is not None
    assert told["receipt"] == attempt.submission.leaf.hex()
    assert {"score", "answers", "prediction"}.isdisjoint(told)
    assert copy["claims"][0]["said"]["note"] == "Tôi chưa thi"
    json.dumps(copy)
    play.freeze()
    [told] = export_person(attempt, "Theo đơn", "by", play.stores)["attempts"]
    assert told["score"] == 3
    assert all(each["answers"] for each in told["answers"])
    log = [each["what"] for each in acts(SLUG, play.stores.vault)]
    assert log.count("export-person") == 2


def test_nothing_that_names_the_person_stays(play: Play) -> None:
    attempt = play.take_part(1)
    says(play)
    [erased] = erase_person(attempt, "Theo đơn", "by", play.stores)
    assert (erased.name, erased.identity) == (ERASED_NAME, "")
    assert (erased.device, erased.source, erased.granted) == (bytes(16), bytes(8), None)
    assert erased.reset_at == play.now
    assert erased.submission == attempt.submission
    [claimed] = play.stores.claims.every(SLUG)
    assert [each.said for each in claimed.claims] == [None]
    everything = repr(play.stores.attempts._stored) + repr(play.stores.claims._stored)
    assert attempt.identity not in everything
    assert attempt.name not in everything
    log = b"".join(c for key, c in play.stores.vault.objects.items() if key.startswith("audit/"))
    assert attempt.identity.encode() not in log
    assert attempt.name.encode() not in log


def test_forgetting_again_changes_nothing(play: Play) -> None:
    attempt = play.take_part(1)
    first = erase_person(attempt, "Theo đơn", "by", play.stores)
    play.forget_writes()
    assert erase_person(attempt, "Theo đơn", "by", play.stores) == first
    assert play.written == []


@pytest.mark.parametrize("last", range(1, 7))
def test_what_died_half_way_is_forgotten_once_it_is_done_again(play: Play, last: int) -> None:
    attempt = play.take_part(1)
    says(play)
    play.forget_writes()
    play.stores.writes.last_before_death = last
    died = False
    try:
        erase_person(attempt, "Theo đơn", "by", play.stores)
    except Death:
        died = True
    assert died or len(play.written) < last
    [erased] = erase_person(attempt, "Theo đơn", "by", play.stores)
    assert erased.identity == ""
    assert not play.stores.claims.every(SLUG)[0].open


def test_after_the_close_the_results_need_it(play: Play) -> None:
    attempt = play.take_part(1)
    play.now = CLOSES_AT
    said = refused(lambda: erase_person(attempt, "Theo đơn", "by", play.stores))
    assert said is Code.CLOSED
    assert play.attempts() == [attempt]


def test_the_number_cannot_just_start_again_and_the_ranking_goes_on(play: Play) -> None:
    attempt = play.take_part(1)
    play.take_part(2)
    erase_person(attempt, "Theo đơn", "by", play.stores)
    assert refused(lambda: play.start(identity="0900000001")) is Code.OTHER_DEVICE
    totals = play.ranked()["totals"]
    assert (totals["counted"], totals["reset"], totals["disqualified"]) == (1, 1, 0)
