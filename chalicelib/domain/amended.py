"""What `results.json` says of amendments: public facts, and how far each reaches (design §8)."""

from typing import Any

from chalicelib.domain.amending import Amended, Amendment, AmendmentKind, key_in_force
from chalicelib.domain.contest import Contest, Question

MOST_LEAVES = 1_000
"""Leaves that an annulment names; more are counted, and each row of the ledger says its state."""

Facts = dict[str, Any]


def amended_facts(amended: tuple[Amended, ...], contest: Contest) -> list[Facts]:
    """One {"kind", "at", "reason", …} for each amendment, in the order agreed."""
    agreed = [each.amendment for each in amended]
    return [
        {**what_of(each.amendment, agreed[:number], contest), **_reach(each)}
        for number, each in enumerate(amended)
    ]


def what_of(amendment: Amendment, earlier: list[Amendment], contest: Contest) -> Facts:
    """What an amendment changes, without how far it reaches; `earlier` were agreed before it."""
    facts = {"kind": amendment.kind.value, "at": amendment.at, "reason": amendment.reason}
    if amendment.question is not None:
        return {**facts, **_of_question(amendment, earlier, contest)}
    if amendment.interval is not None:
        return {**facts, "starts": amendment.interval.starts, "ends": amendment.interval.ends}
    return {
        **facts,
        "closes_at": amendment.closes_at,
        "closed_before": amendment.closed_before,
    }


def _of_question(amendment: Amendment, earlier: list[Amendment], contest: Contest) -> Facts:
    question = next(each for each in contest.questions if each.id == amendment.question)
    before = _texts(question, key_in_force(question, earlier))
    facts: Facts = {"question": question.id, "text": question.text, "key_before": before}
    if amendment.kind is AmendmentKind.QUESTION_VOIDED:
        return facts
    return {**facts, "key": _texts(question, amendment.key)}


def _texts(question: Question, key: tuple[int, ...]) -> list[str]:
    return [question.options[index] for index in sorted(key)]


def _reach(amended: Amended) -> Facts:
    if amended.amendment.kind is AmendmentKind.CLOSE_MOVED:
        return {}
    effect = amended.effect
    if amended.amendment.kind is AmendmentKind.INTERVAL_ANNULLED:
        leaves = sorted(leaf.hex() for leaf in amended.leaves)
        return {"changed": len(leaves), "leaves": leaves[:MOST_LEAVES]}
    return {
        "asked": effect.asked,
        "changed": effect.changed,
        "raised": effect.raised,
        "lowered": effect.lowered,
        "least": effect.least,
        "most": effect.most,
    }
