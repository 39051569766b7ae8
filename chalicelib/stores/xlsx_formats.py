"""Which cells of a workbook show dates or percents: their stored number is not what people see."""

import re
from enum import StrEnum

# Formats that every workbook knows by number (ECMA-376 part 1, 18.8.30).
_PERCENTS = frozenset({9, 10})
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_MOST_CHARS = 255


class Looks(StrEnum):
    """How a number is shown."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"


class Formats:
    """Listens to `styles.xml`."""

    def __init__(self) -> None:
        self._own: dict[str, Looks] = {}
        self._of_styles: list[Looks] = []
        self._inside = False

    def look(self, style: str) -> Looks:
        """How a cell of that style shows a number."""
        known = style.isdecimal() and len(style) < 8 and int(style) < len(self._of_styles)
        return self._of_styles[int(style)] if known else Looks.PLAIN

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = _look(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._of_styles.append(self._of_number(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def text(self, written: str) -> None: ...

    def _of_number(self, number: str) -> Looks:
        if number in self._own:
            return self._own[number]
        known = int(number) if number.isdecimal() and len(number) < 8 else 0
        if known in _PERCENTS:
            return Looks.PERCENT
        return Looks.DATE if known in _DATES else Looks.PLAIN


def _look(code: str) -> Looks:
    shown = _LITERAL.sub("", code[:_MOST_CHARS]).casefold()
    if "%" in shown:
        return Looks.PERCENT
    if shown != "general" and re.search("[dmyhs]", shown):
        return Looks.DATE
    return Looks.PLAIN
