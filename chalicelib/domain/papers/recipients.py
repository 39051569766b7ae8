"""Who gets a prize, in the order of the prizes: the rows of every list, and the certificates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.contest import Contest, Metric, Prize
from chalicelib.domain.wording import METRIC_TITLES, grouped

Outcome = dict[str, Any]
"""The stored document of a ranking run."""


@dataclass(frozen=True)
class Row:
    """One recipient. `unit` is the unit's name for a person, empty where the unit itself wins;
    `contact` the number that a person registered with; `result` what won, in words."""

    prize: str
    name: str
    unit: str
    contact: str
    result: str
    amount_vnd: int
    award: str
    is_person: bool


def recipients(outcome: Outcome, contest: Contest) -> tuple[Row, ...]:
    """Individual prizes, then collective ones, then those by judgement."""
    return tuple(_rows(outcome, contest))


def _rows(outcome: Outcome, contest: Contest) -> Iterator[Row]:
    prizes = {prize.id: prize for prize in contest.prizes}
    for award in outcome["individual"]:
        yield _person_row(award, outcome, contest, prizes)
    for award in outcome["collective"]:
        result = _measured(award)
        yield _unit_row(award, result, contest, prizes)
    for award in outcome.get("manual", []):
        if award["recipient"] == "unit":
            yield _unit_row(award, award["reason"], contest, prizes)
        else:
            yield _person_row(award, outcome, contest, prizes)


def _person_row(
    award: Outcome, outcome: Outcome, contest: Contest, prizes: dict[str, Prize]
) -> Row:
    winner = outcome["people"][award["winner"]]
    return Row(
        prize=_title(award),
        name=winner["name"],
        unit=_unit_name(winner["unit"], contest),
        contact=winner["identity"],
        result=award.get("reason") or _result(winner, contest),
        amount_vnd=award["amount_vnd"],
        award=prizes[award["prize"]].award or "",
        is_person=True,
    )


def _unit_row(award: Outcome, result: str, contest: Contest, prizes: dict[str, Prize]) -> Row:
    return Row(
        prize=_title(award),
        name=_unit_name(award["winner"], contest),
        unit="",
        contact="",
        result=result,
        amount_vnd=award["amount_vnd"],
        award=prizes[award["prize"]].award or "",
        is_person=False,
    )


def _title(award: Outcome) -> str:
    """The prize's title, with what makes its amount another one than the rules name."""
    shared = award.get("shared")
    return f"{award['title']} (đồng hạng, chia cho {shared})" if shared else str(award["title"])


def _unit_name(unit_id: str, contest: Contest) -> str:
    unit = contest.unit(unit_id)
    return unit_id if unit is None else unit.name


def _result(winner: Outcome, contest: Contest) -> str:
    of = contest.paper.questions
    return f"{winner['score']}/{of} câu đúng, {elapsed(winner['elapsed_ms'])}"


def elapsed(milliseconds: int) -> str:
    """`1 phút 02,345 giây`."""
    minutes, rest = divmod(milliseconds, 60_000)
    seconds = f"{rest // 1_000:02},{rest % 1_000:03} giây"
    return f"{minutes} phút {seconds}" if minutes else seconds


def _measured(award: Outcome) -> str:
    metric, value = Metric(award["metric"]), award["value"]
    score = award.get("at_score")
    title = METRIC_TITLES[metric] if score is None else f"Số người đạt {score} câu đúng"
    return f"{title}: {_amount(value, metric)}"


def _amount(value: Any, metric: Metric) -> str:
    if not isinstance(value, dict):
        return grouped(value)
    if metric is Metric.PARTICIPATION_RATE:
        return f"{decimal(value['num'] * 100, value['den'], 1)}%"
    return decimal(value["num"], value["den"], 2)


def decimal(numerator: int, denominator: int, places: int) -> str:
    """A fraction, rounded half up, with a decimal comma; `0` of nothing."""
    if not denominator:
        return "0"
    scale = 10**places
    whole, rest = divmod((2 * numerator * scale + denominator) // (2 * denominator), scale)
    return f"{grouped(whole)},{rest:0{places}}" if rest else grouped(whole)
