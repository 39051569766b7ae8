"""More than 10,000 forged tokens of each kind: none is taken, and none breaks anything."""

import string
from collections.abc import Callable, Iterator

import pytest

from chalicelib.domain.errors import Refusal
from chalicelib.usecases.confirmed import Link
from chalicelib.web.tickets import check_ticket, device_ticket
from chalicelib.web.tokens import attempt_token, holder_of
from chalicelib.web.unit_links import nonce_of, unit_token
from tests.builders import a_bundle, an_attempt

BUNDLE, ATTEMPT = a_bundle(), an_attempt()
KEYS = BUNDLE.secrets.token_keys
OTHER_KEYS = (bytes(32),)
SLUG, UNIT = BUNDLE.contest.slug, "khu-pho-1"
LINK = Link("nonce", 0, 1_000)
SPELLED_WITH = string.ascii_letters + string.digits + "-_."
STRANGE = ("", " ", "\0", "\n", "é", "=", "==", "/", "+", "%2e", "null", "{}", "\ud800")
LEAST = 10_000

ATTEMPT_TOKEN = attempt_token(ATTEMPT, KEYS)
TICKET = device_ticket(SLUG, "ve-1", 1_000, KEYS)
UNIT_TOKEN = unit_token(SLUG, UNIT, LINK, KEYS)


def hold(token: str) -> object:
    return holder_of(f"Bearer {token}", SLUG, ATTEMPT.id, KEYS)


def show(ticket: str) -> object:
    return check_ticket(ticket, BUNDLE, received_at=1)


def confirm(token: str) -> object:
    return nonce_of(f"Bearer {token}", SLUG, UNIT, KEYS)


KINDS: dict[str, tuple[str, Callable[[str], object]]] = {
    "attempt": (ATTEMPT_TOKEN, hold),
    "ticket": (TICKET, show),
    "unit": (UNIT_TOKEN, confirm),
}


def forged(token: str) -> Iterator[str]:
    """Other characters in the place of each one and before each one; each beginning and each end;
    the parts of others' tokens."""
    for at in range(len(token)):
        for other in (*SPELLED_WITH, *STRANGE):
            yield f"{token[:at]}{other}{token[at + 1 :]}"
            yield f"{token[:at]}{other}{token[at:]}"
        yield from (token[:at], token[at:])
    yield from (f"{token}{more}" for more in (*SPELLED_WITH, *STRANGE))
    yield from (token.swapcase(), token[::-1], f"{token}.{token}", token.replace(".", ""))
    payload, signature = token.rsplit(".", 1)
    for other, _ in (*KINDS.values(), *STRANGERS.values()):
        its_payload, its_signature = other.rsplit(".", 1)
        yield from (other, f"{payload}.{its_signature}", f"{its_payload}.{signature}")


STRANGERS = {
    "attempt of another key": (attempt_token(ATTEMPT, OTHER_KEYS), hold),
    "attempt of another person": (attempt_token(an_attempt(id="khac"), KEYS), hold),
    "ticket of another contest": (device_ticket("khac", "ve-1", 1_000, KEYS), show),
    "ticket of another key": (device_ticket(SLUG, "ve-1", 1_000, OTHER_KEYS), show),
    "link of another unit": (unit_token(SLUG, "cong-an", LINK, KEYS), confirm),
    "link of another key": (unit_token(SLUG, UNIT, LINK, OTHER_KEYS), confirm),
}


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_token_itself_is_taken(kind: str) -> None:
    token, read = KINDS[kind]
    read(token)
    tried = set(forged(token)) - {token}
    taken = [each for each in tried if _takes(read, each)]
    assert taken == []
    assert len(tried) >= LEAST


def _takes(read: Callable[[str], object], token: str) -> bool:
    try:
        read(token)
    except Refusal:
        return False
    return True
