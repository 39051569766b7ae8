"""Many attempts from one source together with another sign; a source alone is never a flag.

A school, an office or a mobile carrier has thousands of people behind one address.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from chalicelib.domain.contest import Contest
from chalicelib.domain.flag import (
    LEAST_FOR_A_DISTRIBUTION,
    Flag,
    FlagCode,
    Trace,
    flag_group,
    in_time,
    people_of,
)
from chalicelib.domain.flags_speed import Pace, pace_of

_MANY = 8
_BREAK_MS = 600_000
_QUEUE_GAP_MS = 120_000
_NEXT_NUMBER = 10
_NUMBERS_IN_A_ROW = 5
_GROUP_DEVIATIONS = 1.5
_SAME_PACE = 0.1
_SMALL_PART = 20
# Of a normal distribution, half lie within this many standard deviations of the mean.
_HALF = 0.6745


def one_source(traces: Sequence[Trace], contest: Contest) -> Iterator[Flag]:
    """Attempts of many people from one source that came like from a machine.

    The other sign is one of: one after the other without ever overlapping, numbers in a row, and
    where speed is judged the same duration for all, or all of them far quicker than others.
    """
    if len(traces) < LEAST_FOR_A_DISTRIBUTION:
        # So few may well sit in one room and do it in turn.
        return
    paces = _Paces(traces, contest)
    for burst in _bursts(traces):
        group, sign = _sign_of(burst, paces.beside(burst))
        if sign is not None:
            says = f"{len(people_of(group))} người gửi bài từ cùng một đường mạng; {sign}."
            yield from flag_group(in_time(group), FlagCode.ONE_SOURCE, says)


class _Paces:
    """How quick all others are."""

    def __init__(self, traces: Sequence[Trace], contest: Contest) -> None:
        judges_speed = contest.min_seconds_per_question > 0
        self._traces = traces if judges_speed else ()
        self._all = self._pace(self._traces)

    def beside(self, burst: Sequence[Trace]) -> Pace | None:
        """The pace of those who are not in a burst; None where there are too few, or speed is
        never a flag. A burst that is a small part of all hardly changes it."""
        if self._all is None or len(burst) * _SMALL_PART < len(self._traces):
            return self._all
        these = {each.entry.attempt_id for each in burst}
        return self._pace([each for each in self._traces if each.entry.attempt_id not in these])

    def _pace(self, traces: Sequence[Trace]) -> Pace | None:
        many = len(traces) >= LEAST_FOR_A_DISTRIBUTION
        return pace_of(each.entry for each in traces) if many else None


def _sign_of(burst: Sequence[Trace], pace: Pace | None) -> tuple[Sequence[Trace], str | None]:
    """Those of a burst that the other sign is about, and the sign in words."""
    queue = _longest_queue(burst)
    if len(people_of(queue)) >= max(_MANY, len(people_of(burst)) // 2):
        return queue, "hết bài này mới đến bài khác, không lúc nào có hai bài cùng mở"
    row = _longest_row(burst)
    if len(people_of(row)) >= _NUMBERS_IN_A_ROW:
        return row, "các số đăng ký nối tiếp nhau"
    if pace is None:
        return burst, None
    own = sorted(each.entry.elapsed_ms for each in burst)
    if own[len(own) // 2] <= pace.below(_GROUP_DEVIATIONS):
        return burst, "phần lớn làm nhanh hơn hẳn mọi người"
    if _spread(burst) <= _SAME_PACE:
        return burst, "thời gian làm bài gần như bằng nhau"
    return burst, None


def _bursts(traces: Iterable[Trace]) -> Iterator[list[Trace]]:
    """Attempts of many people from one source that were begun without a long break, by when."""
    by_source: defaultdict[bytes, list[Trace]] = defaultdict(list)
    for trace in traces:
        if trace.source and not trace.shared:
            by_source[trace.source].append(trace)
    for group in by_source.values():
        group.sort(key=_begun)
        burst = [group[0]]
        for trace in group[1:]:
            if trace.started_at - burst[-1].started_at > _BREAK_MS:
                yield from _if_many(burst)
                burst = []
            burst.append(trace)
        yield from _if_many(burst)


def _begun(trace: Trace) -> tuple[int, str]:
    return trace.started_at, trace.entry.attempt_id


def _if_many(burst: list[Trace]) -> list[list[Trace]]:
    return [burst] if len(people_of(burst)) >= _MANY else []


def _longest_queue(burst: Sequence[Trace]) -> list[Trace]:
    """The longest row of attempts each of which began soon after the one before was sealed."""
    return max(_rows(burst, _queues), key=len)


def _queues(one: Trace, other: Trace) -> bool:
    return 0 <= other.started_at - one.entry.submitted_at <= _QUEUE_GAP_MS


def _longest_row(burst: Sequence[Trace]) -> list[Trace]:
    """The longest row of attempts whose phone or citizen numbers follow one another."""
    numbered = sorted(burst, key=lambda each: (each.entry.identity, each.entry.attempt_id))
    return max(_rows(numbered, _follows), key=len)


def _rows(
    traces: Iterable[Trace], follows: Callable[[Trace, Trace], bool]
) -> Iterator[list[Trace]]:
    """Cuts traces wherever the next one does not follow."""
    row: list[Trace] = []
    for trace in traces:
        if row and not follows(row[-1], trace):
            yield row
            row = []
        row.append(trace)
    yield row


def _follows(one: Trace, other: Trace) -> bool:
    numbers = one.entry.identity, other.entry.identity
    return all(map(str.isdigit, numbers)) and 0 <= int(numbers[1]) - int(numbers[0]) <= _NEXT_NUMBER


def _spread(burst: Sequence[Trace]) -> float:
    """How far half of the durations lie from the middle one, as a standard deviation of their
    logarithms."""
    own = sorted(max(each.entry.elapsed_ms, 1) for each in burst)
    middle = own[len(own) // 2]
    off = sorted(abs(each - middle) / middle for each in own)
    return off[len(off) // 2] / _HALF
