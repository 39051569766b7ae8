"""A package becomes a stack: the same road to AWS and to the emulator of `ops run`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import ClientError

from ops.aws import Aws
from ops.layer import build_layer, layer_key
from ops.packaging import Package

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import ParameterTypeDef

_NOTHING_TO_DO = ("didn't contain changes", "No updates are to be performed")
_PATIENCE_S = 45 * 60
_WAITING = ("_IN_PROGRESS", "_CLEANUP_IN_PROGRESS")


class DeploymentError(Exception):
    """CloudFormation refused or undid the deployment; the text says which parts and why."""


@dataclass(frozen=True)
class Change:
    """One line of a change set."""

    action: str
    resource: str
    kind: str
    replacement: str


Approve = Callable[[list[Change]], bool]
Say = Callable[[str], None]


def stack_name(stage: str) -> str:
    """The name of a stage's CloudFormation stack."""
    return f"hoithi-{stage}"


def always(_: list[Change]) -> bool:
    """Approves every change."""
    return True


def quiet(_: str) -> None:
    """Says nothing."""


def deploy(
    aws: Aws,
    stage: str,
    package: Package,
    parameters: Mapping[str, str],
    approve: Approve = always,
    say: Say = quiet,
) -> dict[str, str]:
    """Brings the stage's stack to the package and the parameters, and gives its outputs.

    A parameter not given stays as somebody set it; one that nobody set follows the template.
    `approve` sees the changes first; where there is nothing to change it is not asked. Raises
    DeploymentError, also where it says no: then nothing was changed.
    """
    cloudformation = aws.cloudformation()
    name, template_url = stack_name(stage), upload(aws, package)
    change_set = _propose(
        cloudformation, name, template_url, package, {"Stage": stage, **parameters}
    )
    if not _has_changes(cloudformation, change_set):
        cloudformation.delete_change_set(ChangeSetName=change_set)
    elif approve(_changes(cloudformation, change_set)):
        cloudformation.execute_change_set(ChangeSetName=change_set)
        _wait_for_stack(cloudformation, name, say)
    else:
        cloudformation.delete_change_set(ChangeSetName=change_set)
        raise DeploymentError("đã từ chối: không có gì thay đổi")
    return outputs(aws, stage)


def outputs(aws: Aws, stage: str) -> dict[str, str]:
    """The outputs of the stage's stack. Raises DeploymentError where there is no such stack."""
    try:
        stacks = aws.cloudformation().describe_stacks(StackName=stack_name(stage))["Stacks"]
    except ClientError as error:
        raise DeploymentError(error.response["Error"]["Message"]) from error
    return {one["OutputKey"]: one["OutputValue"] for one in stacks[0].get("Outputs", [])}


def upload(aws: Aws, package: Package) -> str:
    """Puts code and template into the artifacts bucket; gives the template's address.

    Both keys carry the hash of the code: CloudFormation takes an unchanged key for unchanged
    code.
    """
    bucket = _artifacts_bucket(aws)
    code_key = f"{package.digest}/deployment.zip"
    template = json.loads(package.template.read_text(encoding="utf-8"))
    point_to_code(template, f"s3://{bucket}/{code_key}")
    template_key = f"{package.digest}/template.json"
    s3 = aws.s3()
    if aws.endpoint_url is None:
        # The emulator runs with the packages of this machine, and makes no layer.
        layer = build_layer()
        point_to_layer(template, bucket, layer_key(layer))
        s3.put_object(Bucket=bucket, Key=layer_key(layer), Body=layer.read_bytes())
    s3.put_object(Bucket=bucket, Key=code_key, Body=package.archive.read_bytes())
    s3.put_object(Bucket=bucket, Key=template_key, Body=json.dumps(template).encode())
    host = aws.endpoint_url or f"https://s3.{aws.region}.amazonaws.com"
    return f"{host}/{bucket}/{template_key}"


def point_to_code(template: dict[str, Any], address: str) -> None:
    """Sets where each function of a packaged template finds its code."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = address


def point_to_layer(template: dict[str, Any], bucket: str, key: str) -> None:
    """Sets where the layer of a packaged template lies."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Lambda::LayerVersion":
            resource["Properties"]["Content"] = {"S3Bucket": bucket, "S3Key": key}


def set_parameters(cloudformation: CloudFormationClient, name: str, package: Package) -> set[str]:
    """The parameters of a stack that somebody set: they differ from its own template's defaults.

    CloudFormation sets back what an update does not name, and refuses names that the package no
    longer has.
    """
    declared = json.loads(package.template.read_text(encoding="utf-8"))["Parameters"]
    summary = cloudformation.get_template_summary(StackName=name)["Parameters"]
    defaults = {one["ParameterKey"]: one.get("DefaultValue") for one in summary}
    stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    return {
        one["ParameterKey"]
        for one in stack.get("Parameters", [])
        if one["ParameterKey"] in declared
        and one["ParameterValue"] != defaults.get(one["ParameterKey"])
    }


