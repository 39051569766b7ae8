"""What the API function does for organizers stays light (design §3): it never reads all attempts,
nor the whole document of a ranking run."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.errors import Refusal
from chalicelib.domain.manual_prizes import Recipient
from chalicelib.domain.papers.content import certificate_pages
from chalicelib.domain.papers.kinds import Paper
from chalicelib.domain.prizes import PassingCause
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases import papers, standing_parts
from chalicelib.usecases.auditing import Act, ensure_recorded
from chalicelib.usecases.judging import decide, pass_on, review
from chalicelib.usecases.naming import Asked, name_winner
from chalicelib.usecases.publishing import publish
from tests.fakes import FakeVault
from tests.play import SLUG, Play

MANUAL = {
    "prizes": {
        "individual": [{"title": "Giải nhất", "count": 1, "amount_vnd": 600_000}],
        "manual": [{"title": "Cao tuổi nhất", "count": 1, "amount_vnd": 200_000}],
    }
}


class LightVault(FakeVault):
    """Objects as they are kept; whoever reads a whole run fails, and reads are counted."""

    def __init__(self, full: FakeVault, run: str) -> None:
        super().__init__(full._writes)
        self.objects = full.objects
        self._heavy = f"runs/{SLUG}/{run}.json"
        self.reads = 0

    def read(self, key: str) -> tuple[bytes, str] | None:
        assert key != self._heavy, "the whole document of a run"
        self.reads += 1
        return super().read(key)

    def read_all(self, keys: Any) -> list[bytes | None]:
        self.reads += len(keys)
        return super().read_all(keys)


def made_light(play: Play, run: str) -> Play:
    """From now on as in the API function."""

    def every(slug: str) -> Iterator[Any]:
        raise AssertionError("all attempts")

    # Over what the fake can do: nothing else of it is of another type.
    vars(play.stores.attempts)["every"] = every
    vars(play.stores)["vault"] = LightVault(play.stores.vault, run)
    return play


def four_people(seconds: int = 0, **over: Any) -> Play:
    """Four people, each so many seconds slower than the one before."""
    play = Play(**over)
    for number in range(4):
        play.take_part(number, 60 + seconds * number, unit=f"khu-pho-{1 + number // 3}")
    return play


def test_ties_are_decided() -> None:
    play = four_people()
    first = play.attempts()[0].id
    made_light(play, play.ranked()["inputs_hash"])
    decided = decide(SLUG, "individual-1", first, "Bốc thăm", "by", play.stores)
    assert decided.winners == (first,)


def test_prizes_pass_on() -> None:
    play = four_people(seconds=1)
    outcome = play.ranked()
    winner = outcome["individual"][0]["winner"]
    made_light(play, outcome["inputs_hash"])
    refused = PassingCause.REFUSED
    passing = pass_on(SLUG, "individual-1", winner, refused, "Nhường", "by", play.stores)
    assert passing.winner == winner


@pytest.mark.parametrize("rows", [2_000, 1])
def test_somebody_is_named_for_a_prize_by_judgement(
    monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """However the run is cut into parts."""
    monkeypatch.setattr(standing_parts, "PART_ROWS", rows)
    play = four_people(seconds=1, **MANUAL)
    named = play.attempts()[2]
    out = play.attempts()[1]
    review(SLUG, out.id, Verdict.DISQUALIFIED, "Thi hộ", "by", play.stores)
    made_light(play, play.ranked()["inputs_hash"])

    def name(winner: str) -> str:
        asked = Asked("manual-1", 1, Recipient.ATTEMPT, winner, "Cao tuổi")
        return name_winner(SLUG, asked, "by", "", play.stores).winner

    with pytest.raises(Refusal) as refusal:
        name(out.identity)
    assert list(refusal.value.fields) == ["winner"]
    assert name(named.identity) == named.id


@pytest.mark.parametrize("published", [False, True])
def test_papers_are_linked_and_certificates_shown(published: bool) -> None:
    play = four_people(seconds=1)
    run = play.ranked()["inputs_hash"]
    if published:
        run = publish(SLUG, "by", play.stores)["run"]
    whole = certificate_pages(papers.basis(SLUG, play.stores))
    made_light(play, run)
    assert papers.link(SLUG, Paper.DECISION, play.stores) is None
    pages = certificate_pages(papers.light_basis(SLUG, play.stores))
    assert pages == whole
    assert len(pages) == 4
    assert bool(pages[0]["draft"]) is not published


def test_a_long_log_is_not_read_through() -> None:
    play = made_light(four_people(), "")
    vault: Any = play.stores.vault
    for number in range(400):
        ensure_recorded(SLUG, Act("by", "do", f"{number}", number), vault)
    vault.reads = 0
    ensure_recorded(SLUG, Act("by", "do", "399", 400), vault)
    ensure_recorded(SLUG, Act("by", "do", "400", 400), vault)
    assert vault.reads < 250
