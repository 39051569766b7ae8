"""A contest from its folder: located faults, and the same document from both question files."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.stores.contest_folder import FolderFaults, read_contest
from tests.builders import CLOSES_AT, OPENS_AT, a_contest_file, a_document
from tests.folders import (
    HEADINGS,
    QUESTIONS,
    ROWS,
    a_folder,
    faults_in,
    sheet_rows,
    toml_file,
    workbook,
)


def test_toml_and_excel_give_the_same_document(tmp_path: Path) -> None:
    from_toml = read_contest(a_folder(tmp_path / "toml"))
    from_excel = read_contest(a_folder(tmp_path / "excel", bank=workbook(HEADINGS, *ROWS)))
    assert from_toml == from_excel == a_document()


printable = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
visible = printable.map(lambda text: f"x{text}")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "topic": st.sampled_from(["the-che", "thu-tuc"]),
                "text": visible,
                "options": st.lists(visible, min_size=2, max_size=4, unique_by=lambda o: o.strip()),
                "key": st.just(["B"]),
                "explanation": st.just("") | visible,
                "source": visible,
                "difficulty": st.sampled_from([1, 2, 3]),
            }
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_bank_loads_alike_from_toml_and_excel(
    tmp_path_factory: pytest.TempPathFactory, bank: list[dict[str, Any]]
) -> None:
    questions = QUESTIONS + [{**each, "id": f"q-{n}"} for n, each in enumerate(bank)]
    folder = tmp_path_factory.mktemp("bank")
    results = []
    for file in (toml_file({"questions": questions}), workbook(HEADINGS, *sheet_rows(questions))):
        try:
            results.append(read_contest(a_folder(folder, bank=file)))
        except FolderFaults as found:  # options that are equal once composed
            results.append([fault.message for fault in found.faults])
    assert results[0] == results[1]


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200), st.booleans())
def test_any_bytes_are_faults(
    tmp_path_factory: pytest.TempPathFactory, contest: bytes, bank: bytes, excel: bool
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "contest.toml").write_bytes(contest)
    (folder / f"questions.{'xlsx' if excel else 'toml'}").write_bytes(bank)
    assert faults_in(folder)


def test_the_window_can_be_moved_before_it_is_checked(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, opens_at=a_contest_file()["closes_at"])
    assert "closes_at" in faults_in(folder)[0]
    document = read_contest(folder, opens_at=OPENS_AT + 1, closes_at=CLOSES_AT + 2)
    assert (document["opens_at"], document["closes_at"]) == (OPENS_AT + 1, CLOSES_AT + 2)


# ---- files as a whole


def test_an_empty_folder_misses_both_files(tmp_path: Path) -> None:
    assert faults_in(tmp_path) == [
        "contest.toml: không có tệp này trong thư mục cuộc thi; xin thêm vào.",
        (
            "questions.toml: phải có một trong hai tệp questions.toml và questions.xlsx; "
            "xin giữ đúng một tệp."
        ),
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert len(faults_in(tmp_path / "none")) == 2


def test_two_question_files_are_one_too_many(tmp_path: Path) -> None:
    (a_folder(tmp_path) / "questions.xlsx").write_bytes(workbook(HEADINGS))
    (fault,) = faults_in(tmp_path)
    assert "không được có cả hai tệp" in fault


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (a_folder(tmp_path) / "contest.toml").unlink()
    (tmp_path / "contest.toml").mkdir()
    assert faults_in(tmp_path) == ["contest.toml: không mở được tệp này; xin kiểm tra quyền đọc."]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_other_encodings_are_told_to_be_utf8(tmp_path: Path, encoding: str) -> None:
    (a_folder(tmp_path) / "contest.toml").write_bytes('title = "đ"'.encode(encoding))
    assert "không phải UTF-8" in faults_in(tmp_path)[0]


def test_files_of_windows_are_read(tmp_path: Path) -> None:
    for file in a_folder(tmp_path).glob("*.toml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_contest(tmp_path) == a_document()


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ('a = "x\n', 1), ("a = [1,\n2", 2),
     ("a = 1\nb = " + "9" * 5_000, 2)],
)  # fmt: skip
def test_toml_syntax_faults_tell_the_line(tmp_path: Path, text: str, line: int) -> None:
    (fault,) = faults_in(a_folder(tmp_path, contest=text))
    assert fault.startswith(f"contest.toml:{line}: sai cú pháp TOML ở dòng {line}")


def test_brackets_nested_too_deep_are_a_fault(tmp_path: Path) -> None:
    assert "quá sâu" in faults_in(a_folder(tmp_path, bank="a = " + "[" * 9_999))[0]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    assert "lớn hơn 20 MB" in faults_in(a_folder(tmp_path, bank="#" * (20 * 2**20 + 1)))[0]


def test_questions_in_the_contest_file_are_told_to_move(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    with (folder / "contest.toml").open("a") as file:
        file.write('[[questions]]\nid = "x"\n')
    (fault,) = faults_in(folder)
    assert "phải nằm ở tệp riêng" in fault
    assert fault.startswith("contest.toml:12 questions")


def test_other_fields_in_the_question_file_are_faults(tmp_path: Path) -> None:
    bank = 'title = "x"\n' + toml_file({"questions": QUESTIONS})
    assert faults_in(a_folder(tmp_path, bank=bank)) == [
        "questions.toml:1 title: tệp này chỉ chứa [[questions]]; xin bỏ đi."
    ]


def test_a_broken_contest_file_does_not_hide_faults_of_the_bank(tmp_path: Path) -> None:
    faults = faults_in(a_folder(tmp_path, contest="a = ", bank='[[questions]]\nid = "A"\n'))
    assert faults[0].startswith("contest.toml:1: sai cú pháp")
    assert any(fault.startswith("questions.toml:2 questions[1].id: ") for fault in faults)
    assert not any("contest.toml" in fault for fault in faults[1:])


def test_a_broken_bank_does_not_hide_faults_of_the_contest(tmp_path: Path) -> None:
    faults = faults_in(a_folder(tmp_path, slug="A", bank="x = "))
    assert [fault.partition(" ")[0] for fault in faults] == ["contest.toml:1", "questions.toml:1:"]


# ---- where faults are in TOML

CONTEST = """\
# ghi chú
slug = "A"
title = "Cuộc thi"
host = "UBND"
contact = "Văn phòng"
opens_at = 2024-07-01T07:00:00+07:00
closes_at = 2024-07-21T17:00:00+07:00

