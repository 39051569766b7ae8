"""Links for heads of units: who holds one confirms that unit's list. Signed like attempt tokens;
they stand in the part of an address that no server sees."""

from itsdangerous import BadData

from chalicelib.usecases.confirmed import Link
from chalicelib.usecases.confirming import bad_link
from chalicelib.web.tokens import read_signed, signer

_SALT = "unit"


def unit_token(slug: str, unit: str, link: Link, token_keys: tuple[bytes, ...]) -> str:
    """The token of a link, signed with the newest key."""
    said = {"c": slug, "u": unit, "i": link.nonce, "e": link.expires_at}
    return str(signer(token_keys, _SALT).dumps(said))


def nonce_of(authorization: str | None, slug: str, unit: str, token_keys: tuple[bytes, ...]) -> str:
    """Which link is held, by `Authorization: Bearer …`. Raises bad_token where it is forged, or of
    another unit or contest; whether it still stands, the ruling says."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer":
        raise bad_link()
    try:
        said = read_signed(token, token_keys, _SALT)
    except BadData as error:
        raise bad_link() from error
    if (said["c"], said["u"]) != (slug, unit):
        raise bad_link()
    return str(said["i"])
