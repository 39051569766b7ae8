"""Taking back what was decided wrongly, as long as no published results go by it."""

from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.ports import Conflict, Stores
from chalicelib.usecases.public_files import read_results
from chalicelib.usecases.ranking import current_bundle


def revoke_decision(slug: str, prize: str, why: str, by: str, source: str, stores: Stores) -> None:
    """Takes back what was decided for a prize: the tie is open again once ranked anew. Where
    nothing is decided nothing happens. Raises Refusal: no_such_contest, invalid, try_again."""
    current_bundle(slug, stores)
    made = stores.judgements.decisions(slug)
    decision = next((each for each in made if each.prize == prize), None)
    if decision is None:
        return
    _refuse_what_is_published(slug, decision.at, stores)
    now = stores.clock()
    # On record first: the log must know what is no longer in force.
    act = Act(by, "revoke-decision", prize, now, why, list(decision.winners), [], source)
    record_act(slug, act, stores.vault)
    try:
        stores.judgements.drop_decision(slug, decision)
    except Conflict as conflict:
        raise _try_again() from conflict


def revoke_passing(slug: str, winner: str, why: str, by: str, source: str, stores: Stores) -> None:
    """Takes back that a winner passes a prize on: ranked anew, they win it again. Where nobody
    passed nothing happens. Raises Refusal: no_such_contest, invalid."""
    current_bundle(slug, stores)
    made = stores.judgements.passings(slug)
    passing = next((each for each in made if each.winner == winner), None)
    if passing is None:
        return
    _refuse_what_is_published(slug, passing.at, stores)
    now = stores.clock()
    act = Act(by, "revoke-passing", winner, now, why, passing.cause.value, None, source)
    record_act(slug, act, stores.vault)
    stores.judgements.drop_passing(slug, passing)


def _refuse_what_is_published(slug: str, at: int, stores: Stores) -> None:
    published, _ = read_results(slug, stores.site)
    if published is not None and at <= published["published_at"]:
        says = "Kết quả đã công bố theo quyết định này nên không rút lại được."
        raise invalid({"prize": says})


def _try_again() -> Refusal:
    return Refusal(
        Code.TRY_AGAIN, "Có người khác vừa quyết định giải này. Xin xem lại rồi làm lại."
    )
