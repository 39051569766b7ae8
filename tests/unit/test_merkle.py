"""The Merkle tree against RFC 9162's own definitions."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.merkle import Tree
from tests.rfc9162 import proof, root, verifies

_LEAVES = [hashlib.sha256(bytes([number])).digest() for number in range(80)]


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree().root() == hashlib.sha256(b"").digest()


def test_every_size_has_the_root_of_the_standard() -> None:
    for size in range(len(_LEAVES) + 1):
        assert Tree().grown(_LEAVES[:size]).root() == root(_LEAVES[:size])


@given(st.integers(0, 80), st.integers(0, 80))
def test_a_tree_grown_in_two_goes_is_the_same(one: int, other: int) -> None:
    first, size = sorted((one, other))
    grown = Tree().grown(_LEAVES[:first]).grown(_LEAVES[first:size])
    assert grown == Tree().grown(_LEAVES[:size])


@given(st.integers(1, 80), st.integers(1, 80))
def test_proofs_are_those_of_the_standard_and_verify(one: int, other: int) -> None:
    old, size = sorted((one, other))
    before = Tree().grown(_LEAVES[:old])
    found = before.consistency(_LEAVES[old:size])
    assert found == proof(old, _LEAVES[:size])
    assert verifies(old, size, before.root(), root(_LEAVES[:size]), found)


@given(st.integers(1, 79), st.data())
def test_a_proof_of_another_tree_does_not_verify(old: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(old + 1, 80))
    changed = data.draw(st.integers(0, old - 1))
    other = [*_LEAVES]
    other[changed] = hashlib.sha256(b"another").digest()
    before = Tree().grown(_LEAVES[:old])
    found = Tree().grown(other[:old]).consistency(other[old:size])
    assert not verifies(old, size, before.root(), root(other[:size]), found)
