"""Starts that are refused: each with a code and, where one is wrong, the field; nothing written."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import CLOSES_AT, OPENS_AT
from tests.integration.api import EXCLUDED, Api, a_registration

ATTEMPTS = "/contests/nho/attempts"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROL = "\x00\x07\x1b\x1f\x7f\x85\u2028\u2029\ufeff\ufffe"
NO_PHONE = [
    "",
    " ",
    "0",
    "091234567",
    "09123456789",
    "0112345678",
    "02563861234",
    "113",
    "+1 202 555 0123",
    "+85912345678",
    "84 0912 345 678",
    "٠٩١٢٣٤٥٦٧٨",
    "0912345678x",
    "0912,345,678",
    "0912345678\u200b",
    "052203001234",
    "9" * 5_000,
]
REQUIRED = ["identity", "name", "unit", "category", "consent", "eligible", "device_key"]
WRONG = [
    *[("identity", value) for value in (None, 912345678, True, ["0912345678"], {}, 9.5)],
    *[("name", value) for value in (None, 1, "", "   ", "\u200b", "\u0301", "a" * 101, ["An"])],
    ("name", "ễ" * 81),
    *[("name", f"An{char}Văn") for char in BIDI + CONTROL + "\n\t\r"],
    *[("unit", value) for value in (None, 1, "", "khu-pho-99", "KHU-PHO-1", "a" * 33, ["cong-an"])],
    *[("category", value) for value in (None, 1, "", "Khác", "nhân dân", ["Nhân dân"], {"a": 1})],
    *[("consent", value) for value in (None, False, 1, "true", [True])],
    *[("eligible", value) for value in (None, False, 1, "true", [True])],
    *[("device_key", value) for value in (None, 1, "", "a" * 15, "a" * 65, "a" * 20 + " ")],
    ("device_key", "khóa-của-thiết-bị-này"),
    ("device_key", "a" * 20 + "\n"),
    *[("resume_code", value) for value in (None, 1, "", " ", "A" * 21, ["7K2M9X4Q"])],
    *[("attempt", value) for value in (None, 0, -1, 1.0, True, "1", 1_001, 10**30)],
    *[("previous_token", value) for value in (None, 1, "", "x" * 1_001)],
    *[
        (name, 1)
        for name in ("extra", "__proto__", "Name", "ten", "", "<b>", "attempt_id", "score")
    ],
    *[(name, True) for name in ("age_ok", "under_16")],
]
NOT_JSON: list[str | bytes | None] = [
    None,
    "",
    " ",
    "xin chào",
    "{",
    '{"identity": }',
    "{'identity': '0912345678'}",
    '{"identity": "0912345678",}',
    '{"seq": NaN}',
    '{"seq": Infinity}',
    '{"seq": -Infinity}',
    '{"seq": ' + "9" * 5_000 + "}",
    '{"name": "An", "name": "Bình"}',
    '{"unit": {"a": 1, "a": 2}}',
    '{"name": "\\ud800"}',
    '{"\\udfff": 1}',
    '{"name": "\ud800"}',
    '{"name": "a\nb"}',
    "[" * 10_000,
    '{"a":' * 3_000,
    "[" * 8_000 + "]" * 8_000,
    '{"name": ' + "[" * 8_000 + "]" * 8_000 + "}",
    "null",
    "true",
    "1",
    '"văn bản"',
    "[]",
    "[{}]",
    "\ufeff{}",
    b"\xff\xfe",
    b'{"name": "\xc3\x28"}',
    b'{"name": "\xed\xa0\x80"}',
    json.dumps(a_registration()).encode("utf-16"),
]


@pytest.fixture(autouse=True)
def _nothing_is_written(api: Api) -> Iterator[None]:
    with api.writing_nothing():
        yield


def refused_fields(api: Api, body: dict[str, Any]) -> list[str]:
    answer = api.send("POST", ATTEMPTS, body)
    assert answer.said == (422, "invalid")
    assert all(fault.strip() for fault in answer.error["fields"].values())
    return list(answer.error["fields"])


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_field_is_named(api: Api, name: str) -> None:
    assert refused_fields(api, a_registration(**{name: ...})) == [name]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda each: ascii(each)[:40])
def test_a_wrong_field_is_named(api: Api, name: str, value: Any) -> None:
    assert refused_fields(api, a_registration(**{name: value})) == [name]


def test_all_wrong_fields_are_named_at_once(api: Api) -> None:
    assert set(refused_fields(api, {})) == set(REQUIRED)


def test_very_many_unknown_fields_give_a_small_answer(api: Api) -> None:
    answer = api.send("POST", ATTEMPTS, {f"{number:08}": 0 for number in range(800)})
    assert answer.said == (422, "invalid")
    assert len(answer.error["fields"]) == 30
    assert len(answer.text) < 8_192


def test_a_very_long_field_name_gives_a_small_answer(api: Api) -> None:
    assert refused_fields(api, a_registration(**{"x" * 8_000: 1})) == ["x" * 60]


def test_a_value_nested_deep_is_invalid(api: Api) -> None:
    deep = "[" * 300 + "]" * 300
    raw = json.dumps(a_registration()).replace(json.dumps("Nhân dân"), deep)
    answer = api.send("POST", ATTEMPTS, raw=raw)
    assert answer.said == (422, "invalid")
    assert list(answer.error["fields"]) == ["category"]


@pytest.mark.parametrize("raw", NOT_JSON, ids=lambda raw: ascii(raw)[:40])
def test_what_is_no_json_object(api: Api, raw: str | bytes | None) -> None:
    assert api.send("POST", ATTEMPTS, raw=raw).said == (400, "not_json")


def test_broken_base64_is_no_json(api: Api) -> None:
    assert api.send("POST", ATTEMPTS, encoded="abc").said == (400, "not_json")
    assert api.send("POST", ATTEMPTS, encoded="é").said == (400, "not_json")


@pytest.mark.parametrize("size", [16_385, 20_000, 1_000_000])
@pytest.mark.parametrize("filler", ["[", " ", "ế"])
def test_a_body_over_16_kb(api: Api, size: int, filler: str) -> None:
    raw = (filler * size).encode()[:size]
    assert api.send("POST", ATTEMPTS, raw=raw).said == (413, "too_large")


@pytest.mark.parametrize("identity", NO_PHONE, ids=lambda each: ascii(each)[:30])
def test_what_is_no_phone(api: Api, identity: str) -> None:
    assert refused_fields(api, a_registration(identity=identity)) == ["identity"]


@pytest.mark.parametrize("slug", ["khong-co", "NHO", "nho%20", "a" * 33, "..", "nho%2F..", "ñho"])
def test_an_unknown_contest(api: Api, slug: str) -> None:
    assert api.start(slug).said == (404, "no_such_contest")


@pytest.mark.parametrize("identity", [EXCLUDED, "+84 905 000 001", "0905.000.001"])
def test_an_excluded_person_is_told_why(api: Api, identity: str) -> None:
    answer = api.start(identity=identity)
    assert answer.said == (403, "not_eligible")
    assert "Ban Tổ chức" in answer.error["message"]


def test_a_second_attempt_is_not_granted(api: Api) -> None:
    assert api.start(attempt=2).said == (409, "no_more_attempts")


@pytest.mark.parametrize("age_ok", [False, None, "true", ...])
def test_limits_of_age_are_to_be_confirmed(api: Api, age_ok: object) -> None:
    answer = api.start("nhieu-luot", age_ok=age_ok)
    assert answer.said == (422, "invalid")
    assert list(answer.error["fields"]) == ["age_ok"]


def test_age_is_unknown_where_the_rules_have_no_limit(api: Api) -> None:
    assert list(api.start(age_ok=True).error["fields"]) == ["age_ok"]


@pytest.mark.parametrize(
    ("received_at", "said"),
    [
        (OPENS_AT - 1, (403, "not_open")),
        (CLOSES_AT, (403, "closed")),
        (CLOSES_AT + 5_000, (403, "closed")),
    ],
)
def test_too_early_and_too_late_by_the_moment_of_receipt(
    api: Api, received_at: int, said: tuple[int, str]
) -> None:
    assert api.send("POST", ATTEMPTS, a_registration(), at=received_at).said == said
