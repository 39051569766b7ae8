"""Loading a contest: a checked document becomes a version, committed to in public."""

from enum import StrEnum
from typing import Any

from chalicelib.domain.canonical import keyed_hash
from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.counts import stats
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ledger import commitment
from chalicelib.domain.phases import is_frozen
from chalicelib.usecases.agreed import agreed
from chalicelib.usecases.audit_log import publish_head
from chalicelib.usecases.auditing import Act, ensure_recorded, record_act
from chalicelib.usecases.bundling import with_rulings
from chalicelib.usecases.ports import Bundle, Conflict, ContestRecord, RootSecrets, Secrets, Stores
from chalicelib.usecases.public_files import (
    mend_commitment,
    publish_contest,
    publish_index,
    publish_stats,
    read_stats,
    reveal,
)

__all__ = ["Loaded", "RootSecrets", "contest_secrets", "load_contest", "version_of"]

_SALT_BYTES = 16


class Loaded(StrEnum):
    """What loading did."""

    NEW = "new"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"


def load_contest(document: dict[str, Any], roots: RootSecrets, by: str, stores: Stores) -> Loaded:
    """Stores a checked document as a contest's version, and publishes what the public may know.

    Loading the same again only publishes again: after a death half-way that is the mend. Raises
    Refusal rules_frozen where another version is open already, data_erased where the contest's
    retention time is over.
    """
    contest = contest_from_document(document)
    secrets = contest_secrets(contest.slug, roots)
    version = version_of(document, secrets)
    previous = stores.records.get(contest.slug)
    _refuse_what_is_past(contest, stores.clock())
    _refuse_change_once_open(previous, stores.bundles.get(contest.slug), version, stores.clock())
    if previous is None or previous.versions[-1] != version:
        _put_record(_record(contest, version, previous), previous, stores)
    committed_at = _committed_at(contest.slug, version, stores)
    bundle = with_rulings(Bundle(contest, document, version, committed_at, secrets), stores)
    # Before anybody can be served by it: no contest opens without its commitment.
    mend_commitment(bundle, stores.site)
    stores.bundles.put(bundle)
    _publish(bundle, stores)
    done = _what_was_done(previous, version)
    act = Act(by, "load-contest", contest.slug, stores.clock(), after=version)
    record = ensure_recorded if done is Loaded.UNCHANGED else record_act
    record(contest.slug, act, stores.vault)
    publish_head(contest.slug, stores)
    return done


def contest_secrets(slug: str, roots: RootSecrets) -> Secrets:
    """The keys of a contest: the same for each of its versions."""

    def derived(purpose: str) -> bytes:
        return keyed_hash(roots.contest_key, purpose, slug)

    return Secrets(
        identity_key=roots.identity_key,
        paper_key=derived("paper-key"),
        salt_key=derived("salt-key"),
        resume_key=derived("resume-key"),
        token_keys=roots.token_keys,
        commitment_salt=derived("commitment-salt")[:_SALT_BYTES].hex(),
        excluded_salt=derived("excluded-salt")[:_SALT_BYTES].hex(),
    )


def version_of(document: dict[str, Any], secrets: Secrets) -> str:
    """The id of a version: the very hash that its commitment publishes."""
    hashes = commitment(document, secrets.commitment_salt, secrets.paper_key, secrets.excluded_salt)
    return hashes["contest"]


def _refuse_what_is_past(contest: Contest, now: int) -> None:
    if now >= contest.expires_at:
        raise Refusal(
            Code.DATA_ERASED,
            "Cuộc thi trong thư mục này đã qua, và đã hết thời hạn lưu dữ liệu. Xin sửa opens_at "
            "và closes_at, hoặc thêm --opens-at và --closes-at.",
        )


def _refuse_change_once_open(
    previous: ContestRecord | None, current: Bundle | None, version: str, now: int
) -> None:
    """What is served decides: a load that died between record and bundle must not be taken up
    again once the older version is open."""
    if previous is None or now < previous.opens_at:
        return
    served = previous.versions[-1] if current is None else current.version
    if previous.versions[-1] == version == served:
        return
    raise Refusal(
        Code.RULES_FROZEN,
        "Cuộc thi này đã mở: câu hỏi và thể lệ không thay đổi được nữa. "
        "Xin dùng một mã cuộc thi (slug) khác cho cuộc thi mới.",
    )


def _record(contest: Contest, version: str, previous: ContestRecord | None) -> ContestRecord:
    known = () if previous is None else previous.versions
    return ContestRecord(
        slug=contest.slug,
        title=contest.title,
        host=contest.host,
        opens_at=contest.opens_at,
        closes_at=contest.closes_at,
        versions=(*known, version),
    )


def _put_record(record: ContestRecord, previous: ContestRecord | None, stores: Stores) -> None:
    try:
        stores.records.put(record, previous)
    except Conflict as conflict:
        raise Refusal(
            Code.TRY_AGAIN, "Có người khác vừa nạp cuộc thi này. Xin xem lại rồi nạp lại."
        ) from conflict


def _committed_at(slug: str, version: str, stores: Stores) -> int:
    """A version keeps the moment when it was first committed to."""
    current = stores.bundles.get(slug)
    if current is not None and current.version == version:
        return current.committed_at
    return stores.clock()


def _publish(bundle: Bundle, stores: Stores) -> None:
    amendments = agreed(bundle.contest.slug, stores)
    publish_contest(bundle, stores.site, amendments)
    if is_frozen(stores.clock(), bundle.contest):
        reveal(bundle, stores.site, amendments)
    publish_index(stores.records.every(), stores.site)
    if _counts_are_of_another(bundle, stores):
        publish_stats(stats(bundle.contest, (), frozenset(), stores.clock()), stores.site)
    stores.pages.show(bundle.contest.slug)
    stores.pages.show_list()


def _counts_are_of_another(bundle: Bundle, stores: Stores) -> bool:
    """Before opening nobody has started, and an earlier version may have had other units, also
    where this one is loaded late."""
    published = read_stats(bundle.contest.slug, stores.site)
    if published is None or stores.clock() < bundle.contest.opens_at:
        return True
    return [unit["id"] for unit in published["units"]] != [unit.id for unit in bundle.contest.units]


def _what_was_done(previous: ContestRecord | None, version: str) -> Loaded:
    if previous is None:
        return Loaded.NEW
    return Loaded.UNCHANGED if previous.versions[-1] == version else Loaded.NEW_VERSION
