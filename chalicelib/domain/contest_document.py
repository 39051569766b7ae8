"""A contest from the checked document of one version (`contest_format.check_contest`).

The document is the normalised form of `contest.toml` and its questions: what is stored, hashed
for the commitment and read again by every function. Each of its fields is handed on, so that none
is read and ignored; one that an older document does not have yet means its default.
"""

from collections.abc import Iterable
from typing import Any

from chalicelib.domain.contest import (
    ApprovalRules,
    CollectivePrize,
    Contest,
    ExcludedPerson,
    IdentityField,
    IdentityRules,
    IndividualPrize,
    LastResort,
    ManualPrize,
    Metric,
    PaperRules,
    Prediction,
    PredictionTarget,
    Question,
    RankingKey,
    RankingRules,
    RevealScore,
    Topic,
    Unit,
)

_Table = dict[str, Any]
_PLAIN_FIELDS = ("slug", "title", "host", "contact", "opens_at", "closes_at", "retention_days")


def contest_from_document(document: _Table) -> Contest:
    """The contest that a checked document describes."""
    prizes = document["prizes"]
    return Contest(
        **{name: document[name] for name in _PLAIN_FIELDS},
        **document["fairness"],
        identity=_identity_rules(document["identity"]),
        paper=_paper_rules(document["paper"], document["topics"]),
        ranking=_ranking_rules(document["ranking"]),
        individual_prizes=_individual_prizes(prizes["individual"]),
        collective_prizes=_collective_prizes(prizes["collective"]),
        manual_prizes=_manual_prizes(prizes.get("manual", [])),
        topics=tuple(Topic(**topic) for topic in document["topics"]),
        units=tuple(Unit(**unit) for unit in document["units"]),
        questions=tuple(_question(question) for question in document["questions"]),
        prediction=_prediction(document.get("prediction")),
        approval=ApprovalRules(**document.get("approval", {})),
    )


def _identity_rules(rules: _Table) -> IdentityRules:
    excluded = tuple(
        ExcludedPerson(identity=person["id"], role=person["role"]) for person in rules["excluded"]
    )
    given = {"field": IdentityField(rules["field"]), "categories": tuple(rules["categories"])}
    return IdentityRules(**{**rules, **given, "excluded": excluded})


def _paper_rules(rules: _Table, topics: Iterable[_Table]) -> PaperRules:
    # Canonical JSON sorts names: the order that the file gives is that of its topics.
    drawn = rules["quota"]
    quota = tuple((topic["id"], drawn[topic["id"]]) for topic in topics if topic["id"] in drawn)
    return PaperRules(
        **{**rules, "quota": quota, "reveal_score": RevealScore(rules["reveal_score"])}
    )


def _ranking_rules(rules: _Table) -> RankingRules:
    order = tuple(RankingKey(key) for key in rules["order"])
    last_resort = LastResort(rules.get("last_resort", LastResort.ORGANIZERS))
    return RankingRules(**{**rules, "order": order, "last_resort": last_resort})


def _individual_prizes(prizes: Iterable[_Table]) -> tuple[IndividualPrize, ...]:
    return tuple(
        IndividualPrize(id=f"individual-{number}", **prize)
        for number, prize in enumerate(prizes, start=1)
    )


def _collective_prizes(prizes: Iterable[_Table]) -> tuple[CollectivePrize, ...]:
    return tuple(
        CollectivePrize(id=f"collective-{number}", **{**prize, "metric": Metric(prize["metric"])})
        for number, prize in enumerate(prizes, start=1)
    )


def _manual_prizes(prizes: Iterable[_Table]) -> tuple[ManualPrize, ...]:
    return tuple(
        ManualPrize(id=f"manual-{number}", **prize) for number, prize in enumerate(prizes, start=1)
    )


def _prediction(asked: _Table | None) -> Prediction | None:
    if asked is None:
        return None
    return Prediction(asked["prompt"], PredictionTarget(asked["target"]))


def _question(question: _Table) -> Question:
    return Question(
        **{**question, "options": tuple(question["options"]), "key": frozenset(question["key"])}
    )
