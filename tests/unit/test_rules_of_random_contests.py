"""500 contests at random: the rules name each number, date and condition of the file, no other.

What is expected is worked out here from the document, without the code that writes the rules.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from random import Random
from typing import Any

import pytest

from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.rules_text import rules_sections
from tests.random_contests import random_document

MANY = 500
ICT = timezone(timedelta(hours=7))
SECONDS_OF_GRACE, ZONE, NONE, SHARE_STEP, ALL_OF_THEM = "5", "7", "0", "1.000", "100"
Table = dict[str, Any]
Rules = dict[str, list[str]]


@cache
def contests() -> list[tuple[Table, Rules]]:
    """Documents, and the sentences of their rules by heading."""
    documents = [random_document(Random(seed)) for seed in range(MANY)]
    return [
        (
            document,
            {
                part["heading"]: part["sentences"]
                for part in rules_sections(contest_from_document(document))
            },
        )
        for document in documents
    ]


def numbers(*texts: str) -> set[str]:
    """All numbers of texts, dates as one: `01/7/2024`, `1.000.000`, `15`."""
    return set(re.findall(r"\d+(?:[./]\d+)*", " ".join(texts)))


def whole(number: int) -> str:
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", str(number))


def day(milliseconds: int) -> str:
    there = datetime.fromtimestamp(milliseconds // 1000, ICT)
    return there.strftime(f"%d/{'%m' if there.month < 3 else there.month}/%Y")


def moment(milliseconds: int) -> set[str]:
    there = datetime.fromtimestamp(milliseconds // 1000, ICT)
    seconds = {f"{there.second:02}"} if there.second else set()
    return {f"{there.hour:02}", f"{there.minute:02}", day(milliseconds)} | seconds


def duration(seconds: int) -> set[str]:
    return {str(n) for n in (seconds // 3600, seconds // 60 % 60, seconds % 60) if n}


def drawn(document: Table) -> int:
    return sum(document["paper"]["quota"].values())


def compares_by_rate(prize: Table) -> bool:
    return prize["metric"] == "participation_rate" or prize["min_rate"] is not None


def expected(document: Table) -> Iterator[tuple[str, set[str]]]:
    """For each heading all numbers that the file justifies below it."""
    paper, ranking, identity = document["paper"], document["ranking"], document["identity"]
    ages = {str(age) for age in (identity["min_age"], identity["max_age"]) if age is not None}
    yield "Đối tượng dự thi", ages | numbers(*identity["categories"])
    yield "Thời gian dự thi", moment(document["opens_at"]) | moment(document["closes_at"]) | {ZONE}
    bank = {str(drawn(document)), whole(len(document["questions"]))}
    yield "Nội dung thi", bank | {str(count) for count in paper["quota"].values()}
    yield "Đề thi", set()
    yield "Số lượt thi", {str(paper["attempts"])} if paper["attempts"] > 1 else set()
    yield "Thời gian làm bài", duration(paper["time_limit_s"] or 0) | {SECONDS_OF_GRACE}
    yield "Lưu bài và nộp bài", duration(paper["draft_interval_s"])
    points = paper["points_per_question"]
    yield "Cách tính điểm", {whole(points), NONE, whole(points * drawn(document))}
    yield "Câu hỏi dự đoán", {NONE} if document["prediction"] else set()
    yield "Xếp hạng cá nhân", set()
    yield (
        "Khi đồng hạng",
        {"share": {SHARE_STEP}, "draw": {"256"}}.get(ranking["last_resort"], set()),
    )
    floor = document["fairness"]["min_seconds_per_question"]
    whole_paper = duration(floor * drawn(document)) | {str(floor)}
    yield "Bài làm nhanh bất thường", whole_paper if floor else set()
    yield "Công bố kết quả", set()
    for heading, days in (("Khiếu nại", "complaint_days"), ("Nhận giải", "claim_days")):
        yield heading, {str(ranking[days])} if ranking[days] else set()
    yield from expected_of_prizes(document)
    yield "Dữ liệu cá nhân", expected_of_privacy(document)


def expected_of_prizes(document: Table) -> Iterator[tuple[str, set[str]]]:
    kinds = document["prizes"]
    sums = {
        kind: sum(prize["count"] * prize["amount_vnd"] for prize in prizes)
        for kind, prizes in kinds.items()
    }
    for kind, heading in (("individual", "Giải cá nhân"), ("collective", "Giải tập thể")):
        told = {whole(sums[kind]), whole(sum(sums.values()))} if sums[kind] else set()
        for prize in kinds[kind]:
            told |= of_prize(prize, document)
        yield heading, told | (of_units(document) if kind == "collective" else set())


def of_prize(prize: Table, document: Table) -> set[str]:
    """Numbers of one prize, of either kind."""
    points = document["paper"]["points_per_question"]
    told = {whole(prize["count"])}
    told |= {whole(prize["amount_vnd"])} if prize["amount_vnd"] else set()
    told |= numbers(prize.get("category") or "")
    if prize.get("min_score"):
        told |= {whole(prize["min_score"])}
        told |= {whole(prize["min_score"] * points)} if points > 1 else set()
    told |= {whole(prize[name]) for name in ("min_participants", "min_rate") if prize.get(name)}
    return told | ({ALL_OF_THEM} if prize.get("metric") == "participation_rate" else set())


def of_units(document: Table) -> set[str]:
    """Headcounts where a rate is reckoned with them; a value of 0 wins nothing."""
    prizes = document["prizes"]["collective"]
    by_rate = [prize for prize in prizes if compares_by_rate(prize)]
    counted = {
        whole(unit["headcount"])
        for unit in document["units"]
        if any(prize["unit_kind"] in (None, unit["kind"]) for prize in by_rate)
    }
    return counted | ({NONE} if prizes else set())


def expected_of_privacy(document: Table) -> set[str]:
    days = document["retention_days"]
    ends = document["closes_at"] + days * 86_400_000
    law = {"91/2025", "15"} if day(ends)[-4:] >= "2026" else {"13/2023"}
    young = {"16"} if (document["identity"]["min_age"] or 0) < 16 else set()
    return {whole(days), day(ends)} | law | young


def test_every_number_and_date_of_the_file_stands_in_its_section_and_no_other() -> None:
    for document, rules in contests():
        found = {heading: numbers(*sentences) for heading, sentences in rules.items()}
        of_file = dict(expected(document))
        assert found.keys() <= of_file.keys()
        assert {heading: found.get(heading, set()) for heading in of_file} == of_file


Condition = tuple[str, str, bool]
"""Heading, words, whether they stand there."""


def conditions(document: Table) -> Iterator[Condition]:
    paper, identity, ranking = document["paper"], document["identity"], document["ranking"]
    least, most = identity["min_age"], identity["max_age"]
    yield "Đối tượng dự thi", "tuổi trở lên", least is not None and most is None
    yield "Đối tượng dự thi", "không quá", least is None and most is not None
    yield "Đối tượng dự thi", "đánh dấu vào ô", least is not None or most is not None
    roles = {person["role"] for person in identity["excluded"]}
    for role in ("Tổ ra đề", "Tổ thư ký", "Ban Giám khảo"):
        yield "Đối tượng dự thi", role, role in roles
    yield "Đề thi", "phương án giữ nguyên", not paper["shuffle_options"]
    yield "Số lượt thi", "chỉ được dự thi một lượt", paper["attempts"] == 1
    yield "Số lượt thi", "không giới hạn số lượt", paper["attempts"] == 0
    yield "Số lượt thi", "làm hai lượt cùng một lúc", paper["attempts"] != 1
    yield "Thời gian làm bài", "không bị giới hạn", paper["time_limit_s"] is None
    yield "Lưu bài và nộp bài", "trả lời đủ tất cả", paper["require_all_answers"]
    yield "Lưu bài và nộp bài", "nháp", paper["draft_interval_s"] > 0
    yield "Cách tính điểm", "báo ngay sau khi nộp", paper["reveal_score"] == "on_submit"
    one = ranking["one_collective_prize_per_unit"]
    yield "Giải tập thể", "nhận giải nêu trước", one and bool(document["prizes"]["collective"])
    yield "Khi đồng hạng", "chia đều", ranking["last_resort"] == "share"
    yield "Khi đồng hạng", "bốc thăm", ranking["last_resort"] == "draw"
    yield "Khi đồng hạng", "Ban Tổ chức quyết định", ranking["last_resort"] == "organizers"
    no_flag = document["fairness"]["min_seconds_per_question"] == 0
    yield "Bài làm nhanh bất thường", "không phải là dấu hiệu", no_flag
    yield "Khiếu nại", "không đặt thời hạn", ranking["complaint_days"] == 0
    yield "Dữ liệu cá nhân", "số điện thoại di động", identity["field"] == "phone"
    yield "Dữ liệu cá nhân", "dự đoán", document["prediction"] is not None
    yield "Công bố kết quả", "dự đoán", document["prediction"] is not None


def of_prediction(document: Table) -> Iterator[Condition]:
    heading = "Câu hỏi dự đoán"
    asked, order = document["prediction"] or {}, document["ranking"]["order"]
    yield heading, asked.get("prompt", "?"), bool(asked)
    yield heading, "không được dùng để xếp hạng", bool(asked) and "prediction" not in order
    for target, words in (
        ("full_marks", "so với số người trả lời đúng tất cả các câu hỏi của"),
        ("participants", "so với số người dự thi của"),
        ("attempts", "so với số lượt thi đã nộp của"),
    ):
        yield heading, words, asked.get("target") == target
    yield heading, "công khai cùng kết quả", bool(asked)


def test_every_condition_of_the_file_is_told_and_no_other() -> None:
    for document, rules in contests():
        for heading, words, stands in (*conditions(document), *of_prediction(document)):
            assert (words in " ".join(rules.get(heading, []))) is stands, (heading, words)


KEY_WORDS = {
    "score": "điểm cao hơn",
    "elapsed": "thời gian làm bài ngắn hơn",
    "submitted_at": "nộp bài sớm hơn",
    "prediction": "dự đoán gần đúng hơn",
    "attempts": "số lượt thi đã bắt đầu ít hơn",
    "registered_at": "thời điểm bắt đầu",
}


def test_the_ranking_is_told_key_by_key_in_order() -> None:
    for document, rules in contests():
        sentence = rules["Xếp hạng cá nhân"][0]
        places = {key: sentence.find(words) for key, words in KEY_WORDS.items()}
        told = sorted((key for key in places if places[key] >= 0), key=places.__getitem__)
        assert told == document["ranking"]["order"]


def individual_words(prize: Table) -> Iterator[tuple[str, bool]]:
    yield f"thuộc đối tượng “{prize['category']}”", prize["category"] is not None
    yield "thuộc đối tượng", prize["category"] is not None
    yield "trả lời đúng tất cả các câu hỏi", prize["full_marks_only"]
    yield f"đúng ít nhất {prize['min_score']} câu hỏi", prize["min_score"] is not None


def collective_words(prize: Table) -> Iterator[tuple[str, bool]]:
    people, rate = prize["min_participants"], prize["min_rate"]
    yield f"thuộc nhóm “{prize['unit_kind']}”", prize["unit_kind"] is not None
    yield "thuộc nhóm", prize["unit_kind"] is not None
    yield f"ít nhất {whole(people or 0)} người dự thi", people is not None
    yield f"đạt ít nhất {rate}% tổng số người", rate is not None


@pytest.mark.parametrize(
    ("kind", "heading", "words_of"),
    [
        ("individual", "Giải cá nhân", individual_words),
        ("collective", "Giải tập thể", collective_words),
    ],
)
def test_every_prize_is_told_with_its_own_conditions(
    kind: str, heading: str, words_of: Any
) -> None:
    for document, rules in contests():
        prizes = document["prizes"][kind]
        assert (heading in rules) is bool(prizes)
        for prize, sentence in zip(prizes, rules.get(heading, []), strict=False):
            assert sentence.startswith(f"{prize['title']}: {whole(prize['count'])} giải")
            assert numbers(sentence) == of_prize(prize, document)
            assert ((prize["award"] or "không có") in sentence) is (prize["award"] is not None)
            for words, stands in words_of(prize):
                assert (words in sentence) is stands


def test_every_sentence_is_whole() -> None:
    for _, rules in contests():
        for sentence in (sentence for sentences in rules.values() for sentence in sentences):
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert not re.search(r"  |None|True|False|\{|\}|\.\.| [.,;:]|“”", sentence)


def test_nobodys_number_is_told() -> None:
    for document, rules in contests():
        text = str(rules)
        assert not any(person["id"] in text for person in document["identity"]["excluded"])


def test_the_contests_use_all_that_the_format_has() -> None:
    """So that what was found above was looked for in every combination."""
    documents = [document for document, _ in contests()]
    prizes = [prize for each in documents for prize in each["prizes"]["collective"]]
    assert {each["paper"]["attempts"] for each in documents} >= {0, 1, 2, 3}
    assert {key for each in documents for key in each["ranking"]["order"]} == set(KEY_WORDS)
    assert {prize["metric"] for prize in prizes} >= {"participation_rate", "full_marks"}
    assert len({(each["prediction"] or {}).get("target") for each in documents}) == 4
