"""The Chalice app: its blueprints, the scheduled tick, the stream's fold and the pure Lambdas.

What is scheduled or pure stays here: in a blueprint it would run without the app.
"""

from typing import Any

from chalice.app import Chalice

from chalicelib import bootstrap
from chalicelib.logs import configure_logs, log_request
from chalicelib.web import organizers, residents
from chalicelib.web.functions import answers_refusals, summary, text_of

configure_logs()
app = Chalice(app_name="hoithi", configure_logs=False)
app.register_blueprint(residents.routes)
app.register_blueprint(organizers.routes)
app.register_middleware(log_request, "http")


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


@app.lambda_function()
@answers_refusals
def rank(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """{"slug", "by"?} → the outcome of a ranking run, long lists cut."""
    from chalicelib.usecases.closing import finish

    slug, by = text_of(event, "slug"), text_of(event, "by", "lambda")
    return summary(finish(slug, by, bootstrap.stores()))


@app.lambda_function()
@answers_refusals
def publish(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """{"slug", "by"?, "accept_flags"?} → the published results."""
    from chalicelib.usecases.publishing import publish as publish_contest

    slug, by = text_of(event, "slug"), text_of(event, "by", "lambda")
    accept_flags = text_of(event, "accept_flags") if "accept_flags" in event else None
    return publish_contest(slug, by, bootstrap.stores(), accept_flags)


@app.lambda_function()
@answers_refusals
def export(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """{"slug"} → {"key"}: where in the private bucket the workbook lies."""
    from chalicelib.stores.workbook import workbook
    from chalicelib.usecases.exporting import export as export_contest

    return export_contest(text_of(event, "slug"), workbook, bootstrap.stores())
