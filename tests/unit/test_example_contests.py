"""Every folder of `contests/` loads, and shows the rules that its line of the README claims."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.contest_format.fields import field_names
from chalicelib.domain.rules_text import rules_sections
from chalicelib.stores.contest_folder import read_contest

CONTESTS = Path(__file__).parents[2] / "contests"
FOLDERS = sorted(folder.name for folder in CONTESTS.iterdir() if folder.is_dir())
EXAMPLES = [name for name in FOLDERS if name.startswith("vi-du-")]
FIELDS = dict(field_names())
Document = dict[str, Any]

# Values of each contest's files. A name with [] means the values of all items, once each.
HAS: dict[str, dict[str, Any]] = {
    "cchc-2024": {"prizes.collective[].metric": {"participants", "full_marks"}},
    "vi-du-ty-le-tham-gia": {
        "prizes.collective[].metric": {"participation_rate", "average_score"},
        "prizes.collective[].unit_kind": {"Cơ quan, đơn vị", "Trường học", "Khu phố", None},
        "prizes.collective[].min_rate": {50, 30, 3, None},
        "prizes.individual[].min_score": {9, 8, 7},
        "ranking.one_collective_prize_per_unit": True,
    },
    "vi-du-du-doan": {
        "prediction.target": "participants",
        "ranking.order": ["score", "prediction", "elapsed", "submitted_at"],
        "ranking.last_resort": "share",
        "prizes.individual[].full_marks_only": {True, False},
    },
    "vi-du-nhieu-luot": {
        "paper.attempts": 3,
        "paper.time_limit_s": None,
        "identity.min_age": 14,
        "ranking.order": ["score", "elapsed", "attempts", "registered_at"],
        "prizes.collective[].metric": {"attempts", "average_score"},
    },
    "vi-du-hai-nhom": {
        "identity.field": "citizen_id",
        "paper.require_all_answers": True,
        "paper.points_per_question": 5,
        "prizes.individual[].category": {"Cán bộ, công chức, viên chức", "Nhân dân", None},
        "prizes.collective[].metric": {"correct_answers"},
    },
}

# What the rules of each contest say, and what its line of the README says of that.
TOLD: dict[str, list[tuple[str, str]]] = {
    "cchc-2024": [
        ("tính số người đạt mức điểm cao nhất của cuộc thi", "số người đúng hết"),
    ],
    "vi-du-ty-le-tham-gia": [
        ("tỷ lệ giữa số người có bài dự thi được tính và tổng số người của đơn vị", "theo tỷ lệ"),
        ("chỉ xét các đơn vị thuộc nhóm “Cơ quan, đơn vị”", "riêng từng nhóm đơn vị"),
        ("có ít nhất 10 người dự thi", "có mức sàn"),
        ("ít nhất 3% tổng số người của đơn vị", "có mức sàn"),
        ("Khu phố 2: 320 người", "theo tỷ lệ người dự thi"),
        ("Mỗi đơn vị nhận nhiều nhất một giải tập thể", "mỗi tập thể nhiều nhất một giải"),
        ("trả lời đúng ít nhất 9 câu hỏi", "số câu đúng tối thiểu"),
    ],
    "vi-du-du-doan": [
        ("“Cuộc thi này có bao nhiêu người dự thi?”", "dự đoán số người dự thi"),
        ("Dự đoán được so với số người dự thi của toàn cuộc thi", "dự đoán số người dự thi"),
        ("gần đúng hơn xếp trên; nếu vẫn bằng nhau thì thời gian làm bài", "trước thời gian"),
        ("Giải nhất: 1 giải, gồm tiền thưởng 1.500.000 đồng", "giải nhất"),
        ("chỉ trao cho người trả lời đúng tất cả các câu hỏi", "chỉ cho người đúng hết"),
        ("chia đều tổng giá trị các giải liên quan", "chia giải"),
    ],
    "vi-du-nhieu-luot": [
        ("Mỗi người được dự thi nhiều nhất 3 lượt", "mỗi người ba lượt"),
        ("chỉ được tính một lượt: lượt tốt nhất", "lượt tốt nhất được tính"),
        ("số lượt thi đã bắt đầu ít hơn xếp trên", "ít lượt hơn xếp trên"),
        ("thời điểm bắt đầu lượt thi đầu tiên sớm hơn xếp trên", "ít lượt hơn xếp trên"),
        ("Thời gian làm bài của mỗi lượt thi không bị giới hạn", "không giới hạn thời gian"),
        ("từ đủ 14 tuổi trở lên", "từ đủ 14 tuổi"),
        ("xét theo số lượt thi đã nộp", "theo số lượt thi"),
        ("xét theo điểm trung bình", "điểm trung bình"),
    ],
    "vi-du-hai-nhom": [
        ("thuộc đối tượng “Cán bộ, công chức, viên chức”", "cho cán bộ, công chức, viên chức"),
        ("thuộc đối tượng “Nhân dân”", "cho Nhân dân"),
        ("Phải trả lời đủ tất cả các câu hỏi thì mới nộp được bài", "trả lời hết mới được nộp"),
        ("Mỗi câu đúng được 5 điểm", "mỗi câu 5 điểm"),
        ("xét theo tổng số câu trả lời đúng", "theo tổng số câu đúng"),
        ("họ và tên, số định danh cá nhân", "số định danh cá nhân"),
    ],
}


@cache
def document(name: str) -> Document:
    return read_contest(CONTESTS / name)


@cache
def told(name: str) -> str:
    sections = rules_sections(contest_from_document(document(name)))
    return "\n".join(sentence for part in sections for sentence in part["sentences"])


def readme() -> dict[str, str]:
    """The line of each folder."""
    lines = (CONTESTS / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| `")]
    return {row.split("`")[1]: row.partition(" | ")[2] for row in rows}


def values(found: Any, name: str) -> Iterator[Any]:
    """The values of `prizes.collective[].metric` in a document."""
    first, _, rest = name.partition(".")
    inner = found[first.removesuffix("[]")] if found is not None else None
    for each in inner if first.endswith("[]") else [inner]:
        yield from values(each, rest) if rest else [each]


def value(found: Document, name: str) -> Any:
    each = list(values(found, name))
    return set(each) if "[]" in name else each[0]


def test_the_readme_has_a_line_for_each_folder() -> None:
    assert sorted(readme()) == FOLDERS
    assert len(EXAMPLES) == 4
    assert sorted(HAS) == sorted(TOLD) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_the_folder_loads_and_is_named_by_its_slug(name: str) -> None:
    assert document(name)["slug"] == name


@pytest.mark.parametrize("name", FOLDERS)
def test_the_files_have_the_rules_that_they_stand_for(name: str) -> None:
    assert {field: value(document(name), field) for field in HAS[name]} == HAS[name]


@pytest.mark.parametrize("name", FOLDERS)
def test_every_field_that_the_readme_points_to_is_used(name: str) -> None:
    named = [field for field in re.findall(r"`([^`]+)`", readme()[name]) if field in FIELDS]
    assert len(named) >= 2
    for field in named:
        assert set(map(str, values(document(name), field))) - {str(FIELDS[field].default)}, field


@pytest.mark.parametrize("name", FOLDERS)
def test_the_rules_text_says_what_the_readme_claims(name: str) -> None:
    for sentence, claim in TOLD[name]:
        assert sentence in told(name)
        assert claim in readme()[name]


@pytest.mark.parametrize("name", FOLDERS)
def test_the_question_file_is_the_one_that_the_readme_names(name: str) -> None:
    [file] = [file.name for file in (CONTESTS / name).iterdir() if file.stem == "questions"]
    assert f"`{file}`" in readme()[name]


def test_some_examples_are_written_in_excel_and_some_not() -> None:
    endings = Counter(
        file.suffix for name in EXAMPLES for file in (CONTESTS / name).glob("questions.*")
    )
    assert endings == {".xlsx": 2, ".toml": 2}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_of_a_size_to_copy(name: str) -> None:
    found = document(name)
    assert 6 <= len(found["units"]) <= 10
    assert 2 <= len(found["topics"]) <= 3
    assert 15 <= len(found["questions"]) <= 20
    assert set(found["paper"]["quota"]) == {topic["id"] for topic in found["topics"]}
    assert found["identity"]["excluded"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_questions_are_explained_and_favour_no_letter(name: str) -> None:
    questions = document(name)["questions"]
    for question in questions:
        several = question["text"].startswith("Chọn các phương án đúng: ")
        assert several == (len(question["key"]) > 1), question["id"]
        assert question["text"].endswith("?"), question["id"]
        assert question["explanation"].endswith("."), question["id"]
    keys = Counter(question["key"][0] for question in questions if len(question["key"]) == 1)
    assert len(keys) == 4
    assert max(keys.values()) - min(keys.values()) <= 1


def test_no_question_is_asked_twice() -> None:
    texts = [
        (f"{name} {question['id']}", question["text"].casefold())
        for name in FOLDERS
        for question in document(name)["questions"]
    ]
    for (one, text), (other, other_text) in combinations(texts, 2):
        matcher = SequenceMatcher(None, text, other_text)
        close = matcher.real_quick_ratio() >= 0.9 and matcher.quick_ratio() >= 0.9
        assert not close or matcher.ratio() < 0.9, f"{one} and {other}"
