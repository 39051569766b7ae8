"""The first contest's questions: how documents, laws and dates are spelled, each in one way."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.bank import BANK, Bank, Check, changed, each_text, texts

# Every document that the bank names: what stands before "số", then number and date. No date: none
# could be checked.
DOCUMENTS = {
    "Luật Cán bộ, công chức": "22/2008/QH12 13/11/2008",
    "Luật Viên chức": "58/2010/QH12 15/11/2010",
    "Luật Khiếu nại": "02/2011/QH13 11/11/2011",
    "Luật Phổ biến, giáo dục pháp luật": "14/2012/QH13 20/6/2012",
    "Luật Tiếp công dân": "42/2013/QH13 25/11/2013",
    "Luật Hộ tịch": "60/2014/QH13 20/11/2014",
    "Luật Tổ chức Chính phủ": "76/2015/QH13 19/6/2015",
    "Luật Tổ chức chính quyền địa phương": "77/2015/QH13 19/6/2015",
    "Luật Ban hành văn bản quy phạm pháp luật": "80/2015/QH13 22/6/2015",
    "Luật Ngân sách nhà nước": "83/2015/QH13 25/6/2015",
    "Luật Phí và lệ phí": "97/2015/QH13 25/11/2015",
    "Luật Tiếp cận thông tin": "104/2016/QH13 06/4/2016",
    "Luật Trách nhiệm bồi thường của Nhà nước": "10/2017/QH14 20/6/2017",
    "Luật Quản lý, sử dụng tài sản công": "15/2017/QH14 21/6/2017",
    "Luật Tố cáo": "25/2018/QH14 12/6/2018",
    "Luật Phòng, chống tham nhũng": "36/2018/QH14 20/11/2018",
    "Luật": "47/2019/QH14 22/11/2019, 52/2019/QH14 25/11/2019",
    "Luật Cư trú": "68/2020/QH14 13/11/2020",
    "Luật Thực hiện dân chủ ở cơ sở": "10/2022/QH15 10/11/2022",
    "Luật Giao dịch điện tử": "20/2023/QH15 22/6/2023",
    "Luật Căn cước": "26/2023/QH15 27/11/2023",
    "Nghị quyết": (
        "1211/2016/UBTVQH13 25/5/2016, 27/2022/UBTVQH15 21/9/2022, 35/2023/UBTVQH15, "
        "18-NQ/TW 25/10/2017, 19-NQ/TW 25/10/2017, 30c/NQ-CP 08/11/2011, 76/NQ-CP 15/7/2021, "
        "04/NQ-CP 10/01/2022, 131/NQ-CP 06/10/2022"
    ),
    "Nghị định": (
        "20/2008/NĐ-CP 14/02/2008, 63/2010/NĐ-CP 08/6/2010, 43/2011/NĐ-CP 13/6/2011, "
        "23/2015/NĐ-CP 16/02/2015, 123/2015/NĐ-CP 15/11/2015, 34/2016/NĐ-CP 14/5/2016, "
        "61/2018/NĐ-CP 23/4/2018, 59/2019/NĐ-CP 01/7/2019, 45/2020/NĐ-CP 08/4/2020, "
        "90/2020/NĐ-CP 13/8/2020, 112/2020/NĐ-CP 18/9/2020, 120/2020/NĐ-CP 07/10/2020, "
        "154/2020/NĐ-CP 31/12/2020, 60/2021/NĐ-CP 21/6/2021, 107/2021/NĐ-CP 06/12/2021, "
        "42/2022/NĐ-CP 24/6/2022, 104/2022/NĐ-CP 21/12/2022, 13/2023/NĐ-CP 17/4/2023, "
        "33/2023/NĐ-CP 10/6/2023, 48/2023/NĐ-CP 17/7/2023, 61/2023/NĐ-CP 16/8/2023, "
        "71/2023/NĐ-CP 20/9/2023, 73/2023/NĐ-CP 29/9/2023, 63/2024/NĐ-CP 10/6/2024, "
        "69/2024/NĐ-CP 25/6/2024, 73/2024/NĐ-CP 30/6/2024"
    ),
    "Quyết định": (
        "129/2007/QĐ-TTg 02/8/2007, 1847/QĐ-TTg 27/12/2018, 274/QĐ-TTg 12/3/2019, "
        "749/QĐ-TTg 03/6/2020, 06/QĐ-TTg 06/01/2022, 505/QĐ-TTg 22/4/2022, "
        "1294/QĐ-BNV 03/12/2012, 1383/QĐ-BNV 28/12/2012, 876/QĐ-BNV 10/11/2022, "
        "1726/QĐ-BTTTT 12/10/2020, 922/QĐ-BTTTT 20/5/2022"
    ),
    "Thông báo": "304/TB-VPCP 02/8/2023",
    "Thông tư": (
        "226/2016/TT-BTC 11/11/2016, 343/2016/TT-BTC 30/12/2016, 344/2016/TT-BTC 30/12/2016, "
        "01/2018/TT-VPCP 23/11/2018, 04/2020/TT-BTP 28/5/2020, 75/2022/TT-BTC 22/12/2022"
    ),
    "Thông tư liên tịch": "71/2014/TTLT-BTC-BNV 30/5/2014",
}
ISSUERS = {
    "UBTVQH13": "Ủy ban Thường vụ Quốc hội", "UBTVQH15": "Ủy ban Thường vụ Quốc hội",
    "/TW": "Ban Chấp hành Trung ương Đảng khóa XII", "-BTC-BNV": "Bộ Tài chính và Bộ Nội vụ",
    "-CP": "Chính phủ", "-TTg": "Thủ tướng Chính phủ", "-BTC": "Bộ Tài chính",
    "-BNV": "Bộ Nội vụ", "-VPCP": "Văn phòng Chính phủ", "-BTP": "Bộ Tư pháp",
    "-BTTTT": "Bộ Thông tin và Truyền thông",
}  # fmt: skip
KIND_AND_DATE = {
    number: (kind, day)
    for kind, listed in DOCUMENTS.items()
    for number, _, day in (each.partition(" ") for each in listed.split(", "))
}
# A law as a text names it: by year, or by number.
LAWS = {
    kind: (f" năm {day[-4:]}", f" số {number} ", f" số {number},")
    for number, (kind, day) in KIND_AND_DATE.items()
    if kind.startswith("Luật ")
}
LAWS["Luật Giao dịch điện tử"] += (" năm 2005",)
LAWS["Luật Căn cước công dân"] = (" năm 2014",)
# Sources that have no number.
PUBLISHED = re.compile(
    r"Hiến pháp năm 2013|Báo cáo (PAPI|PCI) năm 2023|Kết quả (PAR INDEX|SIPAS|DTI) năm 20\d\d"
    r"|Báo cáo tổng kết thi hành Luật Căn cước công dân"
)
NUMBER = re.compile(r"\d+[a-z]?(?:/\d{4})?[/-][A-ZĐ][A-Za-zĐ\d]*(?:[-/][A-ZĐ][A-Za-zĐ]*)*")
DATE = re.compile(r"(0[1-9]|[12]\d|3[01])/(0[12]|[3-9]|1[0-2])(?:/(\d{4}))?")
MONTH = re.compile(r"tháng (0[12]|[3-9]|1[0-2])/\d{4}")


def has_no_source(bank: Bank) -> Iterator[str]:
    for question in bank:
        numbered = KIND_AND_DATE.keys() & set(NUMBER.findall(question["source"]))
        if not numbered and not PUBLISHED.search(question["source"]):
            yield question["id"]


def names_nowhere(bank: Bank) -> Iterator[str]:
    """Documents of the list that no question names."""
    named = {number for _, text in each_text(bank) for number in NUMBER.findall(text)}
    yield from KIND_AND_DATE.keys() - named


def is_carelessly_typed(bank: Bank) -> Iterator[str]:
    careless = re.compile(
        r"[\"']|\.\.\.|\s{2}|^\s|\s$|\s[,.;:?!)]|[,;][^\W\d]|uỷ|thuỷ|[hkt]oá\b|[^ ]–|–[^ ]"
        r"|kinh tế-|\d{4}-\d{4}|bản phô tô"
    )
    for id_, text in each_text(bank):
        if careless.search(text.casefold()) or not unicodedata.is_normalized("NFC", text):
            yield f"{id_}: {text}"


def cites_otherwise(bank: Bank) -> Iterator[str]:
    """Numbers unknown to the list, or with another kind, date or issuer than there."""
    for question in bank:
        for text in texts(question):
            for found in NUMBER.finditer(text):
                kind, day = KIND_AND_DATE.get(found[0], ("", ""))
                before, after = text[: found.start()], text[found.end() :]
                is_source = text == question["source"]
                if (
                    not kind
                    or not before.endswith(f"{kind} số ")
                    or not after.startswith(citation(found[0], day) if is_source else "")
                    or (re.match(" ngày", after) and not after.startswith(f" ngày {day}"))
                ):
                    yield f"{question['id']}: {found[0]}"


def citation(number: str, day: str) -> str:
    """What stands after a number in a source."""
    issuer = next((name for ending, name in ISSUERS.items() if number.endswith(ending)), "")
    return (f" ngày {day}" if day else "") + (f" của {issuer}" if issuer else "")


def names_laws_otherwise(bank: Bank) -> Iterator[str]:
    """Names of laws that are not in the list, or stand without their number or year."""
    for id_, text in each_text(bank):
        for found in re.finditer(r"Luật (?=(\w))", text):
            rest = text[found.start() :]
            name = max((name for name in LAWS if rest.startswith(name)), key=len, default="")
            rightly = name and rest.removeprefix(name).startswith(LAWS[name])
            if found[1].isupper() and not rightly:
                yield f"{id_}: {rest[:60]}"


def dates_otherwise(bank: Bank) -> Iterator[str]:
    """Dates that are none, or are not written as 08/6/2010, 16/02/2015 or tháng 7/2024."""
    for id_, text in each_text(bank):
        plain = MONTH.sub("", NUMBER.sub("", text))
        for found in re.findall(r"\d+(?:/\d+)+|ngày \d+ tháng \d+|\d+[-.]\d+[-.]\d{4}\b", plain):
            if not is_a_date(found):
                yield f"{id_}: {found}"


def is_a_date(found: str) -> bool:
    parts = DATE.fullmatch(found)
    try:
        return bool(parts and date(int(parts[3] or 2024), int(parts[2]), int(parts[1])))
    except ValueError:
        return False


@pytest.mark.parametrize(
    "check",
    [
        has_no_source, names_nowhere, is_carelessly_typed, cites_otherwise, names_laws_otherwise,
        dates_otherwise,
    ],
)  # fmt: skip
def test_the_bank_is_spelled_in_one_way(check: Check) -> None:
    assert list(check(BANK)) == []


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        (has_no_source, changed("tc-001", source="Văn bản hiện hành")),
        (names_nowhere, lambda bank: [each for each in bank if each["id"] != "tcc-009"]),
        (is_carelessly_typed, changed("tc-001", text=unicodedata.normalize("NFD", "Ở đâu?"))),
        (is_carelessly_typed, changed("tc-001", text='Thế nào là "một cửa"?')),
        (is_carelessly_typed, changed("tc-001", text="Uỷ ban nhân dân là gì ?")),
        (cites_otherwise, changed("tc-001", text="Theo Nghị định số 61/2019/NĐ-CP?")),
        (cites_otherwise, changed("tc-001", text="Theo Nghị định 61/2018/NĐ-CP?")),
        (cites_otherwise, changed("tc-001", text="Nghị định số 61/2018/NĐ-CP ngày 24/4/2018?")),
        (cites_otherwise, changed("tc-001", text="Theo Quyết định số 61/2018/NĐ-CP?")),
        (cites_otherwise, changed("tc-001", source="Nghị định số 61/2018/NĐ-CP, Điều 3")),
        (cites_otherwise, changed("tc-001", source="Nghị quyết số 76/NQ-CP ngày 15/7/2021")),
        (names_laws_otherwise, changed("tc-001", text="Theo Luật Căn cước, ai được cấp thẻ?")),
        (names_laws_otherwise, changed("tc-001", text="Theo Luật Căn cước năm 2024?")),
        (names_laws_otherwise, changed("tc-001", text="Theo Luật Nhà ở năm 2023?")),
        (dates_otherwise, changed("tc-001", text="Ngày 8/6/2010?")),
        (dates_otherwise, changed("tc-001", text="Ngày 08/06/2010?")),
        (dates_otherwise, changed("tc-001", text="Ngày 30/02/2024?")),
        (dates_otherwise, changed("tc-001", text="Tại thời điểm tháng 07/2024?")),
        (dates_otherwise, changed("tc-001", text="Ngày 09 tháng 11; có phải ngày 09 tháng 11?")),
    ],
)
def test_each_check_can_fail(check: Check, spoil: Callable[[Bank], Bank]) -> None:
    assert list(check(spoil(BANK)))
