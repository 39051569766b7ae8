"""What API Gateway answers to a browser that asks whether another site may call the API."""

from typing import Any

import pytest

from app import app


@pytest.mark.parametrize("route", list(app.routes))
def test_another_site_may_ask_every_route(template: dict[str, Any], route: str) -> None:
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    answer = paths[route]["options"]["x-amazon-apigateway-integration"]["responses"]["default"]
    headers = answer["responseParameters"]
    assert headers["method.response.header.Access-Control-Allow-Origin"] == "'*'"
    asked = headers["method.response.header.Access-Control-Allow-Headers"].strip("'").split(",")
    assert {"Authorization", "Content-Type"} <= set(asked)
    methods = headers["method.response.header.Access-Control-Allow-Methods"].strip("'").split(",")
    assert set(app.routes[route]) <= set(methods)
