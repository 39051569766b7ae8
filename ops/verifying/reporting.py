"""What a check finds, and the report of all of them (docs/ledger.md §10)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

_MOST_DETAILS = 50


class Result(StrEnum):
    """How a check ends."""

    OK = "ok"
    FAILED = "failed"
    WARNING = "warning"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Answer:
    """What a check answers: `says` is one Vietnamese sentence, `details` are at most 50."""

    id: str
    result: Result
    says: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What all checks of a contest answer, in the order of docs/ledger.md §10."""

    slug: str
    checks: tuple[Answer, ...]

    @property
    def ok(self) -> bool:
        """Nothing failed."""
        return all(answer.result is not Result.FAILED for answer in self.checks)

    def document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {"slug": self.slug, "checks": [asdict(it) for it in self.checks], "ok": self.ok}


class Check:
    """One check while it is made."""

    def __init__(self, check_id: str) -> None:
        self.id = check_id
        self._result = Result.OK
        self._is_skipped = False
        self._count = 0
        self._details: list[str] = []

    @property
    def result(self) -> Result:
        """How it stands."""
        if self._is_skipped and self._result is not Result.FAILED:
            return Result.SKIPPED
        return self._result

    def fail(self, detail: str) -> None:
        """Notes what does not hold."""
        self._result = Result.FAILED
        self.note(detail)

    def warn(self, detail: str) -> None:
        """Notes what holds, and should be looked at."""
        if self._result is Result.OK:
            self._result = Result.WARNING
        self.note(detail)

    def note(self, detail: str) -> None:
        """Tells something beside the result."""
        if len(self._details) < _MOST_DETAILS:
            self._details.append(detail)

    def skip(self) -> None:
        """What it needs is not published yet."""
        self._is_skipped = True

    def count(self, number: int) -> None:
        """How many things were looked at."""
        self._count += number

    def answer(self) -> Answer:
        """What it answers."""
        says = SAYS[self.id][self.result is Result.FAILED].format(count=self._count)
        other = _OTHERWISE.get(self.result, says)
        return Answer(self.id, self.result, other, tuple(self._details))


def short(value: Any) -> str:
    """A hash, or whatever a file has in its place, as people tell it."""
    return str(value)[:12]


def listed(values: Iterable[Any]) -> str:
    """Several of them."""
    return ", ".join(map(short, values))


_OTHERWISE = {
    Result.WARNING: "Không thấy sai, nhưng có điểm cần xem lại.",
    Result.SKIPPED: "Chưa kiểm được: tệp cần cho phép kiểm này chưa đến lúc công bố.",
}
SAYS = {
    "files": (
        "Cả {count} tệp đều đúng như danh mục đã công bố.",
        "Có tệp thiếu hoặc khác với danh mục đã công bố.",
    ),
    "commitment": (
        "Thể lệ, câu hỏi, đáp án và khóa bốc đề đúng như đã cam kết.",
        "Thể lệ, câu hỏi, đáp án hoặc khóa bốc đề không đúng như đã cam kết.",
    ),
    "snapshots": (
        "{count} bản chốt nối tiếp nhau, không bản nào bị sửa.",
        "Chuỗi bản chốt không khớp.",
    ),
    "entries": (
        "Cả {count} bài đúng như lúc niêm phong, không thiếu, không thừa.",
        "Có bài bị sửa, bị thiếu hoặc bị thêm.",
    ),
    "openings": (
        "{count} bài đoạt giải mở ra và chấm lại đều đúng điểm.",
        "Có bài đoạt giải không khớp khi mở ra chấm lại.",
    ),
    "rulings": (
        "{count} quyết định nối tiếp nhau; bài nào bị loại đều có quyết định.",
        "Chuỗi quyết định, hoặc tình trạng của bài, không khớp.",
    ),
    "corrections": (
        "Điểm và thời gian điều chỉnh đúng theo các quyết định.",
        "Có điểm hoặc thời gian điều chỉnh không đúng theo các quyết định.",
    ),
    "ranking": ("Thứ hạng của {count} bài đúng thể lệ.", "Có thứ hạng không đúng thể lệ."),
    "prizes": (
        "{count} giải và các số tổng hợp đúng thể lệ.",
        "Có giải hoặc số tổng hợp không đúng thể lệ.",
    ),
    "receipt": ("{count} biên nhận khớp với sổ cái.", "Có biên nhận không khớp với sổ cái."),
}
"""Each check, in the order of docs/ledger.md §10: what it says where it holds, and where not."""
