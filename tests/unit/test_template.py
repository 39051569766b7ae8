"""What the packaged template says; cfn-lint finds what it must not say at all."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.config import Settings
from ops.packaging import Package

Template = dict[str, Any]

FUNCTIONS = {
    "APIHandler": ("api", 512, {"Ref": "ApiTimeoutSeconds"}),
    "Tick": ("tick", 1024, 300),
    "Fold": ("fold", 256, 60),
    "Rank": ("rank", 1024, 300),
    "Publish": ("publish", 1024, 300),
    "Export": ("export", 1024, 300),
    "Audit": ("audit", 1024, 300),
    "Analyse": ("analyse", 1024, 300),
    "Announce": ("announce", 512, 60),
    "People": ("people", 512, 60),
    "Documents": ("documents", 1024, 120),
}
# What the emulator refuses or has no use for.
AWS_ONLY = ("AWS::CloudFront::",)


def of_type(template: Template, kind: str) -> dict[str, Any]:
    return {
        name: resource
        for name, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


def statements(role: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in role["Properties"]["Policies"]:
        yield from policy["PolicyDocument"]["Statement"]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_cfn_lint_finds_nothing(package: Package) -> None:
    cfn_lint = Path(sys.executable).with_name("cfn-lint")
    command = [str(cfn_lint), "--regions", "ap-southeast-1", "--template", str(package.template)]
    found = subprocess.run(command, capture_output=True, text=True)
    assert (found.stdout, found.stderr, found.returncode) == ("", "", 0)


def test_no_placeholder_is_left(template: Template) -> None:
    assert "set-by-the-merged-template" not in json.dumps(template)


@pytest.mark.parametrize("resource", FUNCTIONS)
def test_function_has_its_name_and_size(template: Template, resource: str) -> None:
    role, memory, timeout = FUNCTIONS[resource]
    properties = template["Resources"][resource]["Properties"]
    assert properties["FunctionName"] == {"Fn::Sub": f"hoithi-${{Stage}}-{role}"}
    assert (properties["MemorySize"], properties["Timeout"]) == (memory, timeout)
    assert properties["Runtime"] == "python3.12"


def test_every_function_of_the_app_is_sized_logged_and_has_a_role(template: Template) -> None:
    for name, function in of_type(template, "AWS::Serverless::Function").items():
        properties = function["Properties"]
        assert "FunctionName" in properties, f"{name} has no part in .chalice/template"
        logs = template["Resources"][properties["LoggingConfig"]["LogGroup"]["Ref"]]
        assert "RetentionInDays" in logs["Properties"], name
        role = template["Resources"][properties["Role"]["Fn::GetAtt"][0]]
        assert list(statements(role)), f"{name} may do nothing, not even log"


def test_functions_are_told_what_settings_need(template: Template) -> None:
    told = template["Globals"]["Function"]["Environment"]["Variables"]
    Settings.from_environment(dict.fromkeys(told, ""))


def test_only_the_api_knows_the_origin_secrets(template: Template) -> None:
    knowing = [
        name
        for name, function in of_type(template, "AWS::Serverless::Function").items()
        if "HOITHI_ORIGIN_SECRETS"
        in function["Properties"].get("Environment", {}).get("Variables", {})
    ]
    assert knowing == ["APIHandler"]
    assert template["Parameters"]["OriginSecrets"]["NoEcho"] is True


def test_no_role_may_do_everything(template: Template) -> None:
    for name, role in of_type(template, "AWS::IAM::Role").items():
        for statement in statements(role):
            actions = listed(statement["Action"])
            assert not [action for action in actions if "*" in action], name
            if "*" in listed(statement["Resource"]):
                # DynamoDB knows no narrower resource for it.
                assert actions == ["dynamodb:ListStreams"], name


def test_one_function_alone_reads_the_root_secrets(template: Template) -> None:
    for name, role in of_type(template, "AWS::IAM::Role").items():
        assert ("ssm:" in json.dumps(role)) is (name == "LoadRole"), name


def test_fold_reads_the_tables_stream(template: Template) -> None:
    events = template["Resources"]["Fold"]["Properties"]["Events"]
    source = events["FoldDynamodbEventSource"]["Properties"]
    assert source["Stream"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
    assert source["StartingPosition"] == "TRIM_HORIZON"
    assert source["BisectBatchOnFunctionError"] is True
    assert source["MaximumBatchingWindowInSeconds"] == {"Ref": "FoldWindowSeconds"}
    assert template["Parameters"]["FoldWindowSeconds"]["Default"] == 30
    assert source["DestinationConfig"]["OnFailure"]["Type"] == "SQS"


def test_tick_comes_each_minute_and_failures_are_kept(template: Template) -> None:
    event = template["Resources"]["Tick"]["Properties"]["Events"]["TickEvent"]["Properties"]
    assert event["Schedule"] == "rate(1 minute)"
    assert event["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["FailureQueue", "Arn"]}}


def test_table_keeps_what_it_is_given(template: Template) -> None:
    properties = template["Resources"]["Table"]["Properties"]
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert properties["SSESpecification"]["SSEEnabled"] is True
    assert properties["TimeToLiveSpecification"] == {
        "AttributeName": "expires_at",
        "Enabled": True,
    }
    assert properties["DeletionProtectionEnabled"] == {"Fn::If": ["Production", True, False]}


@pytest.mark.parametrize("resource", ["Table", "PrivateBucket", "SiteBucket", "UserPool"])
def test_what_people_stored_outlives_its_stack(template: Template, resource: str) -> None:
    assert template["Resources"][resource]["DeletionPolicy"] == "RetainExceptOnCreate"
    assert template["Resources"][resource]["UpdateReplacePolicy"] == "Retain"


def test_buckets_are_closed_encrypted_and_versioned(template: Template) -> None:
    buckets = of_type(template, "AWS::S3::Bucket")
    assert set(buckets) == {"PrivateBucket", "SiteBucket"}
    for bucket in buckets.values():
        properties = bucket["Properties"]
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
        assert properties["BucketEncryption"]
        assert properties["VersioningConfiguration"] == {"Status": "Enabled"}


def test_organizers_sign_in_at_the_pool_of_the_stack(template: Template) -> None:
    definitions = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    authorizer = definitions["securityDefinitions"]["organizers"]["x-amazon-apigateway-authorizer"]
    assert authorizer["providerARNs"] == [{"Fn::GetAtt": ["UserPool", "Arn"]}]
    groups = of_type(template, "AWS::Cognito::UserPoolGroup").values()
    names = {group["Properties"]["GroupName"] for group in groups}
    assert names == {"quan-tri", "to-chuc", "theo-doi"}


def test_every_organizer_route_asks_who_is_there(template: Template) -> None:
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    for path, methods in paths.items():
        for method, route in methods.items():
            if path.startswith("/organizer") and method != "options":
                by_cookie = path == "/organizer/session" and method in ("put", "delete")
                wanted = None if by_cookie else [{"organizers": []}]
                assert route.get("security") == wanted, f"{method} {path}"


def test_api_is_regional_throttled_and_at_the_stage_that_cloudfront_passes_on(
    template: Template,
) -> None:
    properties = template["Resources"]["RestAPI"]["Properties"]
    assert properties["EndpointConfiguration"] == {"Type": "REGIONAL"}
    assert properties["StageName"] == "api"
    assert properties["MethodSettings"][0]["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}


def test_the_gateways_own_answers_have_the_shape_of_ours(template: Template) -> None:
    answers = template["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED", "UNAUTHORIZED"} <= set(answers)
    for kind, answer in answers.items():
        error = json.loads(answer["ResponseTemplates"]["application/json"])["error"]
        assert set(error) == {"code", "message"}, kind
        assert re.fullmatch("[a-z_]+", error["code"]), kind
        assert "Access-Control-Allow-Origin" in answer["ResponseParameters"]["Headers"], kind


def test_what_the_emulator_cannot_make_is_for_aws_only(template: Template) -> None:
    for name, resource in template["Resources"].items():
        if resource["Type"].startswith(AWS_ONLY):
            assert resource.get("Condition") == "OnAws", name
