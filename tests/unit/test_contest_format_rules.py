"""Rules of the contest format across fields, and of the question bank."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.contest_format import check_contest
from tests.builders import a_contest_file
from tests.contest_faults import C, Path, faults_of, with_field


def question(**over: Any) -> dict[str, Any]:
    """The small contest with its second question (four options, key B) changed."""
    raw = a_contest_file()
    raw["questions"][1].update(over)
    return raw


def test_the_close_comes_after_the_opening() -> None:
    raw = a_contest_file()
    for shift, right in ((timedelta(0), False), (timedelta(milliseconds=1), True)):
        changed = with_field(("closes_at",), raw["opens_at"] + shift)
        assert (faults_of(changed) == {}) is right
        assert ("closes_at" in faults_of(changed)) is not right


@pytest.mark.parametrize(
    ("complaint", "claim", "retention", "right"),
    [(5, 30, 49, True), (5, 30, 48, False), (0, 0, 14, True), (0, 0, 13, False)],
)
def test_data_are_kept_through_complaints_and_claims(
    complaint: int, claim: int, retention: int, right: bool
) -> None:
    over = {"complaint_days": complaint, "claim_days": claim}
    faults = faults_of(a_contest_file(ranking=over, retention_days=retention))
    assert ("retention_days" not in faults) is right


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("topics", 1, "id"), "the-che"), (("topics", 1, "name"), "Cải cách thể chế"),
        (("units", 2, "id"), "khu-pho-1"), (("units", 2, "name"), " Khu phố 1"),
        (("questions", 2, "id"), "tc-001"),
    ],
)  # fmt: skip
def test_ids_and_names_stand_once(path: Path, value: str) -> None:
    (name, index, field) = path
    faults = faults_of(with_field(path, value))
    assert "Trùng với mục thứ 1" in faults[f"{name}[{int(index) + 1}].{field}"]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (("identity", "categories"), ["Cán bộ", "Nhân dân", " Cán bộ"]),
        (("ranking", "order"), ["score", "elapsed", "score"]),
        (("questions", 1, "options"), ["Hai", "Ba", "Hai "]),
        (("questions", 1, "options"), ["Hội", "Ba", "Ho\u0323\u0302i"]),
        (("questions", 1, "key"), ["A", "B", "A"]),
    ],
)
def test_values_of_a_list_differ_once_cleaned(path: Path, values: list[str]) -> None:
    (message,) = faults_of(with_field(path, values)).values()
    assert "Trùng với mục thứ 1" in message


@pytest.mark.parametrize(
    "written", ["0905000001", "0905 000 001", "+84905000001", {"id": "84905000001"}]
)
def test_excluded_people_are_kept_in_one_spelling(written: Any) -> None:
    document = check_contest(a_contest_file(identity={"excluded": [written]})).document
    assert document["identity"]["excluded"] == [{"id": "0905000001", "role": "Ban Tổ chức"}]


def test_excluded_people_keep_their_role() -> None:
    excluded = [{"id": "0905000002", "role": " Tổ ra đề "}]
    document = check_contest(a_contest_file(identity={"excluded": excluded})).document
    assert document["identity"]["excluded"] == [{"id": "0905000002", "role": "Tổ ra đề"}]


@pytest.mark.parametrize(
    ("field", "written", "right"),
    [
        ("phone", "0905000001", True), ("phone", "012345678901", False), ("phone", "x", False),
        ("citizen_id", "012345678901", True), ("citizen_id", "0905000001", False),
    ],
)  # fmt: skip
def test_excluded_people_are_named_as_the_contest_names_people(
    field: str, written: str, right: bool
) -> None:
    faults = faults_of(a_contest_file(identity={"field": field, "excluded": [written]}))
    assert ("identity.excluded[1].id" not in faults) is right


def test_excluded_people_stand_once_in_whatever_spelling() -> None:
    excluded = ["0905000001", {"id": "+84 905 000 001", "role": "Tổ ra đề"}]
    assert "identity.excluded[2].id" in faults_of(a_contest_file(identity={"excluded": excluded}))


@pytest.mark.parametrize(
    ("person", "field"),
    [({"role": "x"}, "identity.excluded[1].id"), (5, "identity.excluded[1]"),
     ({"id": "0905000001", "name": "x"}, "identity.excluded[1].name"),
     ({"id": "0905000001", "role": ""}, "identity.excluded[1].role"),
     ({"id": 905000001}, "identity.excluded[1].id")],
)  # fmt: skip
def test_excluded_people_are_a_number_or_a_table(person: Any, field: str) -> None:
    assert list(faults_of(a_contest_file(identity={"excluded": [person]}))) == [field]


def test_no_fault_repeats_the_number_of_an_excluded_person() -> None:
    faults = faults_of(a_contest_file(identity={"excluded": ["0987654321x", "0987654321y"]}))
    assert len(faults) == 2
    assert not any("98765" in message for message in faults.values())


@pytest.mark.parametrize(
    ("quota", "field", "said"),
    [
        ({"the-che": 4}, "paper.quota.the-che", "ngân hàng chỉ có 3 câu"),
        ({"khac": 1}, "paper.quota.khac", "Không có lĩnh vực nào mang mã này"),
        ({"the-che": 0}, "paper.quota.the-che", "Phải là số nguyên từ 1 đến 100"),
        ({"the-che": True}, "paper.quota.the-che", "Phải là số nguyên từ 1 đến 100"),
        ({}, "paper.quota", "Chưa có lĩnh vực nào"),
    ],
)
def test_the_quota_fits_the_bank(quota: dict[str, Any], field: str, said: str) -> None:
    assert said in faults_of(a_contest_file(paper={"quota": quota}))[field]


def _big_bank(quota: dict[str, int]) -> dict[str, Any]:
    questions = [
        {"id": f"{topic}-{n}", "topic": topic, "text": "?", "options": ["a", "b"], "key": ["A"]}
        for topic in ("the-che", "thu-tuc")
        for n in range(60)
    ]
    return a_contest_file(paper={"quota": quota}, questions=questions)


def test_a_paper_has_at_most_100_questions() -> None:
    assert faults_of(_big_bank({"the-che": 50, "thu-tuc": 50})) == {}
    assert (
        "Cộng lại là 101 câu" in faults_of(_big_bank({"the-che": 51, "thu-tuc": 50}))["paper.quota"]
    )


def test_a_bank_has_at_most_5000_questions() -> None:
    one = a_contest_file()["questions"]
    more = [{**one[0], "id": f"q-{n}"} for n in range(4_996)]
    assert faults_of(a_contest_file(questions=one + more[:-1])) == {}
    assert "hiện có 5001" in faults_of(a_contest_file(questions=one + more))["questions"]


def test_a_contest_gives_a_prize() -> None:
    assert (
        "ít nhất một giải"
        in faults_of(a_contest_file(prizes={"individual": [], "collective": []}))["prizes"]
    )
    assert faults_of(a_contest_file(prizes={"individual": []})) == {}
    assert faults_of(a_contest_file(prizes={"collective": []})) == {}


@pytest.mark.parametrize(
    ("metric", "right"), [("participants", True), ("participation_rate", False)]
)
def test_a_rate_needs_everybodys_headcount(metric: str, right: bool) -> None:
    raw = with_field(("prizes", "collective", 0, "metric"), metric)
    assert faults_of(raw) == {}
    del raw["units"][1]["headcount"]
    assert ("units[2].headcount" not in faults_of(raw)) is right


@pytest.mark.parametrize(
    ("kind", "needs"), [("Khu phố", {1, 2}), ("Cơ quan", {3}), (None, {1, 2, 3})]
)
def test_a_floor_by_rate_needs_the_headcount_of_every_unit_concerned(
    kind: str | None, needs: set[int]
) -> None:
    raw = with_field((*C, "min_rate"), 50)
    raw["prizes"]["collective"][0] |= {} if kind is None else {"unit_kind": kind}
    assert faults_of(raw) == {}
    for unit in raw["units"]:
        del unit["headcount"]
    assert set(faults_of(raw)) == {f"units[{number}].headcount" for number in needs}


def test_ages_are_a_range() -> None:
    for most, right in ((18, True), (17, False)):
        faults = faults_of(a_contest_file(identity={"min_age": 18, "max_age": most}))
        assert (faults == {}) is right
        assert ("identity.max_age" in faults) is not right


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"prompt": "Bao nhiêu?"}, "prediction.target"),
        ({"target": "attempts"}, "prediction.prompt"),
    ],
)
def test_a_prediction_is_a_prompt_and_a_target(given: dict[str, str], missing: str) -> None:
    assert list(faults_of(a_contest_file(prediction=given))) == [missing]


def test_an_empty_prediction_is_none() -> None:
    assert check_contest(a_contest_file(prediction={})).document["prediction"] is None


def test_a_faulty_prediction_is_told_once() -> None:
    over: dict[str, Any] = {"ranking": {"order": ["prediction"]}}
    over["prediction"] = {"prompt": "", "target": "attempts"}
    assert list(faults_of(a_contest_file(**over))) == ["prediction.prompt"]


@pytest.mark.parametrize(("attempts", "right"), [(1, False), (2, True), (0, True)])
def test_a_ranking_by_attempts_needs_several(attempts: int, right: bool) -> None:
    raw = a_contest_file(paper={"attempts": attempts}, ranking={"order": ["score", "attempts"]})
    assert list(faults_of(raw)) == ([] if right else ["ranking.order[2]"])


def test_a_ranking_by_prediction_needs_one() -> None:
    over: dict[str, Any] = {"ranking": {"order": ["prediction", "score"]}}
    assert list(faults_of(a_contest_file(**over))) == ["ranking.order[1]"]
    over["prediction"] = {"prompt": "Bao nhiêu người dự thi?", "target": "participants"}
    assert faults_of(a_contest_file(**over)) == {}
    del over["ranking"]
    assert faults_of(a_contest_file(**over)) == {}


@pytest.mark.parametrize(
    ("prize", "field"),
    [
        ({"category": "Học sinh"}, "category"),
        ({"min_score": 4}, "min_score"),
        ({"min_score": 3, "full_marks_only": True}, "min_score"),
    ],
)
def test_conditions_that_nobody_meets(prize: dict[str, Any], field: str) -> None:
    raw = a_contest_file()
    raw["prizes"]["individual"][0] |= prize
    assert list(faults_of(raw)) == [f"prizes.individual[1].{field}"]


def test_a_prize_for_a_kind_needs_units_of_it() -> None:
    raw = with_field((*C, "unit_kind"), "Trường học")
    assert list(faults_of(raw)) == ["prizes.collective[1].unit_kind"]
    del raw["units"][0]["kind"]
    assert "Trường học" in faults_of(raw)["prizes.collective[1].unit_kind"]
    raw["units"][0]["kind"] = ""
    assert list(faults_of(raw)) == ["units[1].kind"]


@pytest.mark.parametrize(
    ("key", "indexes"),
    [
        (["A"], [0]),
        (["b"], [1]),
        ([" C "], [2]),
        (["D", "A"], [0, 3]),
        (["c", "B", "A"], [0, 1, 2]),
    ],
)
def test_key_letters_become_sorted_indexes(key: list[str], indexes: list[int]) -> None:
    assert check_contest(question(key=key)).document["questions"][1]["key"] == indexes


@pytest.mark.parametrize(
    ("key", "field", "said"),
    [
        (["E"], "questions[2].key", "Đáp án E không ứng với phương án nào"),
        (["A", "H"], "questions[2].key", "từ A đến D"),
        (["I"], "questions[2].key[1]", "từ A đến H"),
        (["AB"], "questions[2].key[1]", "Phải là một chữ cái"),
        (["ß"], "questions[2].key[1]", "Phải là một chữ cái"),
        ([1], "questions[2].key[1]", "Phải là một chữ cái"),
        (["A", "a"], "questions[2].key", "ghi hai lần"),
        (["A", "B", "C", "D"], "questions[2].key", "ít nhất một phương án sai"),
    ],
)
def test_keys_name_options_of_which_some_are_wrong(key: list[Any], field: str, said: str) -> None:
    assert said in faults_of(question(key=key))[field]


def test_a_question_belongs_to_a_topic_of_the_contest() -> None:
    assert "Không có lĩnh vực “khac”" in faults_of(question(topic="khac"))["questions[2].topic"]


def test_a_faulty_topic_list_does_not_fault_every_question() -> None:
    assert set(faults_of(with_field(("topics", 0, "id"), "Thể chế"))) == {"topics[1].id"}


@pytest.mark.parametrize("option", ["", "x" * 301, 5, "a\u202eb"])
def test_each_option_is_a_text(option: Any) -> None:
    assert "questions[2].options[2]" in faults_of(question(options=["Một", option, "Ba", "Bốn"]))
