"""Recording the public number by which ties are drawn, where the rules ask for a draw."""

from typing import Any

from chalicelib.domain.checks import Text, clean_text
from chalicelib.domain.contest import Contest
from chalicelib.domain.drawing import Draw
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, ensure_recorded
from chalicelib.usecases.drawn import KIND, drawn
from chalicelib.usecases.ports import Conflict, Ruling, Stores
from chalicelib.usecases.ranking import frozen_bundle

SEED = Text(100)
"""What a seed may be."""


def record_draw(
    slug: str, seed: str, by: str, source: str, stores: Stores, reason: str = ""
) -> Draw:
    """Records the number that the announced source gave; it draws from the next ranking run on.

    Recording the same again changes nothing; another number takes the place of a wrong one, for a
    `reason`. `source` is the viewer's address. Raises Refusal: no_such_contest, not_frozen,
    data_erased, invalid (no draw by the rules, no right seed, no reason), try_again.
    """
    contest = frozen_bundle(slug, stores).contest
    announced = _announced(contest)
    fault = SEED.fault(seed)
    if fault is not None:
        raise invalid({"seed": fault})
    standing, seed = drawn(slug, stores), clean_text(seed)
    if standing is not None and standing.seed == seed:
        return standing
    if standing is not None and not reason.strip():
        says = f"Đã ghi số “{standing.seed}”. Ghi số khác thì xin nêu lý do."
        raise invalid({"reason": says})
    draw = Draw(announced, seed, stores.clock())
    before = None if standing is None else standing.seed
    # On record first: no draw must be in force that the log does not know.
    act = Act(by, "record-draw", slug, draw.at, reason.strip(), before, seed, source)
    ensure_recorded(slug, act, stores.vault)
    _put(slug, draw, by, before, stores)
    return draw


def _announced(contest: Contest) -> str:
    if contest.ranking.draw_source is None:
        says = "Thể lệ của cuộc thi này không phân định đồng hạng bằng bốc thăm."
        raise invalid({"seed": says})
    return contest.ranking.draw_source


def _put(slug: str, draw: Draw, by: str, before: str | None, stores: Stores) -> None:
    document: dict[str, Any] = {
        "source": draw.source,
        "seed": draw.seed,
        "at": draw.at,
        "by": by,
    }
    previous = stores.rulings.get(slug, KIND, KIND)
    said = None if previous is None else previous.document["seed"]
    try:
        if said != before:
            raise Conflict
        if previous is None:
            stores.rulings.put(Ruling(slug, KIND, KIND, document), None)
        else:
            stores.rulings.put(previous.changed(document), previous)
    except Conflict as conflict:
        says = "Có người khác vừa ghi kết quả bốc thăm. Xin tải lại trang rồi xem lại."
        raise Refusal(Code.TRY_AGAIN, says) from conflict
