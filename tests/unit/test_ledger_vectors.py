"""The vectors of docs/ledger.md, computed by our code and by a stranger's.

The stranger knows the document alone: hashlib, hmac and a canonical JSON library.
"""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from chalicelib.domain.attempt import Answered, SealedBy, Submission
from chalicelib.domain.canonical import canonical
from chalicelib.domain.contest import Contest
from chalicelib.domain.ledger import (
    PrivateHalf,
    PublicHalf,
    commitment,
    leaf_hash,
    private_salt,
    public_salt,
    public_version,
)
from chalicelib.domain.paper import Paper, draw_paper
from chalicelib.domain.scoring import pack_choices, score_of
from chalicelib.domain.sealing import Sealing, receipt, seal
from tests.builders import a_contest, a_document

Vector = dict[str, Any]
FILE = Path(__file__).parents[2] / "docs" / "ledger-vectors" / "seal.json"
VECTORS: dict[str, list[Vector]] = json.loads(FILE.read_text("utf-8"))
P_FIELDS = ("elapsed_ms", "score", "unit")
Q_FIELDS = ("answers", "attempt", "prediction", "submitted_at")


def each(kind: str) -> pytest.MarkDecorator:
    vectors = VECTORS[kind]
    return pytest.mark.parametrize("vector", vectors, ids=[vector["name"] for vector in vectors])


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def keyed(key: str, message: str) -> bytes:
    return hmac.new(bytes.fromhex(key), message.encode(), hashlib.sha256).digest()


def jcs(value: Any) -> str:
    return rfc8785.dumps(value).decode()


# Seals


@each("seals")
def test_a_stranger_makes_the_seal(vector: Vector) -> None:
    assert vector["public_salt_message"] == jcs(["public", vector["attempt"]])
    assert vector["private_salt_message"] == jcs(["private", vector["attempt"]])
    for half in ("public", "private"):
        salt = keyed(vector["salt_key"], vector[f"{half}_salt_message"])[:16]
        assert vector[f"{half}_salt"] == salt.hex()
    public = {name: vector[name] for name in P_FIELDS} | {"salt": vector["public_salt"]}
    private = {name: vector[name] for name in Q_FIELDS} | {"salt": vector["private_salt"]}
    assert vector["p_canonical"] == jcs(public)
    assert vector["q_canonical"] == jcs(private)
    p = sha256(b"\x02" + vector["p_canonical"].encode())
    q = sha256(b"\x03" + vector["q_canonical"].encode())
    leaf = sha256(b"\x00" + p + q)
    assert (vector["p"], vector["q"], vector["leaf"]) == (p.hex(), q.hex(), leaf.hex())
    whole = {"elapsed_ms": vector["elapsed_ms"], "unit": vector["unit"], "opening": private}
    assert vector["receipt"] == {"leaf": leaf.hex(), **whole}


@each("seals")
def test_we_make_the_seal(vector: Vector) -> None:
    salt_key = bytes.fromhex(vector["salt_key"])
    public = PublicHalf(
        salt=public_salt(salt_key, vector["attempt"]), **{name: vector[name] for name in P_FIELDS}
    )
    private = PrivateHalf(
        salt=private_salt(salt_key, vector["attempt"]), **{name: vector[name] for name in Q_FIELDS}
    )
    assert (public.salt, private.salt) == (vector["public_salt"], vector["private_salt"])
    assert canonical(public.__dict__).decode() == vector["p_canonical"]
    assert canonical(private.__dict__).decode() == vector["q_canonical"]
    assert (public.digest().hex(), private.digest().hex()) == (vector["p"], vector["q"])
    assert leaf_hash(public.digest(), private.digest()).hex() == vector["leaf"]


def test_sealing_the_first_paper_gives_the_first_seal() -> None:
    vector, drawn = VECTORS["seals"][0], VECTORS["papers"][0]
    salt_key, contest, paper = bytes.fromhex(vector["salt_key"]), bank_of(drawn), our_paper(drawn)
    submission = sealed(vector, contest, salt_key, paper)
    assert (submission.score, submission.elapsed_ms) == (vector["score"], vector["elapsed_ms"])
    given = receipt(vector["attempt"], vector["unit"], submission, salt_key, paper)
    assert given == vector["receipt"]


def sealed(vector: Vector, contest: Contest, salt_key: bytes, paper: Paper) -> Submission:
    started_at = vector["submitted_at"] - vector["elapsed_ms"]
    sealing = Sealing(vector["attempt"], vector["unit"], started_at, started_at + 900_000)
    answered = Answered(pack_choices(paper, vector["answers"]), vector["prediction"])
    arrival = vector["submitted_at"]
    return seal(sealing, contest, salt_key, paper, answered, arrival, SealedBy.HOLDER)


