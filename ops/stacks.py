"""Finding a stack: the one that runs on this machine, or one on AWS."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError

from ops.aws import DEFAULT_REGION, Aws
from ops.deployment import DeploymentError, outputs
from ops.packaging import ROOT

LOCAL_STAGE = "local"
# Tests, and whoever wants two stacks side by side, name another folder.
STACK_FILE = Path(os.environ.get("HOITHI_LOCAL", ROOT / ".local")) / "stack.json"


class NoStackError(Exception):
    """There is no such stack, or it does not run."""


@dataclass(frozen=True)
class Stack(Aws):
    """A deployed stage: what it is made of, and clients for it (see Aws).

    `site_url` ends with a slash, `api_url` (`…/api`) does not. `endpoint_url` is None on AWS.
    """

    stage: str = LOCAL_STAGE
    table: str = ""
    private_bucket: str = ""
    site_bucket: str = ""
    api_url: str = ""
    site_url: str = ""
    user_pool_id: str = ""
    client_id: str = ""

    def function_name(self, role: str) -> str:
        """The full name of one of its functions, such as `rank`."""
        return f"hoithi-{self.stage}-{role}"

    def environment(self) -> dict[str, str]:
        """The variables with which code of chalicelib works on this stack from outside Lambda."""
        of_the_app = {
            "HOITHI_STAGE": self.stage,
            "HOITHI_TABLE": self.table,
            "HOITHI_PRIVATE_BUCKET": self.private_bucket,
            "HOITHI_SITE_BUCKET": self.site_bucket,
            "AWS_DEFAULT_REGION": self.region,
        }
        if self.endpoint_url is None:
            return of_the_app
        credentials = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        return {**of_the_app, **credentials, "AWS_ENDPOINT_URL": self.endpoint_url}


def find_stack(
    stage: str | None = None, region: str = DEFAULT_REGION, stack_file: Path = STACK_FILE
) -> Stack:
    """The stack of a stage; without one, the stack that `make run` runs on this machine.

    Raises NoStackError.
    """
    if stage is None or stage == LOCAL_STAGE:
        return read_stack(stack_file)
    try:
        found = outputs(Aws(region), stage)
    except (BotoCoreError, DeploymentError) as error:
        raise NoStackError(f"{stage}: {error}") from error
    if "SiteUrl" not in found:
        raise NoStackError(f"{stage}: chưa triển khai xong lần nào")
    return stack_from_outputs(Aws(region), found, found["SiteUrl"])


def stack_from_outputs(aws: Aws, found: Mapping[str, str], site_url: str) -> Stack:
    """The stack that CloudFormation's outputs describe, reached under `site_url`."""
    return Stack(
        region=aws.region,
        endpoint_url=aws.endpoint_url,
        stage=found["Stage"],
        table=found["Table"],
        private_bucket=found["PrivateBucket"],
        site_bucket=found["SiteBucket"],
        api_url=f"{site_url}api",
        site_url=site_url,
        user_pool_id=found["UserPoolId"],
        client_id=found["ClientId"],
    )


def write_stack(stack: Stack, stack_file: Path) -> None:
    """Notes a running stack, so that other commands find it for as long as this process lives."""
    noted = {**asdict(stack), "pid": os.getpid()}
    fresh = stack_file.with_suffix(".new")
    fresh.write_text(json.dumps(noted, indent=2), encoding="utf-8")
    fresh.replace(stack_file)


def read_stack(stack_file: Path) -> Stack:
    """The stack noted in a file. Raises NoStackError where it is not there or does not run."""
    try:
        noted: dict[str, Any] = json.loads(stack_file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NoStackError("chưa có hệ thống nào chạy trên máy này: xin chạy `make run`") from error
    # A process of that id may be another one, after the machine was started again.
    if not (is_alive(noted["pid"]) and listens(noted["endpoint_url"])):
        raise NoStackError("hệ thống trên máy này đã dừng: xin chạy lại `make run`")
    return Stack(**{field.name: noted[field.name] for field in fields(Stack)})


def is_alive(pid: int) -> bool:
    """Whether a process of that id runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def listens(url: str) -> bool:
    """Whether somebody takes connections at a URL."""
    address = urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex((address.hostname or "", address.port or 80)) == 0
