"""What a contest costs: counted calls, units, GB-seconds and bytes × list prices (`prices.toml`).

Arithmetic alone, on what `storage`, `ticks`, `ranking`, `ledger`, `pages` and `cold_start` measured
(`results.json`) and on the packaged template. What is assumed besides stands in
`reckoning.ASSUMED`.
"""

from collections.abc import Mapping
from typing import Any

from bench.cost_parts import idle_month, parts
from bench.prices import REGIONS, Use, prices, total
from bench.reckoning import ASSUMED, Contest, Measured, plus
from bench.stage import packaged_stage
from bench.tables import table

SIZES = (1_000, 100_000, 1_000_000)
DRAFTS = 4
"""Of ten minutes of answering: ten seconds after the first answer, then each three minutes."""
GOAL_USD, GOAL_SIZE = 1.50, 100_000
HOME, WARD = REGIONS


def figures(results: Mapping[str, Any]) -> list[dict[str, Any]]:
    """By size: `usd` of start, submission and one look-up of everybody with all that follows, in
    us-east-1, what is always free taken off; of these requests alone; the same with nothing free,
    with drafts, in ap-southeast-1; USD by part and by price, nothing free. Raises KeyError where
    something that it needs was not measured yet."""
    measured = Measured(results, packaged_stage())
    return [_of_size(size, measured) for size in SIZES]


def idle_figures(results: Mapping[str, Any]) -> dict[str, float]:
    """USD of a month in which no contest is open, what is always free taken off, and not."""
    use = idle_month(Measured(results, packaged_stage()))
    return {
        "usd": round(total(use, HOME), 2),
        "usd_nothing_free": round(total(use, HOME, allowance=False), 2),
        "usd_ap_southeast_1": round(total(use, WARD), 2),
    }


def _of_size(participants: int, measured: Measured) -> dict[str, Any]:
    plain = parts(Contest(participants), measured)
    asked = plain["start, submission, look-up"]
    drafted = plus(*parts(Contest(participants, drafts=DRAFTS), measured).values())
    use = plus(*plain.values())
    return {
        "participants": participants,
        "usd": _usd(use, HOME),
        "usd_requests_alone": _usd(asked, HOME),
        "usd_nothing_free": _usd(use, HOME, allowance=False),
        "usd_with_drafts": _usd(drafted, HOME),
        "usd_ap_southeast_1": _usd(use, WARD),
        "usd_ap_southeast_1_with_drafts": _usd(drafted, WARD),
        "by_part": {name: _usd(part, HOME, allowance=False) for name, part in plain.items()},
        "by_price": by_price(use),
        "use": {name: round(amount, 3) for name, amount in sorted(use.items())},
    }


def by_price(use: Use) -> dict[str, dict[str, float]]:
    """USD by price in us-east-1: with nothing free, and with what is always free taken off."""
    known = prices(HOME)
    return {
        name: {
            "usd": round(known[name].of(amount), 3),
            "usd_nothing_free": round(known[name].of(amount, allowance=False), 3),
        }
        for name, amount in sorted(use.items())
    }


def _usd(use: Use, region: str, *, allowance: bool = True) -> float:
    return round(total(use, region, allowance=allowance), 3)


def markdown(found: list[dict[str, Any]]) -> str:
    """The section of RESULTS.md."""
    [goal] = [row for row in found if row["participants"] == GOAL_SIZE]
    said = "met" if goal["usd"] <= GOAL_USD else "missed"
    first = (
        f"USD in all, of a contest of 21 days. Goal for {GOAL_SIZE:,}: ≤ {GOAL_USD:.2f} for start, "
        "submission and one look-up with all that follows from them, in us-east-1: "
        f"**{goal['usd']:.2f}, {said}**; these requests alone: {goal['usd_requests_alone']:.2f}."
    )
    return "\n\n".join(
        [
            first,
            table(("participants", *_TOTALS.values()), [_totals(row) for row in found]),
            "By part, in us-east-1, nothing free:",
            table(("", *(f"{row['participants']:,}" for row in found)), _rows(found, "by_part")),
            "By price, in us-east-1, what is always free taken off (and not):",
            table(("", *(f"{row['participants']:,}" for row in found)), _price_rows(found)),
            ASSUMED,
            _doubts(),
        ]
    )


def idle_markdown(found: dict[str, float]) -> str:
    """The section of RESULTS.md."""
    return (
        f"A month in which no contest is open costs **{found['usd']:.2f} USD** in us-east-1 "
        f"({found['usd_nothing_free']:.2f} with nothing free), {found['usd_ap_southeast_1']:.2f} "
        "in ap-southeast-1: the clock, which runs each minute and looks what is due. Goal: ≈ 0."
    )


_TOTALS = {
    "usd": "us-east-1",
    "usd_requests_alone": "requests alone",
    "usd_nothing_free": "nothing free",
    "usd_with_drafts": f"with {DRAFTS} drafts each",
    "usd_ap_southeast_1": "ap-southeast-1",
    "usd_ap_southeast_1_with_drafts": "there with drafts",
}


def _totals(row: dict[str, Any]) -> list[object]:
    return [row["participants"], *(f"{row[name]:,.2f}" for name in _TOTALS)]


def _rows(found: list[dict[str, Any]], key: str) -> list[list[str]]:
    names = list(found[-1][key])
    return [[name, *(f"{row[key].get(name, 0):,.3f}" for row in found)] for name in names]


def _price_rows(found: list[dict[str, Any]]) -> list[list[str]]:
    known = prices(HOME)
    names = list(found[-1]["by_price"])
    return [[known[name].says, *(_price_cell(row, name) for row in found)] for name in names]


def _price_cell(row: dict[str, Any], name: str) -> str:
    told = row["by_price"].get(name, {"usd": 0, "usd_nothing_free": 0})
    return f"{told['usd']:,.3f} ({told['usd_nothing_free']:,.3f})"


def _doubts() -> str:
    """What is to be known of the prices."""
    doubtful = {
        region: [each.name for each in prices(region).values() if each.doubt] for region in REGIONS
    }
    said = "; ".join(f"{region}: {', '.join(names)}" for region, names in doubtful.items())
    return f"Prices that were not read at their source (`bench/prices.toml` says why): {said}."
