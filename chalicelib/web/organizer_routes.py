"""Every route of organizers, and who may use it: nothing under `/organizer/` stands elsewhere."""

from dataclasses import dataclass

from chalicelib.web.bodies import MOST_BYTES
from chalicelib.web.groups import ADMINISTRATORS, COOKIE_HOLDERS, ORGANIZERS, READERS, Groups

__all__ = ["ADMINISTRATORS", "COOKIE_HOLDERS", "ORGANIZERS", "READERS", "ROUTES", "Route"]


@dataclass(frozen=True)
class Route:
    """A route for members of `groups`. `view` is `<module>:<function>` of
    `chalicelib.web.organizing`, loaded when it is first asked for, so that a resident's request
    loads nothing of it. A body may have `most_bytes`. With `opens_session` administrators come
    before their second factor was looked at."""

    method: str
    path: str
    groups: Groups
    view: str
    most_bytes: int = MOST_BYTES
    opens_session: bool = False


_CONTEST = "/organizer/contests/{slug}"
# The rules of a contest with thousands of units; a .zip of 3 MB in base64.
MOST_DRAFT = 512 * 1024
MOST_IMPORT = 4 * 2**20 + 4_096

ROUTES: tuple[Route, ...] = (
    # Session and jobs
    Route("POST", "/organizer/session", READERS, "session:open_session", opens_session=True),
    Route("PUT", "/organizer/session", COOKIE_HOLDERS, "session:renew_session"),
    Route("DELETE", "/organizer/session", COOKIE_HOLDERS, "session:close_session"),
    Route("GET", "/organizer/jobs/{id}", READERS, "jobs:show_job"),
    # Contests, versions, opening
    Route("GET", "/organizer/contests", READERS, "contests:list_contests"),
    Route("POST", "/organizer/contests", ORGANIZERS, "drafts:begin"),
    Route("POST", "/organizer/imports", ORGANIZERS, "drafts:import_files", MOST_IMPORT),
    Route("GET", f"{_CONTEST}/archive", ORGANIZERS, "drafts:export_files"),
    Route("GET", f"{_CONTEST}/draft", READERS, "drafts:show"),
    Route("PUT", f"{_CONTEST}/draft", ORGANIZERS, "drafts:change", MOST_DRAFT),
    Route("DELETE", f"{_CONTEST}/draft", ORGANIZERS, "drafts:remove"),
    Route("PUT", f"{_CONTEST}/budget", ORGANIZERS, "drafts:budget"),
    Route("GET", f"{_CONTEST}/versions", READERS, "drafts:versions"),
    Route("GET", f"{_CONTEST}/changes", READERS, "drafts:changes"),
    Route("GET", f"{_CONTEST}/readiness", READERS, "drafts:ready"),
    Route("POST", f"{_CONTEST}/opening", ORGANIZERS, "drafts:open_contest"),
    # Questions
    Route("GET", f"{_CONTEST}/questions", READERS, "questions:list_questions"),
    Route("POST", f"{_CONTEST}/questions", ORGANIZERS, "questions:add_questions", 2**20),
    Route("PUT", f"{_CONTEST}/questions/{{place}}", ORGANIZERS, "questions:change_question", 2**16),
    Route("POST", f"{_CONTEST}/questions/removal", ORGANIZERS, "questions:remove_questions", 2**18),
    Route("POST", f"{_CONTEST}/questions/workbook", ORGANIZERS, "questions:hand_out"),
    Route("POST", f"{_CONTEST}/imports", ORGANIZERS, "questions:begin_import", 5 * 2**20),
    Route("GET", f"{_CONTEST}/imports/{{file}}", ORGANIZERS, "questions:show_import"),
    Route("POST", f"{_CONTEST}/imports/{{file}}/acceptance", ORGANIZERS, "questions:accept_import"),
    # Attempts, claims, extra time, shared devices
    Route("GET", f"{_CONTEST}/attempts", READERS, "attempts:show_attempts"),
    Route("GET", f"{_CONTEST}/attempts/{{attempt}}", READERS, "attempts:show_attempt"),
    Route("POST", f"{_CONTEST}/attempts/{{attempt}}/reset", ORGANIZERS, "attempts:reset"),
    Route("POST", f"{_CONTEST}/attempts/{{attempt}}/review", ORGANIZERS, "attempts:review"),
    Route("POST", f"{_CONTEST}/attempts/{{attempt}}/export", ORGANIZERS, "attempts:export"),
    Route("POST", f"{_CONTEST}/attempts/{{attempt}}/erasure", ORGANIZERS, "attempts:erase"),
    Route("POST", f"{_CONTEST}/attempts/{{attempt}}/extra-time", ORGANIZERS, "extra_time:grant"),
    Route(
        "POST",
        f"{_CONTEST}/attempts/{{attempt}}/claims/{{number}}",
        ORGANIZERS,
        "claims:settle",
    ),
    Route("GET", f"{_CONTEST}/claims", READERS, "claims:show_claims"),
    Route("GET", f"{_CONTEST}/extra-time", READERS, "extra_time:show_extra_times"),
    Route("POST", f"{_CONTEST}/extra-time", ORGANIZERS, "extra_time:grant_to_number"),
    Route("GET", f"{_CONTEST}/device-tickets", READERS, "device_tickets:show_tickets"),
    Route("POST", f"{_CONTEST}/device-tickets", ORGANIZERS, "device_tickets:issue"),
    Route(
        "POST",
        f"{_CONTEST}/device-tickets/{{ticket}}/recall",
        ORGANIZERS,
        "device_tickets:recall",
    ),
    # Flags, units
    Route("GET", f"{_CONTEST}/flags", READERS, "flags:show_flags"),
    Route("POST", f"{_CONTEST}/reviews", ORGANIZERS, "flags:review_cause"),
    Route("GET", f"{_CONTEST}/units", READERS, "units:show_units"),
    Route("GET", f"{_CONTEST}/units/{{unit}}", READERS, "units:show_unit"),
    Route("POST", f"{_CONTEST}/units/{{unit}}/link", ORGANIZERS, "units:issue_link"),
    Route("PUT", f"{_CONTEST}/units/{{unit}}/confirmation", ORGANIZERS, "units:confirm", 2**18),
    Route("DELETE", f"{_CONTEST}/units/{{unit}}/confirmation", ORGANIZERS, "units:withdraw"),
    # Watching, announcements, promotion
    Route("GET", f"{_CONTEST}/analysis", READERS, "watching:show_analysis"),
    Route("GET", f"{_CONTEST}/analysis/questions", READERS, "watching:show_questions"),
    Route("POST", f"{_CONTEST}/analysis", READERS, "watching:refresh_analysis"),
    Route("GET", f"{_CONTEST}/announcements", READERS, "announcements:list_announcements"),
    Route("POST", f"{_CONTEST}/announcements", ORGANIZERS, "announcements:make_announcement"),
    Route("POST", f"{_CONTEST}/announcements/pages", ORGANIZERS, "announcements:put_up_again"),
    Route(
        "POST",
        f"{_CONTEST}/announcements/{{id}}/withdrawal",
        ORGANIZERS,
        "announcements:withdraw_announcement",
    ),
    Route("GET", f"{_CONTEST}/promotion", READERS, "promotion:show_kit"),
    Route("GET", f"{_CONTEST}/postings", READERS, "promotion:show_postings"),
    # Amendments, ranking, publishing
    Route("GET", f"{_CONTEST}/amendments", READERS, "amendments:list_amendments"),
    Route("POST", f"{_CONTEST}/amendments", ORGANIZERS, "amendments:propose"),
    Route("GET", f"{_CONTEST}/amendments/{{id}}", READERS, "amendments:show_amendment"),
    Route("POST", f"{_CONTEST}/amendments/{{id}}/agreement", ORGANIZERS, "amendments:agree"),
    Route("POST", f"{_CONTEST}/amendments/{{id}}/withdrawal", ORGANIZERS, "amendments:withdraw"),
    Route("GET", f"{_CONTEST}/ranking", READERS, "ranking:show"),
    Route("POST", f"{_CONTEST}/ranking", ORGANIZERS, "ranking:rank"),
    Route("GET", f"{_CONTEST}/ranking/standing", READERS, "ranking:show_standing"),
    Route("GET", f"{_CONTEST}/ranking/preview", READERS, "ranking:show_preview"),
    Route("POST", f"{_CONTEST}/ranking/decisions", ORGANIZERS, "ranking:decide"),
    Route("DELETE", f"{_CONTEST}/ranking/decisions", ORGANIZERS, "ranking:revoke_decision"),
    Route("PUT", f"{_CONTEST}/ranking/draw", ORGANIZERS, "ranking:record_draw"),
    Route("POST", f"{_CONTEST}/ranking/passings", ORGANIZERS, "ranking:pass_on"),
    Route("DELETE", f"{_CONTEST}/ranking/passings", ORGANIZERS, "ranking:revoke_passing"),
    Route("POST", f"{_CONTEST}/ranking/approval", ORGANIZERS, "ranking:approve"),
    Route("POST", f"{_CONTEST}/ranking/publication", ORGANIZERS, "ranking:publish"),
    # It names everybody who wins, with their numbers.
    Route("POST", f"{_CONTEST}/ranking/workbook", ORGANIZERS, "ranking:export"),
    Route("GET", f"{_CONTEST}/ranking/workbook", ORGANIZERS, "ranking:link"),
    # Documents, manual prizes
    Route("GET", f"{_CONTEST}/documents", READERS, "papers:show"),
    Route("PUT", f"{_CONTEST}/documents/details", ORGANIZERS, "papers:keep_details"),
    Route("POST", f"{_CONTEST}/documents", ORGANIZERS, "papers:make"),
    Route("GET", f"{_CONTEST}/documents/certificates", READERS, "papers:certificates"),
    Route("GET", f"{_CONTEST}/documents/files/{{paper}}", ORGANIZERS, "papers:link"),
    Route("POST", f"{_CONTEST}/templates/{{paper}}", ORGANIZERS, "papers:take_template", 2**21),
    Route("POST", f"{_CONTEST}/templates/{{paper}}/file", ORGANIZERS, "papers:hand_out_template"),
    Route("DELETE", f"{_CONTEST}/templates/{{paper}}", ORGANIZERS, "papers:reset_template"),
    Route("POST", f"{_CONTEST}/manual-prizes", ORGANIZERS, "papers:name_winner"),
    Route("POST", f"{_CONTEST}/manual-prizes/withdrawal", ORGANIZERS, "papers:withdraw"),
    # Audit log, people
    Route("GET", f"{_CONTEST}/audit", READERS, "audit:show_log"),
    Route("POST", f"{_CONTEST}/audit/export", READERS, "audit:export_log"),
    Route("POST", f"{_CONTEST}/audit/check", READERS, "audit:check_log"),
    Route("GET", "/organizer/audit", ADMINISTRATORS, "audit:show_deployment_log"),
    Route("POST", "/organizer/audit/export", ADMINISTRATORS, "audit:export_deployment_log"),
    Route("POST", "/organizer/audit/check", ADMINISTRATORS, "audit:check_deployment_log"),
    Route("POST", "/organizer/people", ADMINISTRATORS, "people:manage_people"),
)
