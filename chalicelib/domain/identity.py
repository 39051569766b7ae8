"""Who a participant is: one spelling for one person, and the ids made of it (design §4)."""

import re
import unicodedata

from chalicelib.domain.canonical import base32, keyed_hash
from chalicelib.domain.contest import IdentityField

_SEPARATORS = re.compile(r"[\s.\-()]")
_MOBILE_PHONE = re.compile(r"0[35789][0-9]{8}", re.ASCII)
_CITIZEN_ID = re.compile(r"[0-9]{12}", re.ASCII)
_ID_BYTES = 16


def normalise_identity(field: IdentityField, written: str) -> str | None:
    """The one spelling of a phone or citizen number, None where it is none."""
    if field is IdentityField.PHONE:
        return normalise_phone(written)
    return normalise_citizen_id(written)


def normalise_phone(written: str) -> str | None:
    """A Vietnamese mobile number as 10 digits from 0, in whatever spacing and prefix it came."""
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", written))
    national = _without_country_code(digits)
    return national if _MOBILE_PHONE.fullmatch(national) else None


def normalise_citizen_id(written: str) -> str | None:
    """A citizen number: exactly 12 ASCII digits."""
    digits = written.strip()
    return digits if _CITIZEN_ID.fullmatch(digits) else None


def _without_country_code(digits: str) -> str:
    for prefix in ("+84", "0084"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    if digits.startswith("84") and len(digits) == 11:
        return "0" + digits.removeprefix("84")
    return digits


def participant_id(identity_key: bytes, field: IdentityField, identity: str) -> str:
    """128 bits in base32: the same person has it in every contest of a deployment."""
    return base32(keyed_hash(identity_key, "participant", field.value, identity)[:_ID_BYTES])


def attempt_id(identity_key: bytes, slug: str, participant: str, number: int) -> str:
    """128 bits in base32; without the key it links nobody across contests."""
    return base32(keyed_hash(identity_key, "attempt", slug, participant, number)[:_ID_BYTES])


def mask_identity(identity: str) -> str:
    """The last three characters, as results show a winner: `*******678`."""
    return "*" * (len(identity) - 3) + identity[-3:]
