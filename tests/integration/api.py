"""Contests behind the API in this process, and what residents send to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3

from chalicelib import bootstrap
from chalicelib.config import Settings
from chalicelib.stores.attempts import DynamoAttempts
from chalicelib.stores.contest_folder import read_contest
from chalicelib.stores.objects import S3Bundles
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.ports import Attempts, Bundles, ResidentAttempts
from tests.aws import PRIVATE_BUCKET, SITE_BUCKET, TABLE
from tests.builders import CLOSES_AT, OPENS_AT, ROOTS, a_document
from tests.integration.gateway import Answer, Gateway
from tests.wire import Wire, direct_attempts, direct_objects

HOUR_MS = 3_600_000
NOON = OPENS_AT + 5 * HOUR_MS
LIMIT_MS, GRACE_MS, FREEZE_MS = 900_000, 5_000, 60_000
FROZEN_AT = CLOSES_AT + GRACE_MS + FREEZE_MS
BUNDLED = Path(__file__).parents[2] / "contests" / "cchc-2024"
PHONE, EXCLUDED = "0912345678", "0905000001"
SETTINGS = Settings("test", TABLE, PRIVATE_BUCKET, SITE_BUCKET, shards=4)
_CONTESTS: dict[str, dict[str, Any]] = {
    "nho": {},
    "khac": {},
    "biet-diem": {"paper": {"reveal_score": "on_submit"}},
    "can-cuoc": {"identity": {"field": "citizen_id", "excluded": []}},
    "khong-han": {"paper": {"time_limit_s": None}},
    "nhieu-luot": {
        "identity": {"min_age": 14},
        "paper": {"attempts": 3, "require_all_answers": True},
        "prediction": {"prompt": "Có bao nhiêu người dự thi?", "target": "participants"},
    },
}


class SetStores(bootstrap.Stores):
    """The stores in moto (which is not for threads), and a clock set by hand."""

    now = NOON

    @cached_property
    def attempts(self) -> Attempts:
        return DynamoAttempts(self.settings.table, self.settings.shards, readers=1)

    @cached_property
    def to_table(self) -> Wire:
        """On which residents' requests reach DynamoDB."""
        return Wire()

    @cached_property
    def to_bucket(self) -> Wire:
        """On which they read the contests."""
        return Wire()

    @cached_property
    def resident_attempts(self) -> ResidentAttempts:
        return direct_attempts(self.settings.table, self.settings.shards, self.to_table)

    @cached_property
    def bundles(self) -> Bundles:
        bucket = self.settings.private_bucket
        return S3Bundles(bucket, self.clock, direct_objects(bucket, self.to_bucket))

    @cached_property
    def client(self) -> Any:
        """To look at the table by."""
        return boto3.client("dynamodb")

    def clock(self) -> int:
        return self.now


CLERK = {"token_use": "id", "email": "thu-ky@example.vn", "cognito:groups": "to-chuc"}
OBSERVER = {**CLERK, "cognito:groups": "theo-doi"}


@dataclass
class Api:
    """Requests of residents and organizers, at the clock's time unless `at` says another."""

    stores: SetStores
    gateway: Gateway = field(default_factory=Gateway)

    def start(self, slug: str = "nho", **over: Any) -> Answer:
        """A start by the person of `a_registration`; an override of `...` leaves a field out."""
        return self.send("POST", f"/contests/{slug}/attempts", a_registration(**over))

    def submit(
        self, started: Answer, answers: Any = None, prediction: Any = None, **over: Any
    ) -> Answer:
        body = {"answers": first_options(started) if answers is None else answers}
        body |= {} if prediction is None else {"prediction": prediction}
        return self.send("POST", f"{address(started)}/submission", body, **_shown(started, over))

    def draft(
        self,
        started: Answer,
        seq: int = 1,
        answers: Any = None,
        prediction: Any = None,
        **over: Any,
    ) -> Answer:
        body = {"seq": seq, "answers": first_options(started) if answers is None else answers}
        body |= {} if prediction is None else {"prediction": prediction}
        return self.send("PUT", f"{address(started)}/draft", body, **_shown(started, over))

    def look_up(self, started: Answer, **over: Any) -> Answer:
        return self.send("GET", address(started), **_shown(started, over))

    def send(self, method: str, path: str, body: Any = None, **over: Any) -> Answer:
        return self.gateway.call(method, path, body, **{"at": self.stores.now, **over})

    def organize(self, slug: str, method: str, path: str, body: Any = None, **over: Any) -> Answer:
        """What a clerk asks of a contest; `claims` for others."""
        path = f"/organizer/contests/{slug}/{path}"
        return self.send(method, path, body, **{"claims": CLERK, **over})

    def move_to(self, now: int) -> None:
        """Sets the clock."""
        self.stores.now = now

    @contextmanager
    def with_origin_secrets(self, *secrets: str) -> Iterator[None]:
        """As on AWS, where CloudFront shows one of these."""
        before = self.stores.settings
        self.stores.settings = replace(before, origin_secrets=secrets)
        yield
        self.stores.settings = before

    @contextmanager
    def writing_nothing(self) -> Iterator[None]:
        """Fails where the table is another one afterwards."""
        before = self.items()
        yield
        assert self.items() == before

    def items(self) -> list[dict[str, Any]]:
        """All of the table."""
        found: list[dict[str, Any]] = self.stores.client.scan(TableName=TABLE)["Items"]
        return sorted(found, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))

    def attempts(self) -> list[dict[str, Any]]:
        """The items of attempts."""
        return [item for item in self.items() if "#A#" in item["pk"]["S"]]

    def forget_attempts(self) -> None:
        """Takes all attempts out of the table."""
        for item in self.attempts():
            key = {name: item[name] for name in ("pk", "sk")}
            self.stores.client.delete_item(TableName=TABLE, Key=key)


def contests_in_moto() -> SetStores:
    """The stores, with several small contests and the bundled one loaded."""
    stores = SetStores(SETTINGS)
    documents = [a_document(slug=slug, **over) for slug, over in _CONTESTS.items()]
    documents.append(read_contest(BUNDLED, opens_at=OPENS_AT, closes_at=CLOSES_AT))
    for document in documents:
        load_contest(document, ROOTS, "test", stores)
    return stores


def a_registration(**over: Any) -> dict[str, Any]:
    """The body of a right start."""
    body = {
        "identity": PHONE,
        "name": "Nguyễn Văn An",
        "unit": "khu-pho-1",
        "category": "Nhân dân",
        "consent": True,
        "eligible": True,
        "device_key": "device-of-nguyen-van-an",
        **over,
    }
    return {name: value for name, value in body.items() if value is not ...}


def address(started: Answer) -> str:
    """The path of the attempt that an answer to a start is about."""
    return f"{started.path}/{started.body['attempt_id']}"


def first_options(started: Answer) -> dict[str, list[int]]:
    """The first option of every question."""
    return {question["id"]: [0] for question in started.body["paper"]["questions"]}


def right_answers(started: Answer, document: dict[str, Any]) -> dict[str, list[int]]:
    """The key, by the options' texts as the paper shows them."""
    bank = {question["id"]: question for question in document["questions"]}
    return {
        asked["id"]: [
            asked["options"].index(bank[asked["id"]]["options"][index])
            for index in bank[asked["id"]]["key"]
        ]
        for asked in started.body["paper"]["questions"]
    }


def _shown(started: Answer, over: dict[str, Any]) -> dict[str, Any]:
    return {"token": started.body["token"], **over}
