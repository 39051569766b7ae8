"""`docs/contest-format.md` names the fields of the table in `fields.py`, no more and no fewer."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.contest import Metric, RankingKey
from chalicelib.domain.contest_format import Fault, check_contest
from chalicelib.domain.contest_format.fields import field_names
from chalicelib.domain.contest_format.kinds import REQUIRED, Field, Later
from chalicelib.domain.contest_format.reading import read_table
from tests.builders import a_contest_file

TEXT = (Path(__file__).parents[2] / "docs" / "contest-format.md").read_text()
WORKS = {name: field for name, field in field_names() if field.later is None}
LATER = {name: field for name, field in field_names() if field.later is not None}


# Their limits are other fields: what a person is named by, the topics, the options, the choices.
LIMITED_BY_OTHERS = {
    "identity.excluded[].id",
    "questions[].topic",
    "questions[].key",
    "ranking.order",
}


def table_below(heading: str) -> dict[str, list[str]]:
    """The rows of the first table below a heading, by their first cell."""
    below = TEXT.partition(f"{heading}\n")[2].partition("\n#")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in below.splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`| "): row for row in rows}


def spelled(field: Field) -> str:
    """A default as the docs show it."""
    if field.default is REQUIRED:
        return "bắt buộc"
    if field.default is None or field.default == []:
        return "không có"
    as_toml = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"`{_quoted(as_toml)}`"


def _quoted(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) and value not in ("true", "false") else str(value)


def test_every_field_that_works_is_documented_and_none_other() -> None:
    assert set(table_below("## Các trường dùng được")) == set(WORKS)


def test_every_field_for_later_is_documented_and_none_other() -> None:
    assert set(table_below("## Các trường để dành cho bản sau")) == set(LATER)


@pytest.mark.parametrize("name", WORKS)
def test_defaults_are_documented(name: str) -> None:
    default, _, _ = table_below("## Các trường dùng được")[name][3].partition(": ")
    assert default == spelled(WORKS[name])


@pytest.mark.parametrize("name", LATER)
def test_defaults_and_reasons_of_later_fields_are_documented(name: str) -> None:
    *_, default, reason = table_below("## Các trường để dành cho bản sau")[name]
    assert default == spelled(LATER[name])
    assert Later(reason) is LATER[name].later


@pytest.mark.parametrize("name", WORKS)
def test_examples_are_right(name: str) -> None:
    example = table_below("## Các trường dùng được")[name][4].strip("`| ")
    if name == "paper.quota":
        example = f"{{ {example} }}"
    field = WORKS[name]
    faults: list[Fault] = []
    value = tomllib.loads(f"{field.name} = {example}")
    assert read_table(value, (field,), (), faults)
    assert faults == []


@pytest.mark.parametrize("name", sorted(set(WORKS) - LIMITED_BY_OTHERS))
def test_limits_are_documented(name: str) -> None:
    """Each number that a check holds stands in the column of limits."""
    limits = table_below("## Các trường dùng được")[name][2]
    text = repr(WORKS[name].kind)
    numbers = re.findall(r"(?:least|most|max_chars)=(\d+)", text)
    assert all(re.search(rf"(?<!\d){number}(?!\d)", limits) for number in numbers if number != "0")


@pytest.mark.parametrize("name", WORKS)
def test_every_field_has_a_reason(name: str) -> None:
    row = table_below("## Các trường dùng được")[name]
    assert len(row) == 6
    assert len(row[5].strip("| ")) > 10


@pytest.mark.parametrize("name", WORKS)
def test_every_choice_is_documented(name: str) -> None:
    kind = WORKS[name].kind
    values = getattr(kind, "values", None) or getattr(getattr(kind, "check", None), "values", ())
    limits = "".join(table_below("## Các trường dùng được")[name][2:4])
    if name not in {"prizes.collective[].metric", "ranking.order"}:
        assert all(f'"{value}"' in limits for value in values)


def test_ranking_keys_are_documented() -> None:
    assert set(table_below("### Thứ tự xét (`ranking.order`)")) == set(RankingKey)


def test_the_example_with_conditions_is_right() -> None:
    example = TEXT.partition("### Giải có điều kiện")[2].split("```")[1].removeprefix("toml")
    raw = a_contest_file(
        prizes=tomllib.loads(example)["prizes"], paper={"quota": {"the-che": 7, "thu-tuc": 3}}
    )
    first = raw["questions"][0]
    raw["questions"] = [
        {**first, "id": f"{topic}-{number}", "topic": topic}
        for topic in ("the-che", "thu-tuc")
        for number in range(7)
    ]
    assert check_contest(raw)


def test_metrics_are_documented() -> None:
    assert set(table_below("### Cách tính giải tập thể (`metric`)")) == set(Metric)
