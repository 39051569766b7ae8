"""The Chalice app: its blueprints, the scheduled tick, the stream's fold and the pure Lambdas.

What is scheduled or pure stays here: in a blueprint it would run without the app.
"""

from typing import Any

from chalice.app import Chalice

from chalicelib import bootstrap
from chalicelib.logs import configure_logs, log_request
from chalicelib.web import heads, organizers, residents
from chalicelib.web.functions import (
    Event,
    PureLambda,
    answers_refusals,
    progress_of,
    runs_jobs,
    searches_no_cycles,
    summary,
    text_of,
)

configure_logs()
app = Chalice(app_name="hoithi", configure_logs=False)
app.register_blueprint(residents.routes)
app.register_blueprint(heads.routes)
app.register_blueprint(organizers.routes)
app.register_middleware(log_request, "http")


def pure(function: PureLambda) -> PureLambda:
    """A function of its own, called with plain JSON or to do a job (usecases/jobs.py)."""
    called = searches_no_cycles(answers_refusals(runs_jobs(function)))
    registered: PureLambda = app.lambda_function()(called)
    return registered


@app.schedule("rate(1 minute)")
def tick(event: Any) -> None:
    """Counts, seals, freezes and ranks what is due, in all contests."""
    from chalicelib.usecases.closing import tick as tend_all

    tend_all(bootstrap.stores())


@app.on_dynamodb_record(
    stream_arn="arn:set-by-the-merged-template", batch_size=500, starting_position="TRIM_HORIZON"
)
def fold(event: Any) -> None:
    """Keeps what a batch of the table's stream tells of attempts."""
    from chalicelib.stores.stream import attempt_changes, event_ids
    from chalicelib.usecases.counting import note

    records = event.to_dict()["Records"]
    note(event_ids(records), attempt_changes(records), bootstrap.stores().vault)


@pure
def load(event: Event, context: Any) -> Event:
    """The draft that was looked at → the version that is served (`readying.open_contest`)."""
    from chalicelib.stores.root_secrets import read_root_secrets
    from chalicelib.stores.site_pictures import SitePictures
    from chalicelib.usecases.readying import open_contest, opening_of

    stores = bootstrap.stores()
    pictures = SitePictures(stores.settings.site_bucket)
    roots = read_root_secrets(stores.settings.stage)
    return open_contest(opening_of(event), roots, pictures.put_up, stores)


@pure
def rank(event: Event, context: Any) -> Event:
    """{"slug", "by"?} → the outcome of a ranking run, long lists cut; with "amend" an amendment is
    tried dry, agreed or withdrawn instead (`usecases.amending.work`)."""
    from chalicelib.usecases.amending import work
    from chalicelib.usecases.closing import finish

    if "amend" in event:
        return work(event, bootstrap.stores())
    slug, by = text_of(event, "slug"), text_of(event, "by", "lambda")
    return summary(finish(slug, by, bootstrap.stores()))


@pure
def publish(event: Event, context: Any) -> Event:
    """{"slug", "by"?, "accept_flags"?, "accept_late"?, "reason"?, "run"?} → published results."""
    from chalicelib.usecases.publishing import publish as publish_contest

    slug, by = text_of(event, "slug"), text_of(event, "by", "lambda")
    names = ("accept_flags", "accept_late", "reason", "run")
    given = {name: text_of(event, name) for name in names if name in event}
    why, source = given.pop("reason", None), str(event.get("source", ""))
    return publish_contest(slug, by, bootstrap.stores(), why=why, source=source, **given)


@pure
def export(event: Event, context: Any) -> Event:
    """{"slug"} → {"key"}: where in the private bucket the workbook lies."""
    from chalicelib.stores.workbook import workbook
    from chalicelib.usecases.exporting import export as export_contest

    return export_contest(text_of(event, "slug"), workbook, bootstrap.stores())


@pure
def audit(event: Event, context: Any) -> Event:
    """A check of an audit log, or its export as a file."""
    from chalicelib.stores.audit_sheet import sheet
    from chalicelib.usecases.audit_log import work

    return work(event, sheet, bootstrap.stores())


@pure
def people(event: Event, context: Any) -> Event:
    """What administrators do with the accounts of the people who organize."""
    from chalicelib.usecases.people import manage

    stores = bootstrap.stores()
    return manage(event, stores.settings.administrators_need_totp, stores)


@pure
def analyse(event: Event, context: Any) -> Event:
    """{"slug"} → when its analysis was made, and of how many papers."""
    from chalicelib.usecases.analysing import analyse as analyse_contest

    return analyse_contest(text_of(event, "slug"), bootstrap.stores(), progress_of(event))


@pure
def announce(event: Event, context: Any) -> Event:
    """{"slug"} → its announcements, put on its pages."""
    from chalicelib.usecases.notices import show_announcements

    return show_announcements(text_of(event, "slug"), bootstrap.stores())


@app.lambda_function(name="import")
@answers_refusals
@runs_jobs
def import_questions(event: Event, context: Any) -> Event:
    """What an uploaded workbook holds; or the template, or the bank, as a workbook."""
    from chalicelib.stores.question_sheet import read_question_sheet
    from chalicelib.usecases.importing import work

    def write(*bank: Any) -> bytes:
        from chalicelib.stores.question_workbook import question_workbook

        return question_workbook(*bank)

    return work(event, read_question_sheet, write, bootstrap.stores())


@pure
def documents(event: Event, context: Any) -> Event:
    """Official papers of a ranking run; or a template of the ward's, taken or handed out."""
    from chalicelib.stores.documents.press import OfficePress
    from chalicelib.usecases.papers import work

    return work(event, OfficePress(), bootstrap.stores(), progress_of(event))
