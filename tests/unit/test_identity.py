"""Who a participant is; the tables of docs/identity.md, row by row."""

import hashlib
import hmac
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contest import IdentityField
from chalicelib.domain.identity import (
    attempt_id,
    mask_identity,
    normalise_identity,
    normalise_phone,
    participant_id,
)

KEY = bytes(range(32))
PHONE = IdentityField.PHONE
ROWS = re.compile(r"^\| `([^`]*)` \| (?:`([^`]*)`|(không hợp lệ)) \|", re.MULTILINE)
DOCUMENT = Path(__file__).parents[2] / "docs" / "identity.md"

mobiles = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
separators = st.text(alphabet=" .-()\u00a0\t", max_size=3)


def rows_of(field: IdentityField) -> list[tuple[str, str | None]]:
    """(what is written, what it becomes) of the table below the heading that names `field`."""
    _, table = re.split(rf"^## .*`{field}`$", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)
    rows = ROWS.findall(table.split("\n## ")[0])
    return [(_unescaped(written), kept or None) for written, kept, _ in rows]


def _unescaped(written: str) -> str:
    return re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), written)


@pytest.mark.parametrize(("written", "kept"), rows_of(PHONE))
def test_phones_become_what_the_docs_say(written: str, kept: str | None) -> None:
    assert normalise_identity(PHONE, written) == kept


@pytest.mark.parametrize(("written", "kept"), rows_of(IdentityField.CITIZEN_ID))
def test_citizen_ids_become_what_the_docs_say(written: str, kept: str | None) -> None:
    assert normalise_identity(IdentityField.CITIZEN_ID, written) == kept


def test_no_row_of_the_docs_is_left_out() -> None:
    lines = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| `")]
    read = rows_of(PHONE) + rows_of(IdentityField.CITIZEN_ID)
    assert len(read) == len(lines) >= 40 + 12


@given(mobiles, st.sampled_from(["0", "+84", "+840", "0084", "00840", "84"]), st.data())
def test_a_mobile_number_is_the_same_in_any_spacing_and_prefix(
    mobile: str, prefix: str, data: st.DataObject
) -> None:
    digits = prefix + mobile[1:]
    written = "".join(data.draw(separators) + digit for digit in digits) + data.draw(separators)
    assert normalise_phone(written) == mobile


@given(st.text() | st.text(alphabet="0123456789+84٠ ０.-()"))
def test_any_text_becomes_a_mobile_number_or_nothing(written: str) -> None:
    kept = normalise_phone(written)
    if kept is not None:
        assert re.fullmatch("0[35789][0-9]{8}", kept, re.ASCII)
        assert normalise_phone(kept) == kept


def hmac_in_base32(message: str) -> str:
    """The id that this array stands for, made the long way."""
    number = int.from_bytes(hmac.digest(KEY, message.encode(), hashlib.sha256)[:16]) << 2
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(letters[number >> shift & 31] for shift in range(125, -1, -5))


def test_a_participant_id_is_the_hmac_of_field_and_identity() -> None:
    expected = hmac_in_base32('["participant","phone","0912345678"]')
    assert participant_id(KEY, PHONE, "0912345678") == expected
    assert re.fullmatch("[a-z2-7]{26}", expected)


def test_an_attempt_id_is_the_hmac_of_contest_participant_and_number() -> None:
    assert attempt_id(KEY, "nho", "p1", 2) == hmac_in_base32('["attempt","nho","p1",2]')


def test_participants_differ_by_key_field_and_identity() -> None:
    ids = {
        participant_id(KEY, PHONE, "0912345678"),
        participant_id(KEY, PHONE, "0912345679"),
        participant_id(KEY, IdentityField.CITIZEN_ID, "0912345678"),
        participant_id(bytes(32), PHONE, "0912345678"),
    }
    assert len(ids) == 4


def test_attempts_differ_by_key_contest_participant_and_number() -> None:
    ids = {
        attempt_id(KEY, "nho", "p1", 1),
        attempt_id(KEY, "nho", "p1", 11),
        attempt_id(KEY, "nho", "p11", 1),
        attempt_id(KEY, "nhop", "1", 1),
        attempt_id(bytes(32), "nho", "p1", 1),
    }
    assert len(ids) == 5


def test_a_mask_shows_the_last_three_characters_alone() -> None:
    assert mask_identity("0912345678") == "*******678"
    assert mask_identity("052203001234") == "*********234"
