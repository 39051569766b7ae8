"""The first contest's questions as their file has them, and ways to spoil them."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Bank = list[dict[str, Any]]
Check = Callable[[Bank], Iterator[str]]

BUNDLED = Path(__file__).parents[1] / "contests" / "cchc-2024"
BANK: Bank = tomllib.loads((BUNDLED / "questions.toml").read_text(encoding="utf-8"))["questions"]


def texts(question: dict[str, Any]) -> Iterator[str]:
    yield from (question["text"], *question["options"], question["explanation"], question["source"])


def each_text(bank: Bank) -> Iterator[tuple[str, str]]:
    return ((question["id"], text) for question in bank for text in texts(question))


def changed(id_: str, **fields: Any) -> Callable[[Bank], Bank]:
    """Puts other fields into one question, or into all where `id_` is empty."""
    return lambda bank: [{**each, **fields} if id_ in ("", each["id"]) else each for each in bank]
