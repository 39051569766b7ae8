"""With each role's rights somebody changes, drops and replaces entries of the audit log: refused,
or found by the check. The emulator enforces the roles and the bucket's policy as AWS does."""

import json
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.canonical import canonical
from chalicelib.usecases.audit_log import Checked, check, publish_head
from chalicelib.usecases.auditing import Act, key_of, record_act
from ops.local.stack import local_stack
from ops.stacks import Stack
from ops.stores import stores_of

ENTRIES = 6
REFUSED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}
Deed = Callable[[Any, Stack, str], None]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with local_stack(tmp_path_factory.mktemp("tampering"), settings={"AUTH": "true"}) as stack:
        yield stack


@pytest.fixture(scope="module")
def thieves(guarded: Stack) -> dict[str, Any]:
    """An S3 client with the rights of each function's role, by role."""
    iam = guarded.session().client("iam", endpoint_url=guarded.endpoint_url)
    found = guarded.functions().list_functions()["Functions"]
    roles = {each["Role"].rsplit("/", 1)[1] for each in found}
    assert len(roles) >= 8
    return {role: s3_with_the_rights_of(role, iam, guarded) for role in sorted(roles)}


def s3_with_the_rights_of(role: str, iam: Any, stack: Stack) -> Any:
    """Somebody with a copy of the role's policies: the role itself is for Lambda alone."""
    name = f"thief-{role}"[:64]
    iam.create_user(UserName=name)
    policies = iam.list_role_policies(RoleName=role)["PolicyNames"]
    for policy in policies:
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        iam.put_user_policy(UserName=name, PolicyName=policy, PolicyDocument=json.dumps(document))
    assert policies, role
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return boto3.client(
        "s3",
        region_name=stack.region,
        endpoint_url=stack.endpoint_url,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )


def a_log(stack: Stack, slug: str) -> None:
    stores = stores_of(stack)
    at = time.time_ns() // 1_000_000
    for number in range(ENTRIES):
        record_act(slug, Act("an@example.vn", "review", f"bai-{number}", at, "vì"), stores.vault)
    publish_head(slug, stores)


def checked(stack: Stack, slug: str) -> Checked:
    return check(slug, stores_of(stack), lambda done, of: None)


def entry(stack: Stack, slug: str, number: int) -> bytes:
    found = stack.s3().get_object(Bucket=stack.private_bucket, Key=key_of(slug, number))
    return found["Body"].read()


def put(thief: Any, stack: Stack, slug: str, number: int, content: bytes) -> None:
    thief.put_object(Bucket=stack.private_bucket, Key=key_of(slug, number), Body=content)


def change(number: int) -> Deed:
    def deed(thief: Any, stack: Stack, slug: str) -> None:
        said = json.loads(entry(stack, slug, number))
        put(thief, stack, slug, number, canonical({**said, "by": "binh@example.vn"}))

    return deed


def drop(number: int) -> Deed:
    def deed(thief: Any, stack: Stack, slug: str) -> None:
        thief.delete_object(Bucket=stack.private_bucket, Key=key_of(slug, number))

    return deed


def drop_the_version(thief: Any, stack: Stack, slug: str) -> None:
    key = key_of(slug, ENTRIES)
    version = stack.s3().head_object(Bucket=stack.private_bucket, Key=key)["VersionId"]
    thief.delete_object(Bucket=stack.private_bucket, Key=key, VersionId=version)


def drop_many(thief: Any, stack: Stack, slug: str) -> None:
    keys = [{"Key": key_of(slug, number)} for number in (ENTRIES - 1, ENTRIES)]
    told = thief.delete_objects(Bucket=stack.private_bucket, Delete={"Objects": keys})
    if {error["Code"] for error in told.get("Errors", ())} == {"AccessDenied"}:
        raise ClientError({"Error": {"Code": "AccessDenied"}}, "DeleteObjects")


