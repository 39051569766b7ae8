"""A small contest for tests: two topics, five questions, three units.

Sections (`identity`, `paper`, `fairness`, `ranking`, `prizes`) are merged key by key with what is
given, everything else takes its place: `a_contest(paper={"time_limit_s": 60}, slug="other")`.
"""

import copy
import hashlib
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from chalicelib.domain.attempt import Attempt, SealedBy, Submission
from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.usecases.loading import RootSecrets, contest_secrets, version_of
from chalicelib.usecases.ports import Bundle
from chalicelib.usecases.starting import Registration

ICT = timezone(timedelta(hours=7))
OPENS_AT = 1_719_792_000_000
CLOSES_AT = 1_721_556_000_000
SECTIONS = ("identity", "paper", "fairness", "ranking", "prizes", "approval")

_TOPICS = [
    {"id": "the-che", "name": "Cải cách thể chế"},
    {"id": "thu-tuc", "name": "Cải cách thủ tục hành chính"},
]
_UNITS: list[dict[str, Any]] = [
    {"id": "khu-pho-1", "name": "Khu phố 1", "kind": "Khu phố", "headcount": 100},
    {"id": "khu-pho-2", "name": "Khu phố 2", "kind": "Khu phố", "headcount": 50},
    {"id": "cong-an", "name": "Công an phường", "kind": "Cơ quan", "headcount": 20},
]
_QUESTIONS = [
    ("tc-001", "the-che", ["Đúng", "Sai"], [0]),
    ("tc-002", "the-che", ["Một", "Hai", "Ba", "Bốn"], [1]),
    ("tc-003", "the-che", ["Một", "Hai", "Ba", "Bốn"], [0, 2]),
    ("tt-001", "thu-tuc", ["Một", "Hai", "Ba"], [2]),
    ("tt-002", "thu-tuc", ["Một", "Hai", "Ba", "Bốn"], [3]),
]
_AWARD = "Giấy khen của Chủ tịch UBND phường"


def a_document(**over: Any) -> dict[str, Any]:
    """A checked document, as `check_contest` gives it and stores keep it."""
    document: dict[str, Any] = {
        "slug": "nho",
        "title": "Cuộc thi nhỏ",
        "host": "UBND phường",
        "contact": "Văn phòng UBND phường",
        "opens_at": OPENS_AT,
        "closes_at": CLOSES_AT,
        "retention_days": 90,
        "identity": {
            "field": "phone",
            "categories": ["Cán bộ", "Nhân dân"],
            "excluded": [{"id": "0905000001", "role": "Ban Tổ chức"}],
            "min_age": None,
            "max_age": None,
        },
        "paper": {
            "quota": {"the-che": 2, "thu-tuc": 1},
            "time_limit_s": 900,
            "draft_interval_s": 180,
            "shuffle_options": True,
            "reveal_score": "after_close",
            "attempts": 1,
            "require_all_answers": False,
            "points_per_question": 1,
        },
        "prediction": None,
        "approval": {"second_person": False, "units_confirm": False},
        "fairness": {"min_seconds_per_question": 2},
        "ranking": {
            "order": ["score", "elapsed", "submitted_at"],
            "last_resort": "organizers",
            "one_collective_prize_per_unit": False,
            "complaint_days": 5,
            "claim_days": 30,
        },
        "prizes": {
            "individual": [
                an_individual_prize(title="Giải nhất", amount_vnd=600_000, award=_AWARD),
                an_individual_prize(title="Giải nhì", count=2, amount_vnd=300_000),
            ],
            "manual": [],
            "collective": [
                a_collective_prize(
                    title="Đông người dự thi nhất", amount_vnd=700_000, award=_AWARD
                ),
            ],
        },
        "topics": copy.deepcopy(_TOPICS),
        "units": copy.deepcopy(_UNITS),
        "questions": [_document_question(*question) for question in _QUESTIONS],
    }
    return merged(document, over)


def an_individual_prize(**over: Any) -> dict[str, Any]:
    """One of the document's `prizes.individual`, without conditions."""
    conditions = {"category": None, "full_marks_only": False, "min_score": None}
    return {"title": "Giải", "count": 1, "amount_vnd": 0, "award": None, **conditions, **over}


def a_collective_prize(**over: Any) -> dict[str, Any]:
    """One of the document's `prizes.collective`, for any unit."""
    given = {"title": "Giải", "count": 1, "amount_vnd": 0, "award": None, "metric": "participants"}
    conditions = {"unit_kind": None, "min_participants": None, "min_rate": None}
    return {**given, **conditions, **over}


def a_manual_prize(**over: Any) -> dict[str, Any]:
    """One of the document's `prizes.manual`."""
    return {"title": "Giải bình chọn", "count": 1, "amount_vnd": 0, "award": None, **over}


def a_contest(**over: Any) -> Contest:
    """The contest of `a_document(**over)`."""
    return contest_from_document(a_document(**over))


