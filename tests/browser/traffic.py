"""What goes over the wire to a page, as Chromium counts it: headers too, compressed."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page


@dataclass(frozen=True)
class Answer:
    """`kind` as Chromium names it (Document, Script, Font …); `size` in bytes."""

    url: str
    kind: str
    size: int

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def is_api(self) -> bool:
        return urlsplit(self.url).path.startswith("/api/")


class Traffic:
    """The answers that a page had from the network since it was listened to; none from a cache."""

    def __init__(self, page: Page) -> None:
        self.answers: list[Answer] = []
        self._asked: dict[str, tuple[str, str]] = {}
        debugger: CDPSession = page.context.new_cdp_session(page)
        debugger.on("Network.requestWillBeSent", self._note_request)
        debugger.on("Network.requestServedFromCache", self._forget)
        debugger.on("Network.responseReceived", self._forget_cached)
        debugger.on("Network.loadingFinished", self._note_answer)
        debugger.send("Network.enable")

    def total(self, *kinds: str) -> int:
        """Bytes of some kinds; of all where none is named."""
        return sum(each.size for each in self.answers if not kinds or each.kind in kinds)

    def listed(self) -> str:
        """All answers, the largest first."""
        by_size = sorted(self.answers, key=lambda each: -each.size)
        return "\n".join(f"{each.size:8} {each.kind:10} {each.url}" for each in by_size)

    def _note_request(self, event: dict[str, Any]) -> None:
        number, url, kind = event["requestId"], event["request"]["url"], event["type"]
        if "redirectResponse" in event:
            before = event["redirectResponse"]
            self.answers.append(Answer(before["url"], kind, int(before["encodedDataLength"])))
        if not url.startswith(("data:", "blob:")):
            self._asked[number] = (url, kind)

    def _forget(self, event: dict[str, Any]) -> None:
        self._asked.pop(event["requestId"], None)

    def _forget_cached(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._forget(event)

    def _note_answer(self, event: dict[str, Any]) -> None:
        asked = self._asked.pop(event["requestId"], None)
        if asked is not None:
            self.answers.append(Answer(*asked, size=int(event["encodedDataLength"])))
