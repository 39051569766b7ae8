"""The road to AWS, taken to the emulator: everything but AWS itself is the same."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from ops.__main__ import main
from ops.aws import Aws
from ops.deployment import Change, DeploymentError, deploy, outputs
from ops.local.emulator import emulator
from ops.packaging import Package
from ops.secrets import read_secret
from ops.stacks import NoStackError, find_stack

PARAMETERS = {"Place": "aws", "OriginSecrets": "newest,oldest"}


@pytest.fixture
def aws(tmp_path: Path) -> Iterator[Aws]:
    with emulator(tmp_path / "emulator") as endpoint:
        yield Aws(endpoint_url=endpoint)


class Asked:
    """Answers whoever asks, and remembers what for."""

    def __init__(self, answer: bool) -> None:
        self.answer = answer
        self.changes: list[Change] = []

    def __call__(self, changes: list[Change]) -> bool:
        self.changes += changes
        return self.answer


def changed(package: Package, folder: Path, resource: str, **properties: object) -> Package:
    template = json.loads(package.template.read_text(encoding="utf-8"))
    template["Resources"][resource]["Properties"] |= properties
    other = folder / "changed.json"
    other.write_text(json.dumps(template), encoding="utf-8")
    return dataclasses.replace(package, template=other)


def test_a_stage_is_made_whole_with_what_only_aws_has(aws: Aws, package: Package) -> None:
    asked = Asked(True)
    made = deploy(aws, "thu", package, PARAMETERS, asked)
    assert made == outputs(aws, "thu")
    assert made["SiteUrl"].startswith("https://")
    kinds = {change.kind for change in asked.changes}
    assert {"AWS::CloudFront::Distribution", "AWS::DynamoDB::Table"} <= kinds
    variables = aws.functions().get_function_configuration(FunctionName="hoithi-thu-api")
    assert variables["Environment"]["Variables"]["HOITHI_ORIGIN_SECRETS"] == "newest,oldest"


def test_what_is_deployed_already_is_left_alone(aws: Aws, package: Package) -> None:
    made = deploy(aws, "thu", package, PARAMETERS)
    asked = Asked(True)
    assert deploy(aws, "thu", package, PARAMETERS, asked) == made
    assert asked.changes == []


def test_changes_are_shown_and_made(aws: Aws, package: Package, tmp_path: Path) -> None:
    deploy(aws, "thu", package, PARAMETERS)
    asked = Asked(True)
    deploy(aws, "thu", changed(package, tmp_path, "Rank", MemorySize=2048), PARAMETERS, asked)
    assert ("Modify", "Rank") in {(change.action, change.resource) for change in asked.changes}
    rank = aws.functions().get_function_configuration(FunctionName="hoithi-thu-rank")
    assert rank["MemorySize"] == 2048


def parameter(aws: Aws, name: str) -> str:
    [stack] = aws.cloudformation().describe_stacks(StackName="hoithi-thu")["Stacks"]
    return {one["ParameterKey"]: one["ParameterValue"] for one in stack["Parameters"]}[name]


def with_default(package: Package, folder: Path, name: str, default: object) -> Package:
    template = json.loads(package.template.read_text(encoding="utf-8"))
    template["Parameters"][name]["Default"] = default
    other = folder / f"{name}.json"
    other.write_text(json.dumps(template), encoding="utf-8")
    return dataclasses.replace(package, template=other)


def test_a_parameter_that_was_set_stays_until_it_is_set_anew(
    aws: Aws, package: Package, tmp_path: Path
) -> None:
    portal, all_of_them = "https://portal.example.vn", {"FrameAncestors": "*"}
    deploy(aws, "thu", package, PARAMETERS | {"FrameAncestors": portal})
    deploy(aws, "thu", changed(package, tmp_path, "Rank", MemorySize=2048), PARAMETERS)
    assert parameter(aws, "FrameAncestors") == portal
    deploy(aws, "thu", package, PARAMETERS | all_of_them)
    assert parameter(aws, "FrameAncestors") == "*"


def test_a_parameter_that_nobody_set_follows_the_template(
    aws: Aws, package: Package, tmp_path: Path
) -> None:
    deploy(aws, "thu", package, PARAMETERS)
    deploy(aws, "thu", with_default(package, tmp_path, "LogRetentionDays", 30), PARAMETERS)
    assert parameter(aws, "LogRetentionDays") == "30"


@pytest.mark.parametrize("value", ["https://a.vn; script-src *", "javascript:x", "'self' *", ""])
def test_only_origins_may_be_named_as_those_who_frame(
    aws: Aws, package: Package, value: str
) -> None:
    with pytest.raises(DeploymentError, match="FrameAncestors"):
        deploy(aws, "thu", package, PARAMETERS | {"FrameAncestors": value})


def test_declined_changes_are_not_made(aws: Aws, package: Package, tmp_path: Path) -> None:
    deploy(aws, "thu", package, PARAMETERS)
    other = changed(package, tmp_path, "Rank", MemorySize=2048)
    with pytest.raises(DeploymentError, match="đã từ chối"):
        deploy(aws, "thu", other, PARAMETERS, Asked(False))
    rank = aws.functions().get_function_configuration(FunctionName="hoithi-thu-rank")
    assert rank["MemorySize"] == 1024


def test_a_declined_first_deployment_can_be_taken_up_again(aws: Aws, package: Package) -> None:
    with pytest.raises(DeploymentError, match="đã từ chối"):
        deploy(aws, "thu", package, PARAMETERS, Asked(False))
    assert deploy(aws, "thu", package, PARAMETERS)["Stage"] == "thu"


NO_SUCH_ATTRIBUTE = {"Fn::GetAtt": ["Table", "Nope"]}


def test_faults_are_named_and_undone(aws: Aws, package: Package, tmp_path: Path) -> None:
    made = deploy(aws, "thu", package, PARAMETERS)
    faulty = changed(package, tmp_path, "Rank", Description=NO_SUCH_ATTRIBUTE)
    with pytest.raises(DeploymentError, match=r"ROLLBACK_COMPLETE\nRank: .*Nope"):
        deploy(aws, "thu", faulty, PARAMETERS)
    assert outputs(aws, "thu") == made


def test_a_stack_that_was_never_whole_is_to_be_deleted_first(
    aws: Aws, package: Package, tmp_path: Path
) -> None:
    faulty = changed(package, tmp_path, "Rank", Description=NO_SUCH_ATTRIBUTE)
    with pytest.raises(DeploymentError, match="Nope"):
        deploy(aws, "thu", faulty, PARAMETERS)
    with pytest.raises(DeploymentError, match="xin xóa stack"):
        deploy(aws, "thu", package, PARAMETERS)


def test_what_cloudformation_refuses_at_once_is_told(
    aws: Aws, package: Package, tmp_path: Path
) -> None:
    with pytest.raises(DeploymentError, match="Place"):
        deploy(aws, "thu", package, {"Place": "elsewhere"})


@pytest.fixture
def as_aws(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    """The emulator where commands look for AWS."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws.endpoint_url or "")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    return aws


