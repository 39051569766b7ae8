"""A section of the rules that people read."""

from collections.abc import Iterable
from typing import TypedDict


class Section(TypedDict):
    """A heading and the complete sentences below it."""

    heading: str
    sentences: list[str]


def section(heading: str, sentences: Iterable[str]) -> Section:
    return {"heading": heading, "sentences": list(sentences)}
