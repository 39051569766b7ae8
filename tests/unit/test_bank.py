"""The first contest's questions: how many there are, and that nothing but knowledge helps."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from chalicelib.stores.contest_folder import read_contest
from chalicelib.usecases.loading import contest_secrets, version_of
from tests.bank import BANK, BUNDLED, Bank, Check, changed, texts
from tests.builders import ROOTS
from tests.folders import HEADINGS, sheet_rows, workbook

CONTEST = tomllib.loads((BUNDLED / "contest.toml").read_text(encoding="utf-8"))
TOPICS = [topic["id"] for topic in CONTEST["topics"]]

# Questions on an index have its name before the number in their id.
INDICES = {"par": "PAR INDEX", "sipas": "SIPAS", "papi": "PAPI", "pci": "PCI", "dti": "DTI"}

# What a resident or an official does in a case: at least a third of the bank.
SITUATIONS = """
tc-003 tc-008 tc-010 tc-011 tc-013 tc-018 tc-019 tc-020 tt-002 tt-003 tt-004 tt-005 tt-006 tt-007
tt-008 tt-009 tt-011 tt-012 tt-014 tt-015 tt-016 tt-017 tt-019 bm-005 bm-010 bm-013 bm-017 bm-018
cv-001 cv-003 cv-005 cv-006 cv-008 cv-010 cv-013 cv-016 cv-017 cv-019 tcc-003 tcc-004 tcc-010
tcc-011 tcc-015 tcc-016 tcc-017 cps-009 cps-010 cps-011 cps-015 da-005 da-009 da-010 da-012 da-015
da-017 da-018 pci-004
"""

# Pairs of ids whose texts are alike on purpose, with the reason. None is as yet.
ALIKE: dict[frozenset[str], str] = {}


def right_and_wrong(bank: Bank) -> Iterator[tuple[int, list[int]]]:
    """Length of the right option and of the wrong ones, where one of four is right."""
    for question in bank:
        if len(question["key"]) == 1:
            lengths = [len(option) for option in question["options"]]
            yield lengths.pop(ord(question["key"][0]) - ord("A")), lengths


def is_too_small(bank: Bank) -> Iterator[str]:
    counts = Counter(question["topic"] for question in bank)
    yield from (topic for topic in TOPICS if counts[topic] < 12)
    if len(bank) < 120:
        yield f"{len(bank)} questions"


def has_too_few_of_an_index(bank: Bank) -> Iterator[str]:
    counts = Counter(question["id"].partition("-")[0] for question in bank)
    yield from (prefix for prefix in INDICES if counts[prefix] < 5)
    for question in bank:
        named = {name for name in INDICES.values() if name in " ".join(texts(question))}
        prefix = question["id"].partition("-")[0]
        if INDICES.get(prefix, "") not in {*named, ""}:
            yield f"{question['id']} does not name {INDICES[prefix]}"
        if (prefix in INDICES) != (question["topic"] == "chi-so"):
            yield f"{question['id']} in {question['topic']}"


def has_too_few_situations(bank: Bank) -> Iterator[str]:
    situations = SITUATIONS.split()
    yield from set(situations) - {question["id"] for question in bank}
    if len(set(situations)) * 3 < len(bank):
        yield f"{len(situations)} situations of {len(bank)} questions"


def is_incomplete(bank: Bank) -> Iterator[str]:
    for question in bank:
        several = question["text"].startswith("Chọn các phương án đúng: ")
        whole = (
            question["explanation"].endswith(".")
            and question["text"].endswith("?")
            and len(question["options"]) == 4
            and several == (len(question["key"]) > 1)
        )
        if not whole:
            yield question["id"]
    if {question.get("difficulty") for question in bank} != {1, 2, 3}:
        yield "difficulty"


def favours_a_letter(bank: Bank) -> Iterator[str]:
    keys = Counter(question["key"][0] for question in bank if len(question["key"]) == 1)
    shares = {letter: keys[letter] / keys.total() for letter in "ABCD"}
    for letter, share in shares.items():
        if not 0.2 <= share <= 0.3:
            yield f"{letter} {share:.0%}"


def tells_by_length(bank: Bank) -> Iterator[str]:
    pairs = list(right_and_wrong(bank))
    ratio = mean(right for right, _ in pairs) / mean(n for _, wrong in pairs for n in wrong)
    longest = mean(right > max(wrong) for right, wrong in pairs)
    if not 0.9 <= ratio <= 1.1:
        yield f"right options are {ratio:.2f} of wrong ones"
    if longest > 0.35:
        yield f"the right option is the longest in {longest:.0%}"


def joins_options(bank: Bank) -> Iterator[str]:
    joined = re.compile(
        r"(tất cả|cả (hai|ba|bốn)|không có|các) (các )?(đáp án|phương án|câu|ý)\b"
        r"|(đều|cùng) (đúng|sai)\b|\b[abcd] (và|hoặc) [abcd]\b"
    )
    for question in bank:
        if any(joined.search(option.casefold()) for option in question["options"]):
            yield question["id"]


def repeats_itself(bank: Bank) -> Iterator[str]:
    for one, other in combinations(bank, 2):
        matcher = SequenceMatcher(None, one["text"].casefold(), other["text"].casefold())
        close = matcher.real_quick_ratio() >= 0.9 and matcher.quick_ratio() >= 0.9
        alike = close and matcher.ratio() >= 0.9
        if alike != (frozenset({one["id"], other["id"]}) in ALIKE):
            yield f"{one['id']} and {other['id']}"


CHECKS: list[Check] = [
    is_too_small, has_too_few_of_an_index, has_too_few_situations, is_incomplete, favours_a_letter,
    tells_by_length, joins_options, repeats_itself,
]  # fmt: skip


@pytest.mark.parametrize("check", CHECKS)
def test_the_bank_is_as_a_jury_would_have_it(check: Check) -> None:
    assert list(check(BANK)) == []


def sized_by_key(right: int, wrong: int) -> Callable[[Bank], Bank]:
    """Options of so many letters each."""

    def options(question: dict[str, Any]) -> list[str]:
        return [letter * (right if letter in question["key"] else wrong) for letter in "ABCD"]

    return lambda bank: [{**each, "options": options(each)} for each in bank]


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        (is_too_small, lambda bank: bank[-119:]),
        (is_too_small, lambda bank: [each for each in bank if each["id"] > "da-007"]),
        (has_too_few_of_an_index, lambda bank: [e for e in bank if e["id"] != "sipas-002"]),
        (
            has_too_few_of_an_index,
            changed("par-001", text="Ai công bố?", explanation="", source=""),
        ),
        (has_too_few_of_an_index, changed("tc-001", topic="chi-so")),
        (has_too_few_situations, lambda bank: [e for e in bank if e["id"] != "tt-002"]),
        (has_too_few_situations, lambda bank: bank * 2),
        (is_incomplete, changed("tc-001", explanation="")),
        (is_incomplete, changed("tc-001", key=["A", "B"])),
        (is_incomplete, changed("", difficulty=2)),
        (is_incomplete, changed("tc-001", difficulty=None)),
        (favours_a_letter, changed("", key=["A"])),
        (tells_by_length, sized_by_key(right=101, wrong=100)),
        (tells_by_length, sized_by_key(right=89, wrong=100)),
        (joins_options, changed("tc-001", options=["A", "B", "C", "Tất cả các đáp án trên"])),
        (joins_options, changed("tc-001", options=["A", "B", "C", "Cả A và B"])),
        (repeats_itself, lambda bank: [*bank, {**bank[0], "id": "tc-999"}]),
    ],
)
def test_each_check_can_fail(check: Check, spoil: Callable[[Bank], Bank]) -> None:
    assert list(check(spoil(BANK)))


def test_the_bank_in_excel_is_the_same_version(tmp_path: Path) -> None:
    (tmp_path / "contest.toml").write_bytes((BUNDLED / "contest.toml").read_bytes())
    (tmp_path / "questions.xlsx").write_bytes(workbook(HEADINGS, *sheet_rows(BANK)))
    documents = [read_contest(BUNDLED), read_contest(tmp_path)]
    assert documents[0] == documents[1]
    one, other = (version_of(each, contest_secrets(each["slug"], ROOTS)) for each in documents)
    assert one == other
    other_bank = [*BANK[:-1], {**BANK[-1], "text": "Câu khác?"}]
    (tmp_path / "questions.xlsx").write_bytes(workbook(HEADINGS, *sheet_rows(other_bank)))
    changed_document = read_contest(tmp_path)
    assert version_of(changed_document, contest_secrets("cchc-2024", ROOTS)) != one