def a_contest_file(**over: Any) -> dict[str, Any]:
    """What the parsed files of the same contest hold: `check_contest` makes `a_document()` of it.

    An override of `None` leaves the field out.
    """
    document = a_document()
    raw: dict[str, Any] = {
        **{name: document[name] for name in ("slug", "title", "host", "contact")},
        "opens_at": datetime(2024, 7, 1, 7, tzinfo=ICT),
        "closes_at": datetime(2024, 7, 21, 17, tzinfo=ICT),
        "identity": {
            "categories": ["Cán bộ", "Nhân dân"],
            "excluded": ["0905 000 001"],
        },
        "paper": {"time_limit_s": 900, "quota": {"the-che": 2, "thu-tuc": 1}},
        "prizes": {
            kind: [_given(prize) for prize in prizes] for kind, prizes in document["prizes"].items()
        },
        "topics": document["topics"],
        "units": document["units"],
        "questions": [_file_question(*question) for question in _QUESTIONS],
    }
    raw = merged(raw, over)
    return _given({name: _given_section(name, value) for name, value in raw.items()})


def merged(document: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`document` with what is given: sections key by key, the rest in its place."""
    for name, value in over.items():
        section = name in SECTIONS and isinstance(value, dict)
        document[name] = {**document.get(name, {}), **value} if section else value
    return document


def _given_section(name: str, value: Any) -> Any:
    return _given(value) if name in SECTIONS and isinstance(value, dict) else value


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _document_question(id_: str, topic: str, options: list[str], key: list[int]) -> dict[str, Any]:
    return {
        "id": id_,
        "topic": topic,
        "text": f"Câu hỏi {id_}?",
        "options": list(options),
        "key": list(key),
        "explanation": f"Giải thích {id_}.",
        "source": "Nghị quyết số 76/NQ-CP ngày 15/7/2021",
        "difficulty": None,
    }


def _file_question(id_: str, topic: str, options: list[str], key: list[int]) -> dict[str, Any]:
    question = _document_question(id_, topic, options, key)
    return _given({**question, "key": ["ABCDEFGH"[index] for index in key]})


def an_attempt(**over: Any) -> Attempt:
    """An attempt in `a_contest()`, started and not yet submitted; its id follows from who and n."""
    given: dict[str, Any] = {
        "slug": "nho",
        "participant": "p1",
        "number": 1,
        "identity": "0912345678",
        "name": "Nguyễn Văn An",
        "unit": "khu-pho-1",
        "category": "Nhân dân",
        "started_at": OPENS_AT + 60_000,
        "deadline": OPENS_AT + 960_000,
        "expires_at": CLOSES_AT + 90 * 86_400_000,
        **over,
    }
    given.setdefault("id", f"{given['participant']}-{given['number']}")
    # Each person has a device and a source of their own: sharing one is a reason to look.
    own = hashlib.sha256(given["participant"].encode()).digest()
    given.setdefault("device", own[:16])
    given.setdefault("source", own[16:24])
    return Attempt(**given)


def a_submission(**over: Any) -> Submission:
    """What was sealed: all right in the bundled small paper of three, in 60 s."""
    given: dict[str, Any] = {
        "choices": b"\x01\x01\x01",
        "prediction": None,
        "score": 3,
        "elapsed_ms": 60_000,
        "submitted_at": OPENS_AT + 120_000,
        "sealed_by": SealedBy.HOLDER,
        "leaf": b"\x00" * 32,
    }
    return Submission(**{**given, **over})


def a_sealed_attempt(**over: Any) -> Attempt:
    """An attempt with a submission; fields of either are told apart by their names.

    Without a `leaf`, it is the hash of the attempt's id.
    """
    sealed = {name: over.pop(name) for name in _SUBMISSION_FIELDS & set(over)}
    attempt = an_attempt(**over)
    sealed.setdefault("leaf", hashlib.sha256(attempt.id.encode()).digest())
    return replace(attempt, submission=a_submission(**sealed))


_SUBMISSION_FIELDS = {each.name for each in fields(Submission)}


ROOTS = RootSecrets(identity_key=b"i" * 32, contest_key=b"c" * 32, token_keys=(b"t" * 32,))


def a_bundle(**over: Any) -> Bundle:
    """The bundle of `a_document(**over)`, with keys derived from `ROOTS`, committed to an hour
    before opening."""
    document = a_document(**over)
    contest = contest_from_document(document)
    secrets = contest_secrets(contest.slug, ROOTS)
    version = version_of(document, secrets)
    return Bundle(contest, document, version, contest.opens_at - 3_600_000, secrets)


def a_registration(**over: Any) -> Registration:
    """What a resident of `khu-pho-1` sends on a device of their own, already checked."""
    given: dict[str, Any] = {
        "identity": "0912345678",
        "name": "Nguyễn Văn An",
        "unit": "khu-pho-1",
        "category": "Nhân dân",
        "device_key": "device-of-an-0001",
        "source": "203.0.113.7",
    }
    return Registration(**{**given, **over})
