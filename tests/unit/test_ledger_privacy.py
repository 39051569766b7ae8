"""What the public files of a contest tell nobody, however hard they try (docs/ledger.md §11)."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product
from typing import Any

import pytest

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.canonical import canonical, sha256_hex
from chalicelib.domain.ledger import PrivateHalf
from chalicelib.domain.paper import draw_paper
from tests.play import MINUTE
from tests.published import Published, published

_NUMBERS = [f"0905{number:06}" for number in range(10)]
_EXCLUDED = "0905000001"


@pytest.fixture(scope="module")
def contest() -> Published:
    return published(people=14)


def everything(contest: Published) -> bytes:
    """All public files, with hidden members and escapes laid open."""
    values = (json.loads(it) for name, it in contest.files.items() if name.endswith(".json"))
    return b"\n".join(canonical(value) for value in values)


def sealed(contest: Published) -> list[Attempt]:
    return [each for each in contest.play.attempts() if each.submission is not None]


def losers(contest: Published) -> list[Attempt]:
    """Sealed attempts that are not opened."""
    rows = json.loads(contest.files["ledger/entries.json"])
    closed = {row["leaf"] for row in rows if "opening" not in row}
    return [each for each in sealed(contest) if leaf_of(each) in closed]


def leaf_of(attempt: Attempt) -> str:
    assert attempt.submission is not None
    return attempt.submission.leaf.hex()


def test_names_and_ids_of_winners_alone_are_public(contest: Published) -> None:
    public = everything(contest).decode()
    named = {
        prize["name"]
        for prize in json.loads(contest.files["results.json"])["prizes"]
        if "name" in prize
    }
    others = [each for each in losers(contest) if each.name not in named]
    assert named
    assert len(others) > 5
    for attempt in others:
        assert f'"{attempt.name}"' not in public
        assert attempt.id not in public
        assert attempt.participant not in public


def test_nobodys_number_is_public(contest: Published) -> None:
    public = everything(contest).decode()
    for attempt in contest.play.attempts():
        assert attempt.identity not in public
    assert _EXCLUDED not in public


def test_nothing_that_is_kept_secret_is_public(contest: Published) -> None:
    public = everything(contest).decode()
    secrets = contest.play.bundle.secrets
    for key in (secrets.identity_key, secrets.salt_key, secrets.resume_key, *secrets.token_keys):
        assert key.hex() not in public
    assert secrets.excluded_salt not in public
    for attempt in losers(contest):
        assert receipt_of(attempt, contest)["opening"]["salt"] not in public


def test_answers_cant_be_tried_without_the_receipts_salt(contest: Published) -> None:
    """The attacker knows the attempt's id, when it was submitted and all that is public."""
    attempt = min(losers(contest), key=lambda each: each.id)
    entry = entry_of(attempt, contest)
    assert attempt.submission is not None
    known = (attempt, attempt.submission.submitted_at, contest)
    salts = list(guessed_salts(entry, attempt, contest))
    assert not any(entry["q"] == q for salt in salts for q in tried(salt, *known))


def test_with_the_receipts_salt_the_same_search_finds_them(contest: Published) -> None:
    attempt = min(losers(contest), key=lambda each: each.id)
    assert attempt.submission is not None
    salt = receipt_of(attempt, contest)["opening"]["salt"]
    found = tried(salt, attempt, attempt.submission.submitted_at, contest)
    assert entry_of(attempt, contest)["q"] in found


def test_numbers_cant_be_tried_against_anything_public(contest: Published) -> None:
    public = everything(contest).decode()
    opened = json.loads(contest.files["commitment.json"])["opening"]
    keys = [bytes.fromhex(opened["paper_key"]), bytes.fromhex(opened["salt"]), b""]
    for number in (*_NUMBERS, *(each.identity for each in contest.play.attempts())):
        for found in digests(number, keys):
            assert found not in public


def test_the_excluded_cant_be_tried_without_their_salt(contest: Published) -> None:
    opened = json.loads(contest.files["commitment.json"])["opening"]
    bound = opened["contest"]["identity"]["excluded"]
    secret = contest.play.bundle.secrets.excluded_salt
    assert bound["count"] == 1
    assert bound["hash"] not in map(excluded_hash(opened["salt"]), _NUMBERS)
    assert bound["hash"] in map(excluded_hash(secret), _NUMBERS)


def test_within_an_hour_the_order_of_leaves_tells_nothing(contest: Published) -> None:
    names = [name for name in contest.files if name.startswith("ledger/snapshots/")]
    for name in names:
        leaves = json.loads(contest.files[name])["leaves"]
        assert leaves == sorted(leaves)


def test_what_is_published_stays_when_personal_data_has_gone() -> None:
    contest = published(people=8)
    play = contest.play
    play.now = play.bundle.contest.expires_at + MINUTE
    play.tick()
    assert list(play.stores.vault.keys("runs/")) == []
    still = {
        path.removeprefix("contests/nho/"): content
        for path, content in play.stores.site.files.items()
        if path.startswith("contests/nho/")
    }
    gone = [name for name, it in contest.files.items() if still.get(name) != it]
    # The audit log goes on, and its head with it; it is no file of the ledger.
    assert set(gone) <= {"audit.json"}


def entry_of(attempt: Attempt, contest: Published) -> dict[str, Any]:
    rows = json.loads(contest.files["ledger/entries.json"])
    found: dict[str, Any] = next(row for row in rows if row["leaf"] == leaf_of(attempt))
    return found


def receipt_of(attempt: Attempt, contest: Published) -> dict[str, Any]:
    return next(each for each in contest.receipts if each["leaf"] == leaf_of(attempt))


def tried(salt: str, attempt: Attempt, submitted_at: int, contest: Published) -> Iterator[str]:
    """Q of every set of answers to the paper of an attempt, as if this were its salt."""
    paper = draw_paper(
        contest.play.bundle.contest, contest.play.bundle.secrets.paper_key, attempt.id
    )
    choices = [[list(each) for each in subsets(range(len(asked.shown)))] for asked in paper]
    for chosen in product(*choices):
        answers = {
            asked.question.id: places for asked, places in zip(paper, chosen, strict=True) if places
        }
        yield PrivateHalf(answers, attempt.id, None, submitted_at, salt).digest().hex()


def subsets(places: Iterable[int]) -> Iterable[tuple[int, ...]]:
    """All ways to answer a question, at most two options chosen."""
    all_places = list(places)
    return chain.from_iterable(combinations(all_places, size) for size in range(3))


def guessed_salts(entry: dict[str, Any], attempt: Attempt, contest: Published) -> Iterator[str]:
    """What an attacker would try for Q's salt."""
    opened = json.loads(contest.files["commitment.json"])["opening"]
    yield from ("", "0" * 32, entry["salt"], opened["salt"], opened["paper_key"][:32])
    message = canonical(["private", attempt.id])
    for key in (opened["paper_key"], opened["salt"], entry["salt"]):
        yield hmac.digest(bytes.fromhex(key), message, "sha256")[:16].hex()


def digests(number: str, keys: list[bytes]) -> Iterator[str]:
    """What a number would be known by, if it were hashed with anything that is public."""
    yield hashlib.sha256(number.encode()).hexdigest()
    for key in keys:
        for message in (number.encode(), canonical([number]), canonical(["nho", number])):
            yield hmac.digest(key, message, "sha256").hex()


def excluded_hash(salt: str) -> Any:
    def of(number: str) -> str:
        excluded = [{"id": number, "role": "Ban Tổ chức"}]
        return sha256_hex(canonical({"excluded": excluded, "salt": salt}))

    return of
