"""Ranking a frozen contest: provisional as often as one likes, kept as a run each time."""

import json
from typing import Any

from chalicelib.domain.amending import Amendment
from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.outcome import Outcome as RankedOutcome
from chalicelib.domain.outcome import rank_contest
from chalicelib.domain.phases import is_frozen
from chalicelib.domain.results import outcome_document
from chalicelib.usecases.agreed import agreed
from chalicelib.usecases.confirmed import confirmations
from chalicelib.usecases.drawn import drawn
from chalicelib.usecases.namings import namings
from chalicelib.usecases.opening import seal_if_due
from chalicelib.usecases.ports import Bundle, Milestone, Run, Stores
from chalicelib.usecases.run_parts import keep_parts
from chalicelib.usecases.standing_parts import keep_standing, read_head

Outcome = dict[str, Any]
"""The stored document of a run (`chalicelib.domain.results.outcome_document`)."""


def rank(slug: str, by: str, stores: Stores) -> Outcome:
    """Ranks what was sealed, with what organizers have reviewed and decided until now.

    The same inputs give the same bytes, stored once under their hash. Raises Refusal:
    no_such_contest, not_frozen.
    """
    bundle = frozen_bundle(slug, stores)
    read_at = stores.clock()
    attempts = sealed_attempts(bundle, stores)
    outcome = outcome_of(bundle, attempts, agreed(slug, stores), stores)
    document = outcome_document(outcome)
    keep_standing(slug, document, stores.vault)
    stores.vault.create(_run_key(slug, outcome.inputs_hash), canonical(document))
    keep_parts(outcome, document, stores.vault)
    _note_run(Run(slug, outcome.inputs_hash, read_at, by), stores)
    return document


def outcome_of(
    bundle: Bundle, attempts: list[Attempt], amendments: list[Amendment], stores: Stores
) -> RankedOutcome:
    """The outcome of attempts under amendments (in the order agreed), with what organizers have
    recorded until now."""
    slug = bundle.contest.slug
    return rank_contest(
        bundle.contest,
        bundle.version,
        attempts,
        stores.judgements.reviews(slug),
        stores.judgements.decisions(slug),
        stores.judgements.passings(slug),
        namings(slug, stores),
        amendments=amendments,
        paper_key=bundle.secrets.paper_key,
        confirmations=confirmations(slug, stores.rulings),
        draw=drawn(slug, stores),
    )


def frozen_bundle(slug: str, stores: Stores) -> Bundle:
    """The contest's bundle once nothing that counts can change.

    Raises Refusal: no_such_contest, not_frozen, data_erased.
    """
    bundle = current_bundle(slug, stores)
    now = stores.clock()
    refuse_once_erased(bundle.contest, now)
    if not is_frozen(now, bundle.contest):
        raise Refusal(
            Code.NOT_FROZEN,
            "Cuộc thi chưa kết thúc hẳn: chỉ xếp hạng được từ 65 giây sau giờ đóng, "
            "khi mọi bài lưu nháp đã được niêm phong.",
            details={"frozen_at": bundle.contest.frozen_at},
        )
    return bundle


def refuse_once_erased(contest: Contest, now: int) -> None:
    """Raises data_erased once personal data are due to be gone."""
    if now >= contest.expires_at:
        raise Refusal(
            Code.DATA_ERASED,
            "Đã quá thời hạn lưu dữ liệu cá nhân của cuộc thi này: bài thi đã bị xóa, "
            "không xếp hạng lại được nữa. Kết quả đã công bố giữ nguyên.",
        )


def current_bundle(slug: str, stores: Stores) -> Bundle:
    """The bundle of a contest. Raises no_such_contest."""
    bundle = stores.bundles.get(slug)
    if bundle is None:
        raise no_such_contest(slug)
    return bundle


def latest_run(slug: str, stores: Stores) -> tuple[Run, Outcome]:
    """The latest ranking run of a contest. Raises not_ranked."""
    run = stores.judgements.latest_run(slug)
    outcome = None if run is None else read_run(slug, run.inputs_hash, stores)
    if run is None or outcome is None:
        raise not_ranked()
    return run, outcome


def latest_head(slug: str, stores: Stores) -> Outcome:
    """The latest ranking run without its standing, long lists cut: what the API function, which
    must not load a whole run, decides by. Raises not_ranked."""
    run = stores.judgements.latest_run(slug)
    head = None if run is None else read_head(slug, run.inputs_hash, stores.vault)
    if head is None:
        raise not_ranked()
    return head


def not_ranked() -> Refusal:
    """The refusal where there is no ranking run yet."""
    return Refusal(Code.NOT_RANKED, "Cuộc thi này chưa được xếp hạng. Xin xếp hạng trước.")


def read_run(slug: str, inputs_hash: str, stores: Stores) -> Outcome | None:
    """The stored document of a run."""
    stored = stores.vault.read(_run_key(slug, inputs_hash))
    return None if stored is None else json.loads(stored[0])


def no_such_contest(slug: str) -> Refusal:
    """The refusal where a slug names nothing."""
    return Refusal(
        Code.NO_SUCH_CONTEST,
        f"Không có cuộc thi “{slug}”. Xin xem lại mã cuộc thi.",
    )


def sealed_attempts(bundle: Bundle, stores: Stores) -> list[Attempt]:
    """All attempts of a contest, every draft that is due sealed on the way."""
    now = stores.clock()
    return [
        seal_if_due(attempt, bundle, stores.attempts, now)
        for attempt in stores.attempts.every(bundle.contest.slug)
    ]


def _note_run(run: Run, stores: Stores) -> None:
    latest = stores.judgements.latest_run(run.slug)
    if latest is None or latest.inputs_hash != run.inputs_hash:
        stores.judgements.add_run(run)
    stores.records.mark(run.slug, Milestone.RANKED, run.at)


def _run_key(slug: str, inputs_hash: str) -> str:
    return f"runs/{slug}/{inputs_hash}.json"
