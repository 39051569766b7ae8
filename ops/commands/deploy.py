"""`python -m ops deploy`: to AWS."""

import re
from collections.abc import Mapping

import click
from botocore.exceptions import BotoCoreError, ClientError

from ops.aws import DEFAULT_REGION, Aws
from ops.deployment import Approve, Change, DeploymentError, always
from ops.deployment import deploy as deploy_stack
from ops.packaging import PackagingError, build
from ops.secrets import ensure_origin_secrets, ensure_root_secrets
from ops.site import SiteError, sync_site
from ops.stacks import LOCAL_STAGE, Stack, find_stack


def _stage(context: click.Context, option: click.Parameter, value: str) -> str:
    if value == LOCAL_STAGE:
        raise click.BadParameter(f"“{LOCAL_STAGE}” is what `make run` runs on this machine")
    if not re.fullmatch("[a-z][a-z0-9-]{0,15}", value):
        raise click.BadParameter("a-z, 0-9 and -, 16 at most, a letter first")
    return value


@click.command()
@click.option("--stage", required=True, callback=_stage, help="Ví dụ: prod, thu.")
@click.option("--region", default=DEFAULT_REGION, show_default=True)
@click.option(
    "--frame-ancestors",
    metavar="ORIGINS",
    help="Trang nào được nhúng trang cuộc thi: https://… (cách nhau bằng dấu cách), * hay 'none'.",
)
@click.option("--yes", is_flag=True, help="Không hỏi lại trước khi thay đổi.")
def deploy(stage: str, region: str, frame_ancestors: str | None, yes: bool) -> None:
    """Triển khai lên AWS, đưa trang lên, in các địa chỉ."""
    asked = {} if frame_ancestors is None else {"FrameAncestors": frame_ancestors}
    try:
        stack = _deploy(Aws(region), stage, asked, always if yes else _ask)
    except (DeploymentError, PackagingError, SiteError) as error:
        raise click.ClickException(str(error)) from error
    except (BotoCoreError, ClientError) as error:
        raise click.ClickException(f"AWS: {error}") from error
    click.echo(f"Ready: {stack.site_url}")
    click.echo(f"Console: {stack.site_url}quan-tri/")
    click.echo(f"Thêm người của Ban Tổ chức trong user pool {stack.user_pool_id} ({region}).")


def _deploy(aws: Aws, stage: str, asked: Mapping[str, str], approve: Approve) -> Stack:
    click.echo("Đóng gói …")
    package = build()
    ensure_root_secrets(aws, stage)
    secrets = ensure_origin_secrets(aws, stage)
    parameters = {"Place": "aws", "OriginSecrets": secrets, **asked}
    click.echo("Triển khai …")
    deploy_stack(aws, stage, package, parameters, approve, click.echo)
    stack = find_stack(stage, aws.region)
    click.echo("Tải trang lên …")
    sync_site(stack)
    return stack


def _ask(changes: list[Change]) -> bool:
    for change in changes:
        replaced = " (replaced!)" if change.replacement == "True" else ""
        click.echo(f"{change.action:<8}{change.resource:<32}{change.kind}{replaced}")
    return click.confirm("Make these changes?")
