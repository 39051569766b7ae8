"""A contest being prepared: two private objects, each changed only over what was read.

`drafts/<slug>/contest.json` holds what contest.toml holds (`contest_format.writing`),
`drafts/<slug>/questions.json` a list in the form of questions.toml. Either may be incomplete or
faulty: faults are shown, not refused. Where there is no such object, the contest's current version
says what there is; once a contest is open, that alone counts. A `tag` is the hash of what was
read: a save with another one is refused, the same save again is not.
"""

import json
from collections.abc import Iterator
from typing import Any

from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.checks import Identifier
from chalicelib.domain.contest_format.writing import raw_as_json, raw_of_document
from chalicelib.domain.differences import changes_between, question_changes
from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.auditing import Act, ensure_recorded, record_act
from chalicelib.usecases.ports import Bundle, Stores

Raw = dict[str, Any]
Questions = list[dict[str, Any]]

DRAFTS = "drafts/"
_CONTEST, _QUESTIONS = "contest.json", "questions.json"
_TAG_CHARS = 32
_MOST_LOGGED = 50


def read_contest_draft(slug: str, stores: Stores) -> tuple[Raw, str]:
    """What contest.toml holds, as JSON, and its tag. Raises Refusal no_such_contest."""
    content = _contest_content(slug, stores)
    raw: Raw = json.loads(content)
    return raw, tag_of(content)


def read_question_draft(slug: str, stores: Stores) -> tuple[Questions, str]:
    """The questions as questions.toml holds them, and their tag; none yet is an empty list.
    Raises Refusal no_such_contest."""
    content = _questions_content(slug, stores)
    questions: Questions = json.loads(content)
    return questions, tag_of(content)


def save_contest_draft(
    slug: str, raw: Raw, tag: str, stores: Stores, *, by: str, source: str = ""
) -> str:
    """Keeps what contest.toml is to hold, over what was read with `tag`; gives the new tag.

    Raises Refusal: no_such_contest, rules_frozen, changed_meanwhile, invalid (another slug).
    """
    if raw.get("slug") != slug:
        raise invalid({"slug": "Mã cuộc thi không đổi được; xin tạo cuộc thi mới với mã khác."})
    refuse_once_open(slug, stores)
    stored = _contest_content(slug, stores)
    changes = changes_between(json.loads(stored), raw)
    act = Act(
        by, "save-contest-draft", slug, stores.clock(), source=source,
        before={change.field: change.before for change in changes[:_MOST_LOGGED]},
        after={change.field: change.after for change in changes[:_MOST_LOGGED]},
    )  # fmt: skip
    return _save(f"{DRAFTS}{slug}/{_CONTEST}", canonical(raw), stored, tag, act, stores)


def save_question_draft(
    slug: str, questions: Questions, tag: str, stores: Stores, *, by: str, source: str = ""
) -> str:
    """Keeps the questions over what was read with `tag`; gives the new tag. The log names the
    questions that changed, never their keys.

    Raises Refusal: no_such_contest, rules_frozen, changed_meanwhile.
    """
    refuse_once_open(slug, stores)
    stored = _questions_content(slug, stores)
    found = question_changes(json.loads(stored), questions)
    told = {
        "added": list(found.added[:_MOST_LOGGED]),
        "removed": list(found.removed[:_MOST_LOGGED]),
        "changed": [id_ for id_, _ in found.changed[:_MOST_LOGGED]],
        "questions": len(questions),
    }
    act = Act(by, "save-question-draft", slug, stores.clock(), source=source, after=told)
    return _save(f"{DRAFTS}{slug}/{_QUESTIONS}", canonical(questions), stored, tag, act, stores)


def create_contest_draft(
    raw: Raw, questions: Questions, stores: Stores, *, by: str, source: str = "", why: str = ""
) -> str:
    """Begins a contest under the slug that `raw` names; the same again changes nothing. Gives the
    tag. Raises Refusal: invalid (no slug), slug_taken."""
    slug = raw.get("slug")
    fault = Identifier().fault(slug)
    if fault is not None:
        raise invalid({"slug": fault})
    assert isinstance(slug, str)
    content = canonical(raw)
    _refuse_taken(slug, content, stores)
    told = {"title": raw.get("title"), "questions": len(questions)}
    act = Act(by, "create-draft", slug, stores.clock(), why, source=source, after=told)
    ensure_recorded(slug, act, stores.vault)
    if not stores.vault.create(f"{DRAFTS}{slug}/{_CONTEST}", content):
        _refuse_taken(slug, content, stores)
    if questions:
        # Where somebody has changed them since, the same request come again changes nothing.
        stores.vault.create(f"{DRAFTS}{slug}/{_QUESTIONS}", canonical(questions))
    return tag_of(canonical(raw))


