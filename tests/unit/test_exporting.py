"""The workbook of a ranking run, as the finance officer opens it."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.ranking import Verdict
from chalicelib.stores.workbook import workbook
from chalicelib.usecases.exporting import export, exportable_run
from chalicelib.usecases.judging import review
from chalicelib.usecases.publishing import publish
from chalicelib.usecases.ranking import rank
from tests.fakes import FakeStores
from tests.play import SLUG, Play, code_of

PROVISIONAL = "TẠM THỜI – chưa công bố"


def ranked(**over: Any) -> Play:
    """Four took part, each slower than the one before, and were ranked."""
    play = Play()
    for number in range(4):
        play.take_part(number, seconds=61 + number, **over)
    play.freeze()
    rank(SLUG, "by", play.stores)
    return play


def opened(stores: FakeStores, sheet: str = "Giải thưởng") -> Worksheet:
    key = export(SLUG, workbook, stores)["key"]
    book = load_workbook(io.BytesIO(stores.vault.objects[key]))
    assert book.sheetnames == ["Giải thưởng", "Xếp hạng", "Đơn vị"]
    found: Worksheet = book[sheet]
    return found


def rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    """Rows without the empty cells at their end; empty rows are left out."""
    filled = [tuple(each for each in row if each not in (None, "")) for row in sheet.values]
    return [row for row in filled if row]


def texts(sheet: Worksheet) -> set[Any]:
    return {value for row in rows(sheet) for value in row}


@pytest.mark.parametrize(
    ("slug", "code"), [("khac", Code.NO_SUCH_CONTEST), (SLUG, Code.NOT_RANKED)]
)
def test_before_a_ranking_there_is_nothing_to_export(slug: str, code: Code) -> None:
    play = Play()
    with pytest.raises(Refusal) as refusal:
        export(slug, workbook, play.stores)
    assert code_of(refusal) is code
    assert play.written == []


def test_a_run_whose_outcome_is_gone_is_no_ranking() -> None:
    play = ranked()
    for key in play.stores.vault.keys("runs/"):
        play.stores.vault.delete(key)
    with pytest.raises(Refusal) as refusal:
        exportable_run(SLUG, play.stores)
    assert code_of(refusal) is Code.NOT_RANKED


@pytest.mark.parametrize("sheet", ["Giải thưởng", "Xếp hạng", "Đơn vị"])
def test_every_sheet_is_marked_until_its_run_is_published(sheet: str) -> None:
    play = ranked()
    assert PROVISIONAL in texts(opened(play.stores, sheet))
    publish(SLUG, "by", play.stores)
    assert PROVISIONAL not in texts(opened(play.stores, sheet))


def test_a_run_after_publishing_is_provisional_again() -> None:
    play = ranked()
    publish(SLUG, "by", play.stores)
    play.now += 1
    review(SLUG, play.attempts()[0].id, Verdict.OK, "Xem lại", "by", play.stores)
    rank(SLUG, "by", play.stores)
    assert export(SLUG, workbook, play.stores)["provisional"]
    assert PROVISIONAL in texts(opened(play.stores))


def test_an_export_tells_where_it_lies_and_of_what_run_it_is() -> None:
    play = ranked()
    run = exportable_run(SLUG, play.stores).run.inputs_hash
    told = export(SLUG, workbook, play.stores)
    key = f"exports/nho/{run}-provisional.xlsx"
    assert told == {"key": key, "run": run, "provisional": True}
    publish(SLUG, "by", play.stores)
    key = f"exports/nho/{run}-published.xlsx"
    assert export(SLUG, workbook, play.stores) == {"key": key, "run": run, "provisional": False}


def test_prizes_are_listed_with_their_sum_in_figures_and_words() -> None:
    listed = rows(opened(ranked().stores))
    prizes = [row for row in listed if isinstance(row[0], int)]
    assert [(row[0], row[1], row[-1]) for row in prizes] == [
        (1, "Giải nhất", 600_000),
        (2, "Giải nhì", 300_000),
        (3, "Giải nhì", 300_000),
        (4, "Đông người dự thi nhất", 700_000),
    ]
    assert ("Tổng cộng", 1_900_000) in listed
    assert ("Bằng chữ: Một triệu chín trăm nghìn đồng.",) in listed


def test_a_winner_can_be_called_and_signs_for_the_prize() -> None:
    listed = rows(opened(ranked(name="Trần Thị Bé").stores))
    number, title, name, phone, unit, result, amount = next(row for row in listed if row[0] == 1)
    assert (title, name, phone, unit) == ("Giải nhất", "Trần Thị Bé", "0900000000", "Khu phố 1")
    assert result == "3 câu đúng, 1 phút 1,000 giây"
    assert (number, amount) == (1, 600_000)


def test_a_contest_that_nobody_won_has_a_sum_of_nothing() -> None:
    play = Play()
    play.freeze()
    rank(SLUG, "by", play.stores)
    listed = rows(opened(play.stores))
    assert ("Tổng cộng", 0) in listed
    assert ("Bằng chữ: Không đồng.",) in listed


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@a", "{=1}", "'1"])
def test_names_are_text_and_never_formulas(name: str) -> None:
    sheet = opened(ranked(name=name).stores)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == name]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}


def test_open_ties_are_named_where_their_winners_will_stand() -> None:
    play = Play()
    for number in range(2):
        play.take_part(number)
    play.freeze()
    rank(SLUG, "by", play.stores)
    listed = rows(opened(play.stores))
    assert ("Chưa quyết định do đồng hạng: Giải nhất (1 giải).",) in listed


def test_the_standing_has_every_entry_and_nobodys_name() -> None:
    play = ranked(name="Trần Thị Bé")
    standing = rows(opened(play.stores, "Xếp hạng"))
    ranks = [(row[0], row[3], row[5]) for row in standing if isinstance(row[0], int)]
    assert ranks == [(place, 3, "Được tính") for place in (1, 2, 3, 4)]
    assert "Trần Thị Bé" not in texts(opened(play.stores, "Xếp hạng"))


def test_units_are_listed_with_their_counts() -> None:
    listed = rows(opened(ranked().stores, "Đơn vị"))
    assert ("Khu phố 1", 4, 4, 12, 3) in listed
    assert ("Công an phường", 0, 0, 0, 0) in listed


def test_every_sheet_says_contest_and_run() -> None:
    play = ranked()
    run = exportable_run(SLUG, play.stores).run.inputs_hash
    for sheet in ("Giải thưởng", "Xếp hạng", "Đơn vị"):
        head = rows(opened(play.stores, sheet))[:3]
        assert head[1] == ("Cuộc thi: Cuộc thi nhỏ – UBND phường",)
        assert head[2] == (f"Lần xếp hạng {run[:12]}, lúc 17:01 ngày 21/07/2024 (giờ Việt Nam)",)
