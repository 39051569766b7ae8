"""What a view of organizers is handed, and what it gives back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.checks import Check, Matching
from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.phases import is_frozen
from chalicelib.usecases.jobs import start_job
from chalicelib.usecases.ports import Bundle, Stores
from chalicelib.usecases.ranking import no_such_contest
from chalicelib.web.bodies import check_fields
from chalicelib.web.groups import ORGANIZERS, Groups

ID_OF_CLIENT = Matching(
    re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII),
    "Mã việc phải gồm 16 đến 64 ký tự A-Z, a-z, 0-9, “_” hoặc “-”. Xin tải lại trang.",
)
"""An id that the page draws, so that the same request sent twice is one."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,31}", re.ASCII)


@dataclass(frozen=True)
class Call:
    """A request of an organizer who may make it: `by` is the e-mail, `source` the viewer's address,
    `at` when API Gateway took it (ms); `body` is empty where there is none."""

    by: str
    groups: Groups
    source: str
    at: int
    stores: Stores
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The contest of the address. Raises no_such_contest where no contest can be named so."""
        slug = self.path["slug"]
        if not _SLUG.fullmatch(slug):
            raise no_such_contest(slug)
        return slug

    def bundle(self) -> Bundle:
        """The contest of the address as it is served. Raises no_such_contest."""
        bundle = self.stores.bundles.get(self.slug)
        if bundle is None:
            raise no_such_contest(self.slug)
        return bundle

    @property
    def organizes(self) -> bool:
        """Whether who asks may change the contest, not only look on."""
        return bool(self.groups & ORGANIZERS)

    @property
    def sees_keys(self) -> bool:
        """Whether answer keys may be told: to organizers, and after the freeze to everybody."""
        bundle = None if self.organizes else self.stores.bundles.get(self.slug)
        frozen = bundle is not None and is_frozen(self.stores.clock(), bundle.contest)
        return self.organizes or frozen

    def whole_query(self, name: str, default: int, most: int) -> int:
        """A number of the address, from 1 to `most`; `default` where it is none."""
        written = self.query.get(name, "")
        return min(int(written), most) if written.isdecimal() and int(written) else default


@dataclass(frozen=True)
class Answer:
    """An answer other than 200, or with headers of its own; a list is that header several times."""

    body: Any
    status: int = 200
    headers: Mapping[str, str | list[str]] = field(default_factory=dict)


def require(
    body: dict[str, Any],
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
) -> dict[str, Any]:
    """The body, every field of it right and none unknown. Raises invalid, naming each."""
    check_fields(body, required or {}, optional or {})
    return body


def started_job(call: Call, kind: str, slug: str, asked: dict[str, Any]) -> Answer:
    """202 with the job whose id the body names in `job` (checked by the view with ID_OF_CLIENT)."""
    job = start_job(kind, slug, asked, call.body["job"], call.by, call.source, call.stores)
    return Answer({"job": {"id": job.id, "kind": job.kind, "slug": job.slug}}, 202)


def begin_of(call: Call) -> int:
    """The number of the first row of a page, by `?cursor=`; from the first one without."""
    cursor = call.query.get("cursor", "")
    return int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 8 else 0


def no_such(what: str) -> Refusal:
    """The refusal where an address names nothing; `what` is a Vietnamese noun."""
    return Refusal(Code.NO_SUCH_THING, f"Không có {what} này. Xin tải lại trang rồi chọn lại.")