def remove_draft(slug: str, tag: str, stores: Stores, *, by: str, source: str = "") -> None:
    """Takes away what was prepared; of a contest that has a version, what changed since. Removing
    it again is no error. Raises Refusal: rules_frozen, changed_meanwhile."""
    refuse_once_open(slug, stores)
    if not any(stores.vault.read(f"{DRAFTS}{slug}/{name}") for name in (_CONTEST, _QUESTIONS)):
        return
    if read_contest_draft(slug, stores)[1] != tag:
        raise changed_meanwhile()
    record_act(slug, Act(by, "remove-draft", slug, stores.clock(), source=source), stores.vault)
    for name in (_QUESTIONS, _CONTEST):
        stores.vault.delete(f"{DRAFTS}{slug}/{name}")


def drafted_slugs(stores: Stores) -> Iterator[str]:
    """The slugs of all drafts, ascending."""
    for key in stores.vault.keys(DRAFTS):
        if key.endswith(f"/{_CONTEST}"):
            yield key.removeprefix(DRAFTS).removesuffix(f"/{_CONTEST}")


def has_draft(slug: str, stores: Stores) -> bool:
    """Whether there is anything to remove."""
    return any(True for _ in stores.vault.keys(f"{DRAFTS}{slug}/"))


def is_open_or_past(slug: str, stores: Stores) -> bool:
    """Whether rules and questions are frozen: the contest has a version, and its time came."""
    record = stores.records.get(slug)
    return record is not None and stores.clock() >= record.opens_at


def refuse_once_open(slug: str, stores: Stores) -> None:
    """Raises Refusal rules_frozen."""
    if is_open_or_past(slug, stores):
        raise Refusal(
            Code.RULES_FROZEN,
            "Cuộc thi này đã mở: câu hỏi và thể lệ không thay đổi được nữa. Nếu có sai sót, xin "
            "dùng mục Điều chỉnh.",
        )


def changed_meanwhile() -> Refusal:
    """What is refused with a tag that is no longer that of what is stored."""
    return Refusal(
        Code.CHANGED_MEANWHILE,
        "Có người vừa sửa phần này. Nội dung đã nhập vẫn còn trên màn hình; xin xem bản mới nhất "
        "rồi lưu lại.",
    )


def tag_of(content: bytes) -> str:
    """What tells one state of a draft from another."""
    return sha256_hex(content)[:_TAG_CHARS]


def _save(key: str, content: bytes, before: bytes, tag: str, act: Act, stores: Stores) -> str:
    stored = stores.vault.read(key)
    if stored is not None and stored[0] == content:
        return tag_of(content)
    if tag_of(before) != tag:
        raise changed_meanwhile()
    # Before the write: the log must know whatever is kept. One who loses a race is noted too.
    record_act(act.on, act, stores.vault)
    if not stores.vault.replace(key, content, None if stored is None else stored[1]):
        raise changed_meanwhile()
    return tag_of(content)


def prepared_contest(slug: str, stores: Stores, *, of_version: bool) -> bytes:
    """The rules as they are kept: the draft's, or the version's where there is no draft, or where
    `of_version` asks for it. Raises Refusal no_such_contest."""
    stored = None if of_version else _stored(slug, _CONTEST, stores)
    if stored is not None:
        return stored
    bundle = _current(slug, stores)
    if bundle is None:
        raise Refusal(Code.NO_SUCH_CONTEST, "Không có cuộc thi nào ở địa chỉ này.")
    return canonical(raw_as_json(raw_of_document(bundle.document)))


def prepared_questions(slug: str, stores: Stores, *, of_version: bool) -> bytes:
    """The questions, likewise; none yet is an empty list."""
    stored = None if of_version else _stored(slug, _QUESTIONS, stores)
    if stored is not None:
        return stored
    bundle = _current(slug, stores)
    if bundle is None:
        prepared_contest(slug, stores, of_version=of_version)
        return canonical([])
    return canonical(raw_of_document(bundle.document)["questions"])


def _contest_content(slug: str, stores: Stores) -> bytes:
    return prepared_contest(slug, stores, of_version=is_open_or_past(slug, stores))


def _questions_content(slug: str, stores: Stores) -> bytes:
    return prepared_questions(slug, stores, of_version=is_open_or_past(slug, stores))


def _stored(slug: str, name: str, stores: Stores) -> bytes | None:
    stored = stores.vault.read(f"{DRAFTS}{slug}/{name}")
    return None if stored is None else stored[0]


def _current(slug: str, stores: Stores) -> Bundle | None:
    return stores.bundles.get(slug) if stores.records.get(slug) else None


def _refuse_taken(slug: str, content: bytes, stores: Stores) -> None:
    stored = stores.vault.read(f"{DRAFTS}{slug}/{_CONTEST}")
    same = stored is not None and stored[0] == content
    if (stored is not None and not same) or (stores.records.get(slug) and not same):
        raise Refusal(
            Code.SLUG_TAKEN,
            "Mã này đã có cuộc thi khác dùng; xin chọn mã khác.",
            fields={"slug": "Mã này đã có cuộc thi khác dùng; xin chọn mã khác."},
        )