def forge_the_tail_and_its_head(thief: Any, stack: Stack, slug: str) -> None:
    """What somebody would do who knows how the log is checked."""
    change(ENTRIES)(thief, stack, slug)
    path = f"contests/{slug}/audit.json"
    head = stack.s3().get_object(Bucket=stack.site_bucket, Key=path)["Body"].read()
    told = {**json.loads(head), "head": "0" * 64}
    thief.put_object(Bucket=stack.site_bucket, Key=path, Body=canonical(told))


def copy_over(thief: Any, stack: Stack, slug: str) -> None:
    source = {"Bucket": stack.private_bucket, "Key": key_of(slug, 1)}
    thief.copy_object(Bucket=stack.private_bucket, Key=key_of(slug, 2), CopySource=source)


def let_them_expire(thief: Any, stack: Stack, slug: str) -> None:
    rule = {"ID": "x", "Status": "Enabled", "Filter": {"Prefix": "audit/"}}
    rules = {"Rules": [{**rule, "Expiration": {"Days": 1}}]}
    bucket = stack.private_bucket
    thief.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration=rules)


def open_the_bucket(thief: Any, stack: Stack, slug: str) -> None:
    thief.delete_bucket_policy(Bucket=stack.private_bucket)


def switch_versions_off(thief: Any, stack: Stack, slug: str) -> None:
    off: Any = {"Status": "Suspended"}
    thief.put_bucket_versioning(Bucket=stack.private_bucket, VersioningConfiguration=off)


WRITES: dict[str, Deed] = {
    "changes the first": change(1),
    "changes one in the middle": change(3),
    "changes the last": change(ENTRIES),
    "puts another in its place": copy_over,
    "forges the tail and its head": forge_the_tail_and_its_head,
}
REMOVALS: dict[str, Deed] = {
    "drops the first": drop(1),
    "drops the last": drop(ENTRIES),
    "drops the version": drop_the_version,
    "drops the tail": drop_many,
    "lets them expire": let_them_expire,
    "opens the bucket": open_the_bucket,
    "switches versions off": switch_versions_off,
}


def is_refused(deed: Deed, thief: Any, stack: Stack, slug: str) -> bool:
    try:
        deed(thief, stack, slug)
    except ClientError as error:
        if error.response["Error"]["Code"] not in REFUSED:
            raise
        return True
    return False


@cache
def slug_of(role: str, deed: str) -> str:
    return f"thu-{abs(hash((role, deed))):x}"[:30]


@pytest.mark.parametrize("deed", WRITES)
def test_what_is_written_over_is_refused_or_found(
    deed: str, guarded: Stack, thieves: dict[str, Any]
) -> None:
    for role, thief in thieves.items():
        slug = slug_of(role, deed)
        a_log(guarded, slug)
        assert checked(guarded, slug).faults == ()
        refused = is_refused(WRITES[deed], thief, guarded, slug)
        assert refused or checked(guarded, slug).faults, role


@pytest.mark.parametrize("deed", REMOVALS)
def test_nobody_removes_anything(deed: str, guarded: Stack, thieves: dict[str, Any]) -> None:
    slug = slug_of("all", deed)
    a_log(guarded, slug)
    for role, thief in thieves.items():
        assert is_refused(REMOVALS[deed], thief, guarded, slug), role
    assert checked(guarded, slug).faults == ()


def test_the_bucket_refuses_even_who_may_do_everything(guarded: Stack) -> None:
    a_log(guarded, "quan-tri-vien")
    with pytest.raises(ClientError, match="AccessDenied"):
        drop(1)(everything(guarded), guarded, "quan-tri-vien")


def everything(stack: Stack) -> Any:
    """Somebody whose own policy lets them do anything with S3."""
    iam = stack.session().client("iam", endpoint_url=stack.endpoint_url)
    iam.create_user(UserName="everything")
    allow = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    iam.put_user_policy(UserName="everything", PolicyName="all", PolicyDocument=policy)
    key = iam.create_access_key(UserName="everything")["AccessKey"]
    return boto3.client(
        "s3",
        region_name=stack.region,
        endpoint_url=stack.endpoint_url,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
