"""Answers: how they are checked, packed and scored."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.paper import Paper, PaperQuestion

Answers = dict[str, list[int]]
"""Question id → places of the chosen options as shown, ascending; unanswered ones are left out."""


def answer_faults(paper: Paper, answers: Mapping[str, Iterable[int]]) -> dict[str, str]:
    """What is wrong with answers to this paper: question id → a sentence for the participant."""
    questions = {each.question.id: each for each in paper}
    found = ((name, _fault(questions.get(name), list(places))) for name, places in answers.items())
    return {f"answers.{name}": fault for name, fault in found if fault}


def _fault(asked: PaperQuestion | None, places: list[int]) -> str | None:
    if asked is None:
        return "Câu này không có trong đề thi của lượt này. Xin tải lại trang rồi trả lời lại."
    if any(not 0 <= place < len(asked.shown) for place in places):
        return "Phương án này không có trong câu hỏi. Xin chọn lại."
    if len(set(places)) != len(places):
        return "Một phương án được chọn hai lần. Xin chọn lại."
    if len(places) > 1 and not asked.question.multiple:
        return "Câu này chỉ chọn một phương án. Xin chọn lại."
    return None


def pack_choices(paper: Paper, answers: Mapping[str, Iterable[int]]) -> bytes:
    """One byte of option bits for each question of the paper, bit n for the option shown at n."""
    return bytes(sum(1 << place for place in answers.get(each.question.id, ())) for each in paper)


def unpack_choices(paper: Paper, choices: bytes) -> Answers:
    """The answers that `pack_choices` packed, as the ledger spells them."""
    chosen = (
        (each.question.id, places_of(bits)) for each, bits in zip(paper, choices, strict=True)
    )
    return {question: places for question, places in chosen if places}


def score_of(paper: Paper, choices: bytes) -> int:
    """How many questions are right: exactly the key chosen, nothing missing and nothing more."""
    return sum(
        frozenset(places_of(bits)) == each.key for each, bits in zip(paper, choices, strict=True)
    )


def places_of(bits: int) -> list[int]:
    """The places that a byte of `pack_choices` says were chosen, ascending."""
    return [place for place in range(8) if bits >> place & 1]
