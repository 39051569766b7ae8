"""The use cases whose process dies: how the world is before them, what they do, and who tries
again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.stores.question_sheet import read_question_sheet
from chalicelib.usecases import answering, starting
from chalicelib.usecases.closing import change_of, tick
from chalicelib.usecases.counting import note
from chalicelib.usecases.importing import Mode, Upload, accept_import, begin_import, look_at_file
from chalicelib.usecases.jobs import run_job
from chalicelib.usecases.loading import load_contest
from chalicelib.usecases.publishing import publish
from chalicelib.usecases.ranking import rank
from chalicelib.usecases.snapshots import lay_down_if_due
from tests.builders import OPENS_AT, ROOTS, a_document, a_registration
from tests.drafted import EDITOR, drafted, tag_of
from tests.drafted import SLUG as DRAFTED
from tests.fakes import FakeStores
from tests.folders import HEADINGS, workbook
from tests.play import MINUTE, SLUG, Play, holder_of, right_answers
from tests.unit.test_closing import lively

JOB = "0123456789abcdef"


@dataclass(frozen=True)
class Case:
    """`prepare` gives the stores; `act` is the run that dies, and the one that comes next.
    `may_differ`: patterns of keys of the vault in which that leaves something else."""

    prepare: Callable[[], FakeStores]
    act: Callable[[Any], object]
    may_differ: tuple[str, ...] = ()


def _open() -> FakeStores:
    """One person has begun, with a draft; another begins now."""
    play = Play()
    opened = play.start(identity="0900000001", device_key="device-of-0000001")
    play.draft(opened, 1, right_answers(opened))
    return play.stores


def _bundle(stores: Any) -> Any:
    return stores.bundles.get(SLUG)


def _start(stores: Any) -> object:
    person = a_registration(identity="0900000002", device_key="device-of-0000002")
    return starting.start(person, _bundle(stores), stores.attempts, stores.now, stores.clock)


def _resumed(stores: Any) -> object:
    person = a_registration(identity="0900000001", device_key="device-of-0000001")
    return starting.start(person, _bundle(stores), stores.attempts, stores.now, stores.clock)


def _look_up(stores: Any) -> object:
    opened = _first(stores)
    bundle = _bundle(stores)
    return answering.look_up(holder_of(opened), bundle, stores.attempts, stores.clock)


def _first(stores: Any) -> Any:
    """What the person who has begun was told; nobody dies of asking for it here."""
    play = Play.__new__(Play)
    play.stores = stores._stores
    play.document = a_document()
    return play.start(identity="0900000001", device_key="device-of-0000001")


def _draft(stores: Any) -> object:
    opened = _first(stores)
    sent = answering.Sent(right_answers(opened))
    return answering.save_draft(
        holder_of(opened), 2, sent, _bundle(stores), stores.attempts, stores.now
    )


def _submit(stores: Any) -> object:
    opened = _first(stores)
    sent = answering.Sent(right_answers(opened))
    return answering.submit(holder_of(opened), sent, _bundle(stores), stores.attempts, stores.now)


def _an_hour_after_opening() -> FakeStores:
    play = Play()
    for number in (1, 2):
        opened = play.start(identity=f"090000000{number}")
        play.draft(opened, 1, right_answers(opened))
    play.take_part(3)
    play.hear([change_of(each) for each in play.attempts()[:2]], "e1")
    play.hear([change_of(each) for each in play.attempts()], "e2")
    play.now = OPENS_AT + 60 * MINUTE
    return play.stores


def _frozen() -> FakeStores:
    play = lively()
    play.freeze()
    return play.stores


def _ranked() -> FakeStores:
    play = Play()
    for number, seconds in enumerate((60, 90, 120)):
        play.take_part(number, seconds=seconds, wrong=number)
    play.freeze()
    play.tick()
    return play.stores


def _fold(stores: Any) -> object:
    news = [(SLUG, change_of(each)) for each in stores._stores.attempts.every(SLUG)]
    return note(["event-1"], news, stores.vault)


def _lay_down(stores: Any) -> object:
    return lay_down_if_due(_bundle(stores), stores)


def _load(stores: Any) -> object:
    return load_contest(a_document(), ROOTS, "organizer", stores)


def _begin_import(stores: Any) -> object:
    return begin_import(DRAFTED, _upload(), EDITOR, stores)


def _upload() -> Upload:
    row = ["moi-1", "the-che", "Mới?", "Một", "Hai", None, None, "A", None, None, None]
    return Upload(workbook(HEADINGS, row), "cau-hoi.xlsx", JOB)


def _begun_import() -> FakeStores:
    stores = drafted()
    begin_import(DRAFTED, _upload(), EDITOR, stores)
    return stores


def _import_job(stores: Any) -> object:
    def work(asked: dict[str, Any]) -> dict[str, Any]:
        return look_at_file(DRAFTED, JOB, asked["filename"], read_question_sheet, stores)

    return run_job(JOB, work, stores, worker="the same call, tried again")


def _looked_at() -> FakeStores:
    stores = _begun_import()
    look_at_file(DRAFTED, JOB, "cau-hoi.xlsx", read_question_sheet, stores)
    return stores


def _accept_import(stores: Any) -> object:
    seen_before = tag_of(_looked_at())
    return accept_import(DRAFTED, JOB, "all", Mode.APPEND, seen_before, EDITOR, stores)


CASES = {
    "start": Case(_open, _start),
    "start, resumed": Case(_open, _resumed),
    "look-up": Case(_open, _look_up),
    "draft": Case(_open, _draft),
    "submit": Case(_open, _submit),
    "fold": Case(_an_hour_after_opening, _fold),
    "tick, while open": Case(_an_hour_after_opening, tick),
    "tick, once frozen": Case(_frozen, tick),
    "snapshot": Case(_an_hour_after_opening, _lay_down),
    "rank": Case(_ranked, lambda stores: rank(SLUG, "organizer", stores)),
    "publish": Case(_ranked, lambda stores: publish(SLUG, "organizer", stores)),
    "load": Case(FakeStores, _load),
    "import, uploaded": Case(drafted, _begin_import),
    "import, read by its job": Case(_begun_import, _import_job),
    # An act is logged before it is done (docs/decisions/0034), so one that died between is logged
    # twice; and who accepts again is told that the questions are there by now.
    "import, accepted": Case(_looked_at, _accept_import, ("audit/*", "imports/*-accepted.json")),
}
