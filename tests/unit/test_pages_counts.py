"""The page of live counts: ranking, charts, and the paragraph to be read out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from chalicelib.pages.counts import counts_view
from chalicelib.pages.rendering import COUNTS, PublicFiles, Renderer
from tests.unit.test_pages import ASSETS, TEXTS, contest, read

WRITTEN = json.loads((Path(__file__).parent / "counts_examples.json").read_text("utf-8"))
EXAMPLES = {example["name"]: example for example in WRITTEN["examples"]}


def an_example_contest(example: dict[str, Any]) -> dict[str, Any]:
    units = [{**unit, "kind": None} for unit in example["stats"]["units"]]
    return {**WRITTEN["contest"], "units": units}


def stats(*participants: int, **over: Any) -> dict[str, Any]:
    """Counts of the contest's first units, nobody in the others."""
    shown = contest()
    counts = [*participants, *[0] * len(shown["units"])]
    return {
        "slug": shown["slug"],
        "as_of": shown["opens_at"] + 1,
        "registered": sum(participants),
        "submitted": sum(participants),
        "units": [
            {"id": unit["id"], "name": unit["name"], "participants": count, "submitted": count}
            for unit, count in zip(shown["units"], counts, strict=False)
        ],
        "days": [],
        **over,
    }


def page(counts: dict[str, Any] | None, **over: Any) -> str:
    files = PublicFiles(contest(**over), stats=counts)
    [made] = Renderer(ASSETS, read).contest_pages(files, [COUNTS])
    return made.html


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_said_is_what_the_script_says(name: str) -> None:
    example = EXAMPLES[name]
    view = counts_view(an_example_contest(example), example["stats"], TEXTS)
    assert [[row["id"], row["place"]] for row in view["rows"]] == example["places"]
    assert [bar["share"] for bar in view["bars"]] == example["shares"]
    assert view["announcement"] == example["announcement"]
    assert view["leaders"] == example["leaders"]
    assert view["days"]["busiest"] == example["busiest"]


def test_before_the_first_counts_every_unit_is_there_and_nothing_is_said() -> None:
    view = counts_view(contest(), None, TEXTS)
    assert [row["id"] for row in view["rows"]] == [unit["id"] for unit in contest()["units"]]
    said = ("as_of", "total", "spread", "leaders", "announcement")
    assert {view[name] for name in said} == {None}
    html = page(None)
    assert "Số liệu sẽ hiện ở đây" in html
    assert re.search(r'<section id="leading" hidden>', html)
    assert re.search(r'<section id="days" hidden>', html)


def test_the_page_is_whole_without_its_script() -> None:
    html = page(stats(0, 3))
    name = contest()["units"][1]["name"]
    first = re.search(r"<tbody>\s*<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    assert first is not None
    assert re.sub(r"<[^>]+>", " ", first[1]).split() == ["1", *name.split(), "3"]
    assert "3 người đã đăng ký, 3 bài đã nộp." in html
    assert f"Đơn vị dẫn đầu: {name} với 3 người." in html
    assert '<div id="counts-find" class="find" hidden>' in html
    assert "Tự cập nhật" not in re.sub(r'<script type="application/json".*', "", html)


def test_charts_have_a_name_and_a_description() -> None:
    html = page(stats(3, days=[{"date": "2024-07-01", "submitted": 3}]))
    for labelled in re.findall(r'<svg role="img" aria-labelledby="([^"]+)"', html):
        for each in labelled.split():
            assert re.search(rf'<(title|desc) id="{each}">[^<]+</', html), each
    assert html.count('role="img"') == 2


def test_days_are_those_of_the_contest_by_vietnamese_time() -> None:
    opens_at = 1_719_766_800_000  # 2024-07-01 00:00 in Vietnam
    shown = contest(opens_at=opens_at, closes_at=opens_at + 2 * 86_400_000)
    view = counts_view(shown, stats(1, days=[{"date": "2024-07-02", "submitted": 1}]), TEXTS)
    assert [(bar["date"], bar["share"]) for bar in view["days"]["bars"]] == [
        ("2024-07-01", 0.0),
        ("2024-07-02", 100.0),
    ]


def test_the_longest_contest_has_bars_for_all_its_days_within_the_chart() -> None:
    year_ms = 365 * 86_400_000
    opens_at = contest()["opens_at"]
    html = page(stats(1), closes_at=opens_at + year_ms)
    bars = re.findall(r'<rect data-date="[^"]+" x="([\d.]+)%" width="([\d.]+)%"', html)
    assert len(bars) in (365, 366)
    assert all(float(width) > 0.1 and float(x) + float(width) <= 100 for x, width in bars)


def test_kinds_are_asked_for_only_where_there_are_several() -> None:
    units = contest()["units"]
    several = [{**unit, "kind": f"Khối {at % 2}"} for at, unit in enumerate(units)]
    assert '<select id="counts-kind">' in page(stats(1), units=several)
    one = [{**unit, "kind": "Khu phố"} for unit in units]
    assert '<select id="counts-kind">' not in page(stats(1), units=one)
    none = [{**unit, "kind": None} for unit in units]
    assert "data-kind" not in page(stats(1), units=none)
