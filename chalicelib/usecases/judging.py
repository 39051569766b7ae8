"""What organizers decide before publishing: reviews of attempts, open ties, resets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import Contest, LastResort
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.identity import normalise_identity, participant_id
from chalicelib.domain.prizes import Decision, Passing, PassingCause
from chalicelib.domain.ranking import Review, Verdict
from chalicelib.usecases.auditing import Act, ensure_recorded, record_act
from chalicelib.usecases.ports import Conflict, Stores
from chalicelib.usecases.ranking import current_bundle, latest_head
from chalicelib.usecases.resuming import one_time_code


def review(
    slug: str, attempt_id: str, verdict: Verdict, reason: str, by: str, stores: Stores
) -> None:
    """Records what an organizer found of an attempt; a later review replaces an earlier one.

    Raises Refusal: no_such_contest, no_such_attempt, try_again.
    """
    current_bundle(slug, stores)
    review_attempt(find_attempt(slug, attempt_id, stores), verdict, reason, by, stores)


def review_attempt(
    attempt: Attempt, verdict: Verdict, reason: str, by: str, stores: Stores, source: str = ""
) -> None:
    """The same of an attempt that was read already; recording the same again changes nothing.
    Raises Refusal try_again where somebody else reviews it at the same moment."""
    slug = attempt.slug
    reviews = stores.judgements.reviews(slug)
    standing = next((each for each in reviews if each.attempt_id == attempt.id), None)
    if standing is not None and (standing.verdict, standing.reason) == (verdict, reason):
        return
    before = [] if standing is None else [standing.verdict]
    now = stores.clock()
    # On record first: a review must never be in force that the log does not know.
    act = Act(by, "review", attempt.id, now, reason, before, verdict.value, source)
    record_act(slug, act, stores.vault)
    try:
        fresh = Review(attempt.id, verdict, reason, now)
        stores.judgements.put_review(slug, fresh, standing, by)
    except Conflict as conflict:
        says = "Có người khác vừa xem xét bài này. Xin tải lại trang rồi xem lại."
        raise Refusal(Code.TRY_AGAIN, says) from conflict


def decide(
    slug: str, prize: str, winner: str, reason: str, by: str, stores: Stores, source: str = ""
) -> Decision:
    """Records that `winner` (an attempt or a unit) takes a place of `prize` that a tie left open.

    Where a prize has several places, each decision adds a winner; deciding the same again changes
    nothing. Raises Refusal: no_such_contest, not_ranked, invalid, try_again.
    """
    contest = current_bundle(slug, stores).contest
    _check_decision(contest, prize, winner)
    _refuse_where_nothing_is_decided(contest)
    made = stores.judgements.decisions(slug)
    previous = next((each for each in made if each.prize == prize), None)
    earlier = () if previous is None else previous.winners
    now = stores.clock()
    if previous is not None and winner in earlier:
        return previous
    _refuse_who_is_not_tied(slug, prize, winner, stores)
    _refuse_who_is_chosen_elsewhere(contest, prize, winner, made)
    _refuse_more_than_places(slug, prize, earlier, stores)
    decision = Decision(prize, (*earlier, winner), reason, now)
    # On record first: no decision must be in force that the log does not know.
    ensure_recorded(slug, _decided(decision, by, source), stores.vault)
    try:
        stores.judgements.put_decision(slug, decision, previous, by)
    except Conflict as conflict:
        raise Refusal(
            Code.TRY_AGAIN, "Có người khác vừa quyết định giải này. Xin xem lại rồi quyết định lại."
        ) from conflict
    return decision


def pass_on(
    slug: str,
    prize: str,
    winner: str,
    cause: PassingCause,
    reason: str,
    by: str,
    stores: Stores,
    source: str = "",
) -> Passing:
    """Records that a winner refuses a prize or did not claim it: ranked anew, it goes to the next
    in line. Recording the same again changes nothing.

    Raises Refusal: no_such_contest, not_ranked, invalid.
    """
    _check_decision(current_bundle(slug, stores).contest, prize, winner)
    _refuse_who_did_not_win(slug, prize, winner, stores)
    standing = [each for each in stores.judgements.passings(slug) if each.winner == winner]
    if standing:
        return standing[0]
    passing = Passing(prize, winner, cause, reason, stores.clock())
    # On record first: no passing must be in force that the log does not know.
    act = Act(by, "pass-on", winner, passing.at, reason, prize, cause.value, source)
    record_act(slug, act, stores.vault)
    stores.judgements.add_passing(slug, passing, by)
    return next(each for each in stores.judgements.passings(slug) if each.winner == winner)


@dataclass(frozen=True)
class Reset:
    """An attempt taken out of the contest, and the code that grants its person another one; None
    where the person has begun a later one already."""

    attempt: Attempt
    one_time_code: str | None


def reset(slug: str, attempt_id: str, reason: str, by: str, stores: Stores) -> Reset:
    """Takes an attempt out of the contest; its person may start once more with a one-time code.

    The attempt stays in the ledger as reset, and its token opens nothing any more. Resetting again
    gives the same code. Raises Refusal: no_such_contest, no_such_attempt, closed.
    """
    current_bundle(slug, stores)
    return reset_attempt(find_attempt(slug, attempt_id, stores), reason, by, stores)


def reset_attempt(
    attempt: Attempt, reason: str, by: str, stores: Stores, source: str = ""
) -> Reset:
    """The same of an attempt that was read already. Raises no_such_contest, closed."""
    slug = attempt.slug
    bundle = current_bundle(slug, stores)
    now = stores.clock()
    _refuse_reset_after_close(bundle.contest, now)
    # On record first: nothing must be reset that the log does not know.
    ensure_recorded(slug, Act(by, "reset", attempt.id, now, reason, source=source), stores.vault)
    if attempt.reset_at is None:
        attempt = _reset_once(attempt, now, stores)
    latest = stores.attempts.of_person(slug, attempt.participant)[-1]
    grants = latest.number == attempt.number
    return Reset(attempt, one_time_code(bundle.secrets.resume_key, attempt) if grants else None)


def find_person(slug: str, number: str, stores: Stores) -> list[Attempt]:
    """The attempts of whoever registered with this phone or citizen number, the first one first.

    Raises Refusal: no_such_contest, invalid.
    """
    bundle = current_bundle(slug, stores)
    field = bundle.contest.identity.field
    identity = normalise_identity(field, number)
    if identity is None:
        raise invalid({"number": f"“{number}” không phải là số mà cuộc thi này dùng để đăng ký."})
    person = participant_id(bundle.secrets.identity_key, field, identity)
    return stores.attempts.of_person(slug, person)


def find_attempt(slug: str, attempt_id: str, stores: Stores) -> Attempt:
    """The attempt with this id. Raises no_such_attempt."""
    for attempt in stores.attempts.every(slug):
        if attempt.id == attempt_id:
            return attempt
    raise Refusal(
        Code.NO_SUCH_ATTEMPT,
        f"Không có lượt thi “{attempt_id}” trong cuộc thi này. Xin xem lại mã lượt thi.",
    )


def _reset_once(attempt: Attempt, now: int, stores: Stores) -> Attempt:
    try:
        stores.attempts.reset(attempt.key, now)
    except Conflict as conflict:
        if conflict.stored is None or conflict.stored.reset_at is None:
            raise
    stored = stores.attempts.get(attempt.slug, attempt.participant, attempt.number)
    if stored is None:
        raise Conflict()
    return stored


def _refuse_reset_after_close(contest: Contest, now: int) -> None:
    if now >= contest.closes_at:
        raise Refusal(
            Code.CLOSED,
            "Cuộc thi đã đóng, không cấp lại lượt thi được nữa. "
            "Nếu bài không hợp lệ, xin dùng lệnh review với --disqualify.",
        )


def _decided(decision: Decision, by: str, source: str) -> Act:
    winners = list(decision.winners)
    told = (by, "decide", decision.prize, decision.at, decision.reason)
    return Act(*told, winners[:-1], winners, source)


def _refuse_where_nothing_is_decided(contest: Contest) -> None:
    says = _NOTHING_DECIDED.get(contest.ranking.last_resort)
    if says is not None:
        raise invalid({"prize": says})


_NOTHING_DECIDED = {
    LastResort.SHARE: (
        "Theo thể lệ, những người hoặc đơn vị đồng hạng chia đều giải; không cần quyết định."
    ),
    LastResort.DRAW: (
        "Theo thể lệ, đồng hạng được phân định bằng bốc thăm theo số công khai, không ai quyết "
        "định thay. Xin ghi số đó (lệnh draw, hoặc ở mục Xếp hạng và công bố)."
    ),
}


def _refuse_who_is_not_tied(slug: str, prize: str, winner: str, stores: Stores) -> None:
    open_ties = [tie for tie in latest_head(slug, stores)["undecided"] if tie["prize"] == prize]
    waiting = [tie["waits_for"] for tie in open_ties if tie["waits_for"] is not None]
    if waiting:
        raise invalid({"prize": f"Xin quyết định giải “{waiting[0]}” trước, rồi xếp hạng lại."})
    if not any(winner in tie["candidates"] for tie in open_ties):
        says = f"“{winner}” không đồng hạng ở giải “{prize}” trong lần xếp hạng mới nhất."
        raise invalid({"winner": says})


def _refuse_who_is_chosen_elsewhere(
    contest: Contest, prize: str, winner: str, made: Iterable[Decision]
) -> None:
    """Each person wins one individual prize (docs/contest-format.md): a second choice would stand
    in the results and do nothing."""
    titles = {each.id: each.title for each in contest.individual_prizes}
    if prize not in titles:
        return
    chosen = [each.prize for each in made if winner in each.winners and each.prize in titles]
    if chosen:
        says = f"Người này đã được chọn cho “{titles[chosen[0]]}”. Muốn đổi thì rút quyết định đó."
        raise invalid({"winner": says})


def _refuse_more_than_places(
    slug: str, prize: str, earlier: Collection[str], stores: Stores
) -> None:
    """`earlier` winners whom the latest run still shows as tied take places of it."""
    for tie in latest_head(slug, stores)["undecided"]:
        if tie["prize"] == prize and len({*earlier} & {*tie["candidates"]}) >= tie["places"]:
            says = "Đã chọn đủ cho giải này. Xin xếp hạng lại; chọn nhầm thì rút quyết định đó."
            raise invalid({"prize": says})


def _refuse_who_did_not_win(slug: str, prize: str, winner: str, stores: Stores) -> None:
    passed = {each.winner: each.prize for each in stores.judgements.passings(slug)}
    if passed.get(winner) == prize:
        return
    outcome = latest_head(slug, stores)
    awards = (*outcome["individual"], *outcome["collective"])
    if not any(award["prize"] == prize and award["winner"] == winner for award in awards):
        says = f"“{winner}” không nhận giải “{prize}” trong lần xếp hạng mới nhất."
        raise invalid({"winner": says})


def _check_decision(contest: Contest, prize: str, winner: str) -> None:
    """Which attempts may win, the latest run knows."""
    if any(each.id == prize for each in contest.collective_prizes):
        if contest.unit(winner) is None:
            raise invalid({"winner": f"Không có đơn vị “{winner}” trong cuộc thi này."})
    elif not any(each.id == prize for each in contest.individual_prizes):
        known = [each.id for each in contest.prizes]
        raise invalid({"prize": f"Không có giải “{prize}”. Các giải: {', '.join(known)}."})
