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
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    NOT_ELIGIBLE = "not_eligible"
    ATTEMPT_OPEN = "attempt_open"
    NO_MORE_ATTEMPTS = "no_more_attempts"
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
    RULES_FROZEN = "rules_frozen"


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


def invalid(fields: Mapping[str, str]) -> Refusal:
    """A refusal that names the wrong fields (the first of very many) with their mends."""
    named = {name[:_MOST_NAME]: fault for name, fault in islice(fields.items(), _MOST_FIELDS)}
    return Refusal(
        Code.INVALID, "Có mục chưa đúng. Xin sửa các mục được nêu rồi gửi lại.", fields=named
    )
