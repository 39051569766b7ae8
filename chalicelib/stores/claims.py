"""Claims in DynamoDB: all claims to one person's number are one item.

`pk` is `<slug>#CLAIM`, so that organizers read those of a contest with one query; `sk` is the
participant id. The number itself is not stored here: the attempt has it. Every write replaces the
item on condition that it still says what was read. So of any number of devices that claim at once
exactly three get in, and a device never has two claims: both hold within an item, where DynamoDB's
condition is atomic, and could not between items without a transaction. A claim costs one read and
one write of an item of 1 KB, 14 KB where all three say as much as they may; a settled claim keeps
some 100 bytes of it. Nobody else's request touches it.
"""

from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute

from chalicelib.domain.claim import Claim, ClaimsOfPerson, ClaimState, Said
from chalicelib.stores.table import Item, availability, bound_to, conflicts

_MS_PER_SECOND = 1_000


class ClaimsItem(Item):
    claims: JSONAttribute = JSONAttribute()
    expires_at = NumberAttribute()


class DynamoClaims:
    """The port `Claims` on DynamoDB."""

    def __init__(self, table: str) -> None:
        self._items = bound_to(table, ClaimsItem)

    def get(self, slug: str, participant: str) -> ClaimsOfPerson | None:
        with availability():
            try:
                return _claims_of(self._items.get(_of(slug), participant, consistent_read=True))
            except self._items.DoesNotExist:
                return None

    def put(self, claims: ClaimsOfPerson, previous: ClaimsOfPerson | None) -> None:
        item = self._items(
            _of(claims.slug),
            claims.participant,
            claims=_rows(claims),
            expires_at=claims.expires_at // _MS_PER_SECOND,
        )
        condition = (
            ClaimsItem.pk.does_not_exist()
            if previous is None
            else ClaimsItem.claims == _rows(previous)
        )
        with conflicts():
            item.save(condition)

    def every(self, slug: str) -> list[ClaimsOfPerson]:
        with availability():
            return [_claims_of(item) for item in self._items.query(_of(slug), consistent_read=True)]


def _of(slug: str) -> str:
    return f"{slug}#CLAIM"


def _rows(claims: ClaimsOfPerson) -> list[dict[str, Any]]:
    return [
        {
            "device": claim.device.hex(),
            "at": claim.at,
            "state": claim.state.value,
            "said": claim.said and [claim.said.name, claim.said.unit, claim.said.note],
        }
        for claim in claims.claims
    ]


def _claims_of(item: ClaimsItem) -> ClaimsOfPerson:
    return ClaimsOfPerson(
        slug=item.pk.split("#")[0],
        participant=item.sk,
        expires_at=int(item.expires_at) * _MS_PER_SECOND,
        claims=tuple(_claim_of(number, row) for number, row in enumerate(item.claims, start=1)),
    )


def _claim_of(number: int, row: dict[str, Any]) -> Claim:
    said = None if row["said"] is None else Said(*row["said"])
    return Claim(number, bytes.fromhex(row["device"]), row["at"], said, ClaimState(row["state"]))
