"""All checks of a contest, in the order in which they need one another (docs/ledger.md §10)."""

from collections.abc import Callable, Sequence

from ops.public_folder import Folder, Unreadable
from ops.verifying.commitment import check_commitment
from ops.verifying.corrections import check_corrections
from ops.verifying.entries import check_entries
from ops.verifying.files import check_files
from ops.verifying.ledger import Ledger, Row
from ops.verifying.openings import check_openings
from ops.verifying.prizes import check_prizes
from ops.verifying.ranking import check_ranking
from ops.verifying.receipts import check_receipts
from ops.verifying.reporting import SAYS, Answer, Check, Report, Result
from ops.verifying.rulings import check_rulings
from ops.verifying.snapshots import check_snapshots

_CHECKS: dict[str, tuple[Callable[[Check, Ledger], None], tuple[str, ...]]] = {
    "commitment": (check_commitment, ()),
    "snapshots": (check_snapshots, ()),
    "entries": (check_entries, ("commitment", "snapshots")),
    "rulings": (check_rulings, ("commitment", "entries")),
    "openings": (check_openings, ("commitment", "entries", "rulings")),
    "corrections": (check_corrections, ("commitment", "entries", "rulings", "openings")),
    "ranking": (check_ranking, ("commitment", "entries", "rulings", "corrections")),
    "prizes": (check_prizes, ("commitment", "entries", "rulings", "corrections", "ranking")),
    "files": (check_files, ()),
    "receipt": (check_receipts, ("commitment", "snapshots", "entries", "rulings")),
}
"""Each check with those whose values it takes for right."""


def verify(
    folder: Folder, now: int, receipts: Sequence[Row] = (), checkpoints: Sequence[str] = ()
) -> Report:
    """What all checks answer. `receipts` are as `receipt_in` gives them, `checkpoints` lines that
    were noted earlier, `now` in milliseconds. Raises Unreadable where nothing can be checked."""
    ledger = Ledger(folder, now, receipts, checkpoints)
    answers: dict[str, Answer] = {}
    for check_id, (step, needs) in _CHECKS.items():
        if check_id != "receipt" or receipts:
            answers[check_id] = _answer(check_id, step, needs, ledger, answers)
    return Report(ledger.slug, tuple(answers[each] for each in SAYS if each in answers))


def _answer(
    check_id: str,
    step: Callable[[Check, Ledger], None],
    needs: tuple[str, ...],
    ledger: Ledger,
    before: dict[str, Answer],
) -> Answer:
    check = Check(check_id)
    try:
        step(check, ledger)
    except Unreadable:
        raise
    except Exception as fault:  # Whatever files hold, a check answers.
        check.fail(f"Không kiểm được đến cùng: {type(fault).__name__}.")
    for other in needs:
        if before[other].result is Result.FAILED and check.result is Result.OK:
            check.warn(f"Chỉ đúng nếu phần “{other}” đúng.")
    return check.answer()
