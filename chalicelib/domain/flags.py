"""Which attempts are worth a look before they may win, and why (design §5)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from chalicelib.domain.contest import Contest
from chalicelib.domain.flag import Flag, FlagCode, Trace, in_time
from chalicelib.domain.flags_answers import same_wrong_answers
from chalicelib.domain.flags_people import device_of_several, many_retakes, same_name
from chalicelib.domain.flags_sources import one_source
from chalicelib.domain.flags_speed import faster_than_others, too_fast

__all__ = ["Flag", "FlagCode", "find_flags", "in_order_of"]


def find_flags(
    traces: Iterable[Trace],
    contest: Contest,
    paper_key: bytes | None = None,
    front: Collection[str] = (),
) -> list[Flag]:
    """All flags of sealed attempts, whatever order they come in: the first sealed first.

    `paper_key` draws the papers again; without one answers are not compared. `front` are the
    attempts that win, or may by a decision.
    """
    sealed: Sequence[Trace] = in_time(traces)
    found = [
        *too_fast(sealed, contest),
        *device_of_several(sealed, front),
        *one_source(sealed, contest),
        *many_retakes(sealed, contest),
        *same_name(sealed),
        *(same_wrong_answers(sealed, contest, paper_key) if paper_key else ()),
    ]
    flagged = {flag.attempt_id for flag in found}
    found += faster_than_others(sealed, contest, flagged)
    return list(in_order_of((each.entry.attempt_id for each in sealed), found))


def in_order_of(attempts: Iterable[str], flags: Iterable[Flag]) -> Iterator[Flag]:
    """`flags` in the order of `attempts`, of one attempt and cause the first alone."""
    of_each: defaultdict[str, dict[FlagCode, Flag]] = defaultdict(dict)
    for flag in flags:
        of_each[flag.attempt_id].setdefault(flag.code, flag)
    for attempt in attempts:
        if attempt in of_each:
            yield from of_each[attempt].values()
