"""Canonical JSON and keyed hashes."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.canonical import base32, canonical, keyed_hash, sha256_hex

KEY = bytes(range(32))
BIGGEST = 2**53 - 1

texts = st.text(st.characters(exclude_categories=["Cs"]))
ascii_keys = st.text(st.characters(max_codepoint=127), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST, BIGGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ascii_keys, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_it_writes_what_a_full_implementation_writes(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(values)
def test_it_reads_back_as_it_was(value: Any) -> None:
    assert json.loads(canonical(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None], "B": {}}, '{"B":{},"a":[true,null],"b":1}'),
        ("Bồng Sơn €", '"Bồng Sơn €"'),
        ("\x00\x1f\x7f\u2028", '"\\u0000\\u001f\x7f\u2028"'),
        ('\b\t\n\f\r"\\/', '"\\b\\t\\n\\f\\r\\"\\\\/"'),
        (BIGGEST, "9007199254740991"),
        (-0, "0"),
        (("a", 1), '["a",1]'),
    ],
)
def test_it_is_spelled_as_the_rfc_says(value: Any, written: str) -> None:
    assert canonical(value) == written.encode()


def test_the_order_of_keys_makes_no_difference() -> None:
    assert canonical({"x": 1, "y": {"a": 1, "b": 2}}) == canonical({"y": {"b": 2, "a": 1}, "x": 1})


def test_a_text_that_has_no_utf_8_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical(["\ud800"])


def test_a_keyed_hash_is_the_hmac_of_the_canonical_array() -> None:
    message = '["Nguyễn",7,null]'.encode()
    assert keyed_hash(KEY, "Nguyễn", 7, None) == hmac.new(KEY, message, hashlib.sha256).digest()


def test_parts_of_a_keyed_hash_never_run_together() -> None:
    inputs: list[tuple[Any, ...]] = [("ab", "c"), ("a", "bc"), ("abc",), (["ab", "c"],), ("1",)]
    inputs += [(1,), (1, 1), (11,)]
    assert len({keyed_hash(KEY, *parts) for parts in inputs}) == len(inputs)


def test_sha256_is_written_in_lower_case_hex() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256_hex(b"") == empty


@pytest.mark.parametrize(
    ("content", "written"),
    [(b"", ""), (b"f", "my"), (b"fo", "mzxq"), (b"foo", "mzxw6"), (b"foobar", "mzxw6ytboi")],
)
def test_base32_is_that_of_rfc_4648_in_lower_case_without_padding(
    content: bytes, written: str
) -> None:
    assert base32(content) == written


@given(st.binary(max_size=20))
def test_base32_loses_nothing(content: bytes) -> None:
    written = base32(content).upper()
    assert base64.b32decode(written + "=" * (-len(written) % 8)) == content
