"""What all items of the one DynamoDB table share: keys, time-outs, refused conditions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DeleteError, PutError, PynamoDBException, UpdateError
from pynamodb.models import Model

from chalicelib.domain.attempt import Attempt
from chalicelib.usecases.ports import Conflict, Unavailable

_CONDITION_FAILED = "ConditionalCheckFailedException"
# pynamodb waits 30 s by default, which outlives API Gateway's patience.
_TIMEOUTS = {"connect_timeout_seconds": 1, "read_timeout_seconds": 2, "max_retry_attempts": 2}
_CONDITIONAL_WRITES = ("PutItem", "UpdateItem")

ItemType = TypeVar("ItemType", bound="Item")


class Item(Model):
    """Any item of the table."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


def bound_to(table: str, model: type[ItemType]) -> type[ItemType]:
    """`model` for `table`: its refused conditions come back with the item that stands there."""
    meta = type("Meta", (), {"table_name": table, **_TIMEOUTS})
    bound = cast(type[ItemType], type(model.__name__, (model,), {"Meta": meta}))
    events = bound._get_connection().connection.client.meta.events
    for operation in _CONDITIONAL_WRITES:
        events.register(f"before-parameter-build.dynamodb.{operation}", _ask_for_old_item)
    return bound


@contextmanager
def availability() -> Iterator[None]:
    """Turns whatever DynamoDB fails with, other than a refused condition, into Unavailable."""
    try:
        yield
    except PynamoDBException as error:
        if condition_failed(error):
            raise
        raise Unavailable(str(error)) from error


@contextmanager
def conflicts(stored: Callable[[dict[str, Any]], Attempt] | None = None) -> Iterator[None]:
    """Turns a refused condition into Conflict, with the item that stands there if `stored` can
    read it."""
    with availability():
        try:
            yield
        except (DeleteError, PutError, UpdateError) as error:
            if not condition_failed(error):
                raise
            raw = old_item(error)
            raise Conflict(stored(raw) if stored and raw is not None else None) from error


def condition_failed(error: PynamoDBException) -> bool:
    """Whether DynamoDB refused a write's condition."""
    code = _response(error.cause).get("Error", {}).get("Code")
    return bool(code == _CONDITION_FAILED)


def old_item(error: PynamoDBException) -> dict[str, Any] | None:
    """The raw item that a refused condition met, None if there was none."""
    item: dict[str, Any] | None = _response(error.cause and error.cause.__cause__).get("Item")
    return item


def _response(cause: BaseException | None) -> dict[str, Any]:
    # A time-out has a response too: None, over which pynamodb's `cause_response_code` stumbles.
    return getattr(cause, "response", None) or {}


def _ask_for_old_item(params: dict[str, Any], **_: Any) -> None:
    if "ConditionExpression" in params:
        params["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
