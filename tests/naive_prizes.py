"""A second, naive way to say who wins what: by trying every order in which ties could be broken.

A ladder is its places' amounts and the candidates, best first, those who tie together.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, permutations, product

Ladder = tuple[Sequence[int], Sequence[Sequence[str]]]
World = frozenset[tuple[int, str, int]]
"""Who wins how much on which ladder."""


def worlds(ladders: Sequence[Ladder], one_each: bool = True) -> set[World]:
    """All that could become of the prizes, each tie of each ladder being broken on its own."""
    found = {frozenset[tuple[int, str, int]]()}
    for number, (amounts, groups) in enumerate(ladders):
        found = {
            world | step
            for world in found
            for step in _steps(number, amounts, _left(groups, world, one_each))
        }
    return found


def _left(groups: Sequence[Sequence[str]], world: World, one_each: bool) -> list[list[str]]:
    won = {who for _, who, _ in world} if one_each else set()
    return [[who for who in group if who not in won] for group in groups]


def _steps(number: int, amounts: Sequence[int], groups: list[list[str]]) -> Iterator[World]:
    for orders in product(*map(permutations, groups)):
        in_order = chain.from_iterable(orders)
        yield frozenset(
            (number, who, amount) for who, amount in zip(in_order, amounts, strict=False)
        )


def shared_world(ladders: Sequence[Ladder], one_each: bool = True) -> World:
    """What becomes of the prizes where ties are shared: told for each candidate alone."""
    world: World = frozenset()
    for number, (amounts, groups) in enumerate(ladders):
        left = _left(groups, world, one_each)
        world |= frozenset(
            (number, who, part)
            for at, group in enumerate(left)
            for who in group
            for part in _part(amounts, sum(map(len, left[:at])), len(group))
        )
    return world


def _part(amounts: Sequence[int], better: int, tied: int) -> list[int]:
    """The one amount of a candidate with so many before and so many equal; none behind the last."""
    spanned = [amounts[at] if at < len(amounts) else None for at in range(better, better + tied)]
    given = [amount for amount in spanned if amount is not None]
    if not given:
        return []
    return (
        [given[0]] if len(set(spanned)) == 1 else [sum(given) // tied - sum(given) // tied % 1_000]
    )
