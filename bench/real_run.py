"""A small contest from its opening to its published results, through the real entry points on an
emulator in this process: what each request and each run of a function uses."""

import gzip
import io
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from logging import StreamHandler
from typing import Any
from unittest.mock import patch

import app as application
from bench.metering import Meter, MeteredWire, item_bytes
from bench.stage import packaged_stage
from chalicelib import bootstrap
from chalicelib.logs import configure_logs
from chalicelib.stores.contest_folder import read_contest
from chalicelib.usecases.judging import decide
from chalicelib.usecases.loading import load_contest
from ops.edge import API_ENCODINGS, COMPRESSED_SIZES, headers_for
from ops.site import sync_site
from ops.stacks import Stack
from tests.aws import PRIVATE_BUCKET, REGION, SITE_BUCKET, TABLE, aws
from tests.builders import CLOSES_AT, OPENS_AT, ROOTS
from tests.integration import gateway
from tests.integration.api import BUNDLED, FROZEN_AT, SETTINGS, Api, SetStores
from tests.integration.gateway import Answer
from tests.integration.test_stream import records

SLUG = "cchc-2024"
SHARDS = 64
MINUTE, HOUR = 60_000, 3_600_000
_PLATFORM_LINES = (
    "START RequestId: {0} Version: $LATEST\nEND RequestId: {0}\nREPORT RequestId: {0}\t"
    "Duration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 60 MB\t\n"
)
PLATFORM_LOG_BYTES = len(_PLATFORM_LINES.format("0" * 36))
"""Of the lines that Lambda itself writes of each invocation."""
BROWSER_HEADER_BYTES = 700
"""Of a request, token and all; what CloudFront passes on to the API."""

_STACK = Stack(
    region=REGION,
    table=TABLE,
    private_bucket=PRIVATE_BUCKET,
    site_bucket=SITE_BUCKET,
    site_url="https://thi.example.vn/",
)
_A_MINUTE = {
    "version": "0",
    "id": "1",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "000000000000",
    "time": "2024-07-01T00:00:00Z",
    "region": REGION,
    "resources": [],
    "detail": {},
}

GROWING = ("counts", "ledger")
FOR_EVER_DAYS = 365
"""As which keeping for ever is reckoned."""

Use = dict[str, float]
"""What one thing uses: by the names of `prices.toml`, and `cpu_ms`, `log_byte`, `answer_byte`,
`request_byte`."""


class MeteredStores(SetStores):
    """The stores of a deployment in the emulator, with a meter on all that residents ask."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(replace(SETTINGS, shards=SHARDS))
        self.__dict__["to_table"] = MeteredWire(meter, "dynamodb")
        self.__dict__["to_bucket"] = MeteredWire(meter, "s3")


class _Timed:
    """The app, with the CPU that this thread spent on each event."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.taken_ms: list[float] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(application.app, name)

    def __call__(self, event: Any, context: Any) -> Any:
        begun, waited = time.thread_time(), self._meter.waited_s
        answer = application.app(event, context)
        spent = time.thread_time() - begun - (self._meter.waited_s - waited)
        self.taken_ms.append(spent * 1_000)
        return answer


class RealRun:
    """The contest in the emulator, its meter and its clock."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.stores = MeteredStores(self.meter)
        self.api = Api(self.stores)
        self.timed = _Timed(self.meter)
        self.log = io.StringIO()

    def requests(self, people: int) -> dict[str, Use]:
        """Means of what a start, a draft, a submission and a look-up of so many people use."""
        uses: dict[str, list[Use]] = {"start": [], "draft": [], "submit": [], "look_up": []}
        for number in range(people):
            own = {"identity": f"09{number:08}", "device_key": f"device-of-number-{number:08}"}
            named = {"name": f"Nguyễn Thị Minh {number}", "unit": f"khu-pho-{number % 11 + 1}"}
            asked = self._asked(uses["start"])
            started = asked(lambda own=own, named=named: self.api.start(SLUG, **own, **named))
            self._asked(uses["draft"])(lambda of=started: self.api.draft(of))
            self.stores.now += 4 * MINUTE // people
            self._asked(uses["submit"])(lambda of=started: self.api.submit(of))
            self._asked(uses["look_up"])(lambda of=started: self.api.look_up(of))
        return {name: _mean(of) for name, of in uses.items()}

    def _asked(self, into: list[Use]) -> Callable[[Callable[[], Answer]], Answer]:
        def ask(send: Callable[[], Answer]) -> Answer:
            before, logged = Counter(self.meter.used), self.log.tell()
            answer = send()
            assert answer.status < 400, answer
            use: Use = dict(self.meter.used - before)
            use["cpu_ms"] = self.timed.taken_ms[-1]
            use["log_byte"] = self.log.tell() - logged + PLATFORM_LOG_BYTES
            use["answer_byte"] = answer_bytes(answer)
            use["request_byte"] = BROWSER_HEADER_BYTES
            into.append(use)
            return answer

        return ask

    def runs(self, function: Callable[[], object]) -> Use:
        """What one run of a function uses; its CPU has the emulator's own in it."""
        before, logged = Counter(self.meter.used), self.log.tell()
        written, begun = Counter(self.meter.written), time.thread_time()
        function()
        cpu_ms = (time.thread_time() - begun) * 1_000
        use: Use = dict(self.meter.used - before)
        lines = self.log.tell() - logged + PLATFORM_LOG_BYTES
        kept = _kept_byte_days(self.meter.written - written)
        return {**use, "cpu_ms": cpu_ms, "log_byte": lines, "byte_day": kept}

    def folds(self) -> Use:
        """What one batch of the table's stream uses, all that was written so far in it."""
        news = records(SLUG)
        return self.runs(lambda: application.fold({"Records": news}, None))

    def tick(self, at: int | None = None) -> Use:
        """A minute's run of the clock."""
        self.stores.now = self.stores.now + MINUTE if at is None else at
        return self.runs(lambda: application.tick(_A_MINUTE, None))


