"""One person behind several numbers: a device key of several people, a name twice, retakes.

Traces come in order of time (`flag.in_time`)."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import TypeVar

from chalicelib.domain.contest import Contest
from chalicelib.domain.flag import (
    LEAST_FOR_A_DISTRIBUTION,
    Flag,
    FlagCode,
    Trace,
    flag_group,
    people_of,
)

_PEOPLE_OF_A_DEVICE = 6
_PEOPLE_OF_A_HOME = 10
_NAMESAKES = 0.003
_MOST_NAMESAKES = 100
_HOUR_MS = 3_600_000
_HOURS_OF_A_DAY = 24
_HOURS_WITH_A_RETAKE = 12

_Key = TypeVar("_Key", bound=Hashable)


def device_of_several(traces: Sequence[Trace], front: Collection[str]) -> Iterator[Flag]:
    """Attempts of six people or more with one device key, or of two who both stand for a prize.

    Families share a phone, so fewer are no flag; a tablet that organizers gave out never is.
    `front`: attempts that win, or may by a decision; they are looked at where there are enough
    people that two of one phone are not simply all who take part.
    """
    at_the_front = front if len(traces) >= LEAST_FOR_A_DISTRIBUTION else ()
    own = (each for each in traces if each.device and not each.shared)
    for group in _groups(own, lambda each: each.device):
        people = len(people_of(group))
        if people >= _PEOPLE_OF_A_DEVICE:
            says = f"Cùng một máy đã dùng cho {people} người khác nhau."
            yield from flag_group(group, FlagCode.DEVICE_OF_SEVERAL, says)
            continue
        standing = [each for each in group if each.entry.attempt_id in at_the_front]
        if len(people_of(standing)) > 1:
            says = f"{len(people_of(standing))} người trong diện đoạt giải dùng cùng một máy."
            yield from flag_group(standing, FlagCode.DEVICE_OF_SEVERAL, says)


def same_name(traces: Sequence[Trace]) -> Iterator[Flag]:
    """Different people of one unit with the same name, where that is not to be expected.

    Namesakes are common. So it takes another sign: the same device, the same source with few
    others behind it, or a name so rare that the unit should hardly have it twice.
    """
    names = _Names(traces)
    behind = _people_behind_sources(traces)
    # Of a million people many have the same name.
    once = cache(spelled)
    for group in _groups(traces, lambda each: (each.entry.unit, once(each.entry.name))):
        if len(people_of(group)) > 1:
            yield from _flag_namesakes(group, names, behind)


def spelled(name: str) -> str:
    """The one spelling of a name in which it is compared: accents count, case and spaces do not."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def many_retakes(traces: Iterable[Trace], contest: Contest) -> Iterator[Flag]:
    """Attempts of who sealed one in most hours of a day: hardly a person's, and never allowed by
    chance where everybody has one attempt."""
    if contest.paper.attempts == 1:
        return
    for group in _groups(traces, lambda each: each.entry.participant):
        hours = sorted({each.entry.submitted_at // _HOUR_MS for each in group})
        most = _most_within(hours, _HOURS_OF_A_DAY)
        if most >= _HOURS_WITH_A_RETAKE:
            says = (
                f"Thi {len(group)} lượt, nộp bài trong {most} giờ khác nhau của cùng một ngày đêm."
            )
            yield from flag_group(group, FlagCode.MANY_RETAKES, says)


def _groups(traces: Iterable[Trace], key: Callable[[Trace], _Key]) -> Iterator[list[Trace]]:
    """Groups of two attempts or more, each in the order in which they come."""
    groups: defaultdict[_Key, list[Trace]] = defaultdict(list)
    for trace in traces:
        groups[key(trace)].append(trace)
    yield from (group for group in groups.values() if len(group) > 1)


def _people_behind_sources(traces: Sequence[Trace]) -> dict[bytes, int]:
    """How many people each source has; of a few people all may well live behind one."""
    people: defaultdict[bytes, set[str]] = defaultdict(set)
    for trace in traces:
        people[trace.source].add(trace.entry.participant)
    if len(traces) < LEAST_FOR_A_DISTRIBUTION:
        return {}
    return {source: len(those) for source, those in people.items()}


def _flag_namesakes(
    group: Sequence[Trace], names: "_Names", behind: dict[bytes, int]
) -> Iterator[Flag]:
    name, people = group[0].entry.name, len(people_of(group))
    says = f"{people} số khác nhau trong cùng đơn vị mang tên “{name}”"
    if names.are_rare(group[0]):
        yield from flag_group(
            group, FlagCode.SAME_NAME, f"{says}, một tên mà đơn vị này khó có hai người trùng."
        )
        return
    for one, other in _met(group[:_MOST_NAMESAKES]):
        if one.entry.participant == other.entry.participant:
            continue
        sign = _sign_in_common(one, other, behind)
        if sign:
            yield from flag_group([one, other], FlagCode.SAME_NAME, f"{says}; {sign}.")


def _met(group: Sequence[Trace]) -> Iterator[tuple[Trace, Trace]]:
    """Two each that have a device or a source in common, the first ones first."""
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for place, trace in enumerate(group):
        places[b"d" + trace.device].append(place)
        places[b"s" + trace.source].append(place)
    pairs = {pair for shared in places.values() for pair in combinations(shared, 2)}
    yield from ((group[one], group[other]) for one, other in sorted(pairs))


def _sign_in_common(one: Trace, other: Trace, behind: dict[bytes, int]) -> str | None:
    if one.shared or other.shared:
        return None
    if one.device and one.device == other.device:
        return "hai bài làm trên cùng một máy"
    people = behind.get(one.source, _PEOPLE_OF_A_HOME + 1)
    if one.source and one.source == other.source and people <= _PEOPLE_OF_A_HOME:
        return f"hai bài gửi từ cùng một đường mạng mà chỉ có {people} người dự thi dùng"
    return None


class _Names:
    """How common names are here: how often each first, last and middle part occurs, taken as
    independent of one another."""

    def __init__(self, traces: Sequence[Trace]) -> None:
        people = {each.entry.participant: each.entry for each in traces}
        self._people = len(people)
        self._units = Counter(entry.unit for entry in people.values())
        self._parts: Counter[tuple[int, str]] = Counter()
        for name, bearers in Counter(entry.name for entry in people.values()).items():
            for part in enumerate(_parts(name)):
                self._parts[part] += bearers

    def are_rare(self, trace: Trace) -> bool:
        """Whether a unit of that size has hardly anybody else of this name."""
        if self._people < LEAST_FOR_A_DISTRIBUTION:
            return False
        share = 1.0
        for part in enumerate(_parts(trace.entry.name)):
            share *= self._parts[part] / self._people
        return (self._units[trace.entry.unit] - 1) * share <= _NAMESAKES


def _parts(name: str) -> tuple[str, str, str]:
    words = spelled(name).split(" ")
    return words[0], words[-1], " ".join(words[1:-1])


def _most_within(hours: Sequence[int], span: int) -> int:
    """The most of some ascending numbers that lie within a span."""
    most = first = 0
    for last, hour in enumerate(hours):
        while hour - hours[first] >= span:
            first += 1
        most = max(most, last - first + 1)
    return most
