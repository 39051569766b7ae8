"""Seal and commitment: what each hash binds, and what it hides."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.canonical import canonical
from chalicelib.domain.ledger import (
    PrivateHalf,
    PublicHalf,
    commitment,
    leaf_hash,
    private_salt,
    public_salt,
    public_version,
)
from tests.builders import a_document

KEY = bytes(range(32))
SALT = "00" * 16
PUBLIC = PublicHalf(elapsed_ms=60_000, score=3, unit="khu-pho-1", salt=SALT)
PRIVATE = PrivateHalf(
    answers={"tc-001": [0], "tc-003": [0, 2]},
    attempt="a",
    prediction=None,
    submitted_at=1_719_792_120_000,
    salt=SALT,
)


@pytest.mark.parametrize(
    "change",
    [{"elapsed_ms": 60_001}, {"score": 4}, {"unit": "khu-pho-2"}, {"salt": "01" * 16}],
    ids=str,
)
def test_p_binds_each_of_its_fields(change: dict[str, Any]) -> None:
    assert replace(PUBLIC, **change).digest() != PUBLIC.digest()


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {"tc-001": [1], "tc-003": [0, 2]}},
        {"answers": {"tc-001": [0], "tc-003": [0]}},
        {"answers": {"tc-001": [0]}},
        {"answers": {}},
        {"attempt": "b"},
        {"prediction": 0},
        {"submitted_at": 1_719_792_120_001},
        {"salt": "01" * 16},
    ],
    ids=str,
)
def test_q_binds_each_of_its_fields(change: dict[str, Any]) -> None:
    assert replace(PRIVATE, **change).digest() != PRIVATE.digest()


def test_the_order_in_which_questions_were_answered_does_not_matter() -> None:
    backwards = dict(reversed(PRIVATE.answers.items()))
    assert replace(PRIVATE, answers=backwards).digest() == PRIVATE.digest()


def test_the_leaf_binds_both_halves_each_in_its_place() -> None:
    one, other = bytes(32), b"\x01" * 32
    leaves = {leaf_hash(*halves) for halves in [(one, one), (one, other), (other, one)]}
    assert len(leaves) == 3


def test_salts_are_128_bits_and_differ_by_half_attempt_and_key() -> None:
    salts = {
        salt(key, attempt)
        for salt in (public_salt, private_salt)
        for key in (KEY, bytes(32))
        for attempt in ("a", "b")
    }
    assert len(salts) == 8
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}


def committed(document: dict[str, Any], **over: Any) -> dict[str, str]:
    given = {"salt": "aa" * 16, "paper_key": KEY, "excluded_salt": "bb" * 16}
    return commitment(document, **{**given, **over})


@pytest.mark.parametrize(
    "over",
    [
        {"title": "Khác"},
        {"closes_at": 1},
        {"identity": {"excluded": []}},
        {"identity": {"excluded": [{"id": "0905000002", "role": "Ban Tổ chức"}]}},
        {"paper": {"quota": {"the-che": 1, "thu-tuc": 1}}},
        {"ranking": {"order": ["score"]}},
        {"prizes": {"individual": []}},
        {"units": []},
        {"questions": []},
    ],
    ids=lambda over: next(iter(over)),
)
def test_the_commitment_binds_every_rule(over: dict[str, Any]) -> None:
    assert committed(a_document(**over))["contest"] != committed(a_document())["contest"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("key", [1]), ("text", "?"), ("options", ["Sai", "Đúng"]), ("explanation", "?")],
)
def test_the_commitment_binds_questions_and_keys(field: str, value: Any) -> None:
    document = copy.deepcopy(a_document())
    document["questions"][0][field] = value
    assert committed(document)["contest"] != committed(a_document())["contest"]


def test_salts_change_the_contest_and_the_paper_key_its_own_hash_alone() -> None:
    plain = committed(a_document())
    for salt in ({"salt": "cc" * 16}, {"excluded_salt": "cc" * 16}):
        changed = committed(a_document(), **salt)
        assert changed["contest"] != plain["contest"]
        assert changed["paper_key"] == plain["paper_key"]
    other_key = committed(a_document(), paper_key=bytes(32))
    assert other_key["contest"] == plain["contest"]
    assert other_key["paper_key"] != plain["paper_key"]


def test_the_public_version_counts_the_excluded_and_names_nobody() -> None:
    public = public_version(a_document(), "bb" * 16)
    assert public["identity"]["excluded"]["count"] == 1
    assert b"0905000001" not in canonical(public)


def test_all_else_stands_in_the_public_version_as_it_is() -> None:
    document = a_document()
    public = public_version(document, "bb" * 16)
    assert public != document == a_document()
    public["identity"]["excluded"] = document["identity"]["excluded"]
    assert public == document
