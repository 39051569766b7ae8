"""What every store of people promises, and what Cognito is asked for it."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.stores.people import CognitoPeople, administering_client
from chalicelib.usecases.ports import People, Unavailable, Unknown
from tests.aws import REGION, aws
from tests.fake_people import FakePeople

AN, BINH = "an@example.vn", "binh@example.vn"


@pytest.fixture
def pool() -> Iterator[str]:
    with aws():
        administering_client.cache_clear()
        cognito = boto3.client("cognito-idp", region_name=REGION)
        made = cognito.create_user_pool(
            PoolName="hoithi", UsernameAttributes=["email"], AutoVerifiedAttributes=["email"]
        )
        pool = made["UserPool"]["Id"]
        for group in ("quan-tri", "to-chuc", "theo-doi", "khac"):
            cognito.create_group(UserPoolId=pool, GroupName=group)
        yield pool
        administering_client.cache_clear()


@pytest.fixture(params=["memory", "Cognito"])
def people(request: pytest.FixtureRequest, pool: str) -> People:
    return FakePeople() if request.param == "memory" else CognitoPeople(pool)


def test_nobody_at_first(people: People) -> None:
    assert people.every() == []
    assert people.get(AN) is None


def test_who_is_invited_is_there_without_a_group(people: People) -> None:
    people.invite(AN)
    found = people.get(AN)
    assert found is not None
    assert (found.email, found.groups, found.on, found.signed_in) == (AN, (), True, False)
    assert found.factors == frozenset()


def test_inviting_twice_changes_nothing(people: People) -> None:
    people.invite(AN)
    people.set_group(AN, "to-chuc")
    people.invite(AN)
    found = people.get(AN)
    assert found is not None
    assert found.groups == ("to-chuc",)
    assert len(people.every()) == 1


def test_everybody_comes_by_address(people: People) -> None:
    for email in (BINH, AN):
        people.invite(email)
    assert [person.email for person in people.every()] == [AN, BINH]


def test_a_group_takes_the_other_ones_place(people: People) -> None:
    people.invite(AN)
    for group in ("to-chuc", "quan-tri", "quan-tri", "theo-doi"):
        people.set_group(AN, group)
        found = people.get(AN)
        assert found is not None
        assert found.groups == (group,)


def test_people_are_switched_off_and_on(people: People) -> None:
    people.invite(AN)
    for on in (False, False, True):
        people.switch(AN, on)
        found = people.get(AN)
        assert found is not None
        assert found.on is on


def test_another_password_can_be_sent(people: People) -> None:
    people.invite(AN)
    people.send_password(AN)


def test_codes_are_forgotten(people: People) -> None:
    people.invite(AN)
    people.forget_factors(AN)
    found = people.get(AN)
    assert found is not None
    assert found.factors == frozenset()


def test_who_is_not_there_is_unknown(people: People) -> None:
    for call in (
        lambda: people.set_group(AN, "to-chuc"),
        lambda: people.switch(AN, False),
        lambda: people.send_password(AN),
        lambda: people.forget_factors(AN),
    ):
        with pytest.raises(Unknown):
            call()


def test_everybody_beyond_a_page_comes_too(pool: str) -> None:
    people = CognitoPeople(pool)
    emails = [f"nguoi-{number:03}@example.vn" for number in range(65)]
    for email in emails:
        people.invite(email)
    assert [person.email for person in people.every()] == emails


def test_groups_that_are_none_of_ours_are_left_out(pool: str) -> None:
    people = CognitoPeople(pool)
    people.invite(AN)
    administering_client().admin_add_user_to_group(UserPoolId=pool, Username=AN, GroupName="khac")
    found = people.get(AN)
    assert found is not None
    assert found.groups == ()


def test_a_pool_that_is_not_there_is_unavailable(pool: str) -> None:
    people = CognitoPeople("ap-southeast-1_none")
    calls: tuple[Any, ...] = (people.every, lambda: people.get(AN), lambda: people.invite(AN))
    for call in calls:
        with pytest.raises(Unavailable):
            call()
