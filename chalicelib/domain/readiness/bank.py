"""The lights of the question bank."""

from collections import Counter
from collections.abc import Iterator
from math import sqrt
from typing import Any

from chalicelib.domain.contest_format import Fault
from chalicelib.domain.contest_format.fields import LETTERS
from chalicelib.domain.readiness.duplicates import alike_questions, same_questions
from chalicelib.domain.readiness.light import Color, Light, Screen, judged, red_of_faults
from chalicelib.domain.readiness.rules import concerns

_Table = dict[str, Any]

# A bank is odd where chance alone would hardly give it: three standard deviations off, and not by
# one or two questions of a small bank.
_ODD_DEVIATIONS = 3
_FEWEST_JUDGED = 10
# With fewer questions than twice the quota most papers share most questions.
_SPARE = 2


def lights_of_bank(document: _Table, faults: tuple[Fault, ...]) -> Iterator[Light]:
    """`document` lacks what is faulty, and holds keys as letters."""
    questions: list[_Table] = document.get("questions", [])
    of_questions = [fault for fault in faults if concerns(fault, [("questions",)])]
    of_quota = [fault for fault in faults if concerns(fault, [("topics",), ("paper", "quota")])]
    yield red_of_faults("questions", of_questions, Screen.QUESTIONS) or _questions(questions)
    if not questions:
        yield from _nothing_to_judge()
        return
    yield red_of_faults("quota", of_quota, Screen.RULES) or _quota(document, questions)
    yield _same(questions)
    yield _alike(questions)
    yield _lengths(questions)
    yield _letters(questions, document.get("paper", {}).get("shuffle_options", True))
    yield _missing("source", "căn cứ", questions)
    yield _missing("explanation", "giải thích", questions)


def _nothing_to_judge() -> Iterator[Light]:
    says = "Chưa có câu hỏi nào để xem xét."
    for id_ in ("quota", "same", "alike", "lengths", "letters", "source", "explanation"):
        yield Light(id_, Color.GREY, says, Screen.QUESTIONS)


def _questions(questions: list[_Table]) -> Light:
    says = f"Có {len(questions)} câu hỏi, câu nào cũng đủ và đúng."
    return Light("questions", Color.GREEN, says, Screen.QUESTIONS)


def _quota(document: _Table, questions: list[_Table]) -> Light:
    quota: dict[str, int] = document.get("paper", {}).get("quota", {})
    bank = Counter(question.get("topic") for question in questions)
    names = {topic.get("id"): topic.get("name", "") for topic in document.get("topics", [])}
    few = [
        f"{names.get(topic, topic)}: rút {drawn}, có {bank[topic]} câu"
        for topic, drawn in quota.items()
        if bank[topic] < _SPARE * drawn
    ]
    idle = [
        f"{names.get(topic, topic)}: có {count} câu nhưng không rút câu nào"
        for topic, count in bank.items()
        if topic not in quota
    ]
    named = (*few, *idle)
    wrong = "Có lĩnh vực ít câu hỏi hoặc không được rút câu nào, nên đề dễ trùng nhau."
    right = f"Mỗi đề rút {sum(quota.values())} câu; lĩnh vực nào cũng có từ hai lần số câu rút."
    return judged(
        "quota",
        wrong if named else "",
        right,
        Color.AMBER,
        screen=Screen.QUESTIONS,
        field="paper.quota",
        named=named,
    )


def _same(questions: list[_Table]) -> Light:
    groups = same_questions(questions)
    named = tuple(" = ".join(group) for group in groups)
    wrong = f"Có {len(groups)} nhóm câu hỏi trùng nhau; xin bỏ bớt." if groups else ""
    right = "Không có câu hỏi nào trùng nhau."
    return judged("same", wrong, right, Color.RED, screen=Screen.QUESTIONS, named=named)


def _alike(questions: list[_Table]) -> Light:
    pairs = alike_questions(questions)
    named = tuple(f"{one} ~ {other}" for one, other in pairs)
    wrong = f"Có {len(pairs)} cặp câu hỏi gần giống nhau; xin xem lại." if pairs else ""
    right = "Không có câu hỏi nào gần giống nhau."
    return judged("alike", wrong, right, Color.AMBER, screen=Screen.QUESTIONS, named=named)


def _lengths(questions: list[_Table]) -> Light:
    """Whoever always picks the longest option must not do better than by chance."""
    single = [question for question in questions if _has_one_answer(question)]
    longest = [question for question in single if _answer_is_longest(question)]
    chances = [1 / len(question["options"]) for question in single]
    wrong = ""
    if _is_odd(len(longest), chances):
        wrong = (
            f"{len(longest)} trên {len(single)} câu có đáp án đúng dài nhất; người đoán dễ chọn "
            "trúng. Xin viết các phương án dài gần bằng nhau."
        )
    right = (
        f"{len(longest)} trên {len(single)} câu có đáp án đúng dài nhất, không nhiều bất thường."
    )
    named = tuple(str(question.get("id", "")) for question in longest)
    return judged("lengths", wrong, right, Color.AMBER, screen=Screen.QUESTIONS, named=named)


def _letters(questions: list[_Table], shuffled: bool) -> Light:
    if shuffled:
        says = "Phương án được đảo thứ tự ở từng đề, nên chữ cái của đáp án không lộ ra."
        return Light("letters", Color.GREEN, says, Screen.QUESTIONS)
    single = [question for question in questions if _has_one_answer(question)]
    counts = Counter(question["key"][0].upper() for question in single)
    odd = [letter for letter in LETTERS if _is_odd(counts[letter], _chances_of(letter, single))]
    named = tuple(f"{letter}: {counts[letter]} câu" for letter in LETTERS if counts[letter])
    wrong = f"Đáp án rơi vào {', '.join(odd)} nhiều bất thường; xin đảo lại." if odd else ""
    return judged(
        "letters",
        wrong,
        "Đáp án chia đều giữa các chữ cái.",
        Color.AMBER,
        screen=Screen.QUESTIONS,
        field="paper.shuffle_options",
        named=named,
    )


def _missing(field: str, noun: str, questions: list[_Table]) -> Light:
    without = tuple(str(each.get("id", "")) for each in questions if not each.get(field))
    wrong = f"{len(without)} trên {len(questions)} câu chưa có {noun}." if without else ""
    right = f"Câu nào cũng có {noun}."
    return judged(field, wrong, right, Color.AMBER, screen=Screen.QUESTIONS, named=without)


def _has_one_answer(question: _Table) -> bool:
    key, options = question.get("key", ()), question.get("options", ())
    return len(key) == 1 and LETTERS.index(key[0].upper()) < len(options)


def _answer_is_longest(question: _Table) -> bool:
    right = LETTERS.index(question["key"][0].upper())
    lengths = [len(option) for option in question["options"]]
    return all(lengths[right] > length for at, length in enumerate(lengths) if at != right)


def _chances_of(letter: str, questions: list[_Table]) -> list[float]:
    """How likely each question's answer has that letter; those without such an option left out."""
    options = [len(question["options"]) for question in questions]
    return [1 / count for count in options if LETTERS.index(letter) < count]


def _is_odd(count: int, chances: list[float]) -> bool:
    if len(chances) < _FEWEST_JUDGED:
        return False
    deviation = sqrt(sum(chance * (1 - chance) for chance in chances))
    return count > sum(chances) + _ODD_DEVIATIONS * deviation