# Commitments


@each("commitments")
def test_a_stranger_makes_the_commitment(vector: Vector) -> None:
    identity = vector["document"]["identity"]
    excluded = {"excluded": identity["excluded"], "salt": vector["excluded_salt"]}
    assert vector["excluded_canonical"] == jcs(excluded)
    assert vector["excluded_hash"] == sha256(vector["excluded_canonical"].encode()).hex()
    hidden = {"count": len(identity["excluded"]), "hash": vector["excluded_hash"]}
    public = {**vector["document"], "identity": {**identity, "excluded": hidden}}
    salted = {"contest": public, "salt": vector["commitment_salt"]}
    assert vector["contest_canonical"] == jcs(salted)
    contest = sha256(vector["contest_canonical"].encode()).hex()
    assert vector["contest"] == vector["version"] == contest
    assert vector["paper_key_hash"] == sha256(bytes.fromhex(vector["paper_key"])).hex()


@each("commitments")
def test_we_make_the_commitment(vector: Vector) -> None:
    document, excluded_salt = vector["document"], vector["excluded_salt"]
    salted = {
        "contest": public_version(document, excluded_salt),
        "salt": vector["commitment_salt"],
    }
    assert canonical(salted).decode() == vector["contest_canonical"]
    paper_key = bytes.fromhex(vector["paper_key"])
    assert commitment(document, vector["commitment_salt"], paper_key, excluded_salt) == {
        "contest": vector["contest"],
        "paper_key": vector["paper_key_hash"],
    }


# Papers


def hashes(vector: Vector, rows: list[Vector], *message: Any) -> list[bytes]:
    """The hashes of rows, each having its message; they must stand in their order."""
    for row in rows:
        place = [row[name] for name in ("question", "index") if name in row]
        assert row["message"] == jcs([*message, *place])
        assert row["hash"] == keyed(vector["paper_key"], row["message"]).hex()
    found = [bytes.fromhex(row["hash"]) for row in rows]
    assert found == sorted(found)
    return found


@each("papers")
def test_a_stranger_redraws_the_paper(vector: Vector) -> None:
    attempt, drawn = vector["attempt"], set()
    for topic, quota in vector["quota"].items():
        rows = vector["draw"][topic]
        hashes(vector, rows, attempt)
        of_topic = {asked["id"] for asked in vector["questions"] if asked["topic"] == topic}
        assert of_topic == {row["question"] for row in rows}
        drawn |= {row["question"] for row in rows[:quota]}
    hashes(vector, vector["order"], "order", attempt)
    assert drawn == {row["question"] for row in vector["order"]}
    assert [asked["question"] for asked in vector["paper"]] == [
        row["question"] for row in vector["order"]
    ]
    for asked in vector["paper"]:
        if vector["shuffle_options"]:
            hashes(vector, asked["options"], "option", attempt, asked["question"])
            assert asked["shown"] == [row["index"] for row in asked["options"]]
        assert len(asked["shown"]) == bank(vector)[asked["question"]]["options"]
        assert sorted(asked["shown"]) == list(range(len(asked["shown"])))


@each("papers")
def test_a_stranger_scores_the_paper(vector: Vector) -> None:
    right = 0
    for asked in vector["paper"]:
        places = vector["answers"].get(asked["question"], [])
        chosen = sorted(asked["shown"][place] for place in places)
        right += chosen == bank(vector)[asked["question"]]["key"]
    assert vector["score"] == right


@each("papers")
def test_we_draw_and_score_the_paper(vector: Vector) -> None:
    paper = our_paper(vector)
    drawn = [{"question": asked.question.id, "shown": list(asked.shown)} for asked in paper]
    expected = [
        {"question": asked["question"], "shown": asked["shown"]} for asked in vector["paper"]
    ]
    assert drawn == expected
    assert score_of(paper, pack_choices(paper, vector["answers"])) == vector["score"]


def bank(vector: Vector) -> dict[str, Vector]:
    return {asked["id"]: asked for asked in vector["questions"]}


def bank_of(vector: Vector) -> Contest:
    """A contest with the bank of a vector."""
    [model, *_] = a_document()["questions"]
    return a_contest(
        topics=[{"id": topic, "name": topic} for topic in vector["quota"]],
        paper={"quota": vector["quota"], "shuffle_options": vector["shuffle_options"]},
        questions=[
            {**model, **asked, "options": [f"{index}" for index in range(asked["options"])]}
            for asked in vector["questions"]
        ],
    )


def our_paper(vector: Vector) -> Paper:
    return draw_paper(bank_of(vector), bytes.fromhex(vector["paper_key"]), vector["attempt"])
