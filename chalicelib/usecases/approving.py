"""Approval: where the rules ask for it, a second person looks before results are published."""

from chalicelib.domain.contest import Contest
from chalicelib.domain.errors import Code, Refusal
from chalicelib.usecases.auditing import Act, record_act
from chalicelib.usecases.ports import Conflict, Ruling, Run, Stores
from chalicelib.usecases.second_person import refuse_own

KIND = "approval"
"""Kind of the rulings that approve runs: `id` is the run's inputs hash, the document {"run_at",
"approved": [{"by", "at"}]}. A run that was ranked again after another one is approved anew."""


def approve(slug: str, run_id: str, by: str, source: str, stores: Stores) -> None:
    """Notes that somebody else than who ranked approves exactly this run; the same again changes
    nothing. Raises Refusal: not_ranked, changed_meanwhile, second_person."""
    run = stores.judgements.latest_run(slug)
    if run is None:
        raise Refusal(Code.NOT_RANKED, "Cuộc thi này chưa được xếp hạng. Xin xếp hạng trước.")
    if run.inputs_hash != run_id:
        raise changed_meanwhile()
    refuse_own(run.by, by)
    standing = stores.rulings.get(slug, KIND, run_id)
    known = approvals(run, stores)
    if any(each["by"] == by for each in known):
        return
    now = stores.clock()
    # On record first: no approval must be in force that the log does not know.
    record_act(slug, Act(by, "approve", slug, now, after=run_id, source=source), stores.vault)
    document = {"run_at": run.at, "approved": [*known, {"by": by, "at": now}]}
    fresh = Ruling(slug, KIND, run_id, document)
    ruling = fresh if standing is None else standing.changed(document)
    try:
        stores.rulings.put(ruling, standing)
    except Conflict as conflict:
        raise changed_meanwhile() from conflict


def approvals(run: Run, stores: Stores) -> list[dict[str, object]]:
    """Who approved this run, and when: [{"by", "at"}]."""
    standing = stores.rulings.get(run.slug, KIND, run.inputs_hash)
    if standing is None or standing.document["run_at"] != run.at:
        return []
    found: list[dict[str, object]] = standing.document["approved"]
    return found


def refuse_unapproved(contest: Contest, by: str, stores: Stores) -> None:
    """Raises not_approved where the rules ask for a second person, and nobody but `by` has
    approved the latest run."""
    run = stores.judgements.latest_run(contest.slug)
    if not contest.approval.second_person or run is None:
        return
    if not any(str(each["by"]).lower() != by.lower() for each in approvals(run, stores)):
        raise Refusal(
            Code.NOT_APPROVED,
            "Theo thể lệ, kết quả phải được một người khác trong Ban Tổ chức duyệt trước khi công "
            "bố. Xin nhờ người đó xem và duyệt lần xếp hạng mới nhất trên trang quản trị.",
            details={"run": run.inputs_hash},
        )


def changed_meanwhile() -> Refusal:
    """The refusal where another run has taken the place of the one that was looked at."""
    return Refusal(
        Code.CHANGED_MEANWHILE,
        "Đã có lần xếp hạng mới hơn lần bạn đang xem. Xin tải lại trang rồi xem lại.",
    )
