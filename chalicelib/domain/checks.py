"""Checks of single values, shared by the contest format and the bodies of requests.

Each check has `fault(value)`: None where the value is right, else a Vietnamese sentence that says
what is wrong and how to mend it. The sentence does not name the field: whoever asks knows it.
Where the text is right, what is kept is `clean_text` of it.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

# Characters that turn the direction of what follows: a name that holds one can rewrite how a
# list of winners reads (Unicode TR36, section 2.4).
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_INVISIBLE_CATEGORIES = frozenset({"C", "Z", "M"})
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
ID_BYTES = 32


class Check(Protocol):
    """What every check of a value can do."""

    def fault(self, value: Any) -> str | None:
        """None, or a Vietnamese sentence that says what is wrong with `value`."""


def clean_text(written: str) -> str:
    """What is kept of a text: NFC, lines ended by LF alone, without spaces at either end."""
    lines = written.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


@dataclass(frozen=True)
class Text:
    """A text of at most `max_chars` characters and `max_bytes` bytes of UTF-8, once cleaned.

    `lines` lets line feeds and tabs stand, `blank` lets it be empty.
    """

    max_chars: int
    max_bytes: int | None = None
    lines: bool = False
    blank: bool = False

    def fault(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return "Phải là chữ (chuỗi ký tự); xin viết trong dấu ngoặc kép."
        text = clean_text(value)
        return self._refused_character(text) or self._emptiness(text) or self._length(text)

    def _refused_character(self, text: str) -> str | None:
        allowed = "\n\t" if self.lines else ""
        found = next((char for char in text if char not in allowed and _is_refused(char)), None)
        if found is None:
            return None
        return f"Chứa ký tự điều khiển không được phép (U+{ord(found):04X}); xin xóa ký tự đó."

    def _emptiness(self, text: str) -> str | None:
        if self.blank and not text:
            return None
        if any(unicodedata.category(char)[0] not in _INVISIBLE_CATEGORIES for char in text):
            return None
        return "Không được để trống; xin điền vào."

    def _length(self, text: str) -> str | None:
        if len(text) > self.max_chars:
            return f"Dài {len(text)} ký tự; xin rút còn tối đa {self.max_chars} ký tự."
        size = len(text.encode())
        if self.max_bytes is not None and size > self.max_bytes:
            return f"Dài {size} byte; xin rút còn tối đa {self.max_bytes} byte."
        return None


@dataclass(frozen=True)
class Whole:
    """A whole number from `least` to `most`; a bool is none."""

    least: int
    most: int

    def fault(self, value: Any) -> str | None:
        if type(value) is int and self.least <= value <= self.most:
            return None
        return f"Phải là số nguyên từ {self.least} đến {self.most}."


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def fault(self, value: Any) -> str | None:
        return None if isinstance(value, bool) else "Phải là true (có) hoặc false (không)."


@dataclass(frozen=True)
class OneOf:
    """One of the given texts, compared as it stands."""

    values: Collection[str]

    def fault(self, value: Any) -> str | None:
        if isinstance(value, str) and value in self.values:
            return None
        return f"Phải là một trong: {', '.join(self.values)}."


@dataclass(frozen=True)
class Matching:
    """A text that matches all of `pattern`; `says` is the sentence where it does not."""

    pattern: re.Pattern[str]
    says: str

    def fault(self, value: Any) -> str | None:
        return None if isinstance(value, str) and self.pattern.fullmatch(value) else self.says


@dataclass(frozen=True)
class Identifier:
    """An id as it stands in addresses and keys: a-z, 0-9 and "-", at most 32 bytes."""

    def fault(self, value: Any) -> str | None:
        if isinstance(value, str) and len(value) <= ID_BYTES and _SLUG.fullmatch(value):
            return None
        return (
            "Phải là mã gồm chữ thường không dấu a-z, số 0-9 và dấu gạch nối, "
            f"bắt đầu bằng chữ hoặc số, dài tối đa {ID_BYTES} ký tự."
        )


@dataclass(frozen=True)
class ListOf:
    """A list of `least` to `most` items, each right by `item`; the first fault is told."""

    item: Check
    least: int
    most: int

    def fault(self, value: Any) -> str | None:
        if not isinstance(value, list):
            return "Phải là một danh sách, viết trong dấu ngoặc vuông."
        if not self.least <= len(value) <= self.most:
            return f"Danh sách phải có từ {self.least} đến {self.most} mục, hiện có {len(value)}."
        faults = ((number, self.item.fault(item)) for number, item in enumerate(value, start=1))
        return next((f"Mục thứ {number}: {fault}" for number, fault in faults if fault), None)


def _is_refused(char: str) -> bool:
    if char in _BIDI or char == "\ufeff":
        return True
    return unicodedata.category(char) in _REFUSED_CATEGORIES or _is_noncharacter(ord(char))


def _is_noncharacter(point: int) -> bool:
    """Points that Unicode never assigns; a workbook that holds one can't be opened."""
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
