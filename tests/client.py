"""A resident's browser in a few lines: what the tests of a running stack send."""

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.commands.contests import load_contest
from ops.packaging import ROOT
from ops.stacks import Stack

Ops = Callable[..., subprocess.CompletedProcess[str]]
"""`python -m ops …` on the running stack, as an organizer runs it: arguments → what it printed."""

BUNDLED = ROOT / "contests" / "cchc-2024"
MINUTE_MS = 60_000


def now() -> int:
    return time.time_ns() // 1_000_000


def a_contest_on(
    stack: Stack,
    folder: Path,
    slug: str,
    *,
    opens_in_ms: int = -MINUTE_MS,
    closes_in_ms: int,
    source: Path = BUNDLED,
) -> None:
    """Loads a contest's folder under another slug, with its window around now."""
    copied = folder / slug
    shutil.copytree(source, copied)
    contest_file = copied / "contest.toml"
    written = contest_file.read_text(encoding="utf-8")
    contest_file.write_text(
        written.replace(f'slug = "{source.name}"', f'slug = "{slug}"', 1), "utf-8"
    )
    load_contest(stack, copied, opens_at=now() + opens_in_ms, closes_at=now() + closes_in_ms)


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        return str(self.body["error"]["code"])


@dataclass(frozen=True)
class Api:
    """The API of one contest on a running stack."""

    stack: Stack
    slug: str

    def start(self, number: int, **over: Any) -> Answer:
        """Starts as the person with this number, on a device of their own."""
        body = {
            "identity": f"09{number:08}",
            "name": f"Người dự thi {number}",
            "unit": f"khu-pho-{number % 11 + 1}",
            "category": "Nhân dân",
            "consent": True,
            "eligible": True,
            "device_key": f"device-of-number-{number:08}",
            **over,
        }
        return self.send("POST", "attempts", body)

    def submit(
        self,
        started: dict[str, Any],
        answers: dict[str, list[int]],
        prediction: int | None = None,
    ) -> Answer:
        path = f"attempts/{started['attempt_id']}/submission"
        body = {"answers": answers, "prediction": prediction}
        return self.send("POST", path, body, started["token"])

    def draft(self, started: dict[str, Any], seq: int, answers: dict[str, list[int]]) -> Answer:
        path = f"attempts/{started['attempt_id']}/draft"
        return self.send("PUT", path, {"seq": seq, "answers": answers}, started["token"])

    def look_up(self, started: dict[str, Any]) -> Answer:
        return self.send("GET", f"attempts/{started['attempt_id']}", None, started["token"])

    def public(self, name: str) -> Any:
        """One of the contest's public files; None where it is not there."""
        answer = fetch(f"{self.stack.site_url}contests/{self.slug}/{name}")
        return answer.body if answer.status == 200 else None

    def send(
        self, method: str, path: str, body: dict[str, Any] | None, token: str | None = None
    ) -> Answer:
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        url = f"{self.stack.api_url}/contests/{self.slug}/{path}"
        return fetch(url, method, None if body is None else json.dumps(body).encode(), headers)


def fetch(
    url: str,
    method: str = "GET",
    content: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """What a server answers, errors too; the body read as JSON where it is JSON."""
    request = urllib.request.Request(url, content, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return _read(answer.status, answer.read(), dict(answer.headers))
    except urllib.error.HTTPError as error:
        with error:
            return _read(error.code, error.read(), dict(error.headers))


def first_options(started: dict[str, Any]) -> dict[str, list[int]]:
    """The first option of every question: an answer like any other."""
    return {question["id"]: [0] for question in started["paper"]["questions"]}


def _read(status: int, content: bytes, headers: dict[str, str]) -> Answer:
    try:
        body = json.loads(content) if content else None
    except ValueError:
        body = content
    return Answer(status, body, headers)
