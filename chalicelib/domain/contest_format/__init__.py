"""The contest format: from what the files of a contest hold to a checked document."""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.contest_format.faults import ContestFaults, Fault, Path
from chalicelib.domain.contest_format.fields import CONTEST
from chalicelib.domain.contest_format.questions import faults_of_questions, key_indexes
from chalicelib.domain.contest_format.reading import read_table
from chalicelib.domain.contest_format.rules import faults_across_fields

__all__ = ["CheckedContest", "ContestFaults", "Fault", "Path", "check_contest", "examine_contest"]


@dataclass(frozen=True)
class CheckedContest:
    """A contest without fault. `document` is its one normalised form, equal for files that say
    the same: defaults filled in, instants in milliseconds, texts cleaned, keys as indexes,
    excluded identities in their one spelling; only types that canonical JSON knows."""

    document: dict[str, Any]

    @property
    def contest(self) -> Contest:
        return contest_from_document(self.document)


def check_contest(raw: dict[str, Any]) -> CheckedContest:
    """Checks what `contest.toml` holds, with the bank's questions under "questions".

    `raw` has the types that tomllib gives, `raw["questions"]` is a list of tables in the form of
    `questions.toml`. Raises ContestFaults with every fault at once.
    """
    document, faults = examine_contest(raw)
    if faults:
        raise ContestFaults(faults)
    for question in document["questions"]:
        question["key"] = key_indexes(question["key"])
    return CheckedContest(document)


def examine_contest(raw: dict[str, Any]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """What of it is right, faulty fields left out and keys still as letters; and every fault."""
    faults: list[Fault] = []
    document = read_table(raw, CONTEST, (), faults)
    faults.extend(faults_across_fields(document))
    faults.extend(faults_of_questions(document))
    return document, tuple(faults)
