"""Official papers, opened again by other libraries than the ones that wrote them."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx2python import docx2python
from python_calamine import CalamineWorkbook

from chalicelib.domain.outcome import rank_contest
from chalicelib.domain.papers.kinds import Paper
from chalicelib.domain.results import outcome_document
from chalicelib.stores.documents.making import make_paper
from tests.papers import BAD_NAMES, EVERY_LETTER, a_basis

WORD = (Paper.DECISION, Paper.RECEIPTS, Paper.CERTIFICATES, Paper.REPORT)
ANALYSIS = {
    "knowledge": {
        "topics": [{"id": "the-che", "shown": 8, "right": 5}],
        "questions": [
            {"id": "tc-001", "shown": 10, "right": 9},
            {"id": "tt-002", "shown": 10, "right": 1},
            {"id": "tt-001", "shown": 3, "right": None},
        ],
    }
}
STATS = {"days": [{"date": "2024-07-01", "submitted": 4}, {"date": "2024-07-02", "submitted": 2}]}


def text_of(made: bytes) -> str:
    with docx2python(io.BytesIO(made), html=False) as document:
        return str(document.text)


def tables_of(made: bytes) -> list[list[list[str]]]:
    """Tables of more than one column: rows of cells."""
    with docx2python(io.BytesIO(made), html=False) as document:
        body: Any = document.body
    rows = [[["\n".join(cell) for cell in row] for row in table] for table in body]
    return [table for table in rows if len(table[0]) > 1]


def paper(kind: Paper, **over: Any) -> bytes:
    return make_paper(kind, a_basis(**over), None)


def cells(made: bytes) -> list[list[Any]]:
    found: list[list[Any]] = (
        CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    )
    return found


@pytest.mark.parametrize("kind", WORD)
def test_every_letter_comes_out(kind: Paper) -> None:
    assert EVERY_LETTER in text_of(paper(kind, names=(EVERY_LETTER,)))


@pytest.mark.parametrize("kind", WORD)
def test_names_stand_as_typed_and_do_nothing(kind: Paper) -> None:
    said = text_of(paper(kind, names=BAD_NAMES))
    # The fifth person wins the prize by judgement.
    assert all(name in said for name in BAD_NAMES)


@pytest.mark.parametrize("kind", WORD)
def test_no_field_is_left_and_no_list_is_cut(kind: Paper) -> None:
    said = text_of(paper(kind, stats=STATS, analysis=ANALYSIS))
    assert re.findall(r"\{\{.*?\}\}", said) == []
    assert all(f"Người {n}" in said for n in range(5))
    assert "Khu phố 2" in said


@pytest.mark.parametrize("kind", list(Paper))
def test_drafts_say_so_and_others_do_not(kind: Paper) -> None:
    def marked(draft: bool) -> bool:
        made = paper(kind, draft=draft)
        said = str(cells(made)) if kind is Paper.PRIZE_LIST else text_of(made)
        return "DỰ THẢO" in said

    assert marked(True)
    assert not marked(False)


def test_the_decision_has_the_parts_of_the_decree() -> None:
    said = text_of(paper(Paper.DECISION))
    in_order = [
        "ỦY BAN NHÂN DÂN", "PHƯỜNG BỒNG SƠN", "Số: 125/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Bồng Sơn, ngày 01 tháng 8 năm 2024", "QUYẾT ĐỊNH",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG BỒNG SƠN", "Căn cứ Luật Thi đua, khen thưởng",
        "Điều 1.", "Khen thưởng 05 cá nhân và 02 tập thể", "Điều 2.",
        "3.800.000 đồng (bằng chữ: Ba triệu tám trăm nghìn đồng)", "Điều 3.", "Nơi nhận:",
        "Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Đặng", "DANH SÁCH",
    ]  # fmt: skip
    places = []
    for part in in_order:
        places.append(said.index(part, places[-1] if places else 0))
    assert places == sorted(places)


def test_the_list_of_the_decision_is_whole() -> None:
    table = next(each for each in tables_of(paper(Paper.DECISION)) if each[0][0] == "STT")
    assert [row[0] for row in table] == ["STT", *map(str, range(1, 9))]
    assert table[1] == ["1", "Người 0", "Khu phố 1", "Giải nhất", "600.000"]
    assert table[8] == ["8", "Khu phố 2", "", "Cao tuổi nhất", "350.000"]


def test_without_number_and_day_there_is_room_to_write_them() -> None:
    from chalicelib.domain.papers.kinds import Details

    said = text_of(paper(Paper.DECISION, details=Details()))
    assert re.search(r"Số: +/QĐ-UBND", said)
    assert re.search(r"Bồng Sơn, ngày +tháng +năm", said)


def test_the_prize_list_adds_up() -> None:
    rows = cells(paper(Paper.PRIZE_LIST))
    table = [row for row in rows if isinstance(row[0], float)]
    assert [row[1] for row in table] == [
        "Người 0", "Người 1", "Người 2", "Người 3", "Khu phố 1", "Khu phố 1", "Người 4",
        "Khu phố 2",
    ]  # fmt: skip
    total = next(row for row in rows if row[1] == "Tổng cộng")
    assert total[5] == sum(row[5] for row in table) == 3_800_000
    assert any(row[0] == "Số tiền bằng chữ: Ba triệu tám trăm nghìn đồng." for row in rows)


def test_the_prize_list_holds_no_formula() -> None:
    made = paper(Paper.PRIZE_LIST, names=BAD_NAMES)
    assert {row[1] for row in cells(made)} >= set(BAD_NAMES)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_each_certificate_is_of_one_recipient() -> None:
    said = text_of(paper(Paper.CERTIFICATES))
    assert said.count("GIẤY KHEN") == 8
    assert said.count("Đã đạt Giải nhất Cuộc thi “Cuộc thi nhỏ”") == 1
    assert said.count("Tập thể: Khu phố 1") == 2
    assert said.count("Đã đạt giải “Cao tuổi nhất” Cuộc thi") == 2
    with zipfile.ZipFile(io.BytesIO(paper(Paper.CERTIFICATES))) as packed:
        body = packed.read("word/document.xml").decode()
    assert body.count("w:pageBreakBefore") == 7


def test_only_the_receipts_have_numbers_to_call() -> None:
    for kind in WORD:
        assert ("0912345670" in text_of(paper(kind))) is (kind is Paper.RECEIPTS)


def charts_of(made: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        names = [name for name in packed.namelist() if name.startswith("word/charts/")]
        return [packed.read(name).decode() for name in names]


def test_the_report_has_charts_where_there_are_figures() -> None:
    assert len(charts_of(paper(Paper.REPORT, stats=STATS, analysis=ANALYSIS))) == 4
    units, scores = charts_of(paper(Paper.REPORT))
    assert re.findall("<c:v>(.*?)</c:v>", units)[-3:] == ["4", "2", "0"]
    assert re.findall("<c:v>(.*?)</c:v>", scores) == ["3 câu", "2 câu", "3", "3"]


def test_the_report_tells_what_people_do_not_know() -> None:
    made = paper(Paper.REPORT, stats=STATS, analysis=ANALYSIS)
    hardest = next(table for table in tables_of(made) if table[0][1] == "Câu hỏi")
    assert [row[1:3] for row in hardest[1:]] == [
        ["Câu hỏi tt-002?", "10"], ["Câu hỏi tc-001?", "90"],
    ]  # fmt: skip
    assert "Chưa có bảng phân tích" not in text_of(made)
    assert "Chưa có bảng phân tích" in text_of(paper(Paper.REPORT))


def test_figures_of_the_report_by_hand() -> None:
    said = text_of(paper(Paper.REPORT, stats=STATS))
    assert "Có 6 lượt đăng ký, 6 bài được nộp; 6 người có bài dự thi được tính" in said
    assert "Có 2/3 đơn vị có người dự thi. Đơn vị chưa có người dự thi: Khu phố 2." in said
    # Three with 3 of 3, three with 2: 2,5.
    assert "đúng 2,50 câu; 3 người trả lời đúng tất cả" in said
    units = next(table for table in tables_of(paper(Paper.REPORT)) if table[0][1] == "Đơn vị")
    assert units[1] == ["1", "Khu phố 1", "4", "4%", "3", "2,75"]


@pytest.mark.parametrize("kind", list(Paper))
def test_a_contest_that_nobody_took_part_in_has_papers_too(kind: Paper) -> None:
    """With no name on them, and nothing that fails."""
    basis = a_basis()
    outcome = outcome_document(rank_contest(basis.contest, "v1", []))
    made = make_paper(kind, replace(basis, outcome=outcome), None)
    said = str(cells(made)) if kind is Paper.PRIZE_LIST else text_of(made)
    assert "{{" not in said
    assert "Người 0" not in said
