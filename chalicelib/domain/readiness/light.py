"""What one light tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.contest_format import Fault

MOST_NAMED = 20


class Color(StrEnum):
    """Red: it can't be opened. Amber: it can, with a reason. Grey: nobody can tell here."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Screen(StrEnum):
    """The screen of the console that mends it."""

    RULES = "edit"
    QUESTIONS = "questions"
    READY = "ready"


@dataclass(frozen=True)
class Light:
    """`says` is the reason in a Vietnamese sentence; `named` lists what it is about, such as ids
    of questions; `field` is where the mend begins."""

    id: str
    color: Color
    says: str
    screen: Screen = Screen.RULES
    field: str = ""
    named: tuple[str, ...] = ()


def red_of_faults(id_: str, faults: Iterable[Fault], screen: Screen) -> Light | None:
    """The red light that faults of the contest format make; None where there are none."""
    listed = list(faults)
    if not listed:
        return None
    named = tuple(f"{fault.field}: {fault.message}" for fault in listed[:MOST_NAMED])
    says = f"Có {len(listed)} chỗ chưa đúng, phải sửa trước khi mở."
    return Light(id_, Color.RED, says, screen, listed[0].field, named)


def judged(
    id_: str,
    wrong: str,
    right: str,
    color: Color,
    *,
    screen: Screen = Screen.RULES,
    field: str = "",
    named: tuple[str, ...] = (),
) -> Light:
    """`color` and `wrong` where there is something wrong to say, else green and `right`."""
    if not wrong:
        return Light(id_, Color.GREEN, right, screen, field)
    return Light(id_, color, wrong, screen, field, named[:MOST_NAMED])
