"""Texts that bind the organizers where they can't change them any more: on the portal, on Facebook
and Zalo. The commitment before the opening, the ledger's checkpoint afterwards (docs/ledger.md)."""

import re
from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.wording import moment

_CHECKPOINT = re.compile(
    r"hoithi-checkpoint-1 (?P<slug>[a-z0-9-]{1,32}) (?P<number>\d{1,9}) (?P<size>\d{1,9}) "
    r"(?P<at>\d{1,16}) [0-9a-f]{64}\n?",
    re.ASCII,
)


def commitment_text(contest: Contest, committed: dict[str, Any], origin: str) -> str:
    """What to post once a contest is committed to: `committed` is its commitment.json, `origin`
    where the site stands, without a slash at its end."""
    return "\n".join(
        (
            f"BẢN CAM KẾT TRƯỚC KHI MỞ CUỘC THI: {contest.title} (mã {contest.slug})",
            (
                f"{contest.host} niêm phong thể lệ, câu hỏi và đáp án lúc "
                f"{moment(committed['committed_at'])}, cuộc thi mở lúc {moment(contest.opens_at)} "
                "(giờ Việt Nam). Hai mã SHA-256 dưới đây không suy ngược ra được đề; sau khi đóng, "
                "ai cũng đối chiếu được là không có gì bị sửa."
            ),
            f"Thể lệ, câu hỏi, đáp án: {committed['contest']}",
            f"Khóa rút đề: {committed['paper_key']}",
            f"Bản gốc: {origin}/contests/{contest.slug}/commitment.json",
            f"Kiểm chứng: {_verifying(contest, origin)}",
        )
    )


def is_checkpoint(contest: Contest, line: str) -> bool:
    """Whether this is a checkpoint of that contest, with its line feed or without."""
    found = _CHECKPOINT.fullmatch(line)
    return found is not None and found["slug"] == contest.slug


def checkpoint_text(contest: Contest, line: str, origin: str) -> str:
    """What to post of the ledger's checkpoint, a line by `is_checkpoint`."""
    found = _CHECKPOINT.fullmatch(line)
    assert found is not None, "the caller has checked it"
    return "\n".join(
        (
            f"MỐC SỔ CÁI CUỘC THI: {contest.title}",
            (
                f"Đến {moment(int(found['at']))} (giờ Việt Nam) đã niêm phong {found['size']} bài. "
                "Ai giữ dòng dưới đây thì biết được nếu về sau có bài bị thêm, bớt hay sửa:"
            ),
            line.strip(),
            f"Kiểm chứng: {_verifying(contest, origin)}",
        )
    )


def _verifying(contest: Contest, origin: str) -> str:
    return f"{origin}/kiem-chung.html?cuoc-thi={contest.slug}"
