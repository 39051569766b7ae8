"""From a checked document back to the files' form, and to JSON: nothing is lost on the way."""

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.contest_format import check_contest
from chalicelib.domain.contest_format.writing import (
    in_file_order,
    iso_of_ms,
    questions_in_file_order,
    raw_as_json,
    raw_from_json,
    raw_of_document,
)
from chalicelib.stores.contest_folder import read_contest
from tests.builders import OPENS_AT, a_contest_file, a_document

BUNDLED = sorted(path.parent for path in Path("contests").glob("*/contest.toml"))


def way_and_back(document: dict[str, Any]) -> dict[str, Any]:
    """Document → raw → JSON text → raw → document."""
    raw = raw_of_document(document)
    kept = json.loads(json.dumps(raw_as_json(raw), sort_keys=True))
    return check_contest({**raw_from_json(kept), "questions": raw["questions"]}).document


@pytest.mark.parametrize("folder", BUNDLED, ids=lambda folder: folder.name)
def test_the_bundled_contests_come_back_the_same(folder: Path) -> None:
    document = read_contest(folder)
    assert way_and_back(document) == document
    assert list(way_and_back(document)["paper"]["quota"]) == list(document["paper"]["quota"])


def test_a_document_whose_names_were_sorted_comes_back_with_its_topics_order() -> None:
    stored = json.loads(json.dumps(a_document(), sort_keys=True))
    stored["topics"].reverse()
    assert list(raw_of_document(stored)["paper"]["quota"]) == ["thu-tuc", "the-che"]


def test_the_file_checked_and_written_again_gives_the_same_document() -> None:
    document = check_contest(a_contest_file()).document
    assert way_and_back(document) == document


def test_what_has_no_value_is_left_out() -> None:
    raw = raw_of_document(a_document())
    assert "prediction" not in raw
    assert "min_age" not in raw["identity"]
    assert raw["questions"][2] == {
        "id": "tc-003",
        "topic": "the-che",
        "text": "Câu hỏi tc-003?",
        "options": ["Một", "Hai", "Ba", "Bốn"],
        "key": ["A", "C"],
        "explanation": "Giải thích tc-003.",
        "source": "Nghị quyết số 76/NQ-CP ngày 15/7/2021",
    }


def test_instants_are_texts_in_vietnamese_time() -> None:
    kept = raw_as_json(raw_of_document(a_document()))
    assert kept["opens_at"] == iso_of_ms(OPENS_AT) == "2024-07-01T07:00:00+07:00"
    assert "questions" not in kept


def test_a_text_that_is_no_instant_stays() -> None:
    assert raw_from_json({"opens_at": "mai"}) == {"opens_at": "mai"}
    assert raw_from_json({"opens_at": 7}) == {"opens_at": 7}


def test_fields_stand_in_the_order_of_the_format() -> None:
    raw = {"units": [{"name": "A", "id": "a"}], "lạ": 1, "slug": "x", "paper": ["not a table"]}
    assert list(in_file_order(raw)) == ["slug", "paper", "units", "lạ"]
    assert list(in_file_order(raw)["units"][0]) == ["id", "name"]
    assert list(questions_in_file_order([{"key": ["A"], "id": "q"}, "?"])[0]) == ["id", "key"]