def _kept_byte_days(written: Mapping[tuple[str, str], int]) -> float:
    """Bytes × days for which versions stay that are replaced at the next run. Counts and leaves,
    which grow with the contest, are reckoned by whoever knows its size."""
    resources = {PRIVATE_BUCKET: "PrivateBucket", SITE_BUCKET: "SiteBucket"}
    stage = packaged_stage()
    return sum(
        size * (stage.old_versions_days(resources[bucket], folder) or FOR_EVER_DAYS)
        for (bucket, folder), size in written.items()
        if folder not in GROWING
    )


def answer_bytes(answer: Answer) -> int:
    """What a phone gets: head and body, compressed where the API's gateway does."""
    body = answer.text.encode()
    if len(body) in COMPRESSED_SIZES and "gzip" in API_ENCODINGS:
        body = gzip.compress(body)
    head = {**answer.headers, **headers_for(f"/api{answer.path}", "")}
    return len(body) + sum(len(name) + len(value) + 4 for name, value in head.items())


def _mean(uses: list[Use]) -> Use:
    # The first one reads the contest, as a fresh process does; the mean has its share in it.
    names = {name for use in uses for name in use}
    return {name: sum(use.get(name, 0) for use in uses) / len(uses) for name in sorted(names)}


@contextmanager
def a_real_run() -> Iterator[RealRun]:
    """The bundled contest, loaded and with its pages up, an hour before it opens."""
    with aws():
        run = RealRun()
        run.stores.now = OPENS_AT - HOUR
        document = read_contest(BUNDLED, opens_at=OPENS_AT, closes_at=CLOSES_AT)
        load_contest(document, ROOTS, "bench", run.stores)
        sync_site(_STACK)
        handler = configure_logs().handlers[0]
        assert isinstance(handler, StreamHandler)
        before = handler.setStream(run.log)
        bootstrap.use(run.stores)
        try:
            with run.meter.watching(), patch.object(gateway, "app", run.timed):
                yield run
        finally:
            handler.setStream(before or handler.stream)
            bootstrap._in_use.clear()


def measure(people: int) -> dict[str, Any]:
    """`requests` and `runs` of functions by name, the bytes of an attempt's item, and of how many
    people these are."""
    with a_real_run() as run:
        run.tick(OPENS_AT + MINUTE)
        run.stores.now = OPENS_AT + 2 * HOUR + MINUTE
        run.tick()
        runs = {"tick_quiet": run.tick()}
        requests = run.requests(people)
        runs["fold"] = run.folds()
        runs["tick_news"] = run.tick()
        runs["tick_hour"] = run.tick(OPENS_AT + 3 * HOUR + MINUTE)
        runs["tick_freeze"] = run.tick(FROZEN_AT)
        runs["publish"] = run.runs(lambda: _publish(run))
        run.tick()
        runs["tick_idle"] = run.tick()
        sizes = [item_bytes(item) for item in run.api.attempts()]
        mean_bytes = sum(sizes) / len(sizes)
        return {"people": people, "item_bytes": mean_bytes, "requests": requests, "runs": runs}


def _publish(run: RealRun) -> None:
    event = {"slug": SLUG, "by": "bench", "accept_flags": "bench", "accept_late": "bench"}
    while "prizes" not in (answer := application.publish(event, None)):
        for tie in answer["error"]["ties"]:
            decide(SLUG, tie["prize"], tie["candidates"][0], "bench", "bench", run.stores)