def _artifacts_bucket(aws: Aws) -> str:
    # The account id makes the name nobody else's.
    bucket = f"hoithi-artifacts-{aws.sts().get_caller_identity()['Account']}-{aws.region}"
    s3 = aws.s3()
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchBucket"):
            raise DeploymentError(f"{bucket}: {error}") from error
        where = {} if aws.region == "us-east-1" else {"LocationConstraint": aws.region}
        s3.create_bucket(
            Bucket=bucket,
            **({"CreateBucketConfiguration": where} if where else {}),  # type: ignore[arg-type]  # a region is text here, a list of literals there
        )
        closed = "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"
        s3.put_public_access_block(
            Bucket=bucket,
            PublicAccessBlockConfiguration=dict.fromkeys(closed, True),  # type: ignore[arg-type]  # a dict of names, not a TypedDict
        )
    return bucket


def _propose(
    cloudformation: CloudFormationClient,
    name: str,
    template_url: str,
    package: Package,
    wanted: Mapping[str, str],
) -> str:
    kind: Literal["UPDATE", "CREATE"] = "UPDATE" if _exists(cloudformation, name) else "CREATE"
    given: list[ParameterTypeDef] = [
        {"ParameterKey": key, "ParameterValue": value} for key, value in wanted.items()
    ]
    if kind == "UPDATE":
        kept = sorted(set_parameters(cloudformation, name, package) - set(wanted))
        given += [{"ParameterKey": key, "UsePreviousValue": True} for key in kept]
    try:
        return cloudformation.create_change_set(
            StackName=name,
            # Each needs a name of its own: the executed ones stay.
            ChangeSetName=f"ops-{time.time_ns()}",
            ChangeSetType=kind,
            TemplateURL=template_url,
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            Parameters=given,
        )["Id"]
    except ClientError as error:
        raise DeploymentError(error.response["Error"]["Message"]) from error


def _exists(cloudformation: CloudFormationClient, name: str) -> bool:
    try:
        status = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return False
        raise DeploymentError(str(error)) from error
    if status == "ROLLBACK_COMPLETE":
        raise DeploymentError(f"{name} chưa từng triển khai xong ({status}): xin xóa stack trước")
    # A change set that was never executed leaves a stack without resources behind.
    return status != "REVIEW_IN_PROGRESS"


def _has_changes(cloudformation: CloudFormationClient, change_set: str) -> bool:
    give_up = time.monotonic() + _PATIENCE_S
    while time.monotonic() < give_up:
        found = cloudformation.describe_change_set(ChangeSetName=change_set)
        if found["Status"] == "CREATE_COMPLETE":
            return True
        if found["Status"] == "FAILED":
            reason = found.get("StatusReason", "")
            if any(phrase in reason for phrase in _NOTHING_TO_DO):
                return False
            raise DeploymentError(reason)
        time.sleep(_pause(cloudformation))
    raise DeploymentError(f"{change_set}: danh sách thay đổi không sẵn sàng kịp")


def _changes(cloudformation: CloudFormationClient, change_set: str) -> list[Change]:
    pages = cloudformation.get_paginator("describe_change_set").paginate(ChangeSetName=change_set)
    found = [entry["ResourceChange"] for page in pages for entry in page["Changes"]]
    return [
        Change(
            one["Action"], one["LogicalResourceId"], one["ResourceType"], one.get("Replacement", "")
        )
        for one in found
    ]


def _wait_for_stack(cloudformation: CloudFormationClient, name: str, say: Say) -> None:
    started = told = time.monotonic()
    while True:
        status = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        if not status.endswith(_WAITING):
            break
        now = time.monotonic()
        if now - started > _PATIENCE_S:
            raise DeploymentError(f"{name}: vẫn {status} sau {_PATIENCE_S // 60} phút")
        if now - told > 5:
            told = now
            say(f"… {status}, {now - started:.0f} s")
        time.sleep(_pause(cloudformation))
    if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise DeploymentError(f"{name}: {status}\n" + _faults(cloudformation, name))


def _pause(cloudformation: CloudFormationClient) -> float:
    # AWS throttles who asks often; the emulator is ready in the blink of an eye.
    return 3.0 if "amazonaws.com" in cloudformation.meta.endpoint_url else 0.02


def _faults(cloudformation: CloudFormationClient, name: str) -> str:
    """What failed: undoing it may have filled more than a page of events since."""
    pages = cloudformation.get_paginator("describe_stack_events").paginate(StackName=name)
    return "\n".join(
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
        for page in pages
        for event in page["StackEvents"]
        if event.get("ResourceStatus", "").endswith("FAILED")
    )
