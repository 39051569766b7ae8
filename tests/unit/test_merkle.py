"""The Merkle tree against RFC 9162's own definitions, written out as they stand there."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.merkle import Tree, node_hash

_LEAVES = [hashlib.sha256(bytes([number])).digest() for number in range(80)]


def _root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162 §2.1.1."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = _split(len(leaves))
    return node_hash(_root(leaves[:split]), _root(leaves[split:]))


def _split(count: int) -> int:
    split = 1
    while split * 2 < count:
        split *= 2
    return split


def _proof(old: int, leaves: list[bytes], known: bool) -> list[bytes]:
    """SUBPROOF of RFC 9162 §2.1.4.1."""
    if old == len(leaves):
        return [] if known else [_root(leaves)]
    split = _split(len(leaves))
    if old <= split:
        return [*_proof(old, leaves[:split], known), _root(leaves[split:])]
    return [*_proof(old - split, leaves[split:], False), _root(leaves[:split])]


def _verifies(first: int, second: int, old: bytes, new: bytes, proof: list[bytes]) -> bool:
    """RFC 9162 §2.1.4.2."""
    if first == second:
        return old == new and not proof
    path = [old, *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(node, fr), node_hash(node, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, node)
        fn, sn = fn >> 1, sn >> 1
    return fr == old and sr == new and sn == 0


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree().root() == hashlib.sha256(b"").digest()


def test_every_size_has_the_root_of_the_standard() -> None:
    for size in range(len(_LEAVES) + 1):
        assert Tree().grown(_LEAVES[:size]).root() == _root(_LEAVES[:size])


@given(st.integers(0, 80), st.integers(0, 80))
def test_a_tree_grown_in_two_goes_is_the_same(one: int, other: int) -> None:
    first, size = sorted((one, other))
    grown = Tree().grown(_LEAVES[:first]).grown(_LEAVES[first:size])
    assert grown == Tree().grown(_LEAVES[:size])


@given(st.integers(1, 80), st.integers(1, 80))
def test_proofs_are_those_of_the_standard_and_verify(one: int, other: int) -> None:
    old, size = sorted((one, other))
    before = Tree().grown(_LEAVES[:old])
    proof = before.consistency(_LEAVES[old:size])
    assert proof == _proof(old, _LEAVES[:size], True)
    assert _verifies(old, size, before.root(), _root(_LEAVES[:size]), proof)


@given(st.integers(1, 79), st.data())
def test_a_proof_of_another_tree_does_not_verify(old: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(old + 1, 80))
    changed = data.draw(st.integers(0, old - 1))
    other = [*_LEAVES]
    other[changed] = hashlib.sha256(b"another").digest()
    before = Tree().grown(_LEAVES[:old])
    proof = Tree().grown(other[:old]).consistency(other[old:size])
    assert not _verifies(old, size, before.root(), _root(other[:size]), proof)
