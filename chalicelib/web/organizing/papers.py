"""Official papers and manual prizes: what the screen of documents shows and does."""

import base64
import binascii
import re
from typing import Any

from chalicelib.domain.checks import Check, ListOf, Matching, OneOf, Text, Whole
from chalicelib.domain.errors import invalid
from chalicelib.domain.manual_prizes import Recipient
from chalicelib.domain.papers.content import certificate_pages
from chalicelib.domain.papers.kinds import CHECKS, Details, Paper
from chalicelib.usecases import naming, papers
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, no_such, require, started_job

_REASON = Text(500)
_PRIZE = Matching(re.compile(r"manual-[0-9]{1,4}", re.ASCII), "Không có giải bình chọn này.")
_MOST_CHARS = papers.MOST_TEMPLATE_BYTES * 4 // 3 + 4
_FILE = Matching(
    re.compile(f"[A-Za-z0-9+/=]{{0,{_MOST_CHARS}}}", re.ASCII),
    "Tệp phải là .docx không quá 1 MB.",
)


def show(call: Call) -> dict[str, Any]:
    """The papers, what they are made of, and the places of manual prizes."""
    units = [{"id": unit.id, "name": unit.name} for unit in call.bundle().contest.units]
    places = [_place(place) for place in naming.places(call.slug, call.stores)]
    return {**papers.overview(call.slug, call.stores), "places": places, "units": units}


def keep_details(call: Call) -> dict[str, Any]:
    body = require(call.body, optional=CHECKS)
    details = Details(**{name: value.strip() for name, value in body.items()})
    papers.keep_details(call.slug, details, call.by, call.source, call.stores)
    return {"details": vars(details)}


def make(call: Call) -> Answer:
    """Starts the job that makes the papers, all or the named ones."""
    names = ListOf(OneOf(tuple(Paper)), 1, len(Paper))
    body = require(call.body, {"job": ID_OF_CLIENT}, {"papers": names})
    call.bundle()
    asked = {"do": "make", "papers": body.get("papers", [])}
    return started_job(call, papers.FUNCTION, call.slug, asked)


def link(call: Call) -> dict[str, Any]:
    """Where a paper can be loaded from, for five minutes."""
    call.bundle()
    url = papers.link(call.slug, _paper(call), call.stores)
    if url is None:
        raise no_such("văn bản")
    return {"url": url}


def certificates(call: Call) -> dict[str, Any]:
    """The texts of each certificate, for the page that prints them."""
    return {"certificates": certificate_pages(papers.light_basis(call.slug, call.stores))}


def take_template(call: Call) -> Answer:
    """Keeps an uploaded template until the job has checked it."""
    fields: dict[str, Check] = {"job": ID_OF_CLIENT, "file": _FILE}
    body = require(call.body, fields)
    call.bundle()
    key = papers.upload_key(call.slug, body["job"])
    call.stores.vault.put(key, _bytes_of(body["file"]))
    asked = {"do": "take-template", "paper": _paper(call).value, "upload": body["job"]}
    return started_job(call, papers.FUNCTION, call.slug, asked)


def hand_out_template(call: Call) -> Answer:
    """Starts the job that puts the present template where it can be loaded."""
    require(call.body, {"job": ID_OF_CLIENT})
    call.bundle()
    asked = {"do": "hand-out-template", "paper": _paper(call).value}
    return started_job(call, papers.FUNCTION, call.slug, asked)


def reset_template(call: Call) -> dict[str, Any]:
    papers.reset_template(call.slug, _paper(call), call.by, call.source, call.stores)
    return {"paper": _paper(call).value}


def name_winner(call: Call) -> dict[str, Any]:
    """Names who gets a place of a manual prize."""
    fields: dict[str, Check] = {
        "prize": _PRIZE,
        "place": Whole(1, 1_000),
        "recipient": OneOf(tuple(Recipient)),
        "winner": Text(100),
        "reason": _REASON,
    }
    body = require(call.body, fields)
    asked = naming.Asked(
        body["prize"],
        body["place"],
        Recipient(body["recipient"]),
        body["winner"].strip(),
        body["reason"].strip(),
    )
    named = naming.name_winner(call.slug, asked, call.by, call.source, call.stores)
    return {"prize": named.prize, "place": named.place, "winner": named.winner}


def withdraw(call: Call) -> dict[str, Any]:
    fields: dict[str, Check] = {"prize": _PRIZE, "place": Whole(1, 1_000), "reason": _REASON}
    body = require(call.body, fields)
    place = (body["prize"], body["place"])
    naming.withdraw(call.slug, *place, body["reason"].strip(), call.by, call.source, call.stores)
    return {"prize": place[0], "place": place[1]}


def _paper(call: Call) -> Paper:
    if call.path["paper"] not in tuple(Paper):
        raise no_such("văn bản")
    return Paper(call.path["paper"])


def _bytes_of(written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid({"file": _FILE.says}) from error


def _place(place: naming.Place) -> dict[str, Any]:
    named = place.naming
    return {
        "prize": place.prize,
        "place": place.place,
        "title": place.title,
        "amount_vnd": place.amount_vnd,
        "holder": place.holder,
        "unit": place.unit,
        "recipient": named and named.recipient.value,
        "reason": named and named.reason,
        "at": named and named.at,
    }
