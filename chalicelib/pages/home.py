"""What the home page says of a contest, from `contest.json`."""

from collections.abc import Iterator
from typing import Any

from chalicelib.pages.texts import Texts

Document = dict[str, Any]


def home_view(contest: Document, texts: Texts) -> Document:
    """`steps` of taking part, `prizes` as tables of rows, the `total` of their sums in words."""
    prizes = contest["prizes"]
    lists = ((kind, prizes.get(kind, [])) for kind in ("individual", "collective", "manual"))
    return {
        "steps": [
            *first_steps("how.", contest, texts),
            texts("how.check"),
            texts("how.receipt"),
        ],
        "prizes": [_prize_table(kind, rows, contest, texts) for kind, rows in lists if rows],
        "total": texts("prizes.total", amount=texts.money(prizes["total_vnd"])),
    }


def shared_award(prizes: list[Document]) -> str | None:
    """What goes with every prize of a list, to be said once."""
    awards = {prize.get("award") or "" for prize in prizes}
    return (awards.pop() or None) if len(awards) == 1 else None


def points_for(paper: Document, right: int) -> int:
    """Right answers as the points that the contest gives for them."""
    return right * int(paper["points_per_question"])


def first_steps(said: str, contest: Document, texts: Texts) -> list[str]:
    """To register and to answer, in the words of the sentences that begin with `said`."""
    paper = contest["paper"]
    limit = paper["time_limit_s"]
    count = paper["questions"]
    answer = (
        texts(f"{said}answer_limit", count=count, limit=texts.duration(limit * 1_000))
        if limit
        else texts(f"{said}answer", count=count)
    )
    return [texts(f"{said}register.{contest['identity_field']}"), answer]


def _prize_table(kind: str, prizes: list[Document], contest: Document, texts: Texts) -> Document:
    shared = shared_award(prizes)
    return {
        "caption": texts(f"prizes.{kind}"),
        "shared_award": texts.quoting("prizes.award", award=shared) if shared else None,
        "rows": [
            {
                "title": prize["title"],
                "count": texts("prizes.count", count=prize["count"]),
                "amount": texts.money(prize["amount_vnd"]),
                "award": None if shared else prize.get("award"),
                "conditions": list(_conditions(prize, contest["paper"], texts)),
            }
            for prize in prizes
        ],
    }


def _conditions(prize: Document, paper: Document, texts: Texts) -> Iterator[str]:
    """Who a prize is for, condition by condition."""
    if category := prize.get("category"):
        yield texts.quoting("prizes.category", category=category)
    if prize.get("full_marks_only"):
        yield texts("prizes.full_marks_only")
    if score := prize.get("min_score"):
        yield _least_score(paper, score, texts)
    if kind := prize.get("unit_kind"):
        yield texts.quoting("prizes.unit_kind", kind=kind)
    if people := prize.get("min_participants"):
        yield texts("prizes.min_participants", count=texts.number(people))
    if rate := prize.get("min_rate"):
        yield texts("prizes.min_rate", rate=rate)


def _least_score(paper: Document, score: int, texts: Texts) -> str:
    points = points_for(paper, score)
    if points == score:
        return texts("prizes.min_score", score=score)
    return texts("prizes.min_points", points=texts.number(points), score=score)
