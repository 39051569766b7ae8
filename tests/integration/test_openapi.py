"""docs/openapi.yaml and the app say the same: what the other tests of the API see is checked as it
comes (tests/integration/contract.py); here, that nothing is missing and nothing made up."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from app import app
from chalicelib.web.errors import STATUS
from tests.integration.contract import (
    DOCUMENT,
    contract,
    documented_errors,
    error_codes,
    operations,
    resolved,
    responses,
)
from tests.integration.organizers_contract import is_organizers, organizers_operations

API_TEMPLATE = Path(__file__).parents[2] / ".chalice" / "template" / "api.yaml"
OPERATIONS = [(method, route) for method, route, _ in operations()]


class _Template(yaml.SafeLoader):
    """Reads a part of the template without its CloudFormation functions."""


_Template.add_multi_constructor("!", lambda loader, suffix, node: None)


@cache
def gateway_answers() -> set[tuple[int, str]]:
    """(status, code) of what API Gateway answers by itself."""
    read = yaml.load(API_TEMPLATE.read_text(encoding="utf-8"), _Template)
    kinds = read["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    status = {"DEFAULT_4XX": 400, "THROTTLED": 429}
    return {
        (
            answer.get("StatusCode", status.get(kind)),
            json.loads(answer["ResponseTemplates"]["application/json"])["error"]["code"],
        )
        for kind, answer in kinds.items()
    }


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of the document."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from parts(each)


def test_every_route_is_documented_and_nothing_else() -> None:
    routes = {(method, route) for route, methods in app.routes.items() for method in methods}
    assert set(OPERATIONS) == {each for each in routes if not is_organizers(each[1])}
    assert set(organizers_operations()) == {each for each in routes if is_organizers(each[1])}


@pytest.mark.parametrize(("method", "route"), OPERATIONS)
def test_the_parameters_are_those_of_the_route(method: str, route: str) -> None:
    named = contract()["paths"][route].get("parameters", [])
    assert [resolved(each)["name"] for each in named] == re.findall(r"\{(\w+)\}", route)


@pytest.mark.parametrize(("method", "route"), OPERATIONS)
def test_a_body_is_documented_where_one_is_read(method: str, route: str) -> None:
    operation = contract()["paths"][route][method.lower()]
    assert ("requestBody" in operation) == (method in ("POST", "PUT"))


def test_every_error_has_the_status_that_the_app_gives_it() -> None:
    of_the_app = {(status, code.value) for code, status in STATUS.items()}
    found = {(status, code) for _, (status, code) in documented_errors()}
    assert found <= of_the_app | gateway_answers()


def test_every_error_answer_names_its_codes() -> None:
    for method, route in OPERATIONS:
        for status, response in responses(method, route).items():
            assert bool(error_codes(response)) == (status >= 400), (method, route, status)


def test_what_the_gateway_answers_by_itself_is_told() -> None:
    told = contract()["info"]["description"]
    for status, code in gateway_answers():
        assert re.search(rf"{status}\s+`{code}`", told), (status, code)


def test_every_reference_leads_somewhere_and_every_component_is_used() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    named = set(re.findall(r'"(#/components/[^"]+)"', text))
    for reference in named:
        assert resolved({"$ref": reference})
    components = contract()["components"]
    kinds = [kind for kind in components if kind != "securitySchemes"]
    assert named == {f"#/components/{kind}/{name}" for kind in kinds for name in components[kind]}


def test_every_schema_is_one() -> None:
    for schema in contract()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_no_object_of_the_contract_leaves_room_for_more() -> None:
    for part in parts(contract()["components"]["schemas"]):
        if part.get("type") == "object":
            assert "additionalProperties" in part


def test_every_example_is_right() -> None:
    shown = 0
    for part in parts(contract()):
        for example in part.get("examples", {}).values() if "schema" in part else ():
            schema = {**part["schema"], "components": contract()["components"]}
            Draft202012Validator(schema).validate(example["value"])
            shown += 1
    assert shown >= 10
