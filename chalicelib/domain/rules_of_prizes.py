"""The sections of the rules on prizes: what they are, for whom, and who gets how many."""

from collections.abc import Iterable
from itertools import pairwise

from chalicelib.domain.contest import (
    CollectivePrize,
    Contest,
    IndividualPrize,
    Metric,
    Prize,
    Unit,
)
from chalicelib.domain.rules_section import Section, section
from chalicelib.domain.wording import METRIC_MEANINGS, grouped, listed, money


def individual_prizes_section(contest: Contest) -> Section:
    """Each individual prize, and that a person wins one at most; empty where there are none."""
    prizes = contest.individual_prizes
    if not prizes:
        return section("Giải cá nhân", [])
    return section(
        "Giải cá nhân",
        [
            *(_prize(prize) + _winners(prize, contest) for prize in prizes),
            *_total(contest, prizes),
            *(_CATEGORY if any(prize.category for prize in prizes) else []),
            (
                "Giải được trao lần lượt theo thứ tự nêu trên cho những người đủ điều kiện của "
                "giải, xếp hạng từ trên xuống; mỗi người nhận nhiều nhất một giải cá nhân."
            ),
            "Giải không còn người đủ điều kiện thì không được trao.",
        ],
    )


_CATEGORY = ["Đối tượng của mỗi người là đối tượng mà người đó chọn khi đăng ký."]


def _winners(prize: IndividualPrize, contest: Contest) -> str:
    """The sentence on who may win the prize, where not everybody may."""
    conditions = [
        *([f"thuộc đối tượng “{prize.category}”"] if prize.category else []),
        *(["trả lời đúng tất cả các câu hỏi"] if prize.full_marks_only else []),
        *([_least_score(prize.min_score, contest)] if prize.min_score else []),
    ]
    return f" Giải này chỉ trao cho người {listed(conditions)}." if conditions else ""


def _least_score(least: int, contest: Contest) -> str:
    each = contest.paper.points_per_question
    points = "" if each == 1 else f" (được ít nhất {grouped(least * each)} điểm)"
    return f"trả lời đúng ít nhất {least} câu hỏi{points}"


def collective_prizes_section(contest: Contest) -> Section:
    """Each collective prize with what it goes by; empty where there are none."""
    prizes = contest.collective_prizes
    if not prizes:
        return section("Giải tập thể", [])
    return section(
        "Giải tập thể",
        [
            *(f"{_prize(prize)} {_measure(prize.metric)}{_able_units(prize)}" for prize in prizes),
            *_total(contest, prizes),
            *_units_by_kind(contest),
            *_headcounts(contest),
            "Đơn vị của mỗi người là đơn vị mà người đó chọn khi đăng ký.",
            (
                "Khi các đơn vị bằng nhau, đơn vị có nhiều người dự thi hơn xếp trên; nếu vẫn "
                "bằng nhau thì đồng hạng."
            ),
            "Đơn vị có kết quả bằng 0 không được xét giải.",
            *_prizes_per_unit(contest),
            "Giải không còn đơn vị đủ điều kiện thì không được trao.",
        ],
    )


def manual_prizes_section(contest: Contest) -> Section:
    """Each prize that organizers give by judgement; empty where there are none."""
    prizes = contest.manual_prizes
    if not prizes:
        return section("Giải bình chọn", [])
    return section(
        "Giải bình chọn",
        [
            *map(_prize, prizes),
            *_total(contest, prizes),
            (
                "Các giải này do Ban Tổ chức bình chọn sau khi xếp hạng, trao cho người có bài dự "
                "thi được tính hoặc cho đơn vị; mỗi lựa chọn được công bố kèm lý do."
            ),
            (
                "Người hoặc đơn vị đã nhận giải cá nhân hay giải tập thể vẫn có thể được bình "
                "chọn, nhưng không ai nhận hai suất của cùng một giải bình chọn."
            ),
            "Suất không chọn được ai thì không trao.",
        ],
    )


