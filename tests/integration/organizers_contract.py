"""docs/openapi-organizers.yaml as a check: every route of organizers stands there, answers as it
says, and refuses in the one shape."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

_DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi-organizers.yaml"


def is_organizers(route: str) -> bool:
    """Whether a route is one of organizers, or of the heads of units whom they gave a link."""
    return route.startswith("/organizer/") or route.endswith("/confirmation")


@cache
def organizers_contract() -> dict[str, Any]:
    """The document."""
    read: dict[str, Any] = yaml.safe_load(_DOCUMENT.read_text(encoding="utf-8"))
    return read


def organizers_operations() -> Iterator[tuple[str, str]]:
    """Method and route of everything that organizers can ask."""
    for route, item in organizers_contract()["paths"].items():
        for method in item:
            yield method.upper(), route


def check_organizers_answer(
    method: str, route: str, status: int, headers: dict[str, str], text: str
) -> None:
    """Raises where an answer is not as documented."""
    documented = organizers_contract()["paths"][route][method.lower()]["responses"]
    assert str(status) in documented or status >= 400, f"{method} {route} answered {status}"
    reference = documented.get(str(status), documented["default"])["$ref"]
    response = organizers_contract()["components"]["responses"][reference.rsplit("/", 1)[1]]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    if "content" not in response:
        assert text == ""
        return
    schema = response["content"]["application/json"]["schema"]
    components = organizers_contract()["components"]
    Draft202012Validator({**schema, "components": components}).validate(json.loads(text))
