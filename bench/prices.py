"""List prices (`prices.toml`), and what a use of services costs by them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REGIONS = ("us-east-1", "ap-southeast-1")
_FILE = Path(__file__).with_name("prices.toml")

Use = Mapping[str, float]
"""How much of what: by the names of `prices.toml`."""


@dataclass(frozen=True)
class Price:
    """USD for `per` of something; `free` of it cost nothing each month. `doubt` says why a price is
    not one that was read at its source, empty where it is."""

    name: str
    says: str
    usd: float
    per: float
    free: float
    doubt: str

    def of(self, amount: float, *, allowance: bool = True) -> float:
        """What an amount used within a month costs; without `allowance` nothing is free."""
        charged = max(0.0, amount - self.free) if allowance else amount
        return charged * self.usd / self.per


def prices(region: str) -> dict[str, Price]:
    """The prices of a region by name."""
    rows = tomllib.loads(_FILE.read_text("utf-8"))
    return {name: _price(name, row, row[region]) for name, row in rows.items()}


def _price(name: str, row: Mapping[str, float | str], there: Mapping[str, float | str]) -> Price:
    return Price(
        name=name,
        says=str(row["says"]),
        usd=float(there["usd"]),
        per=float(row["per"]),
        free=float(row.get("free", 0)),
        doubt=str(there.get("unsourced") or there.get("second_hand") or ""),
    )


def bill(use: Use, region: str, *, allowance: bool = True) -> dict[str, float]:
    """USD by name for what was used within a month. Raises KeyError for what has no price."""
    known = prices(region)
    return {name: known[name].of(amount, allowance=allowance) for name, amount in use.items()}


def total(use: Use, region: str, *, allowance: bool = True) -> float:
    """The sum of `bill`."""
    return sum(bill(use, region, allowance=allowance).values())
