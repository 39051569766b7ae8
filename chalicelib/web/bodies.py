"""Bodies of requests: JSON objects of at most 16 KB, every field checked, none unknown."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.attempt import AttemptKey
from chalicelib.domain.checks import Check, Matching, OneOf, Text, Whole, clean_text
from chalicelib.domain.claim import Said
from chalicelib.domain.contest import Contest, IdentityField
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.identity import normalise_identity
from chalicelib.usecases.answering import Sent
from chalicelib.usecases.claiming import Claimant
from chalicelib.usecases.further import not_the_one_before
from chalicelib.usecases.starting import Registration
from chalicelib.web.tokens import attempt_of

MOST_BYTES = 16 * 1024
MOST_PREDICTED = 10**9
_MOST_SEQ = 2**31 - 1
_AGE = "Cần xác nhận mình trong độ tuổi dự thi theo thể lệ."
_MISSING = "Mục này còn thiếu. Xin điền rồi gửi lại."
_UNKNOWN = "Mục này không có trong mẫu. Xin tải lại trang rồi thử lại."
_NAME = Text(max_chars=100, max_bytes=240)
_NOTE = Text(max_chars=300, lines=True, blank=True)
_DEVICE_KEY = Matching(
    re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII),
    "Khóa thiết bị phải gồm 16 đến 64 ký tự A-Z, a-z, 0-9, “_” hoặc “-”. Xin tải lại trang.",
)


def json_object(raw: bytes, most_bytes: int = MOST_BYTES) -> dict[str, Any]:
    """The object that a body holds. Raises too_large or not_json."""
    if len(raw) > most_bytes:
        most = f"{most_bytes // 1024} KB"
        raise Refusal(Code.TOO_LARGE, f"Nội dung gửi lên quá lớn (tối đa {most}).")
    try:
        # Bytes would be read as UTF-16 or UTF-32 too.
        text = raw.decode()
        body = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_twins)
        _refuse_lone_surrogates(body)
    except (ValueError, RecursionError) as error:
        raise not_json() from error
    if not isinstance(body, dict):
        raise not_json()
    return body


def registration(
    body: dict[str, Any], contest: Contest, source: str, token_keys: tuple[bytes, ...]
) -> Registration:
    """Who starts, from the body of a start. Whoever goes on by code has registered before, and need
    not do so again. Raises invalid, naming each wrong field."""
    identity_field = contest.identity.field
    goes_on = "resume_code" in body and body.get("attempt", 1) == 1
    about, optional = _about_the_person(contest), _about_the_attempt()
    known: dict[str, Check] = {"identity": _Identity(identity_field), "device_key": _DEVICE_KEY}
    check_fields(
        body,
        required=known if goes_on else {**known, **about},
        optional={**optional, **about} if goes_on else optional,
    )
    previous = body.get("previous_token")
    registers = about.keys() <= body.keys()
    return Registration(
        identity=normalise_identity(identity_field, body["identity"]) or "",
        name=clean_text(body["name"]) if registers else "",
        unit=body["unit"] if registers else "",
        category=body["category"] if registers else "",
        device_key=body["device_key"],
        source=source,
        resume_code=body.get("resume_code"),
        number=body.get("attempt", 1),
        previous=None if previous is None else _previous(previous, token_keys),
        shared_device="device_ticket" in body,
    )


def _about_the_person(contest: Contest) -> dict[str, Check]:
    return {
        "name": _NAME,
        "unit": _UnitOf(contest),
        "category": OneOf(contest.identity.categories),
        "consent": _Tick("Cần đồng ý với thông báo về dữ liệu cá nhân để dự thi."),
        "eligible": _Tick("Cần xác nhận mình thuộc đối tượng dự thi."),
        **({"age_ok": _Tick(_AGE)} if contest.identity.asks_age else {}),
    }


def _about_the_attempt() -> dict[str, Check]:
    return {
        "resume_code": Text(max_chars=20),
        "attempt": Whole(1, 1_000),
        "previous_token": Text(max_chars=1_000),
        "device_ticket": Text(max_chars=1_000),
    }


def _previous(token: str, token_keys: tuple[bytes, ...]) -> AttemptKey:
    try:
        return attempt_of(token, token_keys)
    except Refusal as refusal:
        raise not_the_one_before() from refusal


def claim(body: dict[str, Any], contest: Contest) -> Claimant:
    """Who claims a number, from the body of a claim. Raises invalid, naming each wrong field."""
    identity_field = contest.identity.field
    check_fields(
        body,
        required={
            "identity": _Identity(identity_field),
            "name": _NAME,
            "unit": _UnitOf(contest),
            "device_key": _DEVICE_KEY,
        },
        optional={"note": _NOTE},
    )
    return Claimant(
        identity=normalise_identity(identity_field, body["identity"]) or "",
        said=Said(clean_text(body["name"]), body["unit"], clean_text(body.get("note", ""))),
        device_key=body["device_key"],
    )


def draft(body: dict[str, Any], contest: Contest) -> tuple[int, Sent]:
    """Number and answers of a draft. Raises invalid."""
    check_fields(
        body,
        required={"seq": Whole(0, _MOST_SEQ), "answers": _Answers()},
        optional={"prediction": _prediction(contest)},
    )
    return body["seq"], Sent(body["answers"], body.get("prediction"))


def submission(body: dict[str, Any], contest: Contest) -> Sent:
    """Answers of a submission. Raises invalid."""
    check_fields(
        body, required={"answers": _Answers()}, optional={"prediction": _prediction(contest)}
    )
    return Sent(body["answers"], body.get("prediction"))


@dataclass(frozen=True)
class _Identity:
    field: IdentityField

    def fault(self, value: Any) -> str | None:
        if isinstance(value, str) and normalise_identity(self.field, value):
            return None
        if self.field is IdentityField.PHONE:
            return (
                "Phải là số điện thoại di động Việt Nam gồm 10 chữ số, ví dụ 0905 123 456. "
                "Xin xem lại số đã nhập."
            )
        return "Phải là số căn cước (CCCD) gồm đúng 12 chữ số. Xin xem lại số đã nhập."


@dataclass(frozen=True)
class _UnitOf:
    contest: Contest

    def fault(self, value: Any) -> str | None:
        if isinstance(value, str) and self.contest.unit(value):
            return None
        return "Đơn vị này không có trong danh sách của cuộc thi. Xin chọn lại một đơn vị."


@dataclass(frozen=True)
class _Tick:
    says: str

    def fault(self, value: Any) -> str | None:
        return None if value is True else self.says


def _prediction(contest: Contest) -> Check:
    return _NoPrediction() if contest.prediction is None else _Prediction()


class _Prediction:
    def fault(self, value: Any) -> str | None:
        return None if value is None else Whole(0, MOST_PREDICTED).fault(value)


class _NoPrediction:
    def fault(self, value: Any) -> str | None:
        return None if value is None else "Cuộc thi này không có câu dự đoán. Xin tải lại trang."


class _Answers:
    def fault(self, value: Any) -> str | None:
        if isinstance(value, dict) and all(_is_places(places) for places in value.values()):
            return None
        return (
            "Phần trả lời phải ghi mỗi câu với danh sách phương án đã chọn. "
            "Xin tải lại trang rồi gửi lại."
        )


def _is_places(places: Any) -> bool:
    return isinstance(places, list) and all(type(place) is int for place in places)


def check_fields(
    body: dict[str, Any], required: Mapping[str, Check], optional: Mapping[str, Check]
) -> None:
    """Nothing where every field is right. Raises invalid, naming each that is wrong, missing or
    unknown."""
    faults = {name: _MISSING for name in required if name not in body}
    for name, value in body.items():
        check = required.get(name) or optional.get(name)
        fault = check.fault(value) if check else _UNKNOWN
        if fault:
            faults[name] = fault
    if faults:
        raise invalid(faults)


def not_json() -> Refusal:
    """The refusal of a body that is no JSON object."""
    return Refusal(Code.NOT_JSON, "Nội dung gửi lên không đọc được. Xin tải lại trang và gửi lại.")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _refuse_lone_surrogates(body: Any) -> None:
    """They can be written in JSON, but neither stored nor sent back: encoding raises ValueError."""
    json.dumps(body, ensure_ascii=False).encode()


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found
