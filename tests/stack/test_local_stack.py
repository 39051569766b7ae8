"""The stack as a visitor of this machine finds it."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from ops.commands.status import rows
from ops.local.demo import LogIn, ensure_demo_organizers
from ops.stacks import Stack


def fetch(url: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    request = urllib.request.Request(url, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def error_of(body: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(body)["error"]
    return told


def test_site_and_its_settings_are_served(stack: Stack) -> None:
    status, body = fetch(f"{stack.site_url}config.json")
    assert status == 200
    assert json.loads(body)["cognito"]["client_id"] == stack.client_id


def test_the_gateways_own_answers_are_like_ours(stack: Stack) -> None:
    status, body = fetch(f"{stack.api_url}/nowhere")
    assert (status, error_of(body)["code"]) == (404, "no_such_route")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer forged"}])
def test_organizers_routes_are_closed_to_strangers(stack: Stack, headers: dict[str, str]) -> None:
    status, body = fetch(f"{stack.api_url}/organizer/contests", headers)
    assert (status, error_of(body)["code"]) == (401, "unauthorized")


def test_demo_organizers_sign_in_and_stay_the_same(stack: Stack, tmp_path: Path) -> None:
    log_ins = ensure_demo_organizers(stack, tmp_path / "demo.json")
    assert ensure_demo_organizers(stack, tmp_path / "demo.json") == log_ins
    for log_in in log_ins:
        assert sees_contests(stack, log_in)


def sees_contests(stack: Stack, log_in: LogIn) -> bool:
    tokens = stack.cognito().initiate_auth(
        ClientId=stack.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": log_in.email, "PASSWORD": log_in.password},
    )["AuthenticationResult"]
    headers = {"Authorization": f"Bearer {tokens['IdToken']}"}
    status, _ = fetch(f"{stack.api_url}/organizer/contests", headers)
    return status == 200


def test_expiry_and_backups_are_on(stack: Stack) -> None:
    dynamodb = stack.dynamodb()
    expiry = dynamodb.describe_time_to_live(TableName=stack.table)["TimeToLiveDescription"]
    assert (expiry["TimeToLiveStatus"], expiry["AttributeName"]) == ("ENABLED", "expires_at")
    backups = dynamodb.describe_continuous_backups(TableName=stack.table)
    recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    assert recovery["PointInTimeRecoveryStatus"] == "ENABLED"


def test_status_tells_of_every_part(stack: Stack) -> None:
    told = {name: state for _, name, state in rows(stack, 0)}
    for role in ("api", "tick", "fold", "rank", "publish", "export"):
        assert told[f"hoithi-local-{role}"].startswith("Active")
    assert told[stack.table].startswith("ACTIVE")
    assert told[stack.private_bucket] == told[stack.site_bucket] == "there"


def test_rows_of_functions_that_are_gone_say_so(stack: Stack) -> None:
    gone = Stack(**{**vars(stack), "stage": "other"})
    told = {name: state for _, name, state in rows(gone, 0)}
    assert told["hoithi-other-api"] == "ResourceNotFoundException"
