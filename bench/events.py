"""What API Gateway hands over, and the first contest, open now."""

import json
import time
from typing import Any

from chalicelib.stores.contest_folder import read_contest
from chalicelib.usecases.loading import load_contest
from tests.aws import PRIVATE_BUCKET, REGION, SITE_BUCKET, TABLE, aws
from tests.builders import ROOTS
from tests.integration.api import BUNDLED, SETTINGS, SetStores, a_registration

SLUG = "cchc-2024"
START = "/contests/{slug}/attempts"
SUBMIT = "/contests/{slug}/attempts/{attempt_id}/submission"
FUNCTION = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
    "AWS_SESSION_TOKEN": "bench",
    "AWS_LAMBDA_FUNCTION_NAME": "hoithi-bench",
    "HOITHI_STAGE": "bench",
    "HOITHI_TABLE": TABLE,
    "HOITHI_PRIVATE_BUCKET": PRIVATE_BUCKET,
    "HOITHI_SITE_BUCKET": SITE_BUCKET,
}
"""What the environment tells a function."""
_HOUR_MS = 3_600_000


def a_start(number: int = 0) -> dict[str, Any]:
    """The start of one of many people."""
    body = a_registration(identity=f"09{number:08}", device_key=f"device-of-number-{number:08}")
    return _event(START, {"slug": SLUG}, body)


def a_submission(started: dict[str, Any]) -> dict[str, Any]:
    """The submission of whoever was answered so, every first option chosen."""
    answers = {question["id"]: [0] for question in started["paper"]["questions"]}
    path = {"slug": SLUG, "attempt_id": started["attempt_id"]}
    event = _event(SUBMIT, path, {"answers": answers})
    event["headers"]["Authorization"] = f"Bearer {started['token']}"
    return event


def the_bundle() -> bytes:
    """The first contest as it is stored, open now."""
    with aws():
        stores = SetStores(SETTINGS)
        stores.now = time.time_ns() // 1_000_000
        window = {"opens_at": stores.now - _HOUR_MS, "closes_at": stores.now + _HOUR_MS}
        load_contest(read_contest(BUNDLED, **window), ROOTS, "bench", stores)
        found = stores.vault.read(f"bundles/{SLUG}/current.json")
    assert found is not None
    return found[0]


def _event(resource: str, parameters: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    path = resource.format(**parameters)
    headers = {"Content-Type": "application/json", "X-Forwarded-For": "203.0.113.7, 130.176.1.1"}
    context = {
        "httpMethod": "POST",
        "resourcePath": resource,
        "path": f"/api{path}",
        "stage": "api",
        "requestId": "bench",
        "requestTimeEpoch": time.time_ns() // 1_000_000,
        "identity": {"sourceIp": "130.176.1.1"},
    }
    return {
        "resource": resource,
        "path": path,
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": parameters,
        "stageVariables": None,
        "requestContext": context,
        "body": json.dumps(body, ensure_ascii=False),
        "isBase64Encoded": False,
    }
