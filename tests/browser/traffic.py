"""What goes over the wire to a page, as Chromium counts it: headers too, compressed."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page


@dataclass(frozen=True)
class Answer:
    """`kind` as Chromium names it (Document, Script, Font …); `size` in bytes, `body` those of it
    that are no headers; `asked` counts the requests of its page."""

    url: str
    kind: str
    size: int
    body: int
    asked: int

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def is_api(self) -> bool:
        return urlsplit(self.url).path.startswith("/api/")


def costs(answers: list[Answer]) -> dict[str, int]:
    """What answers cost: all bytes; those of scripts without headers, which HTTP/2, as CloudFront
    speaks it, sends in a few bytes where the local proxy's HTTP/1.1 repeats them; requests besides
    those to the API."""
    return {
        "bytes": sum(each.size for each in answers),
        "script_bytes": sum(each.body for each in answers if each.kind == "Script"),
        "requests": len([each for each in answers if not each.is_api]),
    }


_PATIENCE = 100


class Traffic:
    """The answers that a page had from the network since it was listened to; none from a cache."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.answers: list[Answer] = []
        self._asked: dict[str, tuple[str, str, int]] = {}
        self._headers: dict[str, int] = {}
        self._requests = 0
        debugger: CDPSession = page.context.new_cdp_session(page)
        debugger.on("Network.requestWillBeSent", self._note_request)
        debugger.on("Network.requestServedFromCache", self._forget)
        debugger.on("Network.responseReceived", self._forget_cached)
        debugger.on("Network.loadingFinished", self._note_answer)
        debugger.send("Network.enable")

    def until_first_question(self) -> list[Answer]:
        """The answers to what was asked before anything that the quiz fetches behind its first
        question."""
        told = self._page.locator("#told").text_content() or ""
        later = tuple(json.loads(told)["later"])
        for _ in range(_PATIENCE):
            if any(each.url.endswith(later) for each in self.answers):
                break
            # A slow machine may not have come to it yet.
            self._page.wait_for_timeout(100)
        first = min(each.asked for each in self.answers if each.url.endswith(later))
        return [each for each in self.answers if each.asked < first]

    def listed(self) -> str:
        """All answers, the largest first."""
        by_size = sorted(self.answers, key=lambda each: -each.size)
        return "\n".join(f"{each.size:8} {each.kind:10} {each.url}" for each in by_size)

    def _note_request(self, event: dict[str, Any]) -> None:
        number, url, kind = event["requestId"], event["request"]["url"], event["type"]
        if "redirectResponse" in event:
            before = event["redirectResponse"]
            size = int(before["encodedDataLength"])
            self.answers.append(Answer(before["url"], kind, size, 0, self._requests))
        self._requests += 1
        if not url.startswith(("data:", "blob:")):
            self._asked[number] = (url, kind, self._requests)

    def _forget(self, event: dict[str, Any]) -> None:
        self._asked.pop(event["requestId"], None)

    def _forget_cached(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._forget(event)
        self._headers[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def _note_answer(self, event: dict[str, Any]) -> None:
        asked = self._asked.pop(event["requestId"], None)
        if asked is None:
            return
        url, kind, order = asked
        size = int(event["encodedDataLength"])
        body = size - self._headers.get(event["requestId"], 0)
        self.answers.append(Answer(url, kind, size, body, order))
