"""The stores of a stack, for commands that work on it from outside Lambda."""

import getpass
import json
import os
from typing import Any

from chalicelib import bootstrap
from chalicelib.config import Settings
from chalicelib.stores.objects import s3_client
from chalicelib.stores.root_secrets import read_root_secrets
from chalicelib.usecases.ports import RootSecrets
from ops.stacks import Stack


class CallError(Exception):
    """A function of the stack failed."""


def stores_of(stack: Stack) -> bootstrap.Stores:
    """The stores of a stack. pynamodb and the app's S3 client read where AWS is from the
    environment, so this process works on one stack at a time."""
    os.environ.update(stack.environment())
    s3_client.cache_clear()
    return bootstrap.Stores(Settings.from_environment(stack.environment()))


def root_secrets_of(stack: Stack) -> RootSecrets:
    """The keys from which those of a contest are derived."""
    return read_root_secrets(stack.stage, stack.ssm())


def call(stack: Stack, role: str, event: dict[str, Any]) -> dict[str, Any]:
    """What one of the stack's pure Lambdas answers. Raises CallError where it failed."""
    answer = stack.functions().invoke(
        FunctionName=stack.function_name(role), Payload=json.dumps(event).encode()
    )
    body: dict[str, Any] = json.load(answer["Payload"])
    if answer.get("FunctionError"):
        raise CallError(f"{stack.function_name(role)}: {body.get('errorMessage', body)}")
    return body


def who() -> str:
    """Who runs this command, for the audit log."""
    return f"ops:{getpass.getuser()}"
