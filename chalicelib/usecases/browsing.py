"""Looking at attempts: a list page by page, one of them with all that happened to it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.attempt_search import Sought, State, address_of, read_address, state_of
from chalicelib.domain.claim import Claim
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.identity import participant_id
from chalicelib.domain.phases import is_frozen
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.usecases.auditing import key_of, last_number
from chalicelib.usecases.bundling import EXTRA_TIME
from chalicelib.usecases.ports import Bundle, Stores
from chalicelib.usecases.ranking import current_bundle

_MOST_READ = 2_000
_MOST_MS = 2_000
_ENOUGH = 50
_SEARCHED = 200
_MOST_ACTS = 2_000


@dataclass(frozen=True)
class Row:
    """An attempt in a list. `extra_ms`: time above the limit that its person has."""

    attempt: Attempt
    state: State
    disqualified: bool
    extra_ms: int


@dataclass(frozen=True)
class Listing:
    """What was found in this part. `cursor` goes on, None at the end; `read` of `shards` shards are
    read; `shows_scores`: nothing can change any more."""

    rows: tuple[Row, ...]
    cursor: str | None
    read: int
    shards: int
    shows_scores: bool


def list_attempts(slug: str, sought: Sought, cursor: str | None, stores: Stores) -> Listing:
    """The next attempts that are sought: some fifty at most, after at most 2,000 that were read or
    two seconds; a person's by number without a search.

    Raises Refusal: no_such_contest, invalid (a cursor that is none).
    """
    bundle = current_bundle(slug, stores)
    looking = _Looking(bundle, sought, stores)
    if sought.identity:
        return looking.listing(looking.rows(looking.of_person()), None, 1, 1)
    began, rows, seen = stores.clock(), list[Row](), 0
    while True:
        page = _page(slug, cursor, sought, stores)
        rows += looking.rows(page.attempts)
        seen += len(page.attempts)
        cursor = page.cursor
        tired = seen >= _MOST_READ or stores.clock() - began >= _MOST_MS
        if cursor is None or tired or len(rows) >= _ENOUGH:
            return looking.listing(rows, cursor, page.read, page.shards)


def _page(slug: str, cursor: str | None, sought: Sought, stores: Stores) -> Any:
    try:
        return stores.attempts.page(slug, cursor, _ENOUGH if sought.takes_all else _SEARCHED)
    except ValueError as error:
        says = "Không đi tiếp được từ đây. Xin tìm lại từ đầu."
        raise invalid({"cursor": says}) from error


class _Looking:
    """A search at one moment."""

    def __init__(self, bundle: Bundle, sought: Sought, stores: Stores) -> None:
        self.bundle, self.sought, self.stores = bundle, sought, stores
        self.at = stores.clock()
        made = stores.judgements.reviews(bundle.contest.slug)
        self.out = frozenset(r.attempt_id for r in made if r.verdict is Verdict.DISQUALIFIED)

    def of_person(self) -> list[Attempt]:
        contest = self.bundle.contest
        key, field = self.bundle.secrets.identity_key, contest.identity.field
        person = participant_id(key, field, self.sought.identity)
        return self.stores.attempts.of_person(contest.slug, person)

    def rows(self, attempts: Any) -> list[Row]:
        return [row for each in attempts if (row := self._row(each)) is not None]

    def _row(self, attempt: Attempt) -> Row | None:
        out = attempt.id in self.out
        state = state_of(attempt, self.bundle.contest, self.at, out)
        if not self.sought.has(attempt, state):
            return None
        return Row(attempt, state, out, self.bundle.extra_ms.get(attempt.participant, 0))

    def listing(self, rows: list[Row], cursor: str | None, read: int, shards: int) -> Listing:
        in_order = sorted(rows, key=lambda row: (-row.attempt.started_at, row.attempt.id))
        frozen = is_frozen(self.at, self.bundle.contest)
        return Listing(tuple(in_order), cursor, read, shards, frozen)


def attempt_at(slug: str, address: str, stores: Stores) -> Attempt:
    """The attempt with this address (`domain.attempt_search.address_of`), as it is now.

    Raises Refusal: no_such_contest, no_such_attempt.
    """
    current_bundle(slug, stores)
    place = read_address(address)
    attempt = place and stores.attempts.get(slug, *place)
    if not attempt:
        says = "Không có lượt thi này trong cuộc thi. Xin tìm lại trong danh sách."
        raise Refusal(Code.NO_SUCH_ATTEMPT, says)
    return attempt


@dataclass(frozen=True)
class Event:
    """Something that happened to an attempt: `at` is None where nobody noted when. `by`, `why` and
    `after` are of the act of an organizer; `number` is a claim's, or a draft's."""

    what: str
    at: int | None
    by: str = ""
    why: str = ""
    after: Any = None
    number: int | None = None


@dataclass(frozen=True)
class Story:
    """One attempt with its person's others, what was claimed and found of it, and its time line,
    the first event first. `log_is_cut`: older acts than the last thousands were not read."""

    row: Row
    others: tuple[Attempt, ...]
    claims: tuple[Claim, ...]
    review: Review | None
    extra_time: dict[str, Any] | None
    events: tuple[Event, ...]
    log_is_cut: bool
    shows_scores: bool


def tell_attempt(slug: str, address: str, stores: Stores) -> Story:
    """All that is known of one attempt, but no answer. Raises as `attempt_at` does."""
    attempt = attempt_at(slug, address, stores)
    bundle = current_bundle(slug, stores)
    now = stores.clock()
    reviews = stores.judgements.reviews(slug)
    review = next((each for each in reviews if each.attempt_id == attempt.id), None)
    claims = stores.claims.get(slug, attempt.participant)
    claimed = () if claims is None else claims.claims
    granted = stores.rulings.get(slug, EXTRA_TIME, attempt.participant)
    acts, is_cut = _acts_about({attempt.id, attempt.participant}, slug, stores)
    events = [*_own_events(attempt, bundle.contest, now), *_claim_events(claimed), *acts]
    events.sort(key=lambda event: (event.at is None, event.at or 0))
    return Story(
        row=_Looking(bundle, Sought(), stores).rows([attempt])[0],
        others=tuple(_others(attempt, stores)),
        claims=claimed,
        review=review,
        extra_time=None if granted is None else granted.document,
        events=tuple(events),
        log_is_cut=is_cut,
        shows_scores=is_frozen(now, bundle.contest),
    )


def _others(attempt: Attempt, stores: Stores) -> Iterator[Attempt]:
    for each in stores.attempts.of_person(attempt.slug, attempt.participant):
        if address_of(each) != address_of(attempt):
            yield each


def _own_events(attempt: Attempt, contest: Contest, now: int) -> Iterator[Event]:
    yield Event("started", attempt.started_at)
    if attempt.submission is not None:
        how = attempt.submission.sealed_by.value
        yield Event("sealed", attempt.submission.submitted_at, after=how)
    elif attempt.draft is not None:
        yield Event("draft", None, number=attempt.draft.seq)
    if attempt.submission is None and min(attempt.deadline, contest.closes_at) <= now:
        yield Event("time-over", min(attempt.deadline, contest.closes_at))


def _claim_events(claims: tuple[Claim, ...]) -> Iterator[Event]:
    for claim in claims:
        yield Event("claim", claim.at, number=claim.number, after=claim.state.value)


def _acts_about(on: set[str], slug: str, stores: Stores) -> tuple[list[Event], bool]:
    """What the audit log's last thousands of entries say of these, and whether there are older."""
    last = last_number(slug, stores.vault)
    first = max(1, last - _MOST_ACTS + 1)
    keys = [key_of(slug, number) for number in range(first, last + 1)]
    read = (json.loads(content) for content in stores.vault.read_all(keys) if content is not None)
    found = [
        Event(said["what"], said["at"], said["by"], said["why"], said["after"])
        for said in read
        if said["on"] in on
    ]
    return found, first > 1
