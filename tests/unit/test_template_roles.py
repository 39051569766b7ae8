"""What the roles of the functions let them do, and what the buckets let nobody do."""

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from tests.unit.test_template import Template, listed, of_type, statements

ROOT = Path(__file__).parents[2]
AUDIT = "${PrivateBucket.Arn}/audit/nho/00000001.json"
RECORDING = {"ApiHandlerRole", "TickRole", "PublishRole", "PeopleRole"}
NOBODYS = {
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:DeleteObjectVersion",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
    "s3:PutObjectLegalHold",
}


def roles(template: Template) -> dict[str, Any]:
    found = of_type(template, "AWS::IAM::Role")
    assert len(found) >= 8
    return found


def spelled(resource: Any) -> str:
    """A resource as the template's own way of writing it: `${PrivateBucket.Arn}/audit/*`."""
    if "Fn::GetAtt" in resource:
        return "${" + ".".join(resource["Fn::GetAtt"]) + "}"
    return str(resource.get("Fn::Sub", resource)) if isinstance(resource, dict) else str(resource)


def resources_for(role: dict[str, Any], action: str) -> Iterator[str]:
    for statement in statements(role):
        if statement["Effect"] == "Allow" and action in listed(statement["Action"]):
            yield from map(spelled, listed(statement["Resource"]))


def may(role: dict[str, Any], action: str, resource: str) -> bool:
    return any(fnmatchcase(resource, allowed) for allowed in resources_for(role, action))


def test_no_role_removes_what_is_on_record_or_what_protects_it(template: Template) -> None:
    for name, role in roles(template).items():
        assert not may(role, "s3:DeleteObject", AUDIT), name
        actions = {action for each in statements(role) for action in listed(each["Action"])}
        assert not actions & NOBODYS, name


def test_who_writes_entries_can_lock_and_chain_them(template: Template) -> None:
    writing = {name: role for name, role in roles(template).items() if writes_entries(role)}
    assert set(writing) >= RECORDING
    for name, role in writing.items():
        own = AUDIT if may(role, "s3:PutObject", AUDIT) else AUDIT.replace("nho", "_")
        assert may(role, "s3:PutObjectRetention", own), name
        assert may(role, "s3:GetObject", own), name
        assert may(role, "s3:ListBucket", "${PrivateBucket.Arn}"), name


def writes_entries(role: dict[str, Any]) -> bool:
    return any(may(role, "s3:PutObject", AUDIT.replace("nho", slug)) for slug in ("nho", "_"))


def test_few_write_anything_anywhere(template: Template) -> None:
    """Each says which folders of the private bucket it writes."""
    for name, role in roles(template).items():
        assert "${PrivateBucket.Arn}/*" not in set(resources_for(role, "s3:PutObject")), name
        assert "${SiteBucket.Arn}/*" not in set(resources_for(role, "s3:PutObject")), name


def test_one_function_alone_changes_people(template: Template) -> None:
    for name, role in roles(template).items():
        asked = [each for each in statements(role) if "cognito-idp" in json.dumps(each)]
        assert bool(asked) is (name == "PeopleRole"), name
        for statement in asked:
            assert statement["Resource"] == {"Fn::GetAtt": ["UserPool", "Arn"]}
            assert not {"cognito-idp:AdminSetUserPassword", "cognito-idp:AdminDeleteUser"} & set(
                statement["Action"]
            )


def test_people_are_kept_from_contests(template: Template) -> None:
    role = roles(template)["PeopleRole"]
    assert not may(role, "s3:PutObject", AUDIT)
    assert not may(role, "s3:GetObject", "${PrivateBucket.Arn}/bundles/nho/current.json")
    assert not list(resources_for(role, "dynamodb:Query"))


def test_checking_the_log_changes_nothing_of_it(template: Template) -> None:
    role = roles(template)["AuditRole"]
    assert not may(role, "s3:PutObject", AUDIT)
    assert not [each for each in resources_for(role, "s3:PutObject") if "SiteBucket" in each]


def test_the_api_starts_exactly_the_functions_that_do_jobs(template: Template) -> None:
    text = (ROOT / "app.py").read_text(encoding="utf-8")
    wanted = set(re.findall(r"@pure\ndef (\w+)\(", text))
    # `import` is a word of Python's: that function goes by another name in the code.
    wanted |= set(re.findall(r'@app\.lambda_function\(name="(\w+)"\)', text))
    assert len(wanted) >= 8
    started = resources_for(roles(template)["ApiHandlerRole"], "lambda:InvokeFunction")
    assert {each.rsplit("-", 1)[1] for each in started} == wanted
    others = {name for name, role in roles(template).items() if "lambda:" in json.dumps(role)}
    assert others == {"ApiHandlerRole"}


def test_the_private_bucket_refuses_everybody(template: Template) -> None:
    policy = template["Resources"]["PrivateBucketPolicy"]["Properties"]["PolicyDocument"]
    always, conditional, tls = policy["Statement"]
    assert (always["Effect"], always["Principal"]) == ("Deny", "*")
    assert {"s3:DeleteObject", "s3:DeleteObjectVersion"} <= set(always["Action"])
    assert always["Resource"] == {"Fn::Sub": "${PrivateBucket.Arn}/audit/*"}
    assert "Condition" not in always
    for on_aws in (conditional, tls):
        condition, statement, otherwise = on_aws["Fn::If"]
        assert (condition, otherwise) == ("OnAws", {"Ref": "AWS::NoValue"})
        assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
    created = conditional["Fn::If"][1]
    assert created["Condition"] == {"Null": {"s3:if-none-match": "true"}}
    assert created["Action"] == "s3:PutObject"


@pytest.mark.parametrize("prefix", ["audit/", "bundles/"])
def test_what_must_stay_does_not_expire(template: Template, prefix: str) -> None:
    rules = template["Resources"]["PrivateBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    for rule in rules:
        expiring = {"ExpirationInDays", "NoncurrentVersionExpiration"} & rule.keys()
        assert not (expiring and prefix.startswith(rule.get("Prefix", ""))), rule


def test_entries_are_locked_in_production_only(template: Template) -> None:
    bucket = template["Resources"]["PrivateBucket"]["Properties"]
    assert bucket["ObjectLockEnabled"]["Fn::If"][0] == "Production"
    told = template["Globals"]["Function"]["Environment"]["Variables"]
    days = {"Fn::If": ["Production", {"Ref": "AuditLockedDays"}, "0"]}
    assert told["HOITHI_AUDIT_LOCKED_DAYS"] == days