[identity]
categories = [
  "Cán bộ",
  "",
]
excluded = [{ id = "1", role = "x" }]
[paper]
time_limit_s = 1
[paper.quota]
the-che = 9
[[prizes.individual]]
title = "Giải nhất"
count = 0
amount_vnd = 1
[[prizes.individual]]
title = "Giải nhì"
count = 1
amount_vnd = -1
[[topics]]
id = "the-che"
name = "Thể chế"
[[units]]
id = "a"
[[units]]
id = "b"
name = "B"
x = 1
"""


def test_faults_are_told_by_line_and_in_order(tmp_path: Path) -> None:
    faults = faults_in(a_folder(tmp_path, contest=CONTEST))
    assert [fault.partition(": ")[0] for fault in faults if fault.startswith("contest")] == [
        "contest.toml:2 slug",
        "contest.toml:12 identity.categories[2]",
        "contest.toml:14 identity.excluded[1].id",
        "contest.toml:16 paper.time_limit_s",
        "contest.toml:18 paper.quota.the-che",
        "contest.toml:21 prizes.individual[1].count",
        "contest.toml:26 prizes.individual[2].amount_vnd",
        "contest.toml:30 units[1].name",
        "contest.toml:35 units[2].x",
    ]


def test_a_missing_top_field_has_no_line(tmp_path: Path) -> None:
    (fault,) = faults_in(a_folder(tmp_path, title=None))
    assert fault == "contest.toml title: thiếu trường bắt buộc này; xin thêm vào."
