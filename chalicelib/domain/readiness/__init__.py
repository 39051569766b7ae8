"""Whether a contest is ready to open: lights, each with its reason and where to mend it.

The lights bind the console; `ops load-contest` stops at the faults of the contest format alone.
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.contest_format import Fault, examine_contest
from chalicelib.domain.readiness.bank import lights_of_bank
from chalicelib.domain.readiness.light import Color, Light, Screen
from chalicelib.domain.readiness.rules import lights_of_rules

__all__ = ["Color", "Light", "Opened", "Readiness", "Screen", "readiness"]


@dataclass(frozen=True)
class Opened:
    """A version that is public: when it was committed to (ms)."""

    committed_at: int


@dataclass(frozen=True)
class Readiness:
    """All lights, in the order of the work; and every fault of the format."""

    lights: tuple[Light, ...]
    faults: tuple[Fault, ...]

    def of_color(self, color: Color) -> tuple[Light, ...]:
        return tuple(light for light in self.lights if light.color is color)


def readiness(
    raw: dict[str, Any], now: int, *, budget_vnd: int | None = None, opened: Opened | None = None
) -> Readiness:
    """The lights of what the files of a contest hold, `questions` with it; `budget_vnd` is what
    the prizes may cost."""
    document, faults = examine_contest(raw)
    lights = (
        *lights_of_rules(document, faults, now, budget_vnd),
        *lights_of_bank(document, faults),
        _commitment(document, opened),
        _alarms(),
    )
    return Readiness(lights, faults)


def _commitment(document: dict[str, Any], opened: Opened | None) -> Light:
    if opened is None:
        says = "Bản cam kết (mã băm của thể lệ, câu hỏi và đáp án) sẽ được công bố khi bấm mở."
        return Light("commitment", Color.GREEN, says, Screen.READY)
    opens_at = document.get("opens_at")
    if opens_at is not None and opened.committed_at > opens_at:
        says = "Bản cam kết được công bố sau giờ mở; trang kiểm chứng sẽ nêu điều này."
        return Light("commitment", Color.AMBER, says, Screen.READY)
    return Light("commitment", Color.GREEN, "Bản cam kết đã được công bố.", Screen.READY)


def _alarms() -> Light:
    says = (
        "Cảnh báo và hạn mức của AWS chưa xem được từ đây; cán bộ công nghệ thông tin kiểm tra "
        "khi triển khai."
    )
    return Light("alarms", Color.GREY, says, Screen.READY)
