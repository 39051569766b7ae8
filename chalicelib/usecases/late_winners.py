"""Winners whose leaf came late into the snapshots (docs/ledger.md §4.4): organizers say why."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.rulings import Fact, late_fact
from chalicelib.domain.snapshots import LATE_MS
from chalicelib.usecases.auditing import Act, ensure_recorded
from chalicelib.usecases.ports import Conflict, Ruling, Stores

KIND = "late"
"""Kind of the rulings that say why a leaf came late: `id` is the leaf, the document {"reason",
"at", "by"}."""


@dataclass(frozen=True)
class Opened:
    """An entry that wins: when its answers count from, and when the snapshot with its leaf was made
    (milliseconds)."""

    attempt: str
    leaf: str
    submitted_at: int
    arrived_at: int

    @property
    def is_late(self) -> bool:
        return self.arrived_at - self.submitted_at > LATE_MS


def late_facts(slug: str, stores: Stores) -> list[Fact]:
    """What organizers said of leaves that came late."""
    return [
        late_fact(each.id, each.document["at"], each.document["reason"])
        for each in stores.rulings.every(slug, KIND)
    ]


def settle_late(
    slug: str, opened: Iterable[Opened], reason: str | None, by: str, source: str, stores: Stores
) -> None:
    """Refuses late winners of whom nobody has said why; with a `reason`, that is it.

    Raises Refusal late_winners.
    """
    known = {each.id for each in stores.rulings.every(slug, KIND)}
    late = [each for each in opened if each.is_late and each.leaf not in known]
    if late and reason is None:
        raise _refusal(late)
    for each in late:
        _accept(slug, each, reason or "", by, source, stores)


def _accept(slug: str, late: Opened, reason: str, by: str, source: str, stores: Stores) -> None:
    now = stores.clock()
    # On record first: nothing must be in force that the log does not know.
    act = Act(by, "accept-late", late.attempt, now, reason, after=late.leaf, source=source)
    ensure_recorded(slug, act, stores.vault)
    document = {"reason": reason, "at": now, "by": by}
    # Whoever was faster has said why.
    with suppress(Conflict):
        stores.rulings.put(Ruling(slug, KIND, late.leaf, document), None)


def _refusal(late: list[Opened]) -> Refusal:
    attempts = [each.attempt for each in late]
    return Refusal(
        Code.LATE_WINNERS,
        "Có bài đoạt giải vào sổ cái muộn hơn 2 giờ sau khi nộp: "
        f"{', '.join(attempts)}. Xin kiểm tra vì sao, rồi công bố lại kèm lý do (lệnh publish với "
        "--accept-late); lý do được công bố cùng sổ cái.",
        details={"attempts": attempts, "leaves": [each.leaf for each in late]},
    )
