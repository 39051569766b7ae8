"""Words, times and sums of one language's catalogue, as `static_site/js/core/text.js` writes them.

The two are held together by the examples of `tests/unit/text_examples.json`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import reduce

from markupsafe import Markup, escape

from chalicelib.domain.wording import VIETNAM

WARDS_LANGUAGE = "vi"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PARAMETER = re.compile(r"\{(\w+)\}")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DURATION = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


class Texts:
    """The sentences of one language (`static_site/lang/<language>.json`)."""

    def __init__(self, language: str, messages: Mapping[str, str]) -> None:
        self.language = language
        self._messages = messages

    def __call__(self, key: str, **values: object) -> str:
        """The sentence with its values filled in. Raises KeyError where one is missing."""
        return _PARAMETER.sub(lambda found: str(values[found[1]]), self._messages[key])

    def quoting(self, key: str, **values: object) -> Markup:
        """The same where values may be the ward's own words: on pages of another language each
        text among them is marked, for screen readers. Raises KeyError."""
        marked = {name: self._marked(value) for name, value in values.items()}
        return Markup(_PARAMETER.sub(lambda found: marked[found[1]], escape(self._messages[key])))

    def _marked(self, value: object) -> Markup:
        if (
            self.language == WARDS_LANGUAGE
            or not isinstance(value, str)
            or isinstance(value, Markup)
        ):
            return escape(value)
        return Markup('<span lang="{}">{}</span>').format(WARDS_LANGUAGE, value)

    def some(self, keys: list[str]) -> dict[str, str]:
        """The sentences of those keys."""
        return {key: self._messages[key] for key in keys}

    def number(self, value: int) -> str:
        """A whole number in groups of three."""
        return f"{value:,}".replace(",", self("number.group"))

    def decimal(self, num: int, den: int) -> str:
        """A quotient with at most two places, halves away from zero; 0 of nothing is 0."""
        hundredths = (200 * num + den) // (2 * den) if den else 0
        whole, rest = divmod(hundredths, 100)
        places = f"{rest:02}".rstrip("0")
        return f"{whole}{self('number.decimal')}{places}" if places else str(whole)

    def money(self, amount_vnd: int) -> str:
        """A sum in đồng."""
        return self("money", amount=self.number(amount_vnd))

    def date(self, milliseconds: int) -> str:
        """Months 1 and 2 carry a zero, the others none (Nghị định 30/2020/NĐ-CP)."""
        there = _in_vietnam(milliseconds)
        month = f"{there.month:02}" if there.month < 3 else str(there.month)
        return self("time.date", day=f"{there.day:02}", month=month, year=there.year)

    def clock(self, milliseconds: int) -> str:
        """Hours and minutes in Vietnam."""
        there = _in_vietnam(milliseconds)
        return self("time.clock", hours=f"{there.hour:02}", minutes=f"{there.minute:02}")

    def moment(self, milliseconds: int) -> str:
        """Clock, weekday and date, without the zone."""
        weekday = self(f"weekday.{_WEEKDAYS[_in_vietnam(milliseconds).weekday()]}")
        clock, date = self.clock(milliseconds), self.date(milliseconds)
        return self("time.moment", clock=clock, weekday=weekday, date=date)

    def zoned_moment(self, milliseconds: int) -> str:
        """The same with the zone in words."""
        return self("time.zoned", moment=self.moment(milliseconds))

    def spoken_moment(self, milliseconds: int) -> str:
        """The same as one says it: without zeros, the month by name."""
        there = _in_vietnam(milliseconds)
        clock = "time.spoken_minutes" if there.minute else "time.spoken_hour"
        return self(
            "time.spoken",
            clock=self(clock, hours=there.hour, minutes=there.minute),
            weekday=self(f"weekday.{_WEEKDAYS[there.weekday()]}"),
            day=there.day,
            month=there.month,
            year=there.year,
        )

    def listed(self, names: list[str]) -> str:
        """A, B and C."""
        *rest, last = names
        return self("list.and", first=self.joined("list.more", rest), last=last) if rest else last

    def joined(self, key: str, parts: list[str]) -> str:
        """The parts one after the other, as the sentence says how one stands before the next."""
        return reduce(lambda first, part: self(key, first=first, next=part), parts)

    def duration(self, milliseconds: int) -> str:
        """The two largest parts in words, of whole seconds."""
        rest = max(0, milliseconds // 1_000)
        parts = []
        for name, size in _DURATION:
            value, rest = divmod(rest, size)
            parts.append((name, value))
        first = next((at for at, (_, value) in enumerate(parts) if value), len(parts) - 1)
        told = [part for part in parts[first : first + 2] if part[1]] or parts[-1:]
        return " ".join(self(f"duration.{name}", value=value) for name, value in told)

    def exact_duration(self, milliseconds: int) -> str:
        """To the thousandth, because places are decided by it."""
        minutes, rest = divmod(milliseconds, 60_000)
        seconds = f"{rest // 1_000}{self('number.decimal')}{rest % 1_000:03}"
        tail = self("duration.seconds", value=seconds)
        return f"{self('duration.minutes', value=minutes)} {tail}" if minutes else tail


def _in_vietnam(milliseconds: int) -> datetime:
    return (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(VIETNAM)
