"""A whole contest on the fakes, through the real use cases until its results are published, and
what is then public of it: `published(people=12, seed=1)`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.manual_prizes import Recipient
from chalicelib.domain.paper import draw_paper
from chalicelib.domain.prizes import PassingCause
from chalicelib.domain.ranking import Verdict
from chalicelib.domain.sealing import receipt
from chalicelib.usecases import amending, confirming, judging, naming
from chalicelib.usecases.closing import finish
from chalicelib.usecases.drawing import record_draw
from chalicelib.usecases.publishing import publish
from tests.builders import OPENS_AT
from tests.crowd import ADDRESS, AN, BINH, HOUR, UNITS, Crowd, Wanted
from tests.play import MINUTE, SLUG, Play

SEED = "084213"


@dataclass(frozen=True)
class Published:
    """`files`: the public folder, name → bytes. `receipts`: of all sealed attempts, as their
    holders got them. `checkpoints`: the lines of `ledger/checkpoint.txt` as they came, the first
    first. `before`: the folder when it was published first, where it was published again."""

    files: dict[str, bytes]
    receipts: list[dict[str, Any]]
    checkpoints: list[str]
    before: dict[str, bytes]
    play: Play


def published(**wanted: Any) -> Published:
    """The public folder of a contest; fields of `Wanted` say which. The same ones give the same
    bytes."""
    return _Story(Wanted(**wanted)).told()


class _Story(Crowd):
    def told(self) -> Published:
        self.take_part()
        self._judge()
        if self.wanted.again:
            self._publish()
        before = self.folder() if self.wanted.again else {}
        self._amend()
        if self.wanted.publish:
            self._publish("Đính chính sau khi xem lại đề" if self.wanted.again else None)
        self._decide_ties()
        sealed = [each for each in self.play.attempts() if each.submission]
        return Published(
            self.folder(), list(map(self._receipt, sealed)), self.checkpoints, before, self.play
        )

    def _judge(self) -> None:
        outcome = self._ranked()
        losers = [row["attempt"] for row in outcome["standing"] if row["state"] == "counted"]
        if self.wanted.disqualified:
            self.play.now += MINUTE
            judging.review(SLUG, losers[-1], Verdict.DISQUALIFIED, "Thi hộ", AN, self.stores)
        if self.wanted.manual:
            self._name(outcome)
        if self.wanted.passing:
            self._decide_ties()
            for last in self._ranked()["individual"][-1:]:
                told = (last["prize"], last["winner"], PassingCause.REFUSED, "Xin nhường giải")
                judging.pass_on(SLUG, *told, AN, self.stores)
        if self.wanted.struck:
            self._confirm_units()

    def _name(self, outcome: dict[str, Any]) -> None:
        who = next(
            each for each in self.play.attempts() if each.id == outcome["standing"][3]["attempt"]
        )
        person = naming.Asked(
            "manual-1", 1, Recipient.ATTEMPT, f"{who.participant}-{who.number}", "Viết hay"
        )
        unit = naming.Asked("manual-1", 2, Recipient.UNIT, "cong-an", "Tích cực vận động")
        for asked in (person, unit):
            naming.name_winner(SLUG, asked, AN, ADDRESS, self.stores)

    def _confirm_units(self) -> None:
        for unit in UNITS:
            rows = confirming.list_for_head(SLUG, unit, 0, self.stores)["people"]
            struck = [row["id"] for row in rows][:1] if unit == UNITS[0] else []
            told = (struck, confirming.HEAD, "", ADDRESS)
            confirming.confirm(SLUG, unit, *told, self.stores)

    def _decide_ties(self) -> None:
        if self.wanted.draw:
            self.play.now += MINUTE
            record_draw(SLUG, SEED, AN, ADDRESS, self.stores)
        while undecided := [each for each in self._ranked()["undecided"] if not each["waits_for"]]:
            tie = undecided[0]
            self.play.now += MINUTE
            # Each person is chosen for one prize alone.
            made = self.stores.judgements.decisions(SLUG)
            chosen = {winner for each in made for winner in each.winners}
            winner = next(each for each in tie["candidates"] if each not in chosen)
            told = (tie["prize"], winner, "Bốc thăm trước các thí sinh")
            judging.decide(SLUG, *told, AN, self.stores)

    def _publish(self, why: str | None = None) -> None:
        self.play.now += HOUR
        self._decide_ties()
        late = "Máy chủ đồng bộ chậm, đã đối chiếu nhật ký" if self.wanted.late else None
        accepted = {"accept_flags": "Đã gọi điện hỏi", "accept_late": late}
        publish(SLUG, AN, self.stores, **accepted, why=why)

    def _ranked(self) -> dict[str, Any]:
        return finish(SLUG, AN, self.stores)

    def _amend(self) -> None:
        for number, said in enumerate(self._amendments()):
            self.play.now += MINUTE
            amendment = f"amendment-of-the-test-{number}"
            amending.propose(SLUG, amendment, said, AN, ADDRESS, self.stores)
            amending.agree(SLUG, amendment, BINH, ADDRESS, self.stores)

    def _amendments(self) -> Iterator[dict[str, Any]]:
        wanted = self.wanted
        if wanted.voided:
            yield {"kind": "question_voided", "reason": "Câu hỏi sai", "question": "tt-002"}
        if wanted.corrected:
            said = {"kind": "key_corrected", "reason": "Đáp án in nhầm", "question": "tc-002"}
            yield {**said, "key": [2]}
        if wanted.outage:
            some = sorted(each.started_at for each in self.play.attempts())[3]
            interval = {"starts": some + 20_000, "ends": some + 50_000}
            yield {"kind": "outage_cut", "reason": "Mất điện", **interval}
        if wanted.annulled:
            interval = {"starts": OPENS_AT + HOUR, "ends": OPENS_AT + 2 * HOUR}
            yield {"kind": "interval_annulled", "reason": "Lộ đề trong giờ này", **interval}

    def _receipt(self, attempt: Attempt) -> dict[str, Any]:
        assert attempt.submission is not None
        bundle = self.play.bundle
        paper = draw_paper(bundle.contest, bundle.secrets.paper_key, attempt.id)
        sealed = (attempt.submission, bundle.secrets.salt_key, paper)
        return receipt(attempt.id, attempt.unit, *sealed)
