"""The lights of rules: what a contest's file says, but for its questions."""

from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.domain.contest import MS_PER_DAY, MS_PER_SECOND, RevealScore
from chalicelib.domain.contest_format import Fault
from chalicelib.domain.readiness.light import Color, Light, Screen, judged, red_of_faults
from chalicelib.domain.wording import duration, money

_Table = dict[str, Any]

# The first fields of each light's own faults; what is nobody's is the light `rules`.
_OWN: dict[str, tuple[tuple[str, ...], ...]] = {
    "window": (("opens_at",), ("closes_at",)),
    "units": (("units",),),
    "excluded": (("identity", "excluded"),),
    "prizes": (("prizes",),),
}
_OF_THE_BANK = (("questions",), ("topics",), ("paper", "quota"))
_KINDS = ("individual", "collective", "manual")


def lights_of_rules(
    document: _Table, faults: tuple[Fault, ...], now: int, budget_vnd: int | None
) -> Iterator[Light]:
    """`document` lacks what is faulty; amounts in đồng, `now` in milliseconds."""
    own = {id_: [fault for fault in faults if concerns(fault, of)] for id_, of in _OWN.items()}
    elsewhere = (*_OF_THE_BANK, *(path for paths in _OWN.values() for path in paths))
    rest = [fault for fault in faults if not concerns(fault, elsewhere)]
    yield red_of_faults("rules", rest, Screen.RULES) or _rules()
    yield red_of_faults("window", own["window"], Screen.RULES) or _window(document, now)
    yield red_of_faults("units", own["units"], Screen.RULES) or _units(document)
    yield red_of_faults("excluded", own["excluded"], Screen.RULES) or _excluded(document)
    yield red_of_faults("prizes", own["prizes"], Screen.RULES) or _prizes(document, budget_vnd)
    yield _score(document)


def concerns(fault: Fault, paths: Iterable[tuple[str, ...]]) -> bool:
    """Whether a fault lies at or below one of the paths."""
    return any(fault.path[: len(path)] == path for path in paths)


def _rules() -> Light:
    return Light("rules", Color.GREEN, "Các mục bắt buộc của thể lệ đã đủ và đúng.")


def _window(document: _Table, now: int) -> Light:
    opens_at, closes_at = document["opens_at"], document["closes_at"]
    if closes_at <= now:
        says = "Giờ đóng đã qua; xin đặt lại giờ mở và giờ đóng."
        return Light("window", Color.RED, says, field="closes_at")
    wrong = " ".join(_odd_window(document, now))
    right = f"Mở trong {_length(closes_at - opens_at)}, chưa đến giờ mở."
    return judged("window", wrong, right, Color.AMBER, field="opens_at")


def _length(ms: int) -> str:
    """In days where that is exact enough, as nobody counts in hundreds of hours."""
    days = round(ms / MS_PER_DAY)
    return f"khoảng {days} ngày" if days > 1 else duration(ms // MS_PER_SECOND)


def _odd_window(document: _Table, now: int) -> Iterator[str]:
    if document["opens_at"] <= now:
        yield (
            "Giờ mở đã qua nên cuộc thi mở ngay khi bấm, còn bản cam kết có sau giờ mở; nên dùng "
            "nút “Mở ngay” để đặt lại giờ."
        )
    left_ms = document["closes_at"] - max(document["opens_at"], now)
    limit_s = document.get("paper", {}).get("time_limit_s") or 0
    if left_ms < limit_s * MS_PER_SECOND:
        yield f"Cuộc thi ngắn hơn thời gian làm một bài ({duration(limit_s)})."
    elif left_ms < MS_PER_DAY:
        yield "Cuộc thi mở chưa đến một ngày; nhiều người có thể không kịp dự thi."


def _units(document: _Table) -> Light:
    units, prizes = document.get("units", []), document.get("prizes", {})
    alone = len(units) < 2 and prizes.get("collective")
    wrong = "Có giải tập thể nhưng chỉ có một đơn vị." if alone else ""
    return judged("units", wrong, f"Có {len(units)} đơn vị.", Color.AMBER, field="units")


def _excluded(document: _Table) -> Light:
    people = document.get("identity", {}).get("excluded", [])
    wrong = (
        "" if people else "Chưa ghi số của thành viên Ban Tổ chức nào, là người không được dự thi."
    )
    right = f"Có {len(people)} người không được dự thi."
    return judged("excluded", wrong, right, Color.AMBER, field="identity.excluded")


def _prizes(document: _Table, budget_vnd: int | None) -> Light:
    total = _total(document)
    if budget_vnd is None:
        says = f"Tổng giá trị giải thưởng là {money(total)}; chưa ghi kinh phí để so."
        return Light("prizes", Color.GREEN, says, field="budget_vnd")
    wrong = ""
    if total > budget_vnd:
        over = money(total - budget_vnd)
        wrong = f"Tổng giải thưởng {money(total)} vượt kinh phí {money(budget_vnd)}: thừa {over}."
    right = f"Tổng giải thưởng {money(total)}, trong kinh phí {money(budget_vnd)}."
    return judged("prizes", wrong, right, Color.RED, field="prizes")


def _total(document: _Table) -> int:
    prizes = document.get("prizes", {})
    every = [prize for kind in _KINDS for prize in prizes.get(kind, [])]
    return sum(prize.get("count", 0) * prize.get("amount_vnd", 0) for prize in every)


def _score(document: _Table) -> Light:
    at_once = document.get("paper", {}).get("reveal_score") == RevealScore.ON_SUBMIT
    prizes = document.get("prizes", {})
    risky = at_once and any(prizes.get(kind) for kind in _KINDS)
    wrong = (
        "Báo điểm ngay khi nộp trong khi có giải: người thử nhiều số điện thoại có thể dò ra đáp "
        "án. Nên chọn báo điểm sau khi đóng."
    )
    right = (
        "Báo điểm ngay khi nộp; cuộc thi không có giải." if at_once else "Báo điểm sau khi đóng."
    )
    return judged("score", wrong if risky else "", right, Color.AMBER, field="paper.reveal_score")