def test_one_command_deploys_and_the_stage_is_found_from_anywhere(as_aws: Aws) -> None:
    with pytest.raises(NoStackError, match="does not exist"):
        find_stack("thu")
    framed_by = ["--frame-ancestors", "https://portal.example.vn"]
    first = CliRunner().invoke(main, ["deploy", "--stage", "thu", "--yes", *framed_by])
    assert first.exit_code == 0, first.output
    stack = find_stack("thu")
    assert stack.endpoint_url is None
    assert f"Ready: {stack.site_url}\nConsole: {stack.site_url}quan-tri/" in first.output
    assert stack.site_url.startswith("https://")
    assert as_aws.s3().head_object(Bucket=stack.site_bucket, Key="index.html")
    secret = read_secret(as_aws, "thu", "identity-key")
    origin = read_secret(as_aws, "thu", "origin-secrets")
    api = as_aws.functions().get_function_configuration(FunctionName="hoithi-thu-api")
    assert api["Environment"]["Variables"]["HOITHI_ORIGIN_SECRETS"] == origin

    again = CliRunner().invoke(main, ["deploy", "--stage", "thu"])
    assert again.exit_code == 0, again.output
    assert "Make these changes?" not in again.output
    assert parameter(as_aws, "FrameAncestors") == "https://portal.example.vn"
    assert read_secret(as_aws, "thu", "identity-key") == secret
    assert "hoithi-thu-api" in CliRunner().invoke(main, ["status", "--stage", "thu"]).output


def test_who_is_asked_may_decline(as_aws: Aws) -> None:
    declined = CliRunner().invoke(main, ["deploy", "--stage", "thu"], input="n\n")
    assert declined.exit_code == 1
    assert "Distribution" in declined.output
    assert "không có gì thay đổi" in declined.output
    with pytest.raises(NoStackError, match="chưa triển khai xong"):
        find_stack("thu")


def test_two_stages_stand_side_by_side(aws: Aws, package: Package) -> None:
    one = deploy(aws, "thu", package, PARAMETERS)
    two = deploy(aws, "prod", package, PARAMETERS)
    assert not {one["Table"], one["SiteBucket"]} & {two["Table"], two["SiteBucket"]}
    protected = {
        stage: aws.dynamodb().describe_table(TableName=made["Table"])["Table"][
            "DeletionProtectionEnabled"
        ]
        for stage, made in (("thu", one), ("prod", two))
    }
    assert protected == {"thu": False, "prod": True}