def _prize(prize: Prize) -> str:
    each = "mỗi giải " if prize.count > 1 else ""
    parts = [
        *([f"tiền thưởng {money(prize.amount_vnd)}"] if prize.amount_vnd else []),
        *([prize.award] if prize.award else []),
    ]
    given = f", {each}gồm {' và '.join(parts)}" if parts else ""
    return f"{prize.title}: {grouped(prize.count)} giải{given}."


def _measure(metric: Metric) -> str:
    return f"Giải này xét theo {METRIC_MEANINGS[metric]}."


def _able_units(prize: CollectivePrize) -> str:
    """The sentence on which units may win the prize, where not all may."""
    conditions = [
        *([f"thuộc nhóm “{prize.unit_kind}”"] if prize.unit_kind else []),
        *([f"có ít nhất {grouped(prize.min_participants)} người dự thi"]
          if prize.min_participants else []),
        *([f"có số người dự thi đạt ít nhất {prize.min_rate}% tổng số người của đơn vị"]
          if prize.min_rate else []),
    ]  # fmt: skip
    return f" Giải này chỉ xét các đơn vị {listed(conditions)}." if conditions else ""


def _units_by_kind(contest: Contest) -> list[str]:
    """Which units are of a kind that prizes are kept for."""
    kinds = dict.fromkeys(prize.unit_kind for prize in contest.collective_prizes)
    return [
        f"Nhóm “{kind}” gồm: {listed(unit.name for unit in contest.units if unit.kind == kind)}."
        for kind in kinds
        if kind is not None
    ]


def _headcounts(contest: Contest) -> list[str]:
    """By what rates are reckoned, for each unit that a prize by rates concerns."""
    counted = [
        f"{unit.name}: {grouped(unit.headcount)} người"
        for unit in contest.units
        if unit.headcount is not None and _is_compared_by_rate(unit, contest)
    ]
    if not counted:
        return []
    return [f"Tổng số người dùng để tính tỷ lệ của từng đơn vị: {'; '.join(counted)}."]


def _is_compared_by_rate(unit: Unit, contest: Contest) -> bool:
    return any(
        prize.unit_kind in (None, unit.kind)
        for prize in contest.collective_prizes
        if prize.min_rate is not None or prize.metric is Metric.PARTICIPATION_RATE
    )


def _total(contest: Contest, prizes: Iterable[Prize]) -> list[str]:
    """The sum of these prizes, and of all where both kinds are given."""
    total = sum(prize.count * prize.amount_vnd for prize in prizes)
    if not total:
        return []
    whole = (
        f"; của toàn cuộc thi là {money(contest.total_vnd)}" if total < contest.total_vnd else ""
    )
    return [f"Tổng tiền thưởng của các giải này là {money(total)}{whole}."]


def _prizes_per_unit(contest: Contest) -> list[str]:
    if contest.ranking.one_collective_prize_per_unit:
        return [
            (
                "Mỗi đơn vị nhận nhiều nhất một giải tập thể: đơn vị đã nhận giải nêu trước thì "
                "giải nêu sau được xét cho đơn vị xếp kế tiếp."
            )
        ]
    alike = [_is_next_of(*pair) for pair in pairwise(contest.collective_prizes)]
    several = [] if all(alike) else ["Một đơn vị có thể nhận nhiều giải tập thể khác nhau."]
    return [*several, *([_LADDER] if any(alike) else [])]


_LADDER = (
    "Các giải tập thể nêu liền nhau, có cùng cách xét và cùng điều kiện, được trao lần lượt cho "
    "các đơn vị từ trên xuống; mỗi đơn vị nhận nhiều nhất một trong các giải đó."
)


def _is_next_of(above: CollectivePrize, below: CollectivePrize) -> bool:
    """Whether the two are places of one ladder: the second best gets what stands below."""
    return _compared_by(above) == _compared_by(below)


def _compared_by(prize: CollectivePrize) -> tuple[Metric, str | None, int | None, int | None]:
    return prize.metric, prize.unit_kind, prize.min_participants, prize.min_rate
