"""Extra time for one person, before they begin or while they answer (design §5)."""

from dataclasses import dataclass, replace
from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.identity import mask_identity, normalise_identity, participant_id
from chalicelib.domain.phases import Phase, deadline_for, phase
from chalicelib.usecases.auditing import Act, ensure_recorded, record_act
from chalicelib.usecases.bundling import EXTRA_TIME, renew_bundle, with_rulings
from chalicelib.usecases.ports import Bundle, Conflict, Ruling, Stores
from chalicelib.usecases.ranking import current_bundle

MOST_MINUTES = 240
_MS_PER_MINUTE = 60_000
_TRIES = 5


@dataclass(frozen=True)
class Granted:
    """What stands after a grant: `minutes` above the limit in all; `attempt` is the open one whose
    deadline has it, None where the person's next start will have it."""

    minutes: int
    participant: str
    masked: str
    attempt: Attempt | None


def grant_by_number(
    slug: str, number: str, minutes: int, reason: str, by: str, stores: Stores, source: str = ""
) -> Granted:
    """Gives whoever has this phone or citizen number so many minutes above the limit, in all.

    Raises Refusal: no_such_contest, closed, invalid, try_again.
    """
    bundle = current_bundle(slug, stores)
    field = bundle.contest.identity.field
    identity = normalise_identity(field, number)
    if identity is None:
        raise invalid({"number": "Không phải là số mà cuộc thi này dùng để đăng ký."})
    person = participant_id(bundle.secrets.identity_key, field, identity)
    made = stores.attempts.of_person(slug, person)
    granting = _Granting(bundle, person, mask_identity(identity), by, source, stores)
    return granting.grant(made, minutes, reason)


def grant_to_attempt(
    attempt: Attempt, minutes: int, reason: str, by: str, stores: Stores, source: str = ""
) -> Granted:
    """The same for the person of an attempt that was read already."""
    bundle = current_bundle(attempt.slug, stores)
    masked = mask_identity(attempt.identity)
    made = stores.attempts.of_person(attempt.slug, attempt.participant)
    granting = _Granting(bundle, attempt.participant, masked, by, source, stores)
    return granting.grant(made, minutes, reason)


def granted_times(slug: str, stores: Stores) -> list[tuple[str, dict[str, Any]]]:
    """(participant, {"extra_ms", "masked", "reason", "by", "at"}) of whoever has more time, the
    latest first. Raises no_such_contest."""
    current_bundle(slug, stores)
    found = [(each.id, each.document) for each in stores.rulings.every(slug, EXTRA_TIME)]
    with_time = [each for each in found if each[1]["extra_ms"]]
    return sorted(with_time, key=lambda each: (-each[1]["at"], each[0]))


@dataclass(frozen=True)
class _Granting:
    """A grant to one person; repeating it changes nothing and mends what died half-way."""

    bundle: Bundle
    person: str
    masked: str
    by: str
    source: str
    stores: Stores

    @property
    def slug(self) -> str:
        return self.bundle.contest.slug

    def grant(self, made: list[Attempt], minutes: int, reason: str) -> Granted:
        standing = self.stores.rulings.get(self.slug, EXTRA_TIME, self.person)
        before = 0 if standing is None else standing.document["extra_ms"]
        extra_ms = minutes * _MS_PER_MINUTE
        _refuse_what_is_too_late(self.bundle.contest, made, before, extra_ms, self.stores.clock())
        self._lay_down(standing, before, extra_ms, reason)
        if with_rulings(self.bundle, self.stores) != self.bundle:
            renew_bundle(self.slug, self.stores)
        lengthened = self._lengthen(extra_ms)
        return Granted(minutes, self.person, self.masked, lengthened)

    def _lay_down(self, standing: Ruling | None, before: int, extra_ms: int, reason: str) -> None:
        now = self.stores.clock()
        act = Act(self.by, "extra-time", self.person, now, reason, before, extra_ms, self.source)
        if before == extra_ms:
            if standing is not None:
                in_force = replace(act, why=standing.document["reason"])
                ensure_recorded(self.slug, in_force, self.stores.vault)
            return
        # On record first: no time must be given that the log does not know.
        record_act(self.slug, act, self.stores.vault)
        document = {
            "extra_ms": extra_ms,
            "masked": self.masked,
            "reason": reason,
            "by": self.by,
            "at": now,
        }
        ruling = Ruling(self.slug, EXTRA_TIME, self.person, document)
        wanted = ruling if standing is None else standing.changed(document)
        try:
            self.stores.rulings.put(wanted, standing)
        except Conflict as conflict:
            says = "Có người khác vừa cho người này thêm giờ. Xin xem lại rồi làm lại."
            raise Refusal(Code.TRY_AGAIN, says) from conflict

    def _lengthen(self, extra_ms: int) -> Attempt | None:
        """The open attempt with the time that it now has, read anew: it may have begun or ended
        meanwhile."""
        for _ in range(_TRIES):
            made = self.stores.attempts.of_person(self.slug, self.person)
            if not made or phase(self.stores.clock(), self.bundle.contest, made[-1]) not in (
                Phase.ANSWERING,
            ):
                return None
            last = made[-1]
            deadline = deadline_for(last.started_at, self.bundle.contest, extra_ms)
            if last.deadline >= deadline:
                return last
            try:
                self.stores.attempts.lengthen(last, deadline)
            except Conflict:
                continue
        return None


def _refuse_what_is_too_late(
    contest: Contest, made: list[Attempt], before: int, extra_ms: int, now: int
) -> None:
    if contest.paper.time_limit_s is None:
        says = "Cuộc thi này không giới hạn thời gian làm bài, nên không cần thêm giờ."
        raise invalid({"minutes": says})
    if now >= contest.closes_at:
        says = "Cuộc thi đã đóng, không cho thêm giờ được nữa."
        raise Refusal(Code.CLOSED, says)
    last = made[-1] if made else None
    stands = None if last is None else phase(now, contest, last)
    if stands is Phase.ANSWERING and extra_ms < before:
        says = "Người này đang làm bài: chỉ cho thêm được, không bớt giờ đã cho."
        raise invalid({"minutes": says})
    resets = sum(each.reset_at is not None for each in made)
    is_over = stands in (Phase.SUBMITTED, Phase.EXPIRED)
    if is_over and not contest.paper.allows_attempt(len(made) + 1 - resets):
        says = (
            "Lượt thi của số này đã nộp hoặc đã hết giờ, thêm giờ không còn tác dụng. "
            "Nếu cần cho thi lại, xin đặt lại lượt thi."
        )
        raise invalid({"minutes": says})
