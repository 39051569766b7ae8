"""docs/openapi.yaml as a check: what the API answers must stand there, and look as it says."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from tests.integration.organizers_contract import check_organizers_answer, is_organizers

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.yaml"
ERROR_CODES = "x-codes"


@cache
def contract() -> dict[str, Any]:
    """The document."""
    read: dict[str, Any] = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    return read


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """A part of the document, or what its `$ref` points to."""
    while "$ref" in part:
        found: Any = contract()
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, route and description of everything that can be asked."""
    for route, item in contract()["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield method.upper(), route, operation


def responses(method: str, route: str) -> dict[int, dict[str, Any]]:
    """Status → description of each answer of a route."""
    found = contract()["paths"][route][method.lower()]["responses"]
    return {int(status): resolved(response) for status, response in found.items()}


def error_codes(response: dict[str, Any]) -> list[str]:
    """The codes that an error may carry."""
    codes: list[str] = response.get(ERROR_CODES, [])
    return codes


def documented_errors() -> set[tuple[tuple[str, str], tuple[int, str]]]:
    """((method, route), (status, code)) of each error that a route can answer."""
    return {
        ((method, route), (status, code))
        for method, route, _ in operations()
        for status, response in responses(method, route).items()
        for code in error_codes(response)
    }


def check_answer(method: str, route: str, status: int, headers: dict[str, str], text: str) -> None:
    """Raises where an answer is not as documented."""
    if is_organizers(route):
        check_organizers_answer(method, route, status, headers, text)
        return
    documented = responses(method, route)
    assert status in documented, f"{method} {route} answered {status}: {text}"
    response = documented[status]
    for name in response.get("headers", {}):
        assert name in headers, f"{method} {route} {status} came without {name}"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    if "content" not in response:
        assert text == ""
        return
    body = json.loads(text)
    _validator(_schema(response)).validate(body)
    if status >= 400:
        assert body["error"]["code"] in error_codes(response), f"{method} {route} {status}: {text}"


def check_request(method: str, route: str, body: Any) -> None:
    """Raises where a request that was accepted is not as documented."""
    if is_organizers(route):
        return
    operation = contract()["paths"][route][method.lower()]
    if "requestBody" in operation:
        _validator(_schema(resolved(operation["requestBody"]))).validate(body)


def _schema(part: dict[str, Any]) -> str:
    reference: str = part["content"]["application/json"]["schema"]["$ref"]
    return reference


@cache
def _validator(reference: str) -> Validator:
    """For one of the named schemas: the document goes along, so that references are found."""
    components = contract()["components"]
    return Draft202012Validator({"$ref": reference, "components": components})
