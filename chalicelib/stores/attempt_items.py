"""Attempts as items of pynamodb, and when a write may happen."""

from typing import Any

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.domain.attempt import AttemptKey
from chalicelib.stores.table import Item


class AttemptItem(Item):
    """An attempt as stored: the names, letters and types of `attempt_values.STORED`."""

    attempt_id = BinaryAttribute(attr_name="i", legacy_encoding=False)
    name = UnicodeAttribute(attr_name="n")
    identity = UnicodeAttribute(attr_name="p")
    unit = UnicodeAttribute(attr_name="u")
    category = UnicodeAttribute(attr_name="c")
    consent_version = NumberAttribute(attr_name="k")
    started_at = NumberAttribute(attr_name="s")
    deadline = NumberAttribute(attr_name="d")
    expires_at = NumberAttribute(attr_name="expires_at")
    device = BinaryAttribute(attr_name="h", legacy_encoding=False)
    source = BinaryAttribute(attr_name="o", legacy_encoding=False)
    choices = BinaryAttribute(attr_name="a", legacy_encoding=False, null=True)
    seq = NumberAttribute(attr_name="q", null=True)
    prediction = NumberAttribute(attr_name="r", null=True)
    score = NumberAttribute(attr_name="g", null=True)
    elapsed_ms = NumberAttribute(attr_name="e", null=True)
    submitted_at = NumberAttribute(attr_name="b", null=True)
    sealed_by = UnicodeAttribute(attr_name="y", null=True)
    leaf = BinaryAttribute(attr_name="l", legacy_encoding=False, null=True)
    reset_at = NumberAttribute(attr_name="t", null=True)
    wrong_codes = NumberAttribute(attr_name="w", null=True)
    wrong_codes_since = NumberAttribute(attr_name="v", null=True)
    granted = BinaryAttribute(attr_name="x", legacy_encoding=False, null=True)
    shared_device = NumberAttribute(attr_name="z", null=True)


def is_started(key: AttemptKey) -> Condition:
    """This very start, not reset."""
    same_start: Condition = AttemptItem.started_at == key.started_at
    return same_start & AttemptItem.reset_at.does_not_exist()


def is_open(key: AttemptKey) -> Condition:
    """This very start, neither reset nor sealed."""
    return is_started(key) & AttemptItem.submitted_at.does_not_exist()


def same(attribute: NumberAttribute, value: int | None) -> Condition:
    """The attribute is `value`, or absent for None."""
    if value is None:
        return attribute.does_not_exist()
    equal: Condition = attribute == value
    return equal


def actions(values: dict[str, Any]) -> list[Action]:
    """What writes these values, None for an attribute that is to go."""
    attributes = AttemptItem.get_attributes()
    return [
        attributes[name].remove() if value is None else attributes[name].set(value)
        for name, value in values.items()
    ]
