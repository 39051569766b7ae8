"""Rulings in DynamoDB: `pk` is `<slug>#RULING`, `sk` `<kind>#<id>`; few, written by organizers."""

from pynamodb.attributes import JSONAttribute, NumberAttribute

from chalicelib.stores.table import Item, availability, bound_to, conflicts
from chalicelib.usecases.ports import Ruling


class RulingItem(Item):
    document: JSONAttribute = JSONAttribute()
    version = NumberAttribute()


class DynamoRulings:
    """The port `Rulings` on DynamoDB."""

    def __init__(self, table: str) -> None:
        self._items = bound_to(table, RulingItem)

    def get(self, slug: str, kind: str, ruling_id: str) -> Ruling | None:
        with availability():
            try:
                sk = f"{kind}#{ruling_id}"
                return _ruling_of(self._items.get(_of(slug), sk, consistent_read=True))
            except self._items.DoesNotExist:
                return None

    def put(self, ruling: Ruling, previous: Ruling | None) -> None:
        item = self._items(
            _of(ruling.slug),
            f"{ruling.kind}#{ruling.id}",
            document=ruling.document,
            version=ruling.version,
        )
        condition = (
            RulingItem.pk.does_not_exist()
            if previous is None
            else RulingItem.version == previous.version
        )
        with conflicts():
            item.save(condition)

    def every(self, slug: str, kind: str) -> list[Ruling]:
        of_kind = RulingItem.sk.startswith(f"{kind}#")
        with availability():
            items = self._items.query(_of(slug), of_kind, consistent_read=True)
            return [_ruling_of(item) for item in items]


def _of(slug: str) -> str:
    return f"{slug}#RULING"


def _ruling_of(item: RulingItem) -> Ruling:
    kind, ruling_id = item.sk.split("#", 1)
    slug = item.pk.split("#")[0]
    return Ruling(slug, kind, ruling_id, item.document, int(item.version))
