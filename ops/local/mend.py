"""What the emulator leaves out of the template, set through its API after a deployment."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ops.aws import Aws


def mend(aws: Aws, template: Path, outputs: Mapping[str, str]) -> None:
    """Sets expiry, backups, lifecycle rules and the API's own answers as the template says."""
    resources = json.loads(template.read_text(encoding="utf-8"))["Resources"]
    _mend_table(aws, outputs["Table"], resources["Table"]["Properties"])
    for bucket in ("PrivateBucket", "SiteBucket"):
        _mend_bucket(aws, outputs[bucket], resources[bucket]["Properties"])
    _mend_api(aws, outputs["RestAPIId"], resources["RestAPI"]["Properties"])


def _mend_table(aws: Aws, table: str, properties: Mapping[str, Any]) -> None:
    dynamodb = aws.dynamodb()
    wanted = properties["TimeToLiveSpecification"]
    found = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    # Setting it again is an error.
    if found["TimeToLiveStatus"] != "ENABLED":
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)
    dynamodb.update_continuous_backups(
        TableName=table,
        PointInTimeRecoverySpecification=properties["PointInTimeRecoverySpecification"],
    )


def _mend_bucket(aws: Aws, bucket: str, properties: Mapping[str, Any]) -> None:
    rules = [_lifecycle_rule(rule) for rule in properties["LifecycleConfiguration"]["Rules"]]
    aws.s3().put_bucket_lifecycle_configuration(
        Bucket=bucket,
        LifecycleConfiguration={"Rules": rules},  # type: ignore[typeddict-item]  # rules come from the template, as plain dicts
    )


def _lifecycle_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The template's spelling of a rule in the API's."""
    kept = {key: rule[key] for key in rule if key not in ("Id", "Prefix", "ExpirationInDays")}
    expiry = {"Days": rule["ExpirationInDays"]} if "ExpirationInDays" in rule else None
    spelled = {"ID": rule["Id"], "Filter": {"Prefix": rule.get("Prefix", "")}, **kept}
    return spelled if expiry is None else {**spelled, "Expiration": expiry}


def _mend_api(aws: Aws, api: str, properties: Mapping[str, Any]) -> None:
    gateway = aws.gateway()
    for kind, answer in properties["GatewayResponses"].items():
        headers = answer["ResponseParameters"]["Headers"]
        gateway.put_gateway_response(
            restApiId=api,
            responseType=kind,
            responseTemplates=answer["ResponseTemplates"],
            responseParameters={
                f"gatewayresponse.header.{name}": _header(value) for name, value in headers.items()
            },
            **({"statusCode": str(answer["StatusCode"])} if "StatusCode" in answer else {}),
        )
    # They hold from the next deployment of the API on.
    gateway.create_deployment(restApiId=api, stageName=properties["StageName"])


def _header(value: str | Mapping[str, str]) -> str:
    # The one that is no constant names the allowed origin, which is any here.
    return value if isinstance(value, str) else "'*'"
