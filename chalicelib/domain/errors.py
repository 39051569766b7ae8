"""What the platform refuses, with codes for programs and sentences for people."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import islice

# A refusal must not be larger than what it refuses.
_MOST_FIELDS = 30
_MOST_NAME = 60


class Code(StrEnum):
    """Stable codes of refusals; `docs/openapi.yaml` tells where each can occur."""

    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    NO_SUCH_ROUTE = "no_such_route"
    NO_SUCH_CONTEST = "no_such_contest"
    NO_SUCH_ATTEMPT = "no_such_attempt"
    NO_SUCH_CLAIM = "no_such_claim"
    NO_SUCH_THING = "no_such_thing"
    TOTP_REQUIRED = "totp_required"
    JOB_LOST = "job_lost"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    NOT_ELIGIBLE = "not_eligible"
    ATTEMPT_OPEN = "attempt_open"
    NO_MORE_ATTEMPTS = "no_more_attempts"
    TICKET_EXPIRED = "ticket_expired"
    OTHER_DEVICE = "other_device"
    WRONG_CODE = "wrong_code"
    TOO_MANY_TRIES = "too_many_tries"
    TOO_MANY_CLAIMS = "too_many_claims"
    BAD_TOKEN = "bad_token"
    EXPIRED = "expired"
    SUBMITTED = "submitted"
    NEWER_DRAFT = "newer_draft"
    FORBIDDEN = "forbidden"
    UNAUTHORIZED = "unauthorized"
    TRY_AGAIN = "try_again"
    INTERNAL = "internal"
    NOT_FROZEN = "not_frozen"
    DATA_ERASED = "data_erased"
    NOT_RANKED = "not_ranked"
    UNREVIEWED_FLAGS = "unreviewed_flags"
    UNDECIDED_TIES = "undecided_ties"
    UNITS_UNCONFIRMED = "units_unconfirmed"
    LATE_WINNERS = "late_winners"
    LEDGER_BROKEN = "ledger_broken"
    RULES_FROZEN = "rules_frozen"
    NOT_APPROVED = "not_approved"
    SECOND_PERSON = "second_person"
    CHANGED_MEANWHILE = "changed_meanwhile"
    SLUG_TAKEN = "slug_taken"
    BAD_WORKBOOK = "bad_workbook"
    BAD_TEMPLATE = "bad_template"
    IMPORT_HAS_FAULTS = "import_has_faults"
    NOT_READY = "not_ready"
    FAULTY_FILES = "faulty_files"


class Refusal(Exception):
    """A request that can't be granted, and why.

    `message` and the values of `fields` are Vietnamese sentences for the person who asked; the
    keys of `fields` name what they filled in. `details` is for programs.
    """

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        fields: Mapping[str, str] | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.fields = dict(fields or {})
        self.details = dict(details or {})

    def document(self) -> dict[str, object]:
        """What a program is told: {"code", "message", "fields"?, …details}."""
        fields = {"fields": self.fields} if self.fields else {}
        return {"code": self.code.value, "message": self.message, **fields, **self.details}


def invalid(fields: Mapping[str, str]) -> Refusal:
    """A refusal that names the wrong fields (the first of very many) with their mends."""
    named = {name[:_MOST_NAME]: fault for name, fault in islice(fields.items(), _MOST_FIELDS)}
    return Refusal(
        Code.INVALID, "Có mục chưa đúng. Xin sửa các mục được nêu rồi gửi lại.", fields=named
    )
